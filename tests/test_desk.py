"""The desk: articles entered by hand, photos taken in, roles kept."""

import json
import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib import admin
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import ReactionKind, User
from accounts.reactions import react
from articles.models import Article, Newsroom, Photo, Section
from articles.tagging import set_tags
from tests.article_desk import ADD_ARTICLE, page_of, typed
from tests.forms import HTMLForm, judged, messages_of, undrawn
from tests.pictures import file, picture, with_iim

ADD_PHOTO = reverse("admin:articles_photo_add")


def at_the_desk(client: Client, colleague: User) -> Client:
    client.force_login(colleague)
    return client


def test_an_editor_publishes_an_article_that_readers_then_find(desk: Client, section: Section) -> None:
    body = '<p onclick="x()">Chuyến phà.</p><script>alert(1)</script>'
    desk.post(ADD_ARTICLE, typed(section, _step="publish", body=body, tag_names="Sông Hồng, Phà, sông hồng"))
    article = Article.objects.published().get()
    assert (article.body, [each.tag.slug for each in article.tag_placements.all()]) == (
        "<p>Chuyến phà.</p>",
        ["song-hong", "pha"],
    )
    assert Client().get(article.get_absolute_url()).status_code == 200


def test_every_filter_of_ours_says_when_it_has_no_such_choice(client: Client, administrator: User) -> None:
    at_the_desk(client, administrator)
    for model, pages in admin.site._registry.items():
        for each in pages.list_filter:
            if isinstance(each, type) and issubclass(each, admin.SimpleListFilter):
                address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
                with undrawn():
                    answer = client.get(address, {each.parameter_name: "nope"})
                said = f"The filter “{each.title}” has no such choice; it is left out."
                assert messages_of(client, answer) == [said], each


def test_what_is_wrong_is_said_beside_its_field_and_what_was_typed_is_kept(desk: Client, section: Section) -> None:
    answer = desk.post(ADD_ARTICLE, typed(section, headline="", standfirst="Câu chuyện của bến"))
    assert answer.status_code == 200
    assert "headline" in answer.context["adminform"].form.errors
    assert "Câu chuyện của bến" in answer.content.decode()


@pytest.mark.parametrize(
    ("page", "label"),
    [
        ("articles_section", "Position: Vietnam"),
        ("accounts_reactionkind", "Position: Angry"),
        ("accounts_reason", "Retired: Attacks a person"),
    ],
)
def test_what_is_changed_within_a_list_says_whose_it_is(
    client: Client, admin_user: User, section: Section, page: str, label: str
) -> None:
    rows = at_the_desk(client, admin_user).get(reverse(f"admin:{page}_changelist")).text
    assert f'aria-label="{label}"' in rows


def test_an_answer_that_readers_gave_is_retired_and_none_of_theirs_read(
    client: Client, admin_user: User, reader: User, article: Article
) -> None:
    kind = ReactionKind.objects.all()[0]
    react(reader, article, kind)
    desk, page = at_the_desk(client, admin_user), reverse("admin:accounts_reactionkind_delete", args=[kind.pk])
    with CaptureQueriesContext(connection) as queries:
        assert f"Readers have answered “{kind}”; retire it." in desk.post(page, {"post": "yes"}).text
    assert not [each["sql"] for each in queries if "accounts_reaction" in each["sql"] and '"reader_id"' in each["sql"]]


@pytest.mark.parametrize(
    ("language", "headings", "said"),
    [
        ("en", ["Sections", "New section", "Edit section"], "“Vietnam” is saved."),
        ("vi", ["Chuyên mục", "Tạo chuyên mục", "Sửa chuyên mục"], "Đã lưu “Vietnam”."),
        ("es", ["Secciones", "Crear sección", "Editar sección"], "Se ha guardado “Vietnam”."),
    ],
)
def test_pages_and_messages_of_every_kind_of_row_speak_as_a_newsroom_does(
    editor: User, section: Section, language: str, headings: list[str], said: str
) -> None:
    desk = at_the_desk(Client(headers={"Accept-Language": language}), editor)
    pages = [reverse(f"admin:articles_section_{page}") for page in ("changelist", "add")]
    page = reverse("admin:articles_section_change", args=[section.pk])
    with undrawn():
        assert [desk.get(each).context_data["title"] for each in (*pages, page)] == headings
    answer = desk.post(page, HTMLForm(desk.get(page).text, "section_form").fields)
    assert [re.sub("<.*?>", "", each) for each in messages_of(desk, answer)] == [said]


def test_whose_clock_a_moment_goes_by_is_said_in_the_language_of_the_desk(editor: User) -> None:
    for language, said in (("en", "Yours is %(offset)s h ahead."), ("es", "El tuyo va %(offset)s h por delante.")):
        desk = at_the_desk(Client(headers={"Accept-Language": language}), editor)
        script = desk.get(reverse("admin:jsi18n")).text
        words = json.loads(re.search(r"newcatalog = (\{.*?\n  \});", script, re.DOTALL)[1])
        note = "Note: Enter times in the %(timezone)s timezone. (You are %(offset)s hour ahead.)"
        assert words[note].endswith(f"(Asia/Ho_Chi_Minh). {said}")


def test_a_journalist_writes_but_is_not_offered_publication(client: Client, journalist: User, section: Section) -> None:
    desk = at_the_desk(client, journalist)
    with undrawn():
        desk.post(ADD_ARTICLE, typed(section, _step="publish"))
    assert not Article.objects.exists()
    desk.post(ADD_ARTICLE, typed(section, _step="submit"))
    assert Article.objects.get().status == Article.Status.IN_REVIEW


def test_a_journalist_cannot_change_what_is_public(client: Client, journalist: User, article: Article) -> None:
    address = page_of(article)
    answer = at_the_desk(client, journalist).post(address, typed(article.section, headline="Changed"))
    article.refresh_from_db()
    assert (answer.status_code, article.headline) == (403, "A ferry for the night shift")


@pytest.mark.parametrize(("role", "left"), [("journalist", 1), ("editor", 0)])
def test_who_may_not_delete_articles_cannot_delete_a_draft(
    client: Client, role: str, left: int, draft: Article, request: pytest.FixtureRequest
) -> None:
    at_the_desk(client, request.getfixturevalue(role))
    client.post(reverse("admin:articles_article_delete", args=[draft.pk]), {"post": "yes"})
    assert Article.objects.count() == left


def test_a_correction_is_added_and_never_changed(desk: Client, article: Article) -> None:
    address, section = page_of(article), article.section
    first = {"corrections-TOTAL_FORMS": 1, "corrections-0-kind": "correction", "corrections-0-text": "It is 4.2 km."}
    moment = {"corrections-0-published_at_0": "2026-11-20", "corrections-0-published_at_1": "08:00:00"}
    desk.post(address, typed(section, **first, **moment))
    written = article.corrections.get()
    there = {"corrections-INITIAL_FORMS": 1, "corrections-0-id": written.pk, "corrections-0-DELETE": "on"}
    desk.post(address, typed(section, **(first | moment | there | {"corrections-0-text": "Never mind."})))
    assert [each.text for each in article.corrections.all()] == ["It is 4.2 km."]
    assert written.written_by is not None


def test_saving_an_article_again_keeps_its_tags(desk: Client, article: Article) -> None:
    names = ["Washington, D.C.", "Hà Nội", 'The "Big" One', "a; b", '"', "Red River"]
    set_tags(article, names)
    address = page_of(article)
    with undrawn():
        shown = desk.get(address).context_data["adminform"].form["tag_names"].value()
    desk.post(address, typed(article.section, tag_names=shown))
    assert [each.tag.name for each in article.tag_placements.all()] == names


@pytest.mark.parametrize("visitor", ["reader", "anonymous"])
def test_nobody_else_gets_in(client: Client, reader: User, visitor: str) -> None:
    if visitor == "reader":
        client.force_login(reader)
    assert client.get(ADD_ARTICLE).status_code == 302


def test_a_photo_brings_its_caption_unless_one_was_typed(desk: Client, media: Path) -> None:
    named = (b"\x1b%G", "Bến phà lúc rạng đông".encode(), b"Photo: Minh")
    block = b"".join(
        b"\x1c" + bytes(tag) + len(value).to_bytes(2) + value
        for tag, value in zip([(1, 90), (2, 120), (2, 110)], named, strict=True)
    )
    words = {"focal_x": "0.25", "focal_y": "0.5", "credit": "Ảnh: Lê Minh Đức"}
    desk.post(ADD_PHOTO, {"file": file(with_iim(picture(), block)), **words})
    photo = Photo.objects.get()
    assert (photo.caption, photo.credit, photo.focal_x) == ("Bến phà lúc rạng đông", "Ảnh: Lê Minh Đức", 0.25)
    assert photo.uploaded_by is not None


def test_a_file_that_cannot_be_used_is_refused_in_words(desk: Client, media: Path) -> None:
    words = {"focal_x": "0.5", "focal_y": "0.5", "caption": "Kept"}
    answer = desk.post(ADD_PHOTO, {"file": file(b"GIF89a not a picture")} | words)
    assert "JPEG" in str(answer.context["adminform"].form.errors["file"])
    assert "Kept" in answer.content.decode()
    large = picture((9000, 9000), kind="PNG", mode="1", color=0)
    assert "million" in str(judged(desk, ADD_PHOTO, {"file": file(large)} | words)["adminform"].form.errors["file"])
    assert not Photo.objects.exists()
    assert not [path for path in media.rglob("*") if path.is_file()]


def test_the_same_file_twice_is_one_photo(desk: Client, media: Path) -> None:
    for _time in range(2):
        desk.post(ADD_PHOTO, {"file": file(picture()), "focal_x": "0.5", "focal_y": "0.5"})
    assert Photo.objects.count() == 1


def test_the_words_of_a_photo_can_be_changed(desk: Client, media: Path) -> None:
    desk.post(ADD_PHOTO, {"file": file(picture()), "focal_x": "0.5", "focal_y": "0.5"})
    address = reverse("admin:articles_photo_change", args=[Photo.objects.get().pk])
    desk.post(address, {"alt": "A red ferry", "focal_x": "1", "focal_y": "0"})
    photo = Photo.objects.get()
    assert (photo.alt, photo.focal_x, photo.file.name != "") == ("A red ferry", 1.0, True)


def test_the_newsroom_has_one_page_of_facts(desk: Client) -> None:
    listing = reverse("admin:articles_newsroom_changelist")
    assert desk.get(listing)["Location"] == reverse("admin:articles_newsroom_add")
    colours = {"accent": "#a61b1b", "accent_by_night": "#ff8a75"}
    desk.post(reverse("admin:articles_newsroom_add"), {"name": "The Red River Post"} | colours)
    assert Newsroom.objects.current().name == "The Red River Post"
    assert desk.get(listing)["Location"] == reverse("admin:articles_newsroom_change", args=[Newsroom.ONLY])


@pytest.mark.parametrize("slug", ["admin", "search", "vi"])
def test_a_section_cannot_take_an_address_of_the_site(desk: Client, slug: str) -> None:
    page = judged(desk, reverse("admin:articles_section_add"), {"name": "Odd", "slug": slug, "position": "0"})
    assert "slug" in page["adminform"].form.errors


def test_a_section_is_not_part_of_itself(desk: Client, section: Section) -> None:
    below = Section.objects.create(name="Hanoi", parent=section)
    address = reverse("admin:articles_section_change", args=[section.pk])
    page = judged(desk, address, {"name": section.name, "slug": section.slug, "parent": below.pk, "position": "0"})
    assert "parent" in page["adminform"].form.errors


def test_every_page_of_the_desk_opens_with_all_rights_to_it_and_with_fewer(
    article: Article, journalist: User, editor: User, moderator: User, administrator: User
) -> None:
    """Who may do the same on a page gets the same, so it is drawn for one of them."""
    drawn = set()
    for colleague in (journalist, editor, moderator, administrator):
        desk = at_the_desk(Client(), colleague)
        index = desk.get(reverse("admin:index"))
        for model in [model for app in index.context["app_list"] for model in app["models"]]:
            for address in filter(None, [model["admin_url"], model["add_url"]]):
                if (address, *model["perms"].values()) not in drawn:
                    assert desk.get(address, follow=True).status_code == 200, (colleague, address)
                    drawn.add((address, *model["perms"].values()))
    assert len(drawn) > 50


def test_a_scheduled_moment_is_kept(desk: Client, section: Section) -> None:
    moment = timezone.localtime() + timedelta(days=1)
    desk.post(ADD_ARTICLE, typed(section, _step="schedule", publish_at=f"{moment:%Y-%m-%dT%H:%M}"))
    kept = Article.objects.get().published_at
    assert kept is not None
    assert abs(kept - moment) < timedelta(minutes=1)
    assert not Article.objects.published().exists()
