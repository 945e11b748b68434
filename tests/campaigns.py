"""Campaigns and crowds for tests: a site with readers of old, and accounts that press together."""

from collections import Counter
from collections.abc import Iterable
from datetime import timedelta

from allauth.account.models import EmailAddress
from django.utils import timezone

from accounts.models import Reaction, ReactionKind, User
from accounts.reactions import counts_for, react
from articles import popularity
from articles.models import Article, Tally
from portal.demo.readership import record
from tests.stories import at

DAY = timedelta(days=1)


def accounts(name: str, number: int, age: timedelta, apart: timedelta = timedelta()) -> list[User]:
    """Confirmed accounts whose first is of this age, and each next one younger by `apart`."""
    joined = timezone.now() - age
    made = User.objects.bulk_create(
        User(email=f"{name}{each}@example.com", password="!", date_joined=joined + each * apart)
        for each in range(number)
    )
    EmailAddress.objects.bulk_create(EmailAddress(user=each, email=each.email, verified=True) for each in made)
    return made


def grow_old() -> list[User]:
    """Give the site the readers that it takes to tell new ones from others."""
    return accounts("old", 200, age=DAY * 400, apart=DAY)


def press(
    readers: Iterable[User],
    article: Article,
    *,
    kind: str = "angry",
    network: str = "",
    seconds: float = 60,
    start: timedelta = timedelta(),
) -> None:
    """Have the readers react within `seconds`, each from another network unless one is named.

    The site looks at the last one alone.
    """
    *before, last = readers
    begins, step = timezone.now() + start, timedelta(seconds=seconds) / (len(before) + 1)
    answer = ReactionKind.objects.get(key=kind)
    rows = [Reaction(reader=each, article=article, kind=answer, network=network or f"of {each.pk}") for each in before]
    for number, row in enumerate(rows):
        row.created_at = begins + number * step
    record(rows)
    popularity.tally_reactions(Counter((article.pk, popularity.hour_of(row.created_at)) for row in rows))
    with at(begins + len(before) * step):
        react(last, article, answer, network=network or f"of {last.pk}")


def counts_are_exact(article: Article) -> bool:
    """Whether the public count of each kind and the tally of each hour equal the rows that count."""
    rows = Reaction.objects.counted().filter(article=article)
    kinds = {kind.pk: count for kind, count in counts_for(article)}
    hours = {tally.hour: tally.reactions for tally in Tally.objects.filter(article=article)}
    given = [(each.kind_id, popularity.hour_of(each.created_at)) for each in rows]
    return all(count == sum(kind == pk for kind, _hour in given) for pk, count in kinds.items()) and all(
        count == sum(moment == hour for _kind, moment in given) for hour, count in hours.items()
    )
