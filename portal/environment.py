"""What the environment variables say, checked once at start; README.md has the table of all of them."""

import secrets
from pathlib import Path
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured

REQUIRED_IN_PRODUCTION = ("SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL")

env = environ.Env()


def is_production() -> bool:
    """Production is asked for by PRODUCTION=1 or by setting any of its required variables; PRODUCTION=0 overrules."""
    if env.str("PRODUCTION", ""):
        return env.bool("PRODUCTION")
    return any(env.str(name, "") for name in REQUIRED_IN_PRODUCTION)


def require_production_settings() -> None:
    """Name every variable that production needs and does not have."""
    missing = [name for name in REQUIRED_IN_PRODUCTION if not env.str(name, "").strip()]
    if missing:
        raise ImproperlyConfigured(
            f"Production needs {' and '.join(missing)}: set {'it' if len(missing) == 1 else 'them'} in the environment "
            "(README.md, Settings), or set PRODUCTION=0 to run the demo."
        )


def demo_secret_key(path: Path) -> str:
    """The key of a demo: made once and kept in `path`, so that a restart signs nobody out."""
    try:
        if not path.exists() or not path.stat().st_size:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch(mode=0o600)
            path.write_text(secrets.token_urlsafe(50))
        return path.read_text()
    except OSError as error:
        raise ImproperlyConfigured(f"The demo keeps its key in {path}, which fails: {error.strerror}.") from error


def mailer(url: str) -> dict[str, Any]:
    """An entry of Django's MAILERS, from an address such as `smtp+tls://user:password@host:587`."""
    said = env.email_url_config(url)
    options = {
        "host": said["EMAIL_HOST"],
        "port": said["EMAIL_PORT"],
        "username": said["EMAIL_HOST_USER"],
        "password": said["EMAIL_HOST_PASSWORD"],
        "use_tls": said.get("EMAIL_USE_TLS"),
        "use_ssl": said.get("EMAIL_USE_SSL"),
        "file_path": said["EMAIL_FILE_PATH"],
    }
    return {"BACKEND": said["EMAIL_BACKEND"], "OPTIONS": {name: value for name, value in options.items() if value}}
