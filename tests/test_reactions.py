"""Reactions: one for each reader and article, with or without script, and counts that equal rows."""

import random
from datetime import timedelta
from itertools import product

import pytest
from django.core.exceptions import BadRequest
from django.test import Client
from django.utils import timezone, translation

from accounts.models import Reaction, ReactionKind, User
from accounts.reactions import counts_for, react, withdraw
from articles.models import Article, Tally
from tests.cast import account
from tests.forms import JSON, judged, undrawn
from tests.reactions import address, counts, kind
from tests.threads import at_once

pytestmark = pytest.mark.django_db

KEYS = ["hopeful", "well-reported", "surprised", "worried", "angry"]


def place(article: Article) -> str:
    return f"{article.get_absolute_url()}#reactions"


def test_the_kinds_have_names_in_the_three_languages():
    for language in ("en", "vi", "es"):
        with translation.override(language):
            names = [str(kind) for kind in ReactionKind.objects.on_offer()]
        assert len(set(names)) == 5
    assert [kind.key for kind in ReactionKind.objects.on_offer()] == KEYS
    with translation.override("vi"):
        assert str(kind("hopeful")) == "Hy vọng"


def test_a_press_becomes_the_readers_reaction_and_its_page_says_so(client, reader, article):
    client.force_login(reader)
    answer = client.post(address(article), {"kind": "hopeful"}, follow=True)
    assert answer.redirect_chain == [(address(article), 302)]
    assert "Your reaction is <strong>Hopeful</strong>." in answer.text
    assert f'href="{place(article)}"' in answer.text
    assert counts(article) == dict.fromkeys(KEYS, 0) | {"hopeful": 1}


def test_another_kind_takes_the_place_of_the_first(client, reader, article):
    client.force_login(reader)
    client.post(address(article), {"kind": "hopeful"})
    client.post(address(article), {"kind": "worried"})
    assert list(Reaction.objects.values_list("reader", "article", "kind__key")) == [(reader.pk, article.pk, "worried")]


def test_a_reaction_can_be_taken_back(client, reader, article):
    client.force_login(reader)
    client.post(address(article), {"kind": "hopeful"})
    done = client.post(address(article), {"kind": "hopeful", "intent": "withdraw"}, follow=True)
    assert "Your reaction is taken back." in done.text
    assert not Reaction.objects.exists()
    assert client.post(address(article), {"intent": "withdraw"}).status_code == 302


def test_script_is_told_the_reaction_and_the_counts(client, reader, second_reader, article):
    react(second_reader, article, kind("angry"))
    client.force_login(reader)
    given = client.post(address(article), {"kind": "hopeful"}, headers=JSON)
    counts = dict.fromkeys(KEYS, 0) | {"angry": 1}
    assert given.json() == {"reaction": "hopeful", "counts": counts | {"hopeful": 1}, "note": None}
    taken_back = client.post(address(article), {"kind": "hopeful", "intent": "withdraw"}, headers=JSON)
    assert taken_back.json() == {"reaction": None, "counts": counts, "note": None}


def test_a_press_without_the_token_is_refused(reader, article):
    client = Client(enforce_csrf_checks=True)
    client.force_login(reader)
    assert client.post(address(article), {"kind": "hopeful"}).status_code == 403
    token = client.get("/me/state/").json()["csrf"]
    assert client.post(address(article), {"kind": "hopeful"}, headers={"X-CSRFToken": token}).status_code == 302


def test_what_is_not_on_offer_is_refused_and_leaves_no_row(client, reader, article, subtests):
    ReactionKind.objects.create(key="retired", name="Retired", is_retired=True)
    client.force_login(reader)
    keys = ["bored", "retired", "\0", "hopeful\0", "x" * 5000, "🙂", "ho peful"]
    for key, (who, browser) in product(keys, {"a reader": client, "nobody": Client()}.items()):
        with subtests.test(ascii(key[:10]), who=who):
            assert browser.get(address(article), {"kind": key}).status_code == 400
            assert browser.post(address(article), {"kind": key}).status_code == 400
    assert not Reaction.objects.exists()


def test_a_number_without_an_article_is_not_found(client, reader):
    client.force_login(reader)
    numbers = ("0", "999999", str(2**63 - 1), str(2**63), "9" * 19, "9" * 40, "-1", "1a", "١", "1%00")
    with undrawn():
        for number, ask in product(numbers, (client.get, client.post)):
            assert ask(f"/me/react/{number}/", {"kind": "hopeful"}).status_code in (400, 404), number


def test_what_the_public_cannot_see_takes_no_reaction(client, reader, draft, article):
    client.force_login(reader)
    article.published_at = timezone.now() + timedelta(hours=1)
    article.save()
    for hidden in (draft, article):
        assert client.get(address(hidden)).status_code == 404
        assert client.post(address(hidden), {"kind": "hopeful"}).status_code == 404
        with pytest.raises(BadRequest):
            react(reader, hidden, kind("hopeful"))
    assert not Reaction.objects.exists()


def test_a_retired_kind_is_counted_as_long_as_someone_gave_it(reader, article):
    assert list(counts(article)) == KEYS
    react(reader, article, kind("angry"))
    ReactionKind.objects.filter(key__in=["angry", "worried"]).update(is_retired=True)
    assert counts(article) == {"hopeful": 0, "well-reported": 0, "surprised": 0, "angry": 1}
    with pytest.raises(BadRequest):
        react(reader, article, kind("worried"))
    withdraw(reader, article)
    assert list(counts(article)) == KEYS[:3]


def test_counts_take_one_query(reader, article, django_assert_num_queries):
    react(reader, article, kind("angry"))
    with django_assert_num_queries(1):
        assert sum(count for _kind, count in counts_for(article)) == 1


def test_popularity_counts_a_reaction_once_and_forgets_it_when_it_is_taken_back(reader, article):
    def tallied() -> int:
        return sum(Tally.objects.values_list("reactions", flat=True))

    react(reader, article, kind("angry"))
    react(reader, article, kind("hopeful"))
    assert tallied() == 1
    withdraw(reader, article)
    withdraw(reader, article)
    assert tallied() == 0


@pytest.mark.parametrize("way", ["one", "several"])
def test_a_reaction_that_the_desk_removes_is_forgotten_by_popularity(client, administrator, reader, article, way):
    given = react(reader, article, kind("angry"))
    listing = "/admin/accounts/reaction/"
    several = {"action": "delete_selected", "_selected_action": [given.pk]}
    pages = {"one": (f"{listing}{given.pk}/delete/", {}), "several": (listing, several)}
    client.force_login(administrator)
    where, fields = pages[way]
    client.post(where, fields | {"post": "yes"})
    assert not Reaction.objects.exists()
    assert [tally.reactions for tally in Tally.objects.all()] == [0]


def test_a_kind_is_named_in_each_language_in_as_many_letters_as_there_is_room_for(client, administrator):
    client.force_login(administrator)
    fields = {"key": "quiet", "name": "Quiet", "position": "9"}
    page = judged(client, "/admin/accounts/reactionkind/add/", fields | {"names_vi": "lặng" * 21})
    assert "Name in Vietnamese: it has 84 characters" in str(page["adminform"].form.errors["names"])
    client.post("/admin/accounts/reactionkind/add/", fields | {"names_vi": "Lặng"})
    assert (str(kind("quiet")), kind("quiet").names) == ("Quiet", {"vi": "Lặng"})


def test_without_script_the_kinds_are_choices_and_looking_gives_nothing(client, reader, article):
    client.force_login(reader)
    page = client.get(address(article, "?kind=worried")).text
    for key in KEYS:
        assert f'name="kind" value="{key}" required{" checked" if key == "worried" else ""}>' in page
    assert article.headline in page
    assert "Take it back" not in page
    assert not Reaction.objects.exists()
    react(reader, article, kind("worried"))
    page = client.get(address(article)).text
    assert 'value="worried" required checked>' in page
    assert "Take it back" in page


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_counts_equal_rows_with_sixteen_windows_pressing_at_once(article):
    kinds = list(ReactionKind.objects.all())
    readers = [account(f"reader{number}@example.com", f"Reader {number}") for number in range(8)]

    def press_about(reader: User) -> None:
        chance = random.Random(reader.pk)
        for _press in range(3):
            if chance.random() < 0.3:
                withdraw(reader, article)
            else:
                react(reader, article, chance.choice(kinds))

    # Each reader twice, as with two windows open.
    at_once(press_about, readers * 2)
    rows = Reaction.objects.filter(article=article)
    assert {key: count for key, count in counts(article).items() if count} == {
        kind.key: given for kind in kinds if (given := rows.filter(kind=kind).count())
    }
    assert rows.count() == rows.values("reader").distinct().count()
    assert sum(Tally.objects.values_list("reactions", flat=True)) == rows.count()


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_identical_requests_at_once_leave_one_row(client, reader, article):
    client.force_login(reader)

    def press(_number: int) -> int:
        browser = Client()
        browser.cookies = client.cookies
        return browser.post(address(article), {"kind": "hopeful"}, headers=JSON).status_code

    assert at_once(press, range(6)) == [200] * 6
    assert Reaction.objects.count() == 1
    assert counts(article)["hopeful"] == 1
