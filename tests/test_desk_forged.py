"""What is sent to the desk by hand instead of by its pages: it changes nothing that the sender may not change."""

from itertools import cycle
from typing import Any
from urllib.parse import urlencode

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.test import Client, RequestFactory
from django.urls import reverse

from accounts.models import User
from articles.models import Article, Author, Byline, PlacedPhoto, Section
from tests.article_desk import ADD_ARTICLE, LIST, page_of, typed
from tests.deskful import a_photo, a_row_of_each
from tests.forms import judged, undrawn

pytestmark = pytest.mark.django_db


@pytest.fixture
def rows(journalist: User) -> dict[type, Any]:
    return a_row_of_each(journalist)


@pytest.fixture
def mine(journalist: User, section: Section) -> Article:
    return Article.objects.create(headline="My own draft", section=section, created_by=journalist)


@pytest.fixture
def desk(client: Client, journalist: User) -> Client:
    client.force_login(journalist)
    return client


def test_a_journalist_cannot_save_over_a_colleagues_article(desk: Client, rows: dict[type, Any]) -> None:
    theirs, before = rows[Article], Article.objects.filter(pk=rows[Article].pk).values().get()
    for button in ("_save", "_continue", "_addanother", "_step", "_propose", "_over", "_saveasnew"):
        desk.post(page_of(theirs), typed(theirs.section, **{button: "submit", "headline": "Taken over"}))
        assert Article.objects.filter(pk=theirs.pk).values().get() == before, button
    for new in Article.objects.filter(headline="Taken over"):  # “save as new” makes a draft of the sender's own
        assert (str(new.created_by_id), new.status) == (desk.session["_auth_user_id"], "draft")


def test_rows_of_a_colleagues_article_are_not_moved_into_ones_own(
    desk: Client, rows: dict[type, Any], mine: Article
) -> None:
    theirs = rows[Article]
    byline = Byline.objects.create(article=theirs, author=rows[Author])
    row = {"bylines-0-id": byline.pk, "bylines-0-author": byline.author_id, "bylines-0-position": 7}
    for more in ({}, {"bylines-0-DELETE": "on"}, {"bylines-0-article": theirs.pk}):
        counts = {"bylines-TOTAL_FORMS": 1, "bylines-INITIAL_FORMS": 1}
        with undrawn():
            desk.post(page_of(mine), typed(mine.section, **(counts | row | more)))
    byline.refresh_from_db()
    assert (byline.article_id, byline.position) == (theirs.pk, 0)


def test_what_no_form_asks_cannot_be_sent(desk: Client, mine: Article, editor: User) -> None:
    before = (mine.created_by_id, mine.status, mine.retracted_at)
    forged = {"created_by": editor.pk, "status": "published", "retracted_at": "2026-01-01"}
    desk.post(page_of(mine), typed(mine.section, **forged, headline="Saved"))
    mine.refresh_from_db()
    assert mine.headline == "Saved"
    assert (mine.created_by_id, mine.status, mine.retracted_at) == before


def test_a_forged_form_set_of_odd_numbers_is_answered_in_words(desk: Client, mine: Article) -> None:
    desk.raise_request_exception = False
    for number, inlines in (
        ("abc", ("bylines", "placed_photos", "topic_placements", "corrections", "pins")),
        ("\0", ("placed_photos", "topic_placements", "corrections", "pins")),
        ("9" * 30, ()),
    ):
        row = {"bylines-TOTAL_FORMS": 1, "bylines-INITIAL_FORMS": 1, "bylines-0-id": number, "bylines-0-author": number}
        counted = {f"{inline}-{count}_FORMS": number for inline in inlines for count in ("TOTAL", "INITIAL")}
        assert desk.post(page_of(mine), typed(mine.section, **(row | counted))).status_code < 500, number


def test_more_rows_than_anybody_adds_are_refused_and_not_drawn(desk: Client, mine: Article) -> None:
    rows = {f"{inline}-TOTAL_FORMS": "100000000" for inline in ("bylines", "topic_placements", "pins")}
    known = judged(desk, page_of(mine), typed(mine.section, **rows))
    assert max(len(each.formset.forms) for each in known["inline_admin_formsets"]) == 200
    assert "at most 200" in str([each.formset.non_form_errors() for each in known["inline_admin_formsets"]])


def test_a_row_is_found_by_no_field_without_a_name_and_copied_by_no_form(desk: Client, mine: Article) -> None:
    for page in ("change", "delete"):
        address = f"/admin/articles/article/{mine.pk}/{page}/"
        assert desk.get(f"{address}?_to_field=").status_code == 400
        assert desk.post(address, {"_to_field": ""}).status_code == 400
        assert desk.post(address, {"_saveasnew": "1"}).status_code == 400


def test_a_form_without_its_token_is_refused_and_tells_where_its_words_are(editor: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor)
    refusals = [client.post(address) for address in (ADD_ARTICLE, "/admin/login/", "/me/")]
    assert [answer.status_code for answer in refusals] == [403] * 3
    assert ["is kept in this browser" in answer.text for answer in refusals] == [True, False, False]


def test_no_action_deletes_what_a_role_may_not_delete(
    client: Client, rows: dict[type, Any], rf: RequestFactory, journalist: User, editor: User, moderator: User
) -> None:
    for colleague in (journalist, editor, moderator):
        client.force_login(colleague)
        asked = rf.get("/admin/")
        asked.user = colleague
        for model, row in rows.items():
            page = admin.site._registry.get(model)
            if page and not page.has_delete_permission(asked):
                where = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
                with undrawn():
                    client.post(where, {"action": "delete_selected", "_selected_action": [row.pk], "post": "yes"})
                assert model._default_manager.filter(pk=row.pk).exists(), (colleague, model)


@pytest.mark.parametrize("action", ["publish_selected", "delete_selected", "nonsense", "__class__", "", "take_in"])
def test_an_action_on_what_is_no_row_fails_in_words(client: Client, editor: User, action: str) -> None:
    """Each action is sent for each odd choice with some of the odd fields, so that together it is sent with all."""
    client.force_login(editor)
    client.raise_request_exception = False
    more = cycle(({}, {"select_across": "1", "index": "99"}, {"index": "x"}))
    for numbers in ([], ["abc"], ["9" * 30], ["0", "-1"], ["\0"], ["1", "x"]):
        data = {"action": action, "_selected_action": numbers} | next(more)
        assert client.post(LIST, data).status_code < 500, data


def test_a_list_repeats_no_more_than_a_search_box_holds(client: Client, administrator: User, article: Article) -> None:
    client.force_login(administrator)
    flood = "ă" * 20_000
    lists = [reverse(f"admin:{name}_changelist") for name in ("articles_article", "accounts_user", "articles_tag")]
    for where in lists:
        short, long = client.get(where, {"q": "ă" * 200}), client.get(where, {"q": flood})
        assert (long.status_code, len(long.content)) == (200, len(short.content)), where
        assert client.get(where, {"status": flood}).status_code == 400
        assert client.get(f"{where}?{'status=draft&' * 900}").status_code == 400
    field = {"app_label": "articles", "model_name": "byline", "field_name": "author", "term": flood}
    assert client.get("/admin/autocomplete/", field).json()["results"] == []
    back = urlencode({"q": "ă" * 200, "status": "draft"})
    assert client.get(page_of(article), {"_changelist_filters": back}).status_code == 200


def test_a_list_that_is_edited_in_place_is_not_by_who_may_not(desk: Client, section: Section) -> None:
    counts = {f"form-{count}_FORMS": 1 for count in ("TOTAL", "INITIAL")}
    desk.post(
        reverse("admin:articles_section_changelist"),
        counts | {"form-0-id": section.pk, "form-0-position": 99, "_save": "Save"},
    )
    section.refresh_from_db()
    assert section.position != 99


def test_a_journalist_mends_the_words_of_their_own_photos_until_readers_have_them(
    desk: Client, journalist: User, article: Article
) -> None:
    photo = a_photo(journalist, "c")
    where = reverse("admin:articles_photo_change", args=[photo.pk])
    words = {"alt": "A red ferry", "credit": "Photo: Tuyết", "focal_x": "0.5", "focal_y": "0.5"}
    desk.post(where, words)
    photo.refresh_from_db()
    assert photo.alt == "A red ferry"
    PlacedPhoto.objects.create(article=article, photo=photo)
    assert desk.post(where, words | {"alt": "Something else"}).status_code == 403


def test_what_completes_a_field_tells_nothing_to_who_may_not_read(client: Client, reader: User) -> None:
    known = Client()
    known.force_login(reader)
    for model, name in (("byline", "author"), ("pinnedrelated", "related_article"), ("placedphoto", "photo")):
        where = f"/admin/autocomplete/?app_label=articles&model_name={model}&field_name={name}&term="
        assert client.get(where).status_code == known.get(where).status_code == 302
    assert known.get(LIST).status_code == 302


def test_an_older_sites_roles_get_what_is_new_and_keep_what_the_newsroom_changed(db: None) -> None:
    journalists, editors = Group.objects.get(name="Journalist"), Group.objects.get(name="Editor")
    journalists.permissions.remove(Permission.objects.get(codename="add_photo"))
    Permission.objects.filter(codename__in=["add_editorialnote", "view_slot", "lift_embargo"]).delete()
    call_command("migrate", verbosity=0)
    names = {group.name: set(group.permissions.values_list("codename", flat=True)) for group in (journalists, editors)}
    assert {"add_editorialnote", "view_slot"} <= names["Journalist"] & names["Editor"]
    assert "add_photo" not in names["Journalist"]
    assert "lift_embargo" not in names["Editor"]
    assert Group.objects.get(name="Administrator").permissions.filter(codename="lift_embargo").exists()
