"""Bursts of reactions: held as one, settled as one, and counts that are exact after each step."""

import random
from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.bursts import open_case, settle, stand
from accounts.models import Burst, Case, Reaction, ReactionKind, User
from accounts.moderation import decide, take_back
from accounts.reactions import counts_for, react, withdraw
from accounts.refused import Refused
from articles.models import Article
from tests.campaigns import counts_are_exact
from tests.cast import account
from tests.notes import reason
from tests.stories import at
from tests.threads import at_once

pytestmark = pytest.mark.django_db


def held(article: Article, *readers: User) -> Case:
    """The case of a burst of these readers' reactions, which they give now."""
    for each in readers:
        react(each, article, ReactionKind.objects.get(key="angry"))
    burst = Burst.objects.create(article=article)
    stand(Reaction.objects.filter(article=article, reader__in=readers), burst)
    return open_case(burst, Case.Why.BURST)


@pytest.mark.parametrize("seed", range(2))
def test_counts_are_exact_after_any_sequence_of_presses_and_decisions(article, seed):
    dice = random.Random(seed)
    readers = [account(f"reader{number}@example.com", f"Reader {number}") for number in range(5)]
    kinds = list(ReactionKind.objects.on_offer())

    def hold_some() -> None:
        burst, _is_new = Burst.objects.get_or_create(article=article, state=Burst.State.HELD)
        stand(Reaction.objects.counted().filter(reader__in=dice.sample(readers, 2)), burst)

    def settle_one() -> None:
        bursts = list(Burst.objects.all())
        if bursts:
            try:
                settle(dice.choice(bursts), dice.choice(Burst.State.values))
            except Refused:
                assert Burst.objects.going_on().exists()

    steps = [
        lambda: react(dice.choice(readers), article, dice.choice(kinds)),
        lambda: react(dice.choice(readers), article, dice.choice(kinds)),
        lambda: withdraw(dice.choice(readers), article),
        hold_some,
        settle_one,
    ]
    now = timezone.now()
    for minute in range(40):
        with at(now + timedelta(minutes=7 * minute)):
            dice.choice(steps)()
            assert counts_are_exact(article)


def test_a_burst_is_kept_out_brought_back_and_kept_out_again(article, reader, second_reader, moderator):
    case = held(article, reader, second_reader)
    assert (sum(count for _kind, count in counts_for(article)), counts_are_exact(article)) == (0, True)
    voided = decide(case, moderator, "void", reason=reason("Reactions that belong together"))
    take_back(voided, moderator)
    admitted = decide(Case.objects.open().get(), moderator, "admit")
    assert (sum(count for _kind, count in counts_for(article)), counts_are_exact(article)) == (2, True)
    take_back(admitted, moderator)
    assert not Reaction.objects.counted().exists()
    assert (counts_are_exact(article), Case.objects.open().count()) == (True, 1)


def test_a_decision_is_not_taken_back_while_another_burst_of_the_article_waits(
    article, reader, second_reader, moderator
):
    voided = decide(held(article, reader), moderator, "void", reason=reason())
    held(article, second_reader)
    with pytest.raises(Refused, match="first"):
        take_back(voided, moderator)
    assert counts_are_exact(article)


def test_a_held_reaction_can_be_changed_and_taken_back(article, reader, second_reader):
    held(article, reader, second_reader)
    changed = react(reader, article, ReactionKind.objects.get(key="hopeful"))
    assert (changed.kind.key, changed.standing) == ("hopeful", "held")
    assert next(kind.key for kind in ReactionKind.objects.counted(article, reader) if kind.is_mine) == "hopeful"
    withdraw(reader, article)
    assert (Reaction.objects.count(), counts_are_exact(article)) == (1, True)


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_counts_stay_exact_while_readers_press_and_a_moderator_decides_back_and_forth(article):
    kinds = list(ReactionKind.objects.on_offer())
    readers = [account(f"reader{number}@example.com", f"Reader {number}") for number in range(5)]
    burst = Burst.objects.create(article=article)

    def work(reader: User | None) -> None:
        dice = random.Random(reader.pk if reader else 0)
        for _step in range(6):
            if not reader:
                settle(burst, dice.choice(Burst.State.values))
                stand(Reaction.objects.filter(article=article), burst)
            elif dice.random() < 0.3:
                withdraw(reader, article)
            else:
                react(reader, article, dice.choice(kinds))

    at_once(work, [*readers, None, *readers, None])
    assert counts_are_exact(article)
