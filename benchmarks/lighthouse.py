"""What Lighthouse says of pages on a phone, the median of some runs: `python -m benchmarks.lighthouse URL … [RUNS]`.

It needs Chromium (Debian's chromium-headless-shell, or what CHROME_PATH names) and Lighthouse: `npm install lighthouse`
in a folder of its own, whose `node_modules/.bin/lighthouse` LIGHTHOUSE names. Throttling is simulated, Lighthouse's own
for phones, so that a busy machine matters little; the newsroom is whatever serves the URLs. CHROME_FLAGS are more flags
for the browser, for an nginx on this machine
"--ignore-certificate-errors --host-resolver-rules='MAP news.example 127.0.0.1'".
"""

import json
import os
import shutil
import subprocess
import sys
from statistics import median
from typing import Any

RUNS = 3
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
FLAGS = "--headless --no-sandbox --disable-gpu --disable-dev-shm-usage"


def report(url: str) -> dict[str, Any]:
    flags = f"{FLAGS} {os.environ.get('CHROME_FLAGS', '')}"
    command = [os.environ.get("LIGHTHOUSE", "lighthouse"), url, "--output=json", "--quiet", f"--chrome-flags={flags}"]
    command += [f"--only-categories={','.join(CATEGORIES)}", "--throttling-method=simulate", "--form-factor=mobile"]
    found = {"CHROME_PATH": path} if (path := shutil.which("chromium-headless-shell")) else {}
    said = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, env=found | os.environ)
    return json.loads(said.stdout)


def failing(one: dict[str, Any]) -> list[str]:
    """The audits that cost a category points."""
    weighed = {ref["id"] for each in one["categories"].values() for ref in each["auditRefs"] if ref["weight"]}
    return [name for name in sorted(weighed) if (score := one["audits"][name]["score"]) is not None and score < 0.9]


def figures(url: str, runs: int) -> tuple[list[int], float, float, list[str]]:
    """The four scores, LCP in seconds and CLS, each the median of the runs; and what costs points."""
    reports = [report(url) for _run in range(runs)]
    scores = [round(100 * median(each["categories"][name]["score"] for each in reports)) for name in CATEGORIES]
    largest, shift = (
        median(each["audits"][name]["numericValue"] for each in reports)
        for name in ("largest-contentful-paint", "cumulative-layout-shift")
    )
    return scores, largest / 1000, shift, failing(reports[-1])


def main(*arguments: str) -> None:
    runs = next((int(each) for each in arguments if each.isdigit()), RUNS)
    for url in (each for each in arguments if not each.isdigit()):
        scores, largest, shift, poor = figures(url, runs)
        print(
            f"{'/'.join(map(str, scores))}  LCP {largest:.2f} s  CLS {shift:.3f}  {url}  {' '.join(poor)}", flush=True
        )


if __name__ == "__main__":
    main(*sys.argv[1:])
