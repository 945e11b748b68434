"""Signs of readers: whether two are the same can be told for a day at most, and who it was never.

A sign is a hash, under a key that nobody chose or knows, of where a request comes from and what the browser says of
itself, with what is counted. The key is a random one for each day, removed when the day is over: then nobody can make
yesterday's signs again to look for somebody among them.
"""

import secrets
from collections.abc import Mapping
from datetime import date
from hashlib import blake2b

from django.db import Error
from django.utils import timezone

from accounts.networks import household_at
from articles.counting import KEY_LENGTH, key_of_today

LENGTH = 8  # bytes: of ten million signs, two are the same by chance once in 400,000 times
LONGEST_HEADER = 500  # letters of it that tell readers apart


class Signs:
    """Makes signs under the key of the day, which all processes share as soon as the database has told it."""

    def __init__(self) -> None:
        self.key = secrets.token_bytes(KEY_LENGTH)
        self.day: date | None = None
        self.own_day: date | None = None

    def renew(self) -> None:
        """Take on the key of a new day; while the database is away, one of our own, and the error is raised."""
        today = timezone.localdate()
        if self.day == today:
            return
        try:
            self.day, self.key = key_of_today()
        except (Error, OSError):
            if self.own_day != today:
                self.key, self.own_day = secrets.token_bytes(KEY_LENGTH), today
            raise

    def sign(self, environ: Mapping[str, str], article: int, *, is_share: bool) -> int:
        """Who views or shares an article, as a number of 64 bits."""
        browser = (environ.get(name, "")[:LONGEST_HEADER] for name in ("HTTP_USER_AGENT", "HTTP_ACCEPT_LANGUAGE"))
        said = "\n".join((str(article), str(is_share), household_at(environ), *browser))
        digest = blake2b(said.encode("utf-8", "replace"), digest_size=LENGTH, key=self.key).digest()
        return int.from_bytes(digest, "big", signed=True)
