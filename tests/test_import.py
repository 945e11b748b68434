"""The import of an article bundle: what goes in, what is refused and told, and what a second run changes."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from articles import body
from articles.bundle import lines
from articles.models import Article, Author, OldAddress, Photo, Section, Tag, Topic
from tests.bundles import LINE, bundle, load
from tests.pictures import picture

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]

FULL: dict[str, Any] = LINE | {
    "url": "https://old.example/2019/03/c%E1%BA%A7u.html?page=2#top",
    "standfirst": "Tre\u0302n sông Hồng",
    "body": "<p>One.</p><script>x</script><h1>Two</h1><p>Three.</p>",
    "section": "Hà Nội",
    "topics": ["Red River bridge", "Cầu"],
    "authors": ["Nguyễn Ánh Tuyết", "Mateo Bolaño"],
    "tags": ["Señal", "Bridges", "cầu"],
    "language": "vi",
    "published_at": "2026-11-20T08:00:00+07:00",
    "updated_at": "2026-11-20T09:00:00",
    "views": 12345,
}


def test_an_article_goes_in_with_everything_that_its_line_says(tmp_path: Path) -> None:
    told, complained = load(bundle(tmp_path, FULL))
    assert "1 article added" in told
    assert complained == ""
    article = Article.objects.get(external_id="a")
    assert (article.headline, article.standfirst) == ("Cầu Nhật Tảo opens", "Trên sông Hồng")
    assert article.body == "<p>One.</p>\n<h2>Two</h2>\n<p>Three.</p>"
    assert (article.section.name, article.language, article.earlier_views) == ("Hà Nội", "vi", 12345)
    assert (article.status, article.word_count) == ("published", 3)
    assert article.published_at == datetime(2026, 11, 20, 1, tzinfo=UTC)
    assert article.updated_at == datetime(2026, 11, 20, 2, tzinfo=UTC)
    assert [byline.author.name for byline in article.bylines.select_related("author")] == FULL["authors"]
    assert [place.topic.name for place in article.topic_placements.select_related("topic")] == FULL["topics"]
    assert [place.tag.name for place in article.tag_placements.select_related("tag")] == FULL["tags"]
    assert OldAddress.objects.get().path == "/2019/03/cầu.html"
    assert Article.objects.published().count() == 1


def test_a_line_with_no_more_than_it_needs(tmp_path: Path) -> None:
    load(bundle(tmp_path, LINE))
    article = Article.objects.published().get()
    assert (article.section.name, article.language, article.body) == ("News", "en", "")


def test_plain_paragraphs_are_text_and_not_markup(tmp_path: Path) -> None:
    load(bundle(tmp_path, LINE | {"body": ["1 < 2 & <b>3</b>", "", "Next"]}))
    assert Article.objects.get().body == "<p>1 &lt; 2 &amp; &lt;b&gt;3&lt;/b&gt;</p>\n<p>Next</p>"


def test_status_and_moment_decide_what_is_public(tmp_path: Path) -> None:
    tomorrow = (timezone.now() + timedelta(days=1)).isoformat()
    scheduled = {"id": "s", "headline": "Scheduled", "published_at": tomorrow}
    load(bundle(tmp_path, LINE | {"status": "draft"}, scheduled))
    assert Article.objects.count() == 2
    assert not Article.objects.published().exists()


def state_of(model: Any) -> list[tuple]:
    return list(model.objects.order_by("pk").values_list())


@pytest.mark.parametrize(
    "said",
    [
        "2019-03-02 18:30:00 +0700",
        "2019-03-02T18:30:00+07:00[Asia/Ho_Chi_Minh]",
        "2019-03-02 11:30:00 Z",
        "20190302T113000Z",
    ],
)
def test_moments_as_other_languages_write_them(said: str, tmp_path: Path) -> None:
    assert load(bundle(tmp_path, LINE | {"published_at": said}))[1] == ""
    published_at = Article.objects.get().published_at
    assert published_at is not None
    assert published_at.isoformat() == "2019-03-02T11:30:00+00:00"


def test_loading_again_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "b.jpg").write_bytes(picture())
    lines = [FULL | {"photos": [{"file": "b.jpg", "lead": True}], "related": ["b"]}, {"id": "b", "headline": "B"}]
    models = (Article, Author, Section, Topic, Tag, Photo, OldAddress, *(
        getattr(Article, name).rel.related_model
        for name in ("bylines", "topic_placements", "tag_placements", "placed_photos", "pins")
    ))  # fmt: skip
    path = bundle(tmp_path, *lines)
    load(path, photos=tmp_path)
    before = [state_of(model) for model in models]
    told, _ = load(path, photos=tmp_path)
    assert "0 articles added, 0 updated, 2 left alone" in told
    assert [state_of(model) for model in models] == before


def test_the_same_id_updates_its_article_to_match(tmp_path: Path) -> None:
    (tmp_path / "b.jpg").write_bytes(picture())
    load(
        bundle(tmp_path, FULL | {"photos": [{"file": "b.jpg"}], "related": ["b"]}, {"id": "b", "headline": "B"}),
        photos=tmp_path,
    )
    number = Article.objects.get(external_id="a").pk
    changed = LINE | {"headline": "New words", "authors": ["Mateo Bolaño", "Emily Carrow"], "tags": ["cầu"]}
    told, _ = load(bundle(tmp_path, changed))
    article = Article.objects.get(external_id="a")
    assert "1 updated" in told
    assert (article.pk, article.headline, article.standfirst) == (number, "New words", "")
    assert [byline.author.name for byline in article.bylines.select_related("author")] == changed["authors"]
    assert [place.tag.name for place in article.tag_placements.select_related("tag")] == ["cầu"]
    assert not article.topic_placements.exists()
    assert not article.placed_photos.exists()
    assert not article.pins.exists()
    assert article.published_at == datetime(2026, 11, 20, 1, tzinfo=UTC)


def test_what_the_desk_has_withdrawn_stays_withdrawn(tmp_path: Path) -> None:
    load(bundle(tmp_path, LINE))
    Article.objects.update(status="withdrawn")
    load(bundle(tmp_path, LINE | {"headline": "Cầu Nhật Tảo is open"}))
    assert Article.objects.get(status="withdrawn").headline == "Cầu Nhật Tảo is open"
    assert not Article.objects.published().exists()


@pytest.mark.parametrize("name", ["Cầu Nhật Tảo", "İstanbul", "Ai"])
def test_a_name_in_other_capitals_is_the_same_name(name: str, tmp_path: Path) -> None:
    for key, each in (("a", name), ("b", name.upper())):
        lists: dict[str, Any] = {"authors": [each, name], "topics": [each, name], "tags": [each, name]}
        assert load(bundle(tmp_path, LINE | lists | {"id": key, "section": each}))[1] == ""
    kinds = (Section, Author, Topic, Tag)
    assert [[each.name for each in kind.objects.all()] for kind in kinds] == [[name]] * 4


def test_the_last_of_two_lines_with_one_id_wins(tmp_path: Path) -> None:
    told, complained = load(bundle(tmp_path, LINE, LINE | {"id": "b"}, LINE | {"headline": "Second"}))
    assert "2 articles added, 1 updated" in told
    assert complained == "line 3: it has the id of line 1 (“a”) and takes its place.\n"
    assert Article.objects.get(external_id="a").headline == "Second"


def test_texts_are_plain_where_an_exporter_wrote_markup_and_lose_what_nobody_sees(tmp_path: Path) -> None:
    texts = {"headline": "AT&amp;T&#8217;s <em>Deal</em>\x1f", "standfirst": "<p>One<br />two.</p>\n"}
    names = {
        "section": "R&amp;D",
        "authors": ["Peña &amp; Co"],
        "tags": ["Q&amp;A"],
        "topics": [{"name": "R&amp;B"}],
        "body": "A\x0bb\x07\n\n<b>&amp;</b>",
    }
    path = bundle(tmp_path, LINE | texts | names, LINE | {"id": "b", "headline": "What <script> and & do"})
    assert load(path)[1] == ""
    plain, other = Article.objects.order_by("external_id")
    assert (plain.headline, plain.standfirst, plain.section.name) == ("AT&T’s Deal", "One two.", "R&D")
    assert (plain.body, other.headline) == ("<p>A<br>b</p>\n<p><b>&amp;</b></p>", "What <script> and & do")
    assert [*Author.objects.values_list("name", flat=True)] == ["Peña & Co"]
    assert [each.name for each in (*plain.tags.all(), *plain.topics.all())] == ["Q&A", "R&B"]
    assert "2 left alone" in load(path)[0]
    load(bundle(tmp_path, LINE | {"headline": "&amp; <em>is</em> it", "body_as_kept": True}))
    assert Article.objects.get(external_id="a").headline == "&amp; <em>is</em> it"


REFUSED: dict[str, tuple[Any, str]] = {
    "no JSON": ("{broken", "not JSON: Expecting property name enclosed in double quotes at character 2."),
    "a list": ("[1, 2]", "not a JSON object"),
    "a number": ("7", "not a JSON object"),
    "nested deep": ("[" * 100_000, "nested too deep"),
    "endless number": ('{"id": "x", "headline": "h", "views": ' + "9" * 5000 + "}", "not JSON"),
    "not UTF-8": (b'{"id": "x", "headline": "\xff"}', "not UTF-8 at byte 26"),
    "no id": ({"id": None}, "no “id”"),
    "no headline": ({"headline": None}, "no “headline”"),
    "blank headline": ({"headline": " \n"}, "no “headline”"),
    "a number for an id": ({"id": 7}, "“id” must be a text, not a number"),
    "long id": ({"id": "x" * 201}, "“id” has 201 characters"),
    "long headline": ({"headline": "h" * 201}, "“headline” has 201 characters; 200 are the most"),
    "long standfirst": ({"standfirst": "h" * 601}, "“standfirst” has 601"),
    "long list": ({"tags": [str(tag) for tag in range(1001)]}, "“tags” has 1,001 entries; 1,000 are the most"),
    "long body": ({"body": "b" * (body.LONGEST + 1)}, "“body” has 300,001"),
    "NUL": ({"headline": "a\0b"}, "“headline” holds a NUL"),
    "half a pair": ('{"id": "x", "headline": "\\ud800"}', "half a surrogate pair"),
    "body of numbers": ({"body": 12}, "“body” must be a text, not a number"),
    "paragraphs of objects": ({"body": ["a", {}]}, "“body” must be a text, not an object"),
    "tags in a text": ({"tags": "a, b"}, "“tags” must be a list, not a text"),
    "lists in one another": (
        '{"id": "x", "headline": "h", "tags": ' + "[" * 3000 + "]" * 3000 + "}",
        "“tags” must be a text, not a list",
    ),
    "tags of numbers": ({"tags": ["a", 1]}, "“tags” must be a text, not a number"),
    "long tag": ({"tags": ["t" * 121]}, "“tags” has 121"),
    "long author": ({"authors": ["t" * 121]}, "“authors” has 121"),
    "a section without a name": ({"section": {"names": {}}}, "“section” holds an object without a “name”"),
    "a topic with an empty name": (
        {"topics": [{"name": " ", "names": {"vi": "Lũ"}}]},
        "“topics” holds an object without",
    ),
    "a section of numbers": ({"section": {"name": 1}}, "“section” must be a text, not a number"),
    "names in a list": ({"topics": [{"name": "t", "names": ["t"]}]}, "“topics.names” must be an object, not a list"),
    "a name of numbers": ({"section": {"name": "s", "names": {"vi": 1}}}, "“section.names.vi” must be a text"),
    "a long name": ({"topics": [{"name": "t", "names": {"vi": "t" * 121}}]}, "“topics.names.vi” has 121"),
    "NUL in a name": ({"section": {"name": "s", "names": {"vi": "a\0"}}}, "“section.names.vi” holds a NUL"),
    "names in Klingon": ({"section": {"name": "s", "names": {"tlh": "s"}}}, "“section.names” must be one of en,"),
    "a long language": ({"section": {"name": "s", "names": {"t-" * 60: "s"}}}, "“section.names” has 120"),
    "unknown status": ({"status": "live"}, "“status” must be draft or published, not “live”"),
    "unknown language": ({"language": "tlh"}, "“language” must be one of en, vi, es, not “tlh”"),
    "bad date": ({"published_at": "yesterday"}, "such as 2026-11-23T12:00:00+07:00: “yesterday”."),
    "impossible date": ({"updated_at": "2026-02-30T10:00:00+07:00"}, "“updated_at” is not a date"),
    "date before all": ({"published_at": "0001-01-01T00:00:00+07:00"}, "“published_at” is not a date"),
    "date in a number": ({"published_at": 1700000000}, "“published_at” must be a text"),
    "negative views": ({"views": -1}, "“views” must be between 0"),
    "views beyond counting": ({"views": 2**63}, "“views” must be between 0"),
    "half a view": ({"views": 0.5}, "“views” must be a whole number"),
    "views of truth": ({"views": True}, "“views” must be a whole number, not true or false"),
    "photos in an object": ({"photos": {}}, "“photos” must be a list, not an object"),
    "bad address": ({"url": "http://[x"}, "“url” is not an address"),
    "long address": ({"url": "https://e/" + "p" * 700}, "“url” has 701"),
    "NUL in an address": ({"url": "https://e/a%00b"}, "“url” holds a NUL"),
}


def test_each_line_that_cannot_be_loaded_is_told_and_the_rest_goes_in(tmp_path: Path) -> None:
    default = {"id": "x", "headline": "h"}
    made = [default | line if isinstance(line, dict) else line for line, _why in REFUSED.values()]
    told, complained = load(bundle(tmp_path, LINE, *made, LINE | {"id": "z"}))
    assert set(Article.objects.values_list("external_id", flat=True)) == {"a", "z"}
    assert "2 articles added" in told
    for number, (case, (_line, why)) in enumerate(REFUSED.items(), start=2):
        said = next((one for one in complained.splitlines() if one.startswith(f"line {number}: ")), "")
        assert why in said, case
    assert complained.splitlines()[-1].endswith(f"{len(REFUSED)} lines could not be loaded.")


def test_a_line_of_fifteen_megabytes_is_passed_over(tmp_path: Path) -> None:
    huge = b'{"id": "h", "headline": "' + b"x" * 15_000_000 + b'"}'
    _told, complained = load(bundle(tmp_path, huge, LINE))
    assert "line 1: it is longer than 5 MB." in complained
    assert Article.objects.get().external_id == "a"


def test_a_line_that_the_database_refuses_leaves_its_neighbours_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("articles.bundle.record.STATUSES", ("draft", "published", "s" * 13))
    _told, complained = load(bundle(tmp_path, LINE, LINE | {"id": "b", "status": "s" * 13}, LINE | {"id": "c"}))
    assert "line 2: the database refused it: value too long" in complained
    assert list(Article.objects.order_by("external_id").values_list("external_id", flat=True)) == ["a", "c"]


NO_BUNDLES = {
    "empty": b"",
    "blank": b"\n \n",
    "jpeg": picture(),
    "array": b'[{"id": "a", "headline": "h"}]',
    "array over lines": b'[\n{"id": "a", "headline": "h"},\n{"id": "b", "headline": "h"}\n]',
    "object over lines": b'{\n"id": "a",\n"headline": "h"\n}',
    "table": b"id,headline\na,h\n",
    "other JSON lines": b'{"level": "info"}\n{"level": "debug"}',
    "UTF-16": '{"id": "a", "headline": "h"}\n'.encode("utf-16"),
}


@pytest.mark.parametrize("kind", NO_BUNDLES)
def test_a_file_that_is_not_a_bundle_changes_nothing(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(NO_BUNDLES[kind])
    told, complained = load(path)
    assert told == ""
    assert "is not a bundle: " in complained
    assert ("it is one JSON array" in complained) == kind.startswith("array")
    assert complained.count("\n") == 0
    assert not Article.objects.exists()
    assert not Section.objects.exists()


def test_a_missing_file_or_folder_is_one_sentence(tmp_path: Path) -> None:
    assert load(tmp_path / "none.jsonl")[1].startswith("There is no file")
    assert load(tmp_path)[1] == f"{tmp_path} is a folder; name a file in it."
    assert load(bundle(tmp_path, LINE), photos=tmp_path / "none")[1].startswith("There is no folder")
    assert "is a file" in load(path := bundle(tmp_path, LINE), photos=path)[1]


def test_a_byte_order_mark_and_blank_lines_do_no_harm(tmp_path: Path) -> None:
    load(bundle(tmp_path, lines.BYTE_ORDER_MARK + json.dumps(LINE).encode(), "", LINE | {"id": "b"}))
    assert Article.objects.count() == 2


@pytest.mark.parametrize(("tag", "kept"), [("en-US", "en"), ("VI", "vi"), ("es_MX", "es"), ("zh-Hant", None)])
def test_languages_by_their_tags(tag: str, kept: str | None, tmp_path: Path) -> None:
    load(bundle(tmp_path, LINE | {"language": tag}))
    assert list(Article.objects.values_list("language", flat=True)) == ([kept] if kept else [])
