"""200 readers toggle on one article at once, three times each: `VAR_DIR=/tmp/x python -m benchmarks.toggling`."""

import os
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from itertools import chain

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
django.setup()

from articles.models import Article  # noqa: E402
from benchmarks.readers_online import Browser, discrepancies, serve  # noqa: E402

READERS, TIMES = 200, 3


def toggle(browser: Browser, article: Article) -> list[int]:
    steps = ("kind=angry", "intent=withdraw", "kind=hopeful")
    return [browser.press(article.pk, step)[0] for _time in range(TIMES) for step in steps]


def main() -> None:
    server = serve()
    try:
        article = Article.objects.published().latest("published_at")
        browsers = [Browser(number) for number in range(READERS)]
        with ThreadPoolExecutor(READERS) as pool:
            statuses = Counter(chain.from_iterable(pool.map(lambda browser: toggle(browser, article), browsers)))
        wrong = discrepancies(article)
        is_well = not wrong and set(statuses) == {200}
        print("pass" if is_well else "FAIL", dict(statuses), wrong or "counts = tallies = rows")
    finally:
        server.terminate()
        server.wait()


if __name__ == "__main__":
    main()
