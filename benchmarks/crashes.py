"""Five rounds of kill -9 for PostgreSQL and the app under 40 writers: `VAR_DIR=/tmp/x python -m benchmarks.crashes`."""

import os
import random
import signal
import time
from collections.abc import Iterator
from threading import Event, Thread

import django
import psutil

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402

from accounts.models import Reaction  # noqa: E402
from articles.models import Article  # noqa: E402
from benchmarks.readers_online import TROUBLES, Browser, answers, discrepancies, kill, serve  # noqa: E402

WRITERS, ROUNDS, SECONDS = 40, 5, 10
KINDS = ("angry", "hopeful", "worried")


class Writer(Thread):
    """Reacts and withdraws as fast as it is answered; `may_be` says in which states its row may be."""

    def __init__(self, browser: Browser, article: Article, stop: Event) -> None:
        super().__init__(daemon=True)
        self.browser, self.article, self.stop = browser, article, stop
        self.may_be: set[str | None] = set(now_of(browser, article))
        self.acknowledged = 0

    def run(self) -> None:
        dice = random.Random(self.browser.reader.pk)
        while not self.stop.is_set():
            wanted = dice.choice([*KINDS, None])
            self.may_be.add(wanted)  # until it is answered, either may be so
            try:
                status, _answer = self.browser.press(self.article.pk, f"kind={wanted}" if wanted else "intent=withdraw")
            except TROUBLES:
                time.sleep(0.1)
                continue
            if status == 200:
                self.acknowledged += 1
                self.may_be = {wanted}

    def is_as_acknowledged(self) -> bool:
        return set(now_of(self.browser, self.article)) <= self.may_be


def now_of(browser: Browser, article: Article) -> Iterator[str | None]:
    rows = Reaction.objects.filter(reader=browser.reader, article=article).values_list("kind__key", flat=True)
    yield rows.first()


def kill_postgres() -> None:
    pid_file = settings.VAR / "postgres" / "data" / "postmaster.pid"
    psutil.Process(int(pid_file.read_text().splitlines()[0])).send_signal(signal.SIGKILL)


def main() -> None:
    server = serve()
    article = Article.objects.published().latest("published_at")
    browsers = [Browser(number) for number in range(WRITERS)]
    for number in range(ROUNDS):
        stop = Event()
        writers = [Writer(browser, article, stop) for browser in browsers]
        connection.close()
        for writer in writers:
            writer.start()
        time.sleep(SECONDS)
        kill_postgres()
        time.sleep(SECONDS)
        kill(server)
        stop.set()
        for writer in writers:
            writer.join()
        server = serve()
        lost = [writer.browser.reader.email for writer in writers if not writer.is_as_acknowledged()]
        wrong = discrepancies(article)
        acknowledged = sum(writer.acknowledged for writer in writers)
        print(f"round {number + 1}:", "FAIL" if lost or wrong else "pass", f"{acknowledged} acknowledged,", lost, wrong)
    assert answers()
    server.terminate()
    server.wait()


if __name__ == "__main__":
    main()
