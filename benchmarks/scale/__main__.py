"""A million articles: how long the database takes for each page, at 10,000, 100,000 and 1,000,000 of them.

`python -m benchmarks.scale [--sizes 10000,100000] [--write]`; with `--write` the table and the picture go into docs/.
"""

import argparse
import json
import re
from pathlib import Path

from benchmarks.scale import report
from benchmarks.scale.databases import ROOT, Databases, name_of

SIZES = "10000,100000,1000000"
PERFORMANCE, PICTURE = Path("docs/performance.md"), Path("docs/pictures/scale.svg")
PLACE = re.compile(r"(<!-- bench-scale -->\n).*?(<!-- /bench-scale -->)", re.DOTALL)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default=SIZES, help="how many articles, apart by commas")
    parser.add_argument("--write", action="store_true", help="put the table and the picture into docs/")
    asked = parser.parse_args()
    databases, found = Databases(), {}
    for size in sorted(int(each) for each in asked.sizes.split(",")):
        databases.prepare(size)
        said = databases.run(name_of(size), "-m", "benchmarks.scale.measuring", str(size))
        found[size] = json.loads(said.splitlines()[-1])
    print(report.table(found))
    if asked.write:
        write(found)
    if not all(report.verdict(found, name) == "yes" for name in found[max(found)]):
        raise SystemExit("Some take more than 50 ms, or grow faster than the logarithm of the number of articles.")


def write(found: report.Measured) -> None:
    (ROOT / PICTURE).write_text(report.picture(found))
    text = (ROOT / PERFORMANCE).read_text()
    (ROOT / PERFORMANCE).write_text(PLACE.sub(lambda place: f"{place[1]}{report.table(found)}\n{place[2]}", text))


if __name__ == "__main__":
    main()
