"""How many reactions of campaigns are held, and how many of crowds: `python -m benchmarks.bursts [RUNS]`.

Each scenario is played RUNS times with other dice. What is measured is `accounts.burst_signs` itself, looking
after each press as the site does; the site around it is simulated (`benchmarks/simulated_site.py`).
"""

import math
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import timedelta

from accounts.burst_signs import MOST, SPAN, Press, recognise
from benchmarks.simulated_site import DAY, NOW, Site, UsualThere

# What a scenario makes of a site: the presses of readers, and those of the campaign.
type Scenario = Callable[[Site], tuple[list[Press], list[Press]]]

MINUTE = timedelta(minutes=1)
QUIET = {"size": 40, "minutes": 240, "new": 0.03, "start": NOW - timedelta(hours=3)}


def fresh(site: Site, *, networks: int, seconds: float = 60, one_answer: bool = True, size: int = 100) -> list[Press]:
    """New accounts, made within the hours before as the limits on sign-ups allow."""
    names = [f"rented {number}" for number in range(networks)]
    return [
        member(
            site,
            NOW + timedelta(seconds=seconds) * site.dice.random(),
            hours_old(site, 0.1, 4),
            names[n % networks],
            one_answer=one_answer,
        )
        for n in range(size)
    ]


def hours_old(site: Site, least: float, most: float) -> timedelta:
    return timedelta(hours=site.dice.uniform(least, most))


def member(site: Site, at, age: timedelta, network: str, *, one_answer: bool = True, is_stranger: bool = True) -> Press:
    joined_at = at - age
    site.half_hours[int(joined_at.timestamp()) // 1800] += 1
    kind = (4 if site.dice.random() < 0.95 else site.kind()) if one_answer else site.kind()
    return site.press(at, joined_at, network, kind=kind, is_stranger=is_stranger)


def drip(hours: float) -> Scenario:
    def scenario(site: Site):
        moments = sorted(NOW - timedelta(hours=hours) * site.dice.random() for _member in range(100))
        campaign = [member(site, at, hours_old(site, 0.05, 0.5), f"rented {n % 40}") for n, at in enumerate(moments)]
        return site.crowd(
            size=int(10 * hours), minutes=60 * hours, new=0.03, start=NOW - timedelta(hours=hours)
        ), campaign

    return scenario


def aged(site: Site, *, networks: int, batch: bool, is_stranger: bool = True) -> list[Press]:
    """Accounts of months ago, made one by one or in one quarter of an hour."""
    made = DAY * site.dice.uniform(40, 300)
    ages = (made + 15 * MINUTE * site.dice.random() if batch else DAY * site.dice.uniform(30, 400) for _n in range(100))
    return [
        member(site, NOW + MINUTE * site.dice.random(), age, f"rented {n % networks}", is_stranger=is_stranger)
        for n, age in enumerate(ages)
    ]


def on_a_quiet_article(campaign: Callable[..., list[Press]], **how) -> Scenario:
    return lambda site: (site.crowd(**QUIET), campaign(site, **how))


def in_a_surge(campaign: Callable[..., list[Press]], **how) -> Scenario:
    """Five readers, a tenth of them new, for each account of the campaign, in the same minutes."""
    return lambda site: (site.crowd(500, 2, 0.1, start=NOW - MINUTE / 2), campaign(site, **how))


def crowd_alone(size: int, minutes: float, new: float, **how) -> Scenario:
    return lambda site: (site.crowd(size, minutes, new, **how), [])


def school_class(site: Site):
    at = lambda: NOW + 4 * MINUTE * site.dice.random()  # noqa: E731
    pupils = [site.old(at(), network="school", is_stranger=True) for _pupil in range(25)]
    return site.crowd(**QUIET) + pupils + [
        site.press(a := at(), a - 5 * MINUTE, "school", is_stranger=True) for _p in range(5)
    ], []


def university(site: Site):
    """A third of all presses always come from one network, and now nearly all of an article's."""
    site.elsewhere = [
        press._replace(network="university") if n % 3 == 0 else press for n, press in enumerate(site.elsewhere)
    ]
    at = lambda: NOW + 20 * MINUTE * site.dice.random()  # noqa: E731
    return [site.old(at(), network="university") for _student in range(160)] + site.crowd(80, 20, 0.1), []


def lecture_hall(site: Site):
    """Readers who have answered before, on a network never seen before, at once."""
    at = lambda: NOW + 5 * MINUTE * site.dice.random()  # noqa: E731
    return site.crowd(**QUIET) + [site.old(at(), network="hall", is_stranger=False) for _reader in range(120)], []


def partisans(site: Site):
    """A third are new, and answer otherwise than those who were here before: six of ten the same, not four."""
    site.answers = [0.15, 0.15, 0.15, 0.15, 0.4]
    moments = [NOW + 15 * MINUTE * site.dice.random() for _press in range(600)]
    theirs = [0.1, 0.1, 0.1, 0.1, 0.6]
    return [site.new(at, kind=site.kind(theirs)) if n % 3 == 0 else site.old(at) for n, at in enumerate(moments)], []


def those_of_yesterday(site: Site):
    """Many joined in one half-hour of yesterday, and a tenth of them come back for the newsletter."""
    evening = NOW - timedelta(hours=12)
    site.half_hours[int(evening.timestamp()) // 1800] += 600
    moments = [NOW + 15 * MINUTE * site.dice.betavariate(1.2, 4) for _press in range(60)]
    back = [site.press(at, evening + timedelta(seconds=600 * site.dice.random()), site.network()) for at in moments]
    return site.crowd(500, 15, 0.02) + back, []


OLD_SITE: dict = {}
CARRIER = {"pools": 30, "pooled": 0.7}
CAMPAIGNS: dict[str, tuple[dict, Scenario]] = {
    "100 new accounts in 60 s, 20 networks": (OLD_SITE, on_a_quiet_article(fresh, networks=20)),
    "the same, 100 networks, any answer": (OLD_SITE, on_a_quiet_article(fresh, networks=100, one_answer=False)),
    "the same, only 30 accounts": (OLD_SITE, on_a_quiet_article(fresh, networks=30, size=30)),
    "100 new accounts in 10 min": (OLD_SITE, on_a_quiet_article(fresh, networks=50, seconds=600)),
    "100 new accounts, one by one over 3 hours": (OLD_SITE, drip(3)),
    "the same over 12 hours": (OLD_SITE, drip(12)),
    "100 aged accounts on one network": (OLD_SITE, on_a_quiet_article(aged, networks=1, batch=False)),
    "the same, each with answers elsewhere": (
        OLD_SITE,
        on_a_quiet_article(aged, networks=1, batch=False, is_stranger=False),
    ),
    "100 aged accounts of one quarter-hour, 100 networks": (
        OLD_SITE,
        on_a_quiet_article(aged, networks=100, batch=True),
    ),
    "100 aged accounts, made one by one, 100 networks": (OLD_SITE, on_a_quiet_article(aged, networks=100, batch=False)),
    "in a surge ×5: new, one answer, 20 networks": (OLD_SITE, in_a_surge(fresh, networks=20)),
    "in a surge ×5: new, one answer, 100 networks": (OLD_SITE, in_a_surge(fresh, networks=100)),
    "in a surge ×5: new, any answer, 20 networks": (OLD_SITE, in_a_surge(fresh, networks=20, one_answer=False)),
    "in a surge ×5: new, any answer, 100 networks": (OLD_SITE, in_a_surge(fresh, networks=100, one_answer=False)),
    "in a surge ×5: aged, of one quarter-hour": (OLD_SITE, in_a_surge(aged, networks=100, batch=True)),
    "in a surge ×5: aged, on one network": (OLD_SITE, in_a_surge(aged, networks=1, batch=False)),
}
CROWDS: dict[str, tuple[dict, Scenario]] = {
    "2,000 readers in 10 min, 5 % new": (OLD_SITE, crowd_alone(2000, 10, 0.05)),
    "2,000 readers in 10 min, 15 % new": (OLD_SITE, crowd_alone(2000, 10, 0.15)),
    "2,000 readers in 10 min, 30 % new": (OLD_SITE, crowd_alone(2000, 10, 0.30)),
    "the same 30 %, seven of ten behind a carrier's 30 networks": (CARRIER, crowd_alone(2000, 10, 0.30)),
    "a site three days old, all new": ({"days": 3, "accounts": 600}, crowd_alone(300, 30, 0.6)),
    "a site ten days old, growing": ({"days": 10, "accounts": 2000}, crowd_alone(600, 30, 0.3)),
    "a site that took over 5,000 accounts at once": ({"joined_at_once": 5000}, crowd_alone(600, 15, 0.05)),
    "a newsletter at 8:00, 600 readers": (OLD_SITE, crowd_alone(600, 15, 0.01)),
    "yesterday's new readers come back": (OLD_SITE, those_of_yesterday),
    "a class of 30 on one network": (OLD_SITE, school_class),
    "a university": (OLD_SITE, university),
    "a hall of 120 regular readers on one network": (OLD_SITE, lecture_hall),
    "new readers of another opinion": (OLD_SITE, partisans),
    "2,000 readers in 10 min, 45 % new": (OLD_SITE, crowd_alone(2000, 10, 0.45)),
    "2,000 readers in 10 min, 60 % new": (OLD_SITE, crowd_alone(2000, 10, 0.60)),
}


def held_of(presses: Sequence[Press], site: Site) -> set[int]:
    """The numbers of those that are held in the end, when one looks after each press as `accounts.bursts` does."""
    usual, held = UsualThere(site), set[int]()
    window: list[Press] = []
    for press in sorted(presses, key=lambda each: each.at):
        window = [press, *(each for each in window if press.at - each.at < SPAN)][:MOST]
        found = {each.pk for finding in recognise(window, usual) for each in finding.members} - held
        if found:
            held |= found
            window = [each._replace(is_counted=each.pk not in held) for each in window]
    return held


def play(name: str, seed: int) -> tuple[float, float]:
    """Which share of the campaign, and which of the readers, is held in one run."""
    options, scenario = (CAMPAIGNS | CROWDS)[name]
    site = Site(seed, **options)
    readers, campaign = scenario(site)
    held = held_of(readers + campaign, site)
    shares = [len(held & {each.pk for each in group}) / len(group) if group else 0.0 for group in (campaign, readers)]
    return shares[0], shares[1]


def wilson(hits: int, of: int) -> tuple[float, float]:
    """The 95 % interval of a share (Wilson, J. Am. Stat. Assoc. 22 (1927) 209–212)."""
    z, share = 1.96, hits / of
    middle, width = share + z * z / (2 * of), z * math.sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    return max(0.0, (middle - width) / (1 + z * z / of)), min(1.0, (middle + width) / (1 + z * z / of))


def line(name: str, results: Sequence[tuple[float, float]], *, is_campaign: bool) -> str:
    campaigns, readers = zip(*results, strict=True)
    runs = len(results)
    good = sum(share >= 0.95 for share in campaigns) if is_campaign else sum(share <= 0.01 for share in readers)
    low, high = wilson(good, runs)
    cells = [f"{sum(campaigns) / runs:.1%}", f"{min(campaigns):.0%}"] if is_campaign else []
    cells += [f"{sum(readers) / runs:.2%}", f"{max(readers):.1%}", f"{good} of {runs} ({low:.0%}–{high:.0%})"]
    return f"| {name} | {' | '.join(cells)} |"


def main(runs: int) -> None:
    with ProcessPoolExecutor(2) as pool:
        for scenarios, head in (
            (CAMPAIGNS, "| campaign | of it held | least | of readers held | most | runs with ≥ 95 % held |"),
            (CROWDS, "| crowd | of readers held | most | runs with ≤ 1 % held |"),
        ):
            print(head, "|" + "---|" * (head.count("|") - 1), sep="\n")
            for name in scenarios:
                results = list(pool.map(play, [name] * runs, range(runs)))
                print(line(name, results, is_campaign=scenarios is CAMPAIGNS), flush=True)
            print()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100)
