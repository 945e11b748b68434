"""The browser's contexts that tests share one after another."""

from contextlib import suppress

import pytest
from django.templatetags.static import static

from tests.contexts import Contexts


def test_a_context_is_one_test_s_alone_and_forgets_it_however_that_ends(contexts: Contexts) -> None:
    with suppress(pytest.fail.Exception), contexts.lent() as context, contexts.lent() as another:
        assert another is not context
        page = context.new_page()
        page.goto(static("icon.svg"))
        page.evaluate("document.cookie = 'sessionid=ours'; localStorage.setItem('desk', 'words')")
        pytest.fail("So does a test that fails.")
    with contexts.lent() as one, contexts.lent() as other:
        assert {one, other} == {context, another}
        assert page.is_closed()
        assert context.cookies() == []
        page = context.new_page()
        page.goto(static("icon.svg"))
        assert page.evaluate("localStorage.length") == 0
