"""A passkey in a browser: added, used instead of the password, and as the second step after it."""

from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from playwright.sync_api import Page, expect

from tests.browser import accessibility_violations, be_logged_in, write_and_log_in
from tests.cast import PASSWORD

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

PLATFORM = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def give_an_authenticator(page: Page) -> None:
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": PLATFORM})


def test_a_passkey_is_added_logs_in_alone_and_is_the_second_step(page, reader, live_server: Any):
    give_an_authenticator(page)
    be_logged_in(page, reader, live_server.url)
    page.goto("/accounts/2fa/webauthn/add/")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Confirm").click()
    page.get_by_label("Name").fill("My telephone")
    assert accessibility_violations(page) == ""
    page.get_by_role("button", name="Add a passkey").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    assert Authenticator.objects.filter(type=Authenticator.Type.WEBAUTHN).get().wrap().name == "My telephone"

    page.context.clear_cookies()
    page.goto("/accounts/login/?next=/me/security/")
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_role("heading", name="Security")).to_be_visible()

    page.context.clear_cookies()
    page.goto("/accounts/login/")
    write_and_log_in(page, reader)
    expect(page.get_by_role("heading", name="The second step")).to_be_visible()
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_role("heading", name=reader.display_name)).to_be_visible()
