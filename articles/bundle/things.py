"""What a bundle says about things, brought in: new ones are made, and of what is here only what is empty is filled.

What the desk has written is newer than any archive.
"""

from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction

from articles.bundle.about import KINDS, NEWSPAPER, About, Thing
from articles.in_languages import Texts
from articles.models import Alias, Newsroom, Page, Section
from articles.naming import TAKEN_OVER, kind_of, known, make
from articles.unseen import alike

NAMED = ("sections", "topics", "authors", "tags")


def bring(about: About) -> list[str]:
    """Bring in the things of one line; what there is to say of those that are something else here."""
    for thing in about.get(NEWSPAPER, ()):
        Newsroom.objects.get_or_create(pk=Newsroom.ONLY, defaults=thing)
    for thing in about.get("pages", ()):
        bring_page(thing)
    return [remark for place in NAMED if place in about for remark in Bringing(place).bring(about[place])]


def bring_page(thing: Thing) -> None:
    """Make the page, unless one has its address already; it serves its purpose where no other does."""
    slug = thing.get("slug") or Page(title=thing["title"]).own_slug
    is_served = thing.get("purpose") and Page.objects.filter(purpose=thing["purpose"]).exists()
    Page.objects.get_or_create(slug=slug, defaults=thing | {"slug": slug} | ({"purpose": ""} if is_served else {}))


class Bringing:
    """The sections, topics, authors or tags of one line on their way in."""

    def __init__(self, place: str) -> None:
        self.kind = KINDS[place]
        self.model = self.kind.model
        self.remarks: list[str] = []

    def bring(self, things: list[Thing]) -> list[str]:
        """Make or fill each, parts when all are there that they may belong to; what there is to say."""
        found = known(self.model, [thing["name"] for thing in things])
        parts: list[tuple[Any, str]] = []
        for thing in things:
            number = found.get(alike(thing["name"]))
            row = self.made(thing) if number is None else self.filled(number, thing)
            if number is None and thing.get("part_of"):
                parts.append((row, thing["part_of"]))
            self.remarks += name_in_languages(row, thing.get("names", {}))
            self.add_synonyms(row, thing["synonyms"])
        for section, name in parts:
            self.make_part(section, name)
        return self.remarks

    def made(self, thing: Thing) -> Any:
        fields = self.fields_of(thing)
        if (slug := fields.get("slug")) and not is_free(self.model, slug):
            del fields["slug"]
            self.remarks.append(f"the address “{slug}” is taken; “{thing['name']}” gets another.")
        return self.model.objects.get(pk=make(self.model, thing["name"], **fields))

    def filled(self, number: int, thing: Thing) -> Any:
        """What is here, given what it has nothing of: as when another is merged into it."""
        row, fields = self.model.objects.get(pk=number), self.fields_of(thing)
        together = [names for names in TAKEN_OVER[self.model] if names[0] in fields and not getattr(row, names[0])]
        given = {name: fields[name] for names in together for name in names if name in fields}
        for name, value in given.items():
            setattr(row, name, value)
        if given:
            row.save(update_fields=list(given))
        return row

    def fields_of(self, thing: Thing) -> dict[str, Any]:
        """All but its names in other languages, of which each may mean something else here."""
        return {name: thing[name] for name in self.kind.fields if name in thing and name != "names"}

    def add_synonyms(self, row: Any, synonyms: list[Thing]) -> None:
        """Let other names and former addresses lead to the row, unless they lead somewhere already."""
        for each in synonyms:
            meaning = known(self.model, [each["name"]]).get(alike(each["name"]))
            slug = each["slug"] if is_free(self.model, each["slug"]) else ""
            if meaning not in {None, row.pk}:
                self.remarks.append(f"“{each['name']}” means something else already, and not “{row.name}”.")
            elif meaning is None or slug:
                Alias(name=each["name"], slug=slug, **{kind_of(row): row}).save()

    def make_part(self, section: Section, name: str) -> None:
        """Let a new section be part of the one that is called so."""
        parent = known(Section, [name]).get(alike(name))
        if parent is None or parent in section.with_descendants():
            self.remarks.append(f"“{section.name}” cannot be part of “{name}”.")
        else:
            section.parent_id = parent
            section.save(update_fields=["parent"])


def is_free(model: Any, slug: str) -> bool:
    """Whether nothing of the kind has or had the address, and the site itself does not need it."""
    is_taken = model.objects.filter(slug=slug).exists() or model.synonyms(slug=slug).exists()
    return bool(slug) and not is_taken and slug not in model.reserved_slugs()


def name_in_languages(thing: Any, texts: Texts) -> list[str]:
    """Name a thing in the languages in which it has no name yet; what there is to say of the others."""
    if not texts or texts.keys() <= thing.names.keys():
        return []
    with transaction.atomic():
        # A colleague may be naming it at this moment.
        thing.refresh_from_db(from_queryset=type(thing).objects.select_for_update())
        return [remark for code, text in texts.items() if (remark := name_in_language(thing, code, text))]


def name_in_language(thing: Any, code: str, text: str) -> str:
    """Name a thing in a language, if it has no name in it; what there is to say of that."""
    if code in thing.names:
        return ""
    if not (meaning := thing.another_called(text)) and is_kept(thing, thing.names | {code: text}):
        is_own = code == settings.LANGUAGE_CODE
        return (
            f"“{thing.name}” is called “{text}” in the paper's own language: readers see that name." if is_own else ""
        )
    meaning = meaning or thing.another_called(text)
    means = f"means “{meaning.name}” already" if meaning else "means something else already"
    return f"“{text}” {means}; “{thing.name}” gets no name in “{code}”."


def is_kept(thing: Any, names: Texts) -> bool:
    """Keep the names of a thing, unless somebody gave one of them to another a moment ago."""
    before, thing.names = thing.names, names
    try:
        with transaction.atomic():
            thing.save(update_fields=["names"])
    except IntegrityError:
        thing.names = before
        return False
    return True
