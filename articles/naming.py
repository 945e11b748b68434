"""Names of sections, topics, tags and authors: renamed, merged and given synonyms; former addresses redirect."""

from collections.abc import Iterable
from typing import Any

from django.contrib.admin.models import CHANGE, LogEntry
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import Value
from django.db.models.lookups import In
from django.utils.translation import gettext as _

from articles.models import Alias, Article, Author, Section, Slot, Tag, Topic
from articles.models.named import Named, alike_name, alike_to
from articles.text import each_once
from articles.unseen import alike

# What the one that stays takes over where it has nothing of its own; the strip's two moments belong together.
TAKEN_OVER: dict[type[Named], tuple[tuple[str, ...], ...]] = {
    Section: (("description", "descriptions"), ("names",)),
    Topic: (("description", "descriptions"), ("names",), ("banner_from", "banner_until")),
    Tag: (),
    Author: (("role",), ("biography",), ("portrait_id",), ("account_id",)),
}

# One may be made while another name with the same words of an address is.
TRIES = 5


class Refused(ValidationError):  # noqa: N818
    """What cannot be done to a name, and how it can."""


def kind_of(thing: Named | type[Named]) -> str:
    """`section`, `topic`, `tag` or `author`."""
    return str(thing._meta.model_name)


def known(model: Any, names: Iterable[str]) -> dict[str, int]:
    """The numbers of the things called so, by what alike names share; a synonym gives the number of what it means."""
    wanted = [alike_to(name) for name in set(names)]
    if not wanted:
        return {}
    kind = kind_of(model)
    own, *others = (
        model.objects.filter(In(alike_name(each), wanted)).order_by().values_list(each, "pk", Value(place))
        for place, each in enumerate(model.names_kept())
    )
    aliases = model.synonyms().filter(In(alike_name(), wanted))
    synonyms = aliases.order_by().values_list("name", kind, Value(len(others) + 1))
    # Where two are called the same, the name before those in other languages and synonyms, the older before the newer.
    rows = sorted(own.union(*others, synonyms, all=True).order_by(), key=lambda row: (row[2], row[1]), reverse=True)
    return {alike(name): pk for name, pk, _place in rows}


def make(model: Any, name: str, **fields: Any) -> int:
    """The number of a new thing called so, or of the one that somebody else made a moment ago."""
    for _try in range(TRIES):
        try:
            with transaction.atomic():
                return model.objects.create(name=name, **fields).pk
        except IntegrityError as error:
            taken = error
            if there := known(model, [name]):
                return next(iter(there.values()))
    raise taken


@transaction.atomic
def rename(thing: Any, name: str, slug: str | None = None, *, by: Any = None) -> None:
    """Call `thing` by another name and address (None: made of the name); the former ones lead to it from now on.

    Saves whatever else was changed on `thing` with it.
    """
    before = type(thing)._default_manager.select_for_update().get(pk=thing.pk)
    thing.name, thing.slug = name, slug or ""
    if not thing.slug and alike(name) == alike(before.name):
        thing.slug = before.slug
    keep_name(thing)
    _take_back(thing)
    _remember(thing, before)
    _log(by, thing, _("Renamed from “%(name)s” (%(slug)s).") % {"name": before.name, "slug": before.slug})


def keep_name(thing: Any) -> None:
    """Save `thing`; raises Refused when another one of its kind took the name or the address a moment ago."""
    try:
        with transaction.atomic():
            thing.save()
    except IntegrityError as error:
        raise Refused(thing.IS_THERE % {"name": thing.name}) from error


def add_synonym(thing: Any, name: str, *, by: Any = None) -> Alias:
    """Let `name` mean `thing` too, when it is typed, imported or looked for; raises Refused when it means another."""
    synonym = Alias(name=name, **{kind_of(thing): thing})
    synonym.full_clean(exclude=["slug"])
    synonym.save()
    _log(by, thing, _("Synonym added: “%(name)s”.") % {"name": synonym.name})
    return synonym


@transaction.atomic
def merge(into: Any, others: Iterable[Any], *, by: Any = None) -> int:
    """Make `others` other names of `into`, which gets all that was theirs; how many articles that touched.

    Raises Refused when one of them is not there any more or when their accounts are two people's.
    """
    into, gone = _locked(into, others)
    touched = articles_of(gone).count()
    _take_over(into, gone)
    for relation in type(into)._meta.related_objects:
        if not relation.many_to_many:
            _hand_over(relation.field, into, gone)
    type(into)._default_manager.filter(pk__in=[other.pk for other in gone]).delete()
    into.save()
    Alias.objects.bulk_create(Alias(name=o.name, slug=o.slug, **{kind_of(into): into}) for o in gone)
    _keep_names(into, gone)
    names = ", ".join(f"“{other.name}”" for other in gone)
    _log(by, into, _("Merged into it: %(names)s; articles: %(count)d.") % {"names": names, "count": touched})
    return touched


def articles_of(things: Iterable[Any]) -> "models.QuerySet[Article]":
    """The articles, public or not, that any of `things` (all of one kind) stands on."""
    things = list(things)
    field = {"section": "section", "topic": "topics", "tag": "tags", "author": "authors"}[kind_of(things[0])]
    return Article.objects.filter(**{f"{field}__in": things}).order_by().distinct()


def has_page(thing: Any) -> bool:
    """Whether readers may know of it: names that stand on hidden articles alone have no page."""
    published = Article.objects.published()
    if isinstance(thing, Topic):
        return Topic.objects.running().contains(thing) or published.on_topic(thing).exists()
    if isinstance(thing, Author):
        return bool(thing.role) or published.by(thing).exists()
    return isinstance(thing, Section) or published.tagged(thing).exists()


def _locked(into: Any, others: Iterable[Any]) -> tuple[Any, list[Any]]:
    numbers = {other.pk for other in others} - {into.pk}
    rows = type(into)._default_manager.select_for_update(of=("self",)).order_by("pk")
    there = {row.pk: row for row in rows.filter(pk__in={into.pk, *numbers})}
    if len(there) != len(numbers) + 1:
        raise Refused(_("One of them is not there any more. Open the list again and choose anew."))
    if not numbers:
        raise Refused(_("Choose at least two, or another one to merge this one into."))
    return there.pop(into.pk), list(there.values())


def _take_over(into: Any, gone: list[Any]) -> None:
    """Fill what `into` lacks from the first of `gone` that has it."""
    if len({each.account_id for each in (into, *gone) if getattr(each, "account_id", None)}) > 1:
        raise Refused(_("Two of them have accounts of their own. Take the account off one of them first."))
    for fields in TAKEN_OVER[type(into)]:
        donor = next((each for each in (into, *gone) if getattr(each, fields[0])), into)
        for field in fields:
            setattr(into, field, getattr(donor, field))


def _keep_names(into: Any, gone: list[Any]) -> None:
    """Let what `gone` were called in other languages mean `into`, unless it does already."""
    for name in each_once(name for each in gone for name in getattr(each, "names", {}).values()):
        if not (into.called(name).exists() or into.synonyms_called(name).exists()):
            Alias(name=name, **{kind_of(into): into}).save()


def _hand_over(field: Any, into: Any, gone: list[Any]) -> None:
    """Give the rows that point to one of `gone` to `into`; of two that would be the same row, the first stays."""
    rows = field.model._default_manager.filter(**{f"{field.name}__in": gone})
    if field.model is Section:
        _move_children(into, gone)
        return
    if field.model is Slot:
        _move_slots(field.name, into, list(rows.order_by("position")))
        return
    together = [c.fields for c in field.model._meta.total_unique_constraints if field.name in c.fields]
    for partner in (name for fields in together for name in fields if name != field.name):
        both = field.model._default_manager.filter(**{f"{field.name}__in": [into, *gone]})
        first = both.order_by(partner, *field.model._meta.ordering, "pk").distinct(partner).values("pk")
        both.exclude(pk__in=first).delete()
    rows.update(**{field.name: into})


def _move_slots(page: str, into: Any, slots: list[Slot]) -> None:
    """Behind the slots that the page has already, unless the article is in one of them."""
    there = list(Slot.objects.filter(**{page: into}))
    articles = {slot.article_id for slot in there}
    last = max((slot.position for slot in there), default=0)
    for slot in slots:
        if slot.article_id in articles:
            continue
        last += 1
        articles.add(slot.article_id)
        Slot.objects.filter(pk=slot.pk).update(**{page: into, "position": last})


def _move_children(into: Section, gone: list[Section]) -> None:
    """The sections below; when `into` is itself below one of `gone`, it first takes that one's place in the tree."""
    by_number = {each.pk: each for each in Section.objects.all()}
    numbers = {other.pk for other in gone}
    above, number = into.parent_id, into.parent_id
    while number:
        above = by_number[number].parent_id if number in numbers else above
        number = by_number[number].parent_id
    into.parent_id = above
    Section.objects.filter(pk=into.pk).update(parent=above)
    Section.objects.filter(parent__in=numbers).exclude(pk=into.pk).update(parent=into)


def _take_back(thing: Any) -> None:
    """An address that is its own again is no longer another one's; a synonym that had it gets one of its own."""
    for alias in thing.aliases.filter(slug=thing.slug):
        alias.delete()
        if alike(alias.name) != alike(thing.name):
            add_synonym(thing, alias.name)


def _remember(thing: Any, before: Any) -> None:
    """Keep the former address as one that redirects, or else the former name as a synonym."""
    own = {kind_of(thing): thing}
    if before.slug != thing.slug:
        Alias.objects.create(name=before.name, slug=before.slug, **own)
    elif alike(before.name) != alike(thing.name) and not thing.synonyms_called(before.name).filter(**own).exists():
        Alias(name=before.name, **own).save()


def _log(by: Any, thing: Any, message: str) -> None:
    if by is not None:
        LogEntry.objects.log_actions(by.pk, [thing], CHANGE, change_message=message, single_object=True)
