"""What stands around every page: the newspaper's name, its sections, the running topics and breaking news."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, lru_cache
from typing import Any
from unicodedata import normalize

from django.conf import settings
from django.db.models import Model
from django.db.models.functions import JSONObject
from django.utils import timezone
from django.utils.translation import get_language, get_language_info

from articles.addresses import address_in
from articles.arrangement import Holds
from articles.freshness import key, lists, shows
from articles.models import Breaking, Newsroom, Page, Section, Topic
from articles.prepared import Prepared, Statement, one

MOST_BANNERS, MOST_TOPICS = 10, 4


@dataclass(frozen=True)
class Edition:
    """The newspaper in one language, under that language's own name."""

    language: str
    name: str
    url: str


def editions() -> list[Edition]:
    """Every edition, the site's own language first."""
    others = [code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
    return [Edition(code, native_name(code), front_url(code)) for code in (settings.LANGUAGE_CODE, *others)]


def front_url(language: str) -> str:
    """The address of the front page in `language`."""
    return address_in(language, "front")


def native_name(language: str) -> str:
    """What speakers call their language, e.g. `Tiếng Việt`."""
    name = normalize("NFC", get_language_info(language)["name_local"])
    return name[:1].upper() + name[1:]


def as_json(*fields: str) -> JSONObject:
    return JSONObject(**{field: field for field in fields})


def fields_of(model: type[Model]) -> Iterable[str]:
    return (field.attname for field in model._meta.concrete_fields)


def facts() -> Statement:
    """One JSON text with a list of rows under each name."""
    statements = {
        "newsroom": one(Newsroom.objects.filter(pk=Newsroom.ONLY).values_list(as_json(*fields_of(Newsroom)))),
        "sections": one(Section.objects.values_list(as_json(*fields_of(Section)))),
        "topics": one(Topic.objects.running().values_list(as_json("id", "name", "names", "slug"))[:MOST_TOPICS]),
        "pages": one(Page.objects.values_list(as_json("id", "title", "titles", "slug", "purpose", "is_in_footer"))),
        "banners": one(Breaking.objects.running().values_list(as_json("text", "link", "language"))[:MOST_BANNERS]),
    }
    lists = ", ".join(f"'{name}', ARRAY({sql})" for name, (sql, _params) in statements.items())
    return f"SELECT json_build_object({lists})::text", [each for _sql, own in statements.values() for each in own]


FACTS = Prepared(facts)


class Paper:
    """The frame of one page at a moment (now): one query, made when the page first asks for any of it.

    With `holds`, the page is shown as its editor arranged it, before that is saved.
    """

    editions = staticmethod(editions)

    def __init__(self, moment: datetime | None = None, holds: Holds | None = None) -> None:
        self.moment, self.holds = moment, holds

    @cached_property
    def answer(self) -> str:
        return str(FACTS.rows(now=self.moment or timezone.now())[0][0])

    @property
    def facts(self) -> dict[str, Any]:
        return read(self.answer)

    @property
    def told(self) -> str:
        """All that the database says of the frame, in one text: where it is the same, so is the frame."""
        lists("banners", "strip", "sections", "pages")
        shows(key("newsroom", Newsroom.ONLY), *(key("topic", row["id"]) for row in self.facts["topics"]))
        return self.answer

    @cached_property
    def newsroom(self) -> Newsroom:
        """The newsroom as its staff described it, or an unnamed one before they did."""
        shows(key("newsroom", Newsroom.ONLY))
        return next((Newsroom(**row) for row in self.facts["newsroom"]), None) or Newsroom()

    @property
    def breaking(self) -> dict[str, str] | None:
        """The newest banner that is meant for the page's language."""
        lists("banners")
        return next((each for each in self.facts["banners"] if each["language"] in ("", get_language())), None)

    @cached_property
    def today(self) -> datetime:
        lists("today")
        return timezone.localtime(self.moment)

    @cached_property
    def topics(self) -> list[Topic]:
        lists("strip")
        return [loaded(Topic, row) for row in self.facts["topics"]]

    @cached_property
    def pages(self) -> list[Page]:
        """The newsroom's own pages, without their texts."""
        lists("pages")
        return [loaded(Page, row) for row in self.facts["pages"]]

    @property
    def in_footer(self) -> list[Page]:
        return [page for page in self.pages if page.is_in_footer]

    @property
    def page_for(self) -> dict[str, Page]:
        """The page that serves each purpose for which there is one."""
        return {page.purpose: page for page in self.pages if page.purpose}

    @cached_property
    def all_sections(self) -> list[Section]:
        lists("sections")
        return [loaded(Section, row) for row in self.facts["sections"]]

    @cached_property
    def sections(self) -> list[Section]:
        """The sections at the top of the tree."""
        return [section for section in self.all_sections if section.parent_id is None]

    @property
    def navigation(self) -> list[Section]:
        """Those of them that stand in the bar under the newspaper's name."""
        return [section for section in self.sections if section.is_in_navigation]

    @property
    def tree(self) -> list[tuple[Section, list[Section]]]:
        """Each section at the top of the tree with those right below it."""
        return [(section, self.parts_of(section)) for section in self.sections]

    def parts_of(self, section: Section) -> list[Section]:
        """The sections right below a section."""
        return [part for part in self.all_sections if part.parent_id == section.pk]

    @cached_property
    def signed(self) -> set[int]:
        """The numbers of the sections whose articles carry their authors' names in lists."""
        return {number for each in self.all_sections if each.is_signed for number in self.family_of(each)}

    def family_of(self, section: Section) -> set[int]:
        """The numbers of a section and of every section below it, without a query."""
        family = {section.pk}
        for _generation in self.all_sections:
            family |= {part.pk for part in self.all_sections if part.parent_id in family}
        return family


@lru_cache(maxsize=8)
def read(answer: str) -> dict[str, Any]:
    """What an answer says, read once for all pages that get the same; nobody is to change it."""
    return json.loads(answer)


def loaded[M: Model](model: type[M], row: dict[str, Any]) -> M:
    """A row that came as JSON."""
    names = [name for name in fields_of(model) if name in row]
    return model.from_db("default", names, [row[name] for name in names])
