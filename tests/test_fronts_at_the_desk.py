"""The desk's page of fronts: who may look, who may arrange, what is refused; previews and breaking banners."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from accounts.models import User
from articles import slots
from articles.admin.arranging import Arranging
from articles.admin.front_previews import moment_of
from articles.models import Article, Breaking, Newsroom, Section, Slot, Topic
from articles.slots import SlotPage
from tests.forms import judged, undrawn
from tests.fronts import pin_at
from tests.stories import many_stories, story

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
FRONT = SlotPage(language="en")
PAGE = "/admin/articles/slot/front-en/"


@pytest.fixture
def stories(newsroom: Newsroom, section: Section) -> list[Article]:
    """Twelve articles, the newest first."""
    return many_stories(12)


def sent(act: str, holds: dict[int, Any] | None = None, **fields: Any) -> dict[str, Any]:
    """What the form sends with these articles at their places."""
    places = {f"article-{place}": article for place, article in (holds or {}).items()}
    return {"act": act, "seen": slots.version(slots.slots_of(FRONT)), **places, **fields}


def held() -> dict[int, int]:
    return {place: hold.article for place, hold in slots.held(slots.slots_of(FRONT)).items()}


def local(moment: Any) -> str:
    return timezone.localtime(moment).strftime("%Y-%m-%dT%H:%M")


def test_the_desk_shows_what_stands_where(desk: Client, stories: list[Article], editor: User) -> None:
    pin_at(FRONT, 2, stories[8], editor)
    html = desk.get(reverse("admin:articles_slot_changelist"), follow=True).content.decode()
    order = [html.index(f'change/">{headline}') for headline in ("Story 0.", "Story 8.", "Story 1.", "Story 9.")]
    assert order == sorted(order)
    assert html.count("Pinned until it is taken away · Mateo Bolaño") == 1
    assert html.count("Fills itself") == 10


def test_an_act_changes_the_form_and_only_save_the_page(desk: Client, stories: list[Article]) -> None:
    number = stories[7].pk
    answer = desk.post(PAGE, sent(f"put:{number}:2"))
    assert f'name="article-2" value="{number}"' in answer.content.decode()
    assert "“Story 7.” is pinned at place 2." in answer.content.decode()
    assert held() == {}
    assert desk.post(PAGE, sent("save", {2: number})).status_code == 302
    assert held() == {2: number}
    answer = desk.post(PAGE, sent(f"free:{number}", {2: number}))
    assert 'name="article-2"' not in answer.content.decode()
    assert held() == {2: number}
    desk.post(PAGE, sent("save"))
    assert held() == {}


def test_what_is_found_is_pinned_at_the_chosen_place(desk: Client, stories: list[Article]) -> None:
    answer = desk.post(PAGE, sent(f"put:{stories[3].pk}", at="4"))
    assert f'name="article-4" value="{stories[3].pk}"' in answer.content.decode()


def test_search_ignores_marks_and_finds_what_is_to_come(desk: Client, section: Section) -> None:
    bridge = story("Cầu Nhật Tảo mở cửa", hours_ago=-5)
    story("Another bridge")
    hidden = [story("Nhật Tảo draft", status="draft"), story("Nhật Tảo ở Huế", language="vi")]
    html = desk.post(PAGE, sent("find", q="nhat tao")).content.decode()
    offered = html[html.index('class="found"') : html.index('class="placing"')]
    assert offered.count("<li") == 1
    assert bridge.headline in offered
    assert "comes " in offered
    assert [each.headline for each in hidden if each.headline in html] == []
    for query in ["Nhật  TẢO", "cau nhat", f"{bridge.pk}", f"#{bridge.pk}"]:
        assert Arranging.as_it_is(FRONT).found(query) == [bridge], query


def test_what_is_pinned_already_is_found_with_its_place(desk: Client, stories: list[Article]) -> None:
    pinned = {4: stories[6].pk}
    html = desk.post(PAGE, sent("find", pinned, q="Story 6")).content.decode()
    offered = html[html.index('class="found"') : html.index('class="placing"')]
    assert "Story 6." in offered
    assert "Already pinned at place 4" in offered
    html = desk.post(PAGE, sent("find", pinned)).content.decode()
    assert "Already pinned" not in html
    html = desk.post(PAGE, sent(f"put:{stories[6].pk}", pinned, at="2")).content.decode()
    assert f'name="article-2" value="{stories[6].pk}"' in html


def test_an_end_is_chosen_in_the_newspapers_time(desk: Client, stories: list[Article]) -> None:
    chosen = timezone.now().replace(second=0, microsecond=0) + 30 * HOUR
    holds = {place: stories[place].pk for place in (1, 2, 3, 4)}
    ends = {"hold-2": "tonight", "hold-3": "day", "hold-4": "own", "own-4": local(chosen)}
    assert desk.post(PAGE, sent("save", holds, **ends)).status_code == 302
    until = {slot.position: slot.until for slot in Slot.objects.all()}
    assert until[1] is None
    assert timezone.localtime(until[2]).strftime("%H:%M") == "00:00"
    assert timedelta(0) < until[2] - timezone.now() <= 24 * HOUR
    assert abs(until[3] - timezone.now() - 24 * HOUR) < timedelta(minutes=2)
    assert until[4] == chosen
    assert "Asia/Ho_Chi_Minh" in desk.get(PAGE).content.decode()


def test_an_end_that_cannot_be_is_refused_at_its_place(desk: Client, stories: list[Article]) -> None:
    number = stories[4].pk
    answer = desk.post(PAGE, sent("save", {1: number}, **{"hold-1": "own", "own-1": "2026-13-45T99:99"}))
    assert answer.status_code == 400
    html = answer.content.decode()
    for words in ('id="error-1"', 'name="own-1" value="2026-13-45T99:99"', f'name="article-1" value="{number}"'):
        assert words in html
    assert held() == {}
    for typed in ["", "tomorrow", "9999-12-31T23:59", "0001-01-01T00:00"]:
        arranging = Arranging.sent(FRONT, sent("save", {1: str(number)}, **{"hold-1": "own", "own-1": typed}))
        assert (set(arranging.errors), arranging.typed) == ({1}, {1: typed})


def test_a_forged_end_is_refused(desk: Client, article: Article) -> None:
    for hold in ["never", "9999-12-31T23:59:59Z", "0001-01-01T00:00:00+14:00", "\x00", "2020-01-01"]:
        with undrawn():
            assert desk.post(PAGE, sent("save", {1: article.pk}, **{"hold-1": hold})).status_code == 400
    assert held() == {}


def test_an_arrangement_over_a_newer_one_is_refused_with_both_at_hand(
    desk: Client, stories: list[Article], administrator: User
) -> None:
    mine = sent("save", {1: stories[5].pk})
    pin_at(FRONT, 3, stories[6], administrator)
    answer = desk.post(PAGE, mine)
    html = answer.content.decode()
    assert answer.status_code == 409
    assert "the last to pin an article was Trịnh Gia Bảo at " in html
    assert f'name="article-1" value="{stories[5].pk}"' in html
    assert "Story 6." in html[html.index('class="present"') : html.index('class="finding"')]
    assert held() == {3: stories[6].pk}
    again = {**mine, "act": f"save:{slots.version(slots.slots_of(FRONT))}"}
    assert desk.post(PAGE, again).status_code == 302
    assert held() == {1: stories[5].pk}


def test_a_pin_that_waits_says_until_when(desk: Client, stories: list[Article], editor: User) -> None:
    moment = timezone.now() + 3 * HOUR
    pin_at(FRONT, 1, story("Coming.", published_at=moment), editor)
    pin_at(FRONT, 2, story("Coming too late.", published_at=moment), editor, until=moment - HOUR)
    pin_at(FRONT, 3, stories[5], editor)
    Article.objects.filter(pk=stories[5].pk).update(status="withdrawn")
    html = desk.get(PAGE).content.decode()
    assert f"It shows here by itself from {date_format(timezone.localtime(moment), 'j F, H:i')}." in html
    assert "Meanwhile: “Story 0.”" in html
    assert html.count("it will never show") == 1
    assert html.count("It is not shown: it has the status “Withdrawn”.") == 1


def test_a_pin_whose_article_has_gone_does_not_keep_the_page_from_being_saved(
    desk: Client, stories: list[Article], editor: User
) -> None:
    pin_at(FRONT, 1, stories[3], editor)
    Article.objects.filter(pk=stories[3].pk).update(status="withdrawn")
    assert desk.post(PAGE, sent("save", {1: stories[3].pk, 2: stories[4].pk})).status_code == 302
    assert held() == {1: stories[3].pk, 2: stories[4].pk}


FORGED = [
    {"act": "save", "article-1": "999999"},
    {"act": "save", "article-1": "9" * 18},
    {"act": "put:999999:1"},
    {"act": "put:{known}:0"},
    {"act": "put:{known}:12"},
    {"act": "put:{known}:" + "9" * 30},
    {"act": "put:" + "9" * 30 + ":1"},
    {"act": "put:-1:-1"},
    {"act": "free:{known}"},
    {"act": "save", "article-1": "{known}", "article-2": "{known}"},
    {"act": "save", "seen": "", "article-1": "{known}"},
]


def test_a_forged_arrangement_is_refused_in_words(desk: Client, article: Article) -> None:
    for fields in FORGED:
        filled = {name: value.format(known=article.pk) for name, value in fields.items()}
        page = judged(desk, PAGE, {**sent("save"), **filled})
        assert page["refused"], fields
        assert held() == {}


def test_odd_forms_change_nothing(desk: Client, article: Article) -> None:
    for act in [{}, {"act": ""}, {"act": "\x00::"}]:
        assert judged(desk, PAGE, act)["refused"] == ""
    assert desk.post(PAGE, {"act": "find", "q": "%_'\\\x00", "at": "x"}).status_code == 200
    assert held() == {}


def test_a_page_that_does_not_exist_is_not_found(desk: Client, section: Section) -> None:
    for key in ["section-0", "section-999999999", "topic-12", "section-1e3", "1", "add"]:
        assert SlotPage.named(key) is None, key
    assert desk.get("/admin/articles/slot/front-xx/").status_code == 404
    assert desk.get("/admin/articles/slot/front-xx/preview/").status_code == 404
    assert desk.get("/admin/articles/slot/front-xx/previewed/").status_code == 404
    assert desk.get("/admin/articles/slot/", {"page": "front-xx"}).status_code == 404
    assert desk.post("/admin/articles/slot/front-xx/", {"act": "save"}).status_code == 404


def test_a_journalist_looks_and_does_not_arrange(client: Client, stories: list[Article], journalist: User) -> None:
    client.force_login(journalist)
    html = client.get(PAGE).content.decode()
    assert "Story 0." in html
    assert 'name="act"' not in html
    for act in ("save", "find", f"put:{stories[4].pk}:1"):
        assert client.post(PAGE, sent(act, {1: stories[4].pk})).status_code == 403
        assert client.post(f"{PAGE}previewed/", sent(act, {1: stories[4].pk})).status_code == 403
    assert held() == {}


def test_strangers_do_not_see_the_fronts_page(
    client: Client, stories: list[Article], reader: User, moderator: User
) -> None:
    for path in (PAGE, f"{PAGE}preview/", f"{PAGE}previewed/"):
        assert client.get(path).status_code == 302
        for user, status in ((reader, 302), (moderator, 403)):
            known = Client()
            known.force_login(user)
            assert known.get(path).status_code == status
            assert known.post(path).status_code in {302, 403, 405}


def test_a_preview_shows_the_page_at_its_moment(desk: Client, stories: list[Article], editor: User) -> None:
    moment = timezone.now() + 5 * HOUR
    pin_at(FRONT, 1, story("Coming.", published_at=moment), editor)
    pin_at(FRONT, 2, stories[9], editor, moment)
    Breaking.objects.create(text="Later news", starts_at=moment, ends_at=moment + HOUR)
    Topic.objects.create(name="Next week", banner_from=moment)
    answers = [desk.get(f"{PAGE}previewed/", {"at": local(moment + offset)}) for offset in (-HOUR, HOUR / 2)]
    before, after = (answer.content.decode() for answer in answers)
    for words in ("Coming.", "Later news", "Next week"):
        assert (words in before, words in after) == (False, True)
    assert ">Story 9.<" in before.partition('class="seconds"')[2].partition("<aside")[0]
    assert ">Story 9.<" not in after.partition('class="seconds"')[2].partition("<aside")[0]
    assert 'class="preview-bar"' in after
    assert answers[0]["X-Robots-Tag"] == "noindex"
    assert "no-store" in answers[0]["Cache-Control"]
    assert answers[0]["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in answers[0]["Content-Security-Policy"]
    assert f"?at={local(moment)}" in desk.get(f"{PAGE}preview/", {"at": local(moment)}).content.decode()


def test_an_arrangement_is_seen_before_it_is_saved(desk: Client, stories: list[Article], editor: User) -> None:
    pin_at(FRONT, 1, stories[3], editor)
    coming = story("Coming.", hours_ago=-1)
    html = desk.post(f"{PAGE}previewed/", sent("", {1: stories[9].pk, 2: coming.pk})).content.decode()
    assert '<article class="top plain">' in html
    assert ">Story 9.<" in html[html.index('class="top') :].partition("</article>")[0]
    assert "Coming." not in html
    assert "not saved yet" in html
    assert held() == {1: stories[3].pk}


def test_sections_and_topics_are_previewed_too(desk: Client, stories: list[Article], section: Section) -> None:
    topic = Topic.objects.create(name="Floods")
    for key in (f"section-{section.pk}", f"topic-{topic.pk}", "front-vi"):
        answer = desk.get(f"/admin/articles/slot/{key}/previewed/")
        assert answer.status_code == 200, key
        assert 'class="preview-bar"' in answer.content.decode(), key


def test_a_moment_that_cannot_be_previewed_is_refused(desk: Client) -> None:
    an_hour_ago = local(timezone.now() - HOUR)
    for moment in [an_hour_ago, "2001-01-01T00:00", "9999-12-31T23:59", "\x00", "1" * 400]:
        with pytest.raises(ValidationError):
            moment_of(moment)
    assert desk.get(f"{PAGE}preview/", {"at": "yesterday"}).status_code == 400
    assert desk.get(f"{PAGE}previewed/", {"at": "yesterday"}).status_code == 404
