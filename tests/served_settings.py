"""Settings of the servers that `tests.served` starts: the suite's, on the database of the test that starts them."""

import os

from tests.settings import *  # noqa: F403

DATABASES["default"]["NAME"] = os.environ["SERVED_DATABASE"]  # noqa: F405
if forwarded := os.environ.get("SERVED_DATABASE_PORT"):
    DATABASES["default"] |= {  # noqa: F405
        "ENGINE": "portal.database",
        "HOST": "127.0.0.1",
        "PORT": forwarded,
        "PASSWORD": os.environ["SERVED_DATABASE_PASSWORD"],
    }
