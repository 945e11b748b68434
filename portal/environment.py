"""What the environment variables say, checked once at start; README.md has the table of all of them."""

import re
import secrets
from email.utils import getaddresses
from pathlib import Path
from typing import Any
from zoneinfo import available_timezones

import environ
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.validators import validate_email

SECONDS_FOR_E_MAIL = 10  # until the mail server answers
REQUIRED_IN_PRODUCTION = ("SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL")
HOST = re.compile(r"\*|\.?[a-zA-Z0-9._-]+|\[[0-9a-fA-F:.]+\]")  # other letters as browsers send them: xn--…
ORIGIN = re.compile(r"https?://([^/\s?#@:\[\]]+|\[[0-9a-fA-F:.]+\])(:[0-9]{1,5})?")

env = environ.Env()


def is_production() -> bool:
    """Production is asked for by PRODUCTION=1 or by setting any of its required variables; PRODUCTION=0 overrules."""
    return is_on("PRODUCTION", default=any(env.str(name, "") for name in REQUIRED_IN_PRODUCTION))


def is_on(name: str, *, default: bool) -> bool:
    """What the switch `name` says; only 1 and 0 say anything, so that no slip of the pen passes for the other."""
    said = env.str(name, "").strip()
    if said not in {"", "0", "1"}:
        raise ImproperlyConfigured(f"{name}={said} says nothing: set it to 1 or to 0.")
    return said == "1" if said else default


def megabytes(name: str, *, default: int) -> int:
    """How much memory the variable `name` allows; 0 is none."""
    said = env.str(name, "").strip() or str(default)
    if not (said.isascii() and said.isdigit() and int(said) < 1_000_000):
        raise ImproperlyConfigured(f"{name}={said} is no size: write a whole number of megabytes, such as {default}.")
    return int(said)


def one_of(known: list[str], name: str, *, default: str) -> str:
    """What the variable `name` says, if it is one of `known`."""
    said = env.str(name, default)
    if said not in known:
        raise ImproperlyConfigured(f"{name}={said} is not known: write {', '.join(known[:-1])} or {known[-1]}.")
    return said


def apart_by_commas(name: str) -> list[str]:
    """What the variable `name` lists, without the blanks that people write after a comma."""
    return [each for part in env.str(name, "").split(",") if (each := part.strip())]


def hosts(name: str, *, default: list[str]) -> list[str]:
    """The host names in the variable `name`; of an address or a port no request would ever match."""
    named = apart_by_commas(name) or default
    for host in named:
        if not HOST.fullmatch(host):
            raise ImproperlyConfigured(f"{name}={host} is no host: write names such as news.example, apart by commas.")
    return named


def origins(name: str, *, example: str = "https://news.example") -> list[str]:
    """The addresses of sites in the variable `name`, each without a slash at the end."""
    return [origin(name, each, example=example) for each in apart_by_commas(name)]


def origin(name: str, said: str, *, example: str = "https://news.example") -> str:
    if not ORIGIN.fullmatch(said.rstrip("/")):
        raise ImproperlyConfigured(f"{name}={said} is no address of a site: write it as {example}.")
    return said.rstrip("/")


def correspondent(name: str, *, default: str) -> str:
    """Who sends or gets e-mail: one address, with or without a name before it."""
    said = env.str(name, "").strip() or default
    found = [address for _person, address in getaddresses([said])]
    address = found[0] if len(found) == 1 and found[0] in said else ""
    is_of_own_network = "." not in address.rpartition("@")[2]  # whose machines need no whole name: root@mailhost
    try:
        validate_email(f"{address}.localdomain" if is_of_own_network else address)
    except ValidationError as error:
        example = 'desk@news.example or "The Post <desk@news.example>"'
        raise ImproperlyConfigured(f"{name}={said} is no address for e-mail: write one, as {example}.") from error
    return said


def secret(name: str) -> str:
    """What the variable `name` says, unless that is what everybody can read in deploy/broadsheet.env."""
    said = env.str(name, "").strip()
    if said.endswith("_RANDOM_CHARACTERS"):
        raise ImproperlyConfigured(f"{name} is still the example's: make your own as deploy/README.md says.")
    return said


def both(one: str, other: str) -> tuple[str, str]:
    """What two variables say of which neither is any use alone."""
    said = env.str(one, "").strip(), env.str(other, "").strip()
    if any(said) and not all(said):
        raise ImproperlyConfigured(f"{one} and {other} go together: set both, or neither.")
    return said


def folder(name: str, *, default: Path) -> Path:
    """The folder that the variable `name` says, which need not be there yet."""
    said = Path(env.str(name, "").strip() or default)
    try:
        is_file = said.is_file()
    except OSError as error:
        raise ImproperlyConfigured(f"{name}={said} cannot be reached: {error.strerror}.") from error
    if is_file:
        raise ImproperlyConfigured(f"{name}={said} is a file: name a folder.")
    return said


def time_zone(name: str) -> str:
    """`name`, if it is a time zone."""
    if name not in available_timezones():
        raise ImproperlyConfigured(f"TIME_ZONE={name} is no time zone: write it as America/Mexico_City.")
    return name


def require_production_settings() -> None:
    """Name every variable that production needs and does not have."""
    missing = [name for name in REQUIRED_IN_PRODUCTION if not env.str(name, "").strip(" ,")]
    if missing:
        raise ImproperlyConfigured(
            f"Production needs {' and '.join(missing)}: set {'it' if len(missing) == 1 else 'them'} in the environment "
            "(README.md, Settings), or set PRODUCTION=0 to run the demo."
        )


def site_url(hosts: list[str], *, is_https: bool, port: str = "") -> str:
    """Where the site is, for links in e-mails, without a slash at the end: as SITE_URL says, else the first host."""
    if said := env.str("SITE_URL", "").strip():
        return origin("SITE_URL", said)
    names = [host.removeprefix(".") for host in hosts if host != "*"]
    if not names:
        raise ImproperlyConfigured("ALLOWED_HOSTS names no host: set SITE_URL to the site's address for e-mails.")
    return f"http{'s' * is_https}://{names[0]}{port and f':{port}'}"


def database(url: str) -> dict[str, Any]:
    """An entry of Django's DATABASES, from an address such as `postgres://user:password@host:5432/name`."""
    try:
        known = env.db_url_config(url) if url.startswith(("postgres://", "postgresql://")) else {}
    except ValueError:  # and no word of it, because what could not be read may be the password
        known = {}
    if not (known.get("NAME") or known.get("OPTIONS", {}).get("service")):  # which names it in pg_service.conf
        raise ImproperlyConfigured(
            "DATABASE_URL must name a PostgreSQL, as postgres://user:password@host:5432/name, "
            "with %2F for / within the password and the like for other signs."
        )
    return known | {"ENGINE": "portal.database"}


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
    try:
        said = env.email_url_config(url)
    except (ImproperlyConfigured, ValueError) as error:
        raise ImproperlyConfigured("EMAIL_URL must be as smtp+tls://user:password@host:587 is.") from error
    options = {
        "host": said["EMAIL_HOST"],
        "port": said["EMAIL_PORT"],
        "username": said["EMAIL_HOST_USER"],
        "password": said["EMAIL_HOST_PASSWORD"],
        "use_tls": said.get("EMAIL_USE_TLS"),
        "use_ssl": said.get("EMAIL_USE_SSL"),
        "file_path": said["EMAIL_FILE_PATH"],
    }
    if said["EMAIL_BACKEND"].endswith(".smtp.EmailBackend"):
        options["timeout"] = SECONDS_FOR_E_MAIL
    backend = "portal.printed_mail.EmailBackend" if url.startswith("consolemail:") else said["EMAIL_BACKEND"]
    return {"BACKEND": backend, "OPTIONS": {name: value for name, value in options.items() if value}}
