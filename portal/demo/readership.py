"""What the demonstration's readers did in the last two days: views, shares and reactions that differ by article.

All of it follows from each article's id, so that two demonstrations look alike.
"""

import math
import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import chain

from django.db import connection

from accounts.models import Reaction, ReactionKind, User
from articles.models import Article, Tally
from articles.popularity import hour_of

HOURS = 48
HALF_LIFE = 6  # hours in which an article loses half of its readers
# Readers an hour at first; the others get 30 to 200. Old articles that someone passed round come back.
LIVELY = {
    "bridge-opening-1": 3600, "assembly-city-bonds-vote": 1100, "typhoon-weakens-1": 420, "football-entrenadora-2": 330,
    "tram-qua-nua-dem": 260, "culture-pho-2": 300, "typhoon-sau-bao-4": 380, "coffee-growers-1": 520,
    "football-tickets-3": 460, "lake-saucer-test": 330, "bridge-last-ferry": 260, "coffee-cup-4": 300,
}  # fmt: skip
REDISCOVERED = {"coral-nursery-5": 190, "bridge-long-bien-rivets": 90, "football-final-1": 120}
SHARED_MORE = {"culture-pho-2": 0.06, "coral-nursery-5": 0.05, "tram-qua-nua-dem": 0.04}
# How likely each kind of reaction is, in the order in which the newsroom lists them.
MOODS = {
    "Opinion": (2, 6, 3, 2, 2), "World": (4, 6, 4, 3, 1), "Business": (2, 6, 3, 5, 3), "Sport": (7, 4, 5, 1, 1),
    "Science": (7, 7, 6, 2, 0), "Culture": (6, 6, 4, 0, 0),
}  # fmt: skip

DATE = """
UPDATE accounts_reaction SET created_at = moment, changed_at = moment
FROM unnest(%s::bigint[], %s::timestamptz[]) AS given (number, moment) WHERE id = number
"""


def make_readership(articles: list[Article], readers: list[User], now: datetime) -> None:
    """Views, shares and reactions of the two days before `now`, unless there are any; counts equal rows."""
    if Tally.objects.exists() or Reaction.objects.exists():
        return
    kinds = list(ReactionKind.objects.filter(is_retired=False))
    hours = {article.pk: list(tallies_of(article, now)) for article in articles}
    reactions = [each for article in articles for each in reactions_to(article, hours[article.pk], readers, kinds, now)]
    record(reactions)
    Tally.objects.bulk_create(chain.from_iterable(hours.values()))


def record(reactions: list[Reaction]) -> list[Reaction]:
    """Write reactions as given at their `created_at`, where Django would write the present moment."""
    moments = [reaction.created_at for reaction in reactions]
    made = Reaction.objects.bulk_create(reactions)
    with connection.cursor() as cursor:
        cursor.execute(DATE, [[reaction.pk for reaction in made], moments])
    for reaction, moment in zip(made, moments, strict=True):
        reaction.created_at = reaction.changed_at = moment
    return made


def tallies_of(article: Article, now: datetime) -> Iterator[Tally]:
    """Hour by hour, how often an article was read and shared: fast at first, less every hour, least at night."""
    dice = random.Random(article.external_id)  # noqa: S311 (a demonstration's dice)
    key = article.external_id or ""
    begin = dice.randint(30, 200)
    share = SHARED_MORE.get(key, dice.uniform(0.004, 0.02))
    this_hour = hour_of(now.astimezone(UTC))
    for age in range(HOURS):
        hour = this_hour - timedelta(hours=age)
        begun, ended = max(hour, article.published_at or now), min(hour + timedelta(hours=1), now)
        if begun >= ended:
            return
        fresh = LIVELY.get(key, begin) * 0.5 ** ((begun - (article.published_at or begun)) / timedelta(hours=HALF_LIFE))
        again = REDISCOVERED.get(key, 0) * math.exp(-age / 12)
        daytime = 0.6 + 0.4 * math.cos(age / 24 * 2 * math.pi)  # articles are dated as if it were noon
        readers = (fresh + again) * daytime * ((ended - begun) / timedelta(hours=1))
        views = round(readers * dice.uniform(0.7, 1.3)) + dice.randint(0, 2)
        shares = sum(dice.random() < share for _view in range(views))
        if views:
            yield Tally(article=article, hour=hour, views=views, shares=shares)


def reactions_to(
    article: Article, hours: list[Tally], readers: list[User], kinds: list[ReactionKind], now: datetime
) -> Iterator[Reaction]:
    """Reactions to an article by different readers, spread over its hours like its views; they join its tallies."""
    dice = random.Random(f"{article.external_id} reactions")  # noqa: S311
    views = sum(tally.views for tally in hours)
    wanted = min(len(readers), round(views * dice.uniform(0.02, 0.07)))
    likely = [*MOODS.get(article.section.name, (5, 6, 3, 3, 2)), *[1] * len(kinds)][: len(kinds)]
    for reader in dice.sample(readers, wanted):
        tally = dice.choices(hours, weights=[each.views for each in hours])[0]
        kind = dice.choices(kinds, weights=likely)[0]
        begun, ended = max(tally.hour, article.published_at or now), min(tally.hour + timedelta(hours=1), now)
        moment = begun + (ended - begun) * dice.random()
        tally.reactions += 1
        yield Reaction(reader=reader, article=article, kind=kind, created_at=moment)
