"""The suite's settings: the demo's, in a throwaway folder, with a password hasher that costs nothing."""

import os
from importlib.util import find_spec
from pathlib import Path

from tests.postgres import throwaway_folder

WHAT_A_SHELL_MAY_SET = (
    *("DATABASE_URL", "SECRET_KEY", "SECRET_KEY_FALLBACKS", "ALLOWED_HOSTS", "MEDIA_ROOT", "EMAIL_URL", "TIME_ZONE"),
    *("DEFAULT_FROM_EMAIL", "OPERATOR_EMAIL", "LANGUAGE_CODE", "CSRF_TRUSTED_ORIGINS", "DEMO_CONTENT", "DEBUG"),
    *("HTTPS", "HSTS_SUBDOMAINS", "BEHIND_PROXY", "REQUIRE_SECOND_FACTOR", "PAGE_CACHE_MB", "SITE_URL", "PORT"),
    *(name for name in os.environ if name.startswith("SOCIAL_LOGIN")),
    *("METRICS_TOKEN", "PURGED_PROXIES", "CLOUDFLARE_ZONE", "CLOUDFLARE_TOKEN", "CLOUDFLARE_BY_URL"),
    *("FASTLY_SERVICE", "FASTLY_TOKEN", "PHOTOS_AHEAD"),
)

for variable in WHAT_A_SHELL_MAY_SET:
    os.environ.pop(variable, None)

# Files are each worker's own, because the workers' databases number their rows alike; the cluster serves all.
FOLDER = throwaway_folder()
os.environ["PRODUCTION"] = "0"
os.environ["VAR_DIR"] = str(FOLDER / os.environ.get("PYTEST_XDIST_WORKER", "main"))

from portal.embedded import database_settings  # noqa: E402
from portal.settings import *  # noqa: E402, F403

# Kept open as in production, because the pages of a browser test would need a new connection for every request.
CONNECTIONS = {"ENGINE": "tests.engine", "CONN_MAX_AGE": 60}
DATABASES = {"default": database_settings(FOLDER / "postgres", is_durable=False) | CONNECTIONS}
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # noqa: F405
REMEMBERED_FOR = 0  # what one test finds is nothing for the next
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STATICFILES_DIRS = [*STATICFILES_DIRS, ("axe", Path(find_spec("axe_playwright_python").origin).parent)]  # noqa: F405
PHOTOS_AHEAD = False  # a test that wants it says so; the servers of tests have no process beside them
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
