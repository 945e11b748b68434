"""Reactions of several readers in one transaction: each as if it were alone."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Event
from typing import Any
from unittest.mock import patch

import pytest
from allauth.account.models import EmailAddress
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import translation

from accounts import notes
from accounts.changes import Change, finish, make, make_together
from accounts.models import Burst, Note, Reaction, User
from accounts.reactions import react, withdraw
from accounts.readers import one_request_at_a_time
from accounts.refused import Refused
from articles.models import Article, Tally
from tests.campaigns import accounts, grow_old, press
from tests.cast import account
from tests.forms import JSON
from tests.reactions import address, counts, kind
from tests.served import within
from tests.stories import story
from tests.threads import at_once, is_anyone_waiting_for_this

pytestmark = pytest.mark.django_db


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_reader_who_is_refused_among_others_is_refused_alone(article):
    readers = [account(f"reader{number}@example.com", f"Reader {number}") for number in range(8)]
    EmailAddress.objects.filter(user=readers[3]).update(verified=False)

    def press(reader: User) -> bool:
        try:
            react(reader, article, kind("angry"))
        except Refused:
            return False
        return True

    assert at_once(press, readers) == [number != 3 for number in range(8)]
    assert counts(article)["angry"] == sum(Tally.objects.values_list("reactions", flat=True)) == 7


def test_who_is_refused_by_the_thread_of_another_hears_it_in_their_own_language(article, reader):
    EmailAddress.objects.filter(user=reader).update(verified=False)
    with translation.override("vi"):
        change = Change(reader, article, kind("angry"))
    make_together([change])
    assert str(change.refusal) == "Hãy xác nhận địa chỉ e-mail trước; sau đó cảm xúc của bạn mới được tính."


def test_what_is_given_changed_and_taken_back_together_counts_as_if_it_came_alone(article):
    readers = [account(f"reader{number}@example.com", f"Reader {number}") for number in range(5)]
    for reader in readers[1:4]:
        react(reader, article, kind("angry"))
    wanted = [kind("hopeful"), kind("hopeful"), kind("angry"), None, None]
    changes = [Change(reader, article, answer) for reader, answer in zip(readers, wanted, strict=True)]
    make_together(changes)
    assert [change.is_first for change in changes] == [True, False, False, False, False]
    assert (counts(article)["hopeful"], counts(article)["angry"]) == (2, 1)
    assert [tally.reactions for tally in Tally.objects.all()] == [3]


def test_of_two_that_a_reader_wants_at_once_the_first_is_made_first(reader, article):
    changes = [Change(reader, article, kind(key)) for key in ("angry", "hopeful")]
    make_together(changes)
    assert (changes[0].counts["angry"], [change.is_done for change in changes]) == (1, [True, False])
    for change in changes:
        finish(change)
    assert changes[1].counts["hopeful"] == counts(article)["hopeful"] == sum(counts(article).values()) == 1


@pytest.mark.parametrize(("first", "most"), [(True, 13), (False, 10)])
def test_a_press_takes_few_queries(client, reader, article, first, most, django_assert_max_num_queries):
    if not first:
        react(reader, article, kind("angry"))
    client.force_login(reader)
    with django_assert_max_num_queries(most):
        client.post(address(article), {"kind": "hopeful"}, headers=JSON)


def test_a_burst_is_looked_for_once_more_when_the_database_was_away_after_a_press(article, reader):
    change = Change(reader, article, kind("angry"))
    away = {"side_effect": DatabaseError("gone")}
    with (
        patch("accounts.bursts.suspicious", **away),
        patch("accounts.changes.counts_of", **away),
        pytest.raises(DatabaseError),
    ):
        make_together([change])
    with patch("accounts.bursts.suspicious", return_value=[]) as look:
        make_together([change])  # once more, as its turn does
        finish(change)
    look.assert_called_once()
    assert counts(article)["angry"] == Tally.objects.get().reactions == 1


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_whose_article_is_gone_stops_nobody_else(article, draft):
    readers = [account(f"reader{number}@example.com", f"Reader {number}") for number in range(8)]
    gone = Article(pk=draft.pk + 1000, status=article.status, published_at=article.published_at)

    def press(reader: User) -> bool:
        try:
            make(Change(reader, gone if reader == readers[3] else article, kind("angry")))
        except IntegrityError:
            return False
        return True

    assert at_once(press, readers) == [number != 3 for number in range(8)]
    assert counts(article)["angry"] == sum(Tally.objects.values_list("reactions", flat=True)) == 7


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_whose_other_request_is_at_work_waits_alone(article):
    held, free = (account(f"reader{number}@example.com", f"Reader {number}") for number in range(2))

    def press(reader: User) -> None:
        react(reader, article, kind("angry"))
        connection.close()

    with ThreadPoolExecutor(2) as pool:
        with transaction.atomic():
            one_request_at_a_time(held)
            waiting = pool.submit(press, held)
            within(10, is_anyone_waiting_for_this)
            pool.submit(press, free).result(10)
            assert not waiting.done()
        waiting.result(10)
    assert counts(article)["angry"] == sum(Tally.objects.values_list("reactions", flat=True)) == 2


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_who_is_kept_out_while_a_press_is_on_its_way_is_refused(article, reader):
    def press() -> None:
        try:
            react(reader, article, kind("angry"))
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            one_request_at_a_time(reader)
            pressed = pool.submit(press)
            within(10, is_anyone_waiting_for_this)
            EmailAddress.objects.filter(user=reader).update(verified=False)
        assert isinstance(pressed.exception(10), Refused)


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_nobody_waits_while_a_note_is_screened(article, monkeypatch):
    writer, other = (account(f"reader{number}@example.com", f"Reader {number}") for number in range(2))
    begun, may_end, screen = Event(), Event(), notes.screen

    def screen_slowly(note: Note) -> None:
        begun.set()
        may_end.wait(30)
        screen(note)

    def press(reader: User, note: str | None) -> None:
        react(reader, article, kind("angry"), note=note)
        connection.close()

    monkeypatch.setattr(notes, "screen", screen_slowly)
    with ThreadPoolExecutor(2) as pool:
        writing = pool.submit(press, writer, "The ferry was late again.")
        begun.wait(10)
        pool.submit(press, other, None).result(10)
        may_end.set()
        writing.result(10)
    assert counts(article)["angry"] == sum(Tally.objects.values_list("reactions", flat=True)) == 2


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_nobody_else_waits_while_a_burst_is_decided_on(article):
    grow_old()
    *strangers, last = accounts("stranger", 60, age=timedelta(days=300), apart=timedelta(days=1))
    in_the_burst = {"kind": kind("angry"), "network": "of the campaign"}
    press(strangers, article, network="of the campaign")
    burst, other, another = Burst.objects.get(), account("other@example.com", "Other"), story("Another")

    def react_and_leave(reader: User, article: Article, **answer: Any) -> None:
        react(reader, article, **answer)
        connection.close()

    with ThreadPoolExecutor(2) as pool:
        with transaction.atomic():
            Burst.objects.select_for_update().get(pk=burst.pk)
            waiting = pool.submit(react_and_leave, last, article, **in_the_burst)
            within(10, is_anyone_waiting_for_this)
            pool.submit(react_and_leave, other, another, **in_the_burst).result(10)
            assert not waiting.done()
        waiting.result(10)
    assert Reaction.objects.get(reader=last).standing == "held"


def test_what_a_transaction_takes_back_was_never_given(reader, article):
    with transaction.atomic():
        react(reader, article, kind("angry"))
        transaction.set_rollback(True)
    assert (Reaction.objects.count(), Tally.objects.count()) == (0, 0)


def test_a_reaction_with_a_note_is_taken_back_with_it(reader, article):
    react(reader, article, kind("angry"), note="The ferry was late again.")
    withdraw(reader, article)
    assert not Reaction.objects.exists()
    assert [tally.reactions for tally in Tally.objects.all()] == [0]
