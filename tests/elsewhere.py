"""The outside world of social log-in: sites that answer as Google, GitHub, Facebook and a server of one's own do."""

import json
import time
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from django.test import Client

from accounts.models import User

OPENID_SERVER = "https://sso.example"
APP = {"client_id": "the-paper", "secret": "a secret"}
CONFIGURED = {
    "google": {"SCOPE": ["profile", "email"], "OAUTH_PKCE_ENABLED": True, "APPS": [APP]},
    "github": {"SCOPE": ["user:email"], "APPS": [APP]},
    "facebook": {"FIELDS": ["id", "name", "email"], "APPS": [APP]},
    "openid_connect": {
        "APPS": [APP | {"provider_id": "openid", "name": "Staff", "settings": {"server_url": OPENID_SERVER}}]
    },
}
LAN = {"email": "lan@example.org", "email_verified": True}
WELL_KNOWN = {
    "issuer": OPENID_SERVER,
    "authorization_endpoint": f"{OPENID_SERVER}/authorize",
    "token_endpoint": f"{OPENID_SERVER}/token",
    "userinfo_endpoint": f"{OPENID_SERVER}/userinfo",
    "token_endpoint_auth_methods_supported": ["client_secret_post"],
}


class Elsewhere:
    """What the other sites say of whoever logs in there; `person` is told to every site in its own form."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.person: dict[str, Any] = {}
        self.answers: dict[str, Any] = {}

    def request(self, _method: str, url: str, **_options: Any) -> requests.Response:
        address = url.partition("?")[0]
        self.asked.append(address)
        said = self.answers.get(address, self.usual(address))
        response = requests.Response()
        response.status_code, response.url = (200, url) if said is not None else (404, url)
        response._content = said if isinstance(said, bytes) else json.dumps(said).encode()
        response.headers["content-type"] = "application/json"
        return response

    def usual(self, address: str) -> Any:
        person = {"sub": "7001", "name": "Lan Phạm"} | self.person
        emails = [{"email": person.get("email"), "primary": True, "verified": person.get("email_verified", False)}]
        return {
            "https://oauth2.googleapis.com/token": {"access_token": "t", "id_token": self.id_token(person)},
            "https://github.com/login/oauth/access_token": {"access_token": "t"},
            "https://api.github.com/user": {"id": 7001, "login": "lan", "name": person["name"], "bio": "private"},
            "https://api.github.com/user/emails": emails if person.get("email") else [],
            f"{OPENID_SERVER}/.well-known/openid-configuration": WELL_KNOWN,
            f"{OPENID_SERVER}/token": {"access_token": "t"},
            f"{OPENID_SERVER}/userinfo": person,
        }.get(address, self.of_facebook(address, person))

    def of_facebook(self, address: str, person: dict[str, Any]) -> Any:
        if "graph.facebook.com" not in address:
            return None
        if address.endswith("/access_token"):
            return {"access_token": "t"}
        return {"id": person["sub"], "name": person["name"], "email": person.get("email")}

    def id_token(self, person: dict[str, Any]) -> str:
        given, _space, family = person["name"].partition(" ")
        names = {"given_name": given, "family_name": family}
        life = {"iss": "https://accounts.google.com", "aud": "the-paper", "exp": time.time() + 60}
        return jwt.encode(person | names | life, "x" * 32)


@pytest.fixture
def elsewhere(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Elsewhere:
    """All four kinds of other sites are configured, and the world outside is this."""
    settings.SOCIALACCOUNT_PROVIDERS = CONFIGURED
    world = Elsewhere()
    monkeypatch.setattr(requests.Session, "request", lambda _session, *args, **more: world.request(*args, **more))
    return world


def begin(client: Client, site: str, **form: str) -> str:
    """Press the button, and give the address at the other site to which one is led."""
    page = client.post(f"/accounts/social/{site}/", form)
    assert page.status_code == 200, page
    return page.context["address"]


def come_back(client: Client, site: str, **form: str):
    """Press the button, log in at the other site, and come back."""
    asked = parse_qs(urlsplit(begin(client, site, **form)).query)
    return client.get(f"/accounts/social/{site}/callback/", {"code": "c", "state": asked["state"][0]})


def connected(user: User, site: str = "google", uid: str = "7001") -> SocialAccount:
    return SocialAccount.objects.create(user=user, provider=site, uid=uid)
