"""What stands around every page: the newspaper's name, its sections, the running topics and breaking news."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from unicodedata import normalize

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import QuerySet
from django.db.models.functions import JSONObject
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, get_language_info

from articles.arrangement import Holds
from articles.freshness import lists
from articles.models import Breaking, Newsroom, Section, Topic

MOST_BANNERS = 10


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
    return reverse("front") if language == settings.LANGUAGE_CODE else reverse("edition", args=[language])


def native_name(language: str) -> str:
    """What speakers call their language, e.g. `Tiếng Việt`."""
    name = normalize("NFC", get_language_info(language)["name_local"])
    return name[:1].upper() + name[1:]


class Paper:
    """The frame of one page at a moment (now); each part is queried once, when the page first asks for it.

    With `holds`, the page is shown as its editor arranged it, before that is saved.
    """

    editions = staticmethod(editions)

    def __init__(self, moment: datetime | None = None, holds: Holds | None = None) -> None:
        self.moment, self.holds = moment, holds

    @cached_property
    def newsroom(self) -> Newsroom:
        """The newsroom, and by the same query the banners of the moment."""
        lists("banners")
        return Newsroom.objects.current(banners=ArraySubquery(self.banners))

    @property
    def banners(self) -> QuerySet:
        fields = {field: field for field in ("text", "link", "language")}
        return Breaking.objects.running(self.moment).values_list(JSONObject(**fields), flat=True)[:MOST_BANNERS]

    @property
    def breaking(self) -> dict[str, str] | None:
        """The newest banner that is meant for the page's language."""
        running = vars(self.newsroom).get("banners")
        running = list(self.banners) if running is None else running
        return next((banner for banner in running if banner["language"] in ("", get_language())), None)

    @cached_property
    def today(self) -> datetime:
        lists("today")
        return timezone.localtime(self.moment)

    @cached_property
    def topics(self) -> list[Topic]:
        lists("strip")
        return list(Topic.objects.running(self.moment)[:4])

    @cached_property
    def all_sections(self) -> list[Section]:
        lists("sections")
        return list(Section.objects.all())

    @cached_property
    def sections(self) -> list[Section]:
        """The sections at the top of the tree."""
        return [section for section in self.all_sections if section.parent_id is None]

    @property
    def tree(self) -> list[tuple[Section, list[Section]]]:
        """Each section at the top of the tree with those right below it."""
        return [(section, self.parts_of(section)) for section in self.sections]

    def parts_of(self, section: Section) -> list[Section]:
        """The sections right below a section."""
        return [part for part in self.all_sections if part.parent_id == section.pk]

    def family_of(self, section: Section) -> set[int]:
        """The numbers of a section and of every section below it, without a query."""
        family = {section.pk}
        for _generation in self.all_sections:
            family |= {part.pk for part in self.all_sections if part.parent_id in family}
        return family
