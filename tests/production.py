"""Production's settings as the deployment check sees them: as deployed, except for a throwaway database."""

import os
import secrets

from tests.postgres import throwaway_folder

FOLDER = throwaway_folder()
os.environ |= {
    "PRODUCTION": "1",
    "SECRET_KEY": secrets.token_urlsafe(50),
    "ALLOWED_HOSTS": "news.example",
    "DATABASE_URL": "postgresql://localhost/newsroom",
    "EMAIL_URL": "smtp://localhost",
    "VAR_DIR": str(FOLDER),
}

from portal.embedded import database_settings  # noqa: E402
from portal.settings import *  # noqa: E402, F403

DATABASES = {"default": database_settings(FOLDER / "postgres", is_durable=False)}
