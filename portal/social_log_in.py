"""Logging in with an account of another site: which ones, wholly by environment variables, checked at start."""

from typing import Any

from django.core.exceptions import ImproperlyConfigured

from portal.environment import env

# By what its app has besides its key and secret. Each is asked for no more than a name and an address.
KNOWN: dict[str, dict[str, Any]] = {
    "google": {"SCOPE": ["profile", "email"], "OAUTH_PKCE_ENABLED": True},
    "github": {"SCOPE": ["user:email"], "OAUTH_PKCE_ENABLED": True},
    "facebook": {"SCOPE": ["email", "public_profile"], "FIELDS": ["id", "name", "email"]},
    "openid_connect": {"OAUTH_PKCE_ENABLED": True},
}
OPENID = "openid"  # how addresses call the provider of one's own


def social_log_in() -> dict[str, dict[str, Any]]:
    """allauth's SOCIALACCOUNT_PROVIDERS, as SOCIAL_LOGIN and its companions say; none without it."""
    named = dict.fromkeys(name.strip() for name in env.str("SOCIAL_LOGIN", "").split(",") if name.strip())
    if unknown := [name for name in named if name not in KNOWN]:
        raise ImproperlyConfigured(
            f"SOCIAL_LOGIN={unknown[0]} is not known: write {', '.join(KNOWN)}, or some of them."
        )
    return {name: KNOWN[name] | {"APPS": [app_of(name)]} for name in named}


def app_of(name: str) -> dict[str, Any]:
    """What the other site knows us by, and for OpenID Connect where it is."""
    app = {"client_id": said(name, "ID"), "secret": said(name, "SECRET")}
    if name != "openid_connect":
        return app
    url = said(name, "URL").rstrip("/")
    if not url.startswith(("https://", "http://localhost", "http://127.0.0.1")):
        raise ImproperlyConfigured(f"SOCIAL_LOGIN_OPENID_CONNECT_URL={url} must begin with https://.")
    return app | {"provider_id": OPENID, "name": said(name, "NAME"), "settings": {"server_url": url}}


def said(name: str, what: str) -> str:
    variable = f"SOCIAL_LOGIN_{name.upper()}_{what}"
    value = env.str(variable, "").strip()
    if not value:
        raise ImproperlyConfigured(f"SOCIAL_LOGIN={name} needs {variable}: set it, or leave {name} out.")
    return value
