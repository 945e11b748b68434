"""Readers who are logged in to a served newsroom, for benchmarks that press its buttons over HTTP."""

import http.client
import json
import os
import secrets
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import psutil
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

from accounts.models import Reaction, User
from accounts.reactions import counts_for
from accounts.sessions import SessionStore
from articles.models import Article, Tally
from portal.management.commands.serve import free_port

BACKEND = "accounts.sessions.Backend"
PORT = int(os.environ.get("PORT", "8163"))
TROUBLES = (OSError, http.client.HTTPException)


class Browser:
    """One reader's browser: a session as logging in leaves it, without hashing a password."""

    def __init__(self, number: int) -> None:
        self.reader, is_new = User.objects.get_or_create(email=f"online{number}@example.com")
        if is_new:
            EmailAddress.objects.create(user=self.reader, email=self.reader.email, primary=True, verified=True)
        session = SessionStore()
        session.update({SESSION_KEY: str(self.reader.pk), BACKEND_SESSION_KEY: BACKEND})
        session[HASH_SESSION_KEY] = self.reader.get_session_auth_hash()
        session.save()
        UserSession.objects.create(user=self.reader, session_key=session.session_key, ip="127.0.0.1")
        token = secrets.token_hex(16)
        self.headers = {
            "Cookie": f"sessionid={session.session_key}; csrftoken={token}; signed_in=1",
            "X-CSRFToken": token,
            "Accept": "application/json",
            "Content-Type": "application/x-www-form-urlencoded",
        }

    def press(self, article: int, fields: str) -> tuple[int, dict[str, Any]]:
        """The status and the answer; raises one of TROUBLES when there is none."""
        connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=60)
        try:
            connection.request("POST", f"/me/react/{article}/", fields, self.headers)
            answer = connection.getresponse()
            body = answer.read()
            return answer.status, json.loads(body) if answer.status == 200 else {}
        finally:
            connection.close()


def serve() -> subprocess.Popen[bytes]:
    """The newsroom as `make run` serves it, once it answers."""
    free_port(str(PORT))  # else another's server would answer in its place
    command = [sys.executable, "manage.py", "serve", "--port", str(PORT)]
    server = subprocess.Popen(command, cwd=Path(__file__).parent.parent, env=os.environ, process_group=0)
    while not answers():
        if server.poll() is not None:
            raise SystemExit("The newsroom did not start.")
        time.sleep(0.2)
    return server


def answers() -> bool:
    with suppress(*TROUBLES):
        connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=5)
        connection.request("GET", "/health/")
        return connection.getresponse().status == 200
    return False


def kill(server: subprocess.Popen[bytes]) -> None:
    """End the server and its workers as a power cut does."""
    for process in [*psutil.Process(server.pid).children(recursive=True), psutil.Process(server.pid)]:
        with suppress(psutil.NoSuchProcess):
            if process.name() != "postgres":
                process.send_signal(signal.SIGKILL)
    server.wait()


def discrepancies(article: Article) -> list[str]:
    """Where counts, tallies and rows do not say the same; nothing when all is well."""
    rows = Reaction.objects.counted().filter(article=article)
    wrong = [
        f"{kind.key}: {count} counted, {found} rows"
        for kind, count in counts_for(article)
        if count != (found := rows.filter(kind=kind).count())
    ]
    tallied = sum(Tally.objects.filter(article=article).values_list("reactions", flat=True))
    return wrong + [f"{tallied} tallied, {rows.count()} rows"] * (tallied != rows.count())
