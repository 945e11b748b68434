"""What is asked so often that it is prepared: answered as if it were not, and never from memory."""

import sys
from contextlib import closing
from datetime import timedelta

import pytest
from django.db import DatabaseError, DataError, connection, transaction
from django.db.models import F
from django.db.models.expressions import RawSQL
from django.utils import timezone

from accounts.models import User
from articles.models import Article
from articles.prepared import NUMBERS, Among, Gap, Prepared, PreparedRows, of_each, one, together
from tests.log_ins import ENDS

pytestmark = pytest.mark.django_db


def name_told(client) -> str:
    return client.get("/me/state/").json()["name"]


def test_a_question_is_asked_anew_with_other_values(reader, second_reader):
    names = Prepared(lambda: one(User.objects.filter(pk=Gap("reader")).values_list("display_name")))
    assert [names.rows(reader=who) for who in (reader.pk, second_reader.pk, 2**62, None)] == [
        [("Bùi Ngân",)],
        [("Tomás Ortega",)],
        [],
        [],
    ]


@pytest.mark.parametrize("name", ["100 %", "50 %s", "O'Brien", "back\\slash", "$1"])
def test_what_stays_the_same_is_asked_as_it_is(reader, name):
    User.objects.update(display_name=name)
    whose = Prepared(lambda: one(User.objects.filter(pk=Gap("reader"), display_name=name).values_list("display_name")))
    assert whose.rows(reader=reader.pk) == [(name,)]


def test_a_question_with_a_list_in_it_is_planned_once(reader, monkeypatch):
    monkeypatch.setattr(connection.connection, "prepare_threshold", sys.maxsize)  # as settings have it, not the tests'
    among = Prepared(lambda: one(User.objects.filter(Among(F("pk"), Gap("readers", NUMBERS))).values_list("email")))
    for _time in range(8):
        assert among.rows(readers=[reader.pk]) == [(reader.email,)]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT generic_plans, custom_plans FROM pg_prepared_statements WHERE statement = %s", among.written[:1]
        )
        assert cursor.fetchall() == [(8, 0)]


def test_several_are_answered_by_one_query(reader, article, django_assert_num_queries):
    both = Prepared(
        lambda: together({"who": User.objects.values("email"), "what": Article.objects.filter(pk=None).values("pk")})
    )
    with django_assert_num_queries(1):
        assert both.rows() == [([[{"email": reader.email}], []],)]


def test_each_of_several_gets_its_own_answer_from_one_query(reader, second_reader, django_assert_num_queries):
    whose = Gap("reader")
    remainders = User.objects.filter(pk=whose).values_list(
        "display_name", RawSQL("id %% 1", ()), RawSQL("%s + 0", (7,))
    )
    of_all = Prepared(lambda: of_each(one(remainders.order_by(F("id") - whose)), reader="bigint"))
    asked = [second_reader.pk, 2**62, reader.pk, reader.pk]
    with django_assert_num_queries(1):
        answers = sorted(of_all.rows(reader=asked))
    assert answers == [(1, "Tomás Ortega", 0, 7), (3, "Bùi Ngân", 0, 7), (4, "Bùi Ngân", 0, 7)]


def test_a_moment_is_that_of_asking(article):
    published = Prepared(lambda: one(Article.objects.published().values_list("pk")))
    assert published.rows() == [(article.pk,)]
    Article.objects.update(published_at=timezone.now())
    assert published.rows() == [(article.pk,)]


def test_a_question_that_could_not_be_built_is_built_anew(article):
    errors = [DatabaseError()]

    class Doubtful(Gap):
        def as_sql(self, compiler, connection):
            if errors:
                raise errors.pop()
            return super().as_sql(compiler, connection)

    published = PreparedRows(lambda: Article.objects.published().filter(pk=Doubtful("article")))
    with pytest.raises(DatabaseError):
        published.ask(article=article.pk)
    assert published.ask(article=article.pk) == [article]


def test_after_a_question_that_failed_the_next_is_answered(article):
    broken = Prepared(lambda: ("SELECT 1 / (%s - 1)", [Gap("divisor")]))
    with pytest.raises(DataError), transaction.atomic():
        broken.rows(divisor=1)
    assert broken.rows(divisor=2) == [(1,)]


def test_a_moment_that_would_stay_for_ever_is_refused():
    tomorrow = timezone.now() + timedelta(days=1)
    with pytest.raises(ValueError, match="present moment"):
        Prepared(lambda: one(Article.objects.published(tomorrow).values_list("pk"))).rows()


@pytest.mark.parametrize("end", ENDS)
def test_who_is_logged_out_elsewhere_is_nobody_at_once(client, reader, end):
    client.force_login(reader)
    assert name_told(client) == "Bùi Ngân"
    ENDS[end](reader)
    assert name_told(client) == ""


def test_what_a_profile_says_is_read_anew(client, reader):
    client.force_login(reader)
    name_told(client)
    User.objects.update(display_name="Ngân")
    assert name_told(client) == "Ngân"


@pytest.mark.django_db(transaction=True)
def test_a_connection_that_the_database_ended_is_known_to_be_of_no_use():
    connection.ensure_connection()
    assert connection.is_usable()
    ended = connection.connection.info.backend_pid
    with closing(connection.copy()) as beside:
        beside.cursor().execute("SELECT pg_terminate_backend(%s, 5000)", [ended])
    assert not connection.is_usable()
    connection.close()
