"""What triggers keep beside the articles."""

from importlib import import_module

import pytest


@pytest.mark.parametrize("name", ["0021_lacking_is_kept", "0022_headline_words"])
def test_what_is_there_is_taken_up_once_whoever_writes_calls_the_trigger_or_waits(name: str) -> None:
    operations = import_module(f"articles.migrations.{name}").Migration.operations
    statements = [getattr(each, "sql", "").split()[:2] for each in operations]
    triggers, fillings = (
        [place for place, words in enumerate(statements) if words == begin]
        for begin in (["CREATE", "TRIGGER"], ["INSERT", "INTO"])
    )
    assert max(triggers) < min(fillings)
