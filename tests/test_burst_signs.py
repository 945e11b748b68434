"""What is held as it comes, what is not, and what a moderator is shown of it."""

import json
import math
import random
from datetime import timedelta
from unittest.mock import patch

import pytest
from django.db import DatabaseError
from django.template.loader import render_to_string
from django.utils import timezone

from accounts import bursts
from accounts.burst_signs import CLASS, FEW, chance
from accounts.models import Burst, Case, Reaction, ReactionKind, User
from accounts.moderation import decide
from accounts.reactions import counts_for, react, withdraw
from tests.campaigns import DAY, accounts, counts_are_exact, grow_old, press
from tests.notes import reason
from tests.stories import at, story

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


def held() -> int:
    return Reaction.objects.filter(standing="held").count()


def test_new_accounts_that_come_together_are_held_from_the_first_and_nobody_beside_them(article):
    old = grow_old()
    press(old[:30], article, seconds=3600, start=-HOUR)
    new = accounts("new", 60, age=HOUR * 2, apart=timedelta(minutes=1))
    press(new[:55], article)
    for late, reader in enumerate([*new[55:], *old[30:40]]):
        with at(timezone.now() + timedelta(seconds=60 + late)):
            react(reader, article, ReactionKind.objects.get(key="angry"))
    assert set(Reaction.objects.exclude(standing="counted").values_list("reader", flat=True)) == {
        each.pk for each in new
    }
    assert (sum(count for _kind, count in counts_for(article)), counts_are_exact(article)) == (40, True)
    case = Case.objects.get()
    assert (case.kind, case.why, case.burst.state) == ("burst", "burst", "held")


def test_a_site_on_which_everyone_is_new_holds_nobody(article):
    press(accounts("new", 80, age=HOUR * 3, apart=timedelta(minutes=2)), article)
    assert not Burst.objects.exists()


@pytest.mark.parametrize(("number", "is_held"), [(30, False), (60, True)])
def test_a_class_on_one_network_is_no_campaign_and_twice_as_many_strangers_are(article, number, is_held):
    grow_old()
    press(accounts("pupil", number, age=DAY * 300, apart=DAY), article, network="of the school")
    assert held() == number * is_held


def test_regular_readers_on_one_network_are_no_campaign(article):
    readers = grow_old()[:60]
    press(readers, story("An older one", hours_ago=24 * 9), start=-DAY * 3, seconds=DAY.total_seconds())
    press(readers, article, network="of the office")
    assert not held()


def test_accounts_made_in_one_half_hour_long_ago_are_held_when_most_of_them_come(article):
    old = grow_old()
    press(old[:60], article, start=-timedelta(minutes=2), seconds=180, kind="hopeful")
    made = accounts("made", 40, age=DAY * 100, apart=timedelta(seconds=20))
    press(made, article, kind="hopeful")
    kept_out = Reaction.objects.filter(standing="held").values_list("reader__email", flat=True)
    assert len(kept_out) >= 20
    assert all(email.startswith("made") for email in kept_out)


def test_accounts_that_a_site_took_over_at_once_are_no_campaign(article):
    took_over = accounts("moved", 400, age=DAY * 30)
    press(took_over[:60], article)
    assert not held()


def test_what_a_moderator_admits_is_not_held_again(article, moderator):
    grow_old()
    new = accounts("new", 60, age=HOUR * 2, apart=timedelta(minutes=1))
    press(new[:40], article)
    decide(Case.objects.get(), moderator, "admit")
    press(new[40:], article, start=timedelta(minutes=1))
    assert (held(), Burst.objects.count()) == (0, 1)


def test_who_takes_a_held_reaction_back_and_presses_again_is_held_or_void_again(article, moderator):
    grow_old()
    new = accounts("new", 50, age=HOUR * 2, apart=timedelta(minutes=1))
    press(new, article)
    kind = ReactionKind.objects.get(key="hopeful")
    for standing in ("held", "void"):
        withdraw(new[0], article)
        with at(timezone.now() + DAY * 2):
            react(new[0], article, kind)
        assert Reaction.objects.get(reader=new[0]).standing == standing
        if standing == "held":
            decide(Case.objects.get(), moderator, "void", reason=reason())
    assert counts_are_exact(article)


def test_the_evidence_is_figures_and_no_names(article):
    old = grow_old()
    press(old[:40], story("Another one"), seconds=1800, start=-HOUR)
    press(old[:10], article, seconds=3600, start=-HOUR)
    press(accounts("new", 50, age=HOUR * 2, apart=timedelta(minutes=1)), article)
    burst = Burst.objects.get()
    bursts.settle(burst, Burst.State.VOID)
    burst.refresh_from_db()
    signs = burst.signs
    assert ("new", "many") in [(each["sign"], each["trait"]) for each in signs["found"]]
    assert all(each["fitting"] / each["of"] > each["allowed"] for each in signs["found"])
    assert (signs["reactions"], signs["networks"], signs["ages"]) == (50, 50, {"new": 50})
    assert (signs["kinds"], sum(bar[0] for bar in signs["plot"]["bars"])) == ({"angry": 50}, 50)
    assert "example.com" not in json.dumps(signs)
    assert "of " not in json.dumps(signs)


@pytest.mark.parametrize("error", [DatabaseError("no answer"), KeyError("a sign that nobody knows")])
def test_a_press_stands_when_looking_fails(article, reader, caplog, error):
    with patch("accounts.bursts.suspicious", side_effect=error):
        react(reader, article, ReactionKind.objects.get(key="angry"))
    assert Reaction.objects.get().standing == "counted"
    assert "could not be looked at" in caplog.text


@pytest.mark.parametrize(
    ("least", "joined", "network", "joined_from"),
    [
        (FEW, {"age": DAY * 6, "apart": HOUR}, "", ""),
        (FEW, {"age": DAY * 60, "apart": timedelta(seconds=1)}, "", ""),
        (CLASS, {"age": DAY * 60, "apart": HOUR}, "of the school", ""),
        (CLASS, {"age": DAY * 60, "apart": HOUR}, "", "of the school"),
    ],
)
def test_reactions_are_brought_and_judged_where_enough_are_alike(article, least, joined, network, joined_from):
    *alike, last = accounts("alike", least, **joined)
    User.objects.update(joined_from=joined_from)
    press(accounts("other", 60, age=DAY * 300, apart=DAY), article)
    press(alike, article, network=network)
    assert not bursts.suspicious({article.pk: timezone.now()})
    press([last], article, network=network)
    assert bursts.suspicious({article.pk: timezone.now()}) == [article.pk]


def test_looking_costs_two_queries(article, reader, django_assert_num_queries):
    reaction = react(reader, article, ReactionKind.objects.get(key="angry"))
    with django_assert_num_queries(2):
        bursts.watch([reaction])


@pytest.mark.parametrize("seed", range(5))
def test_chance_is_never_said_to_bring_less_than_it_does(seed):
    dice = random.Random(seed)
    for of in (1, 2, 30, 60, 300):
        hits, share = dice.randint(0, of), dice.uniform(0.01, 0.99)
        tail = sum(math.comb(of, each) * share**each * (1 - share) ** (of - each) for each in range(hits, of + 1))
        assert chance(hits, of, share) >= min(tail, 1) * (1 - 1e-9)


def test_a_moderator_reads_what_it_was_recognised_by_and_sees_it_in_time(article):
    old = grow_old()
    press(old[:40], story("Another one"), seconds=1800, start=-HOUR)
    press(accounts("new", 50, age=HOUR * 2, apart=timedelta(minutes=1)), article)
    burst = Burst.objects.get()
    page = render_to_string("admin/moderation/_burst.html", {"burst": burst})
    assert "came from accounts younger than a day" in page
    assert page.count('<rect class="held_new"') > 2
    Burst.objects.update(state=Burst.State.VOID)
    burst.refresh_from_db()
    Reaction.objects.all().delete()
    assert '<rect class="held_new"' in render_to_string("admin/moderation/_burst.html", {"burst": burst})
