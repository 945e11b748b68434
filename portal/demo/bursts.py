"""A campaign against one article of the demonstration, for a moderator to meet: found by what finds every burst."""

import random
from collections import Counter
from datetime import datetime, timedelta

from accounts import bursts
from accounts.models import Burst, Case, Reaction, ReactionKind, User
from accounts.networks import sign_of
from articles import popularity
from articles.models import Article
from portal.demo import people
from portal.demo.readership import record

ARTICLE = "coffee-growers-1"
NETWORK = "203.0.113.0/24"  # of those that are kept for examples (RFC 5737)
SIZE = 64  # accounts
LASTED, ENDED = timedelta(minutes=4), timedelta(minutes=2)  # ago
ACCOUNT_EVERY = timedelta(minutes=75)  # as the limits on sign-ups of one network let them


def make_burst(now: datetime) -> None:
    """Have new accounts of one network press alike within minutes, unless there is a burst."""
    if Burst.objects.exists():
        return
    article, joined = Article.objects.get(external_id=ARTICLE), now - timedelta(days=2)
    members = people.make_newcomers((joined - ACCOUNT_EVERY * number for number in range(SIZE)), sign_of(NETWORK))
    given = give(article, members, now)
    popularity.tally_reactions(Counter((article.pk, popularity.hour_of(each.created_at)) for each in given))
    bursts.watch(given[-1:])
    Case.objects.open().filter(burst__article=article).update(opened_at=given[-1].created_at)


def give(article: Article, members: list[User], now: datetime) -> list[Reaction]:
    """Their reactions, one after the other."""
    kind, sign = ReactionKind.objects.get(key="angry"), sign_of(NETWORK)
    dice = random.Random(ARTICLE)  # noqa: S311 (a demonstration's dice)
    moments = sorted(now - ENDED - LASTED * dice.random() for _each in members)
    return record(
        [
            Reaction(reader=each, article=article, kind=kind, network=sign, created_at=moment)
            for each, moment in zip(members, moments, strict=True)
        ]
    )
