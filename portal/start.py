"""The desk's first page: what waits for whoever opens it, what is scheduled today, what is being read."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q, Sum
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import localize
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Reaction, User
from articles import work
from articles.models import Article, Correction, Tally
from articles.moments import midnight_after
from articles.popularity import hour_of
from articles.templatetags.dates import clock, weekday
from portal.start_blocks import MOST_ROWS, Block, Row, minute, told
from portal.start_moderation import decided_today, queue

MOST_WITHDRAWN = 24  # articles that may have been withdrawn while they were among the most read
LATEST = 500  # articles looked at for what they lack
LIST = "admin:articles_article_changelist"


def blocks_for(colleague: User) -> list[Block]:
    """What this colleague's work asks for, as far as they may see it; the most pressing first."""
    may = colleague.has_perm
    found: list[Block] = []
    if may("accounts.moderate"):
        found += [queue(colleague), decided_today(colleague)]
    if may("articles.publish_article"):
        found += [waiting(colleague), scheduled(), read_now(), lacking(), corrections()]
    if may("articles.change_article"):
        found += own(colleague, is_editor=may("articles.publish_article"))
    if may("accounts.view_reaction"):
        found += [reactions(), reacted_to()]
    return found


def keys_for(colleague: User) -> list[tuple[str, str]]:
    """Links to what the whole newspaper stands on, for those who may change it."""
    keys = [
        ("articles.add_article", _("Write an article"), reverse("admin:articles_article_add")),
        ("accounts.moderate", _("Moderation"), reverse("admin:accounts_case_changelist")),
        ("articles.change_slot", _("Fronts"), reverse("admin:articles_slot_changelist")),
        ("articles.add_breaking", _("Breaking news"), reverse("admin:articles_breaking_add")),
        (
            "accounts.change_user",
            _("Staff and readers"),
            reverse("admin:accounts_user_changelist", query={"is_staff__exact": 1}),
        ),
        ("accounts.change_user", _("Health"), reverse("health")),
        ("articles.change_newsroom", _("The newspaper"), reverse("admin:articles_newsroom_changelist")),
    ]
    return [(title, url) for permission, title, url in keys if colleague.has_perm(permission)]


def listed(**asked: Any) -> str:
    """The list of articles under these filters."""
    return reverse(LIST, query=asked)


def row_of(article: Article, facts: str = "", figure: str = "") -> Row:
    return Row(article.headline, reverse("admin:articles_article_change", args=[article.pk]), facts, figure)


def articles() -> Any:
    return Article.objects.defer("body").select_related("section")


def waiting(colleague: User) -> Block:
    found = articles().filter(work.waiting_for(colleague)).order_by("saved_at", "pk")[:MOST_ROWS]
    rows = [row_of(each, told(each.get_status_display(), each.section, minute(each.saved_at))) for each in found]
    return Block(
        "waiting",
        _("Waiting for you"),
        listed(whose="waiting"),
        rows,
        _("Nothing waits for review or publication."),
        (_("See what is being written"), listed(state="draft")),
    )


def scheduled() -> Block:
    """What appears until the end of the day, in the paper's time zone; on a quiet day what comes next."""
    tomorrow = midnight_after(timezone.now())
    coming = list(articles().scheduled().order_by("published_at", "pk")[: MOST_ROWS + 1])
    today = [each for each in coming if each.published_at < tomorrow]
    later = next((each for each in coming if each.published_at >= tomorrow), None)
    rows = [row_of(each, told(each.section), clock(each.published_at)) for each in today[:MOST_ROWS]]
    empty = _("Nothing more is scheduled today.")
    if later:
        empty += " " + _("Next: “%(headline)s”, %(moment)s.") % {
            "headline": later,
            "moment": minute(later.published_at),
        }
    step = (_("See what is approved"), listed(state="approved"))
    return Block("scheduled", _("Scheduled today"), listed(state="scheduled"), rows, empty, step)


def read_now() -> Block:
    since = hour_of(timezone.now() - timedelta(minutes=30))
    return Block(
        "reading",
        _("Being read now, since %(clock)s") % {"clock": clock(since)},
        listed(state="public"),
        ranked("views", since, lambda count: ngettext("%(count)s view", "%(count)s views", count)),
        _("Nobody has opened an article in this hour yet."),
        (_("Look at the front page"), reverse("front")),
    )


def ranked(what: str, since: datetime, words: Callable[[int], str]) -> list[Row]:
    """Public articles with most `what` since a moment, most first.

    Only what readers may see is tallied, so that few of those with most, if any, were withdrawn since.
    """
    tallies = Tally.objects.filter(hour__gte=since, **{f"{what}__gt": 0}).values_list("article")
    most = dict(tallies.annotate(count=Sum(what)).order_by("-count", "-article")[: MOST_ROWS + MOST_WITHDRAWN])
    found = articles().published().in_bulk(most)
    return [
        row_of(found[number], told(found[number].section), words(count) % {"count": localize(count)})
        for number, count in most.items()
        if number in found
    ][:MOST_ROWS]


def lacking() -> Block:
    """What readers have or will soon, of the latest, with photos that lack words."""
    latest = Article.objects.order_by("-saved_at", "-pk").values("pk")[:LATEST]
    is_near = Q(status__in=[work.IN_REVIEW, work.APPROVED, work.PUBLISHED])
    found = (
        articles().filter(is_near, pk__in=latest).annotate(no_alt=work.without_alt(), no_credit=work.without_credit())
    )
    rows = [
        row_of(each, told(each.no_alt and _("no alt text"), each.no_credit and _("no credit"), each.section))
        for each in found.filter(Q(no_alt=True) | Q(no_credit=True)).order_by("-saved_at")[:MOST_ROWS]
    ]
    empty = _("Every photo has its alt text and credit.")
    return Block("lacking", _("Photos that lack words"), listed(without="alt"), rows, empty)


def corrections() -> Block:
    week = timezone.now() - timedelta(days=7)
    found = Correction.objects.filter(published_at__gte=week).select_related("article", "article__section")[:MOST_ROWS]
    rows = [
        row_of(each.article, told(each.get_kind_display(), minute(each.published_at)), "")
        for each in found.defer("article__body", "article__search")
    ]
    empty = _("Nothing was corrected in the last seven days.")
    return Block("corrections", _("Corrections of the week"), listed(state="corrected"), rows, empty)


def own(colleague: User, *, is_editor: bool) -> list[Block]:
    """What this colleague writes: sent back, drafts and in review; for a journalist also what is out."""
    came_back = set(Article.objects.filter(work.of(colleague) & work.sent_back()).values_list("pk", flat=True)[:200])
    is_open = Q(status__in=[work.DRAFT, work.IN_REVIEW])
    mine = list(articles().filter(work.of(colleague), is_open).order_by("-saved_at", "-pk")[:60])
    drafts = [each for each in mine if each.status == work.DRAFT and each.pk not in came_back]
    if is_editor:
        return [drafts_of(drafts)] if drafts else []
    returned = [each for each in mine if each.pk in came_back]
    in_review = [each for each in mine if each.status == work.IN_REVIEW]
    return [returned_to(returned), drafts_of(drafts), reviewed(in_review), published_by(colleague)]


def rows_of(found: Iterable[Article]) -> list[Row]:
    return [
        row_of(each, told(each.section, _("saved %(moment)s") % {"moment": minute(each.saved_at)})) for each in found
    ]


def drafts_of(drafts: list[Article]) -> Block:
    step = (_("Write an article"), reverse("admin:articles_article_add"))
    empty = _("You have no drafts.")
    return Block(
        "drafts", _("Your drafts"), listed(whose="mine", state="draft"), rows_of(drafts[:MOST_ROWS]), empty, step
    )


def returned_to(returned: list[Article]) -> Block:
    empty = _("Nothing was sent back to you.")
    rows = rows_of(returned[:MOST_ROWS])
    return Block("returned", _("Sent back to you"), listed(whose="waiting"), rows, empty)


def reviewed(in_review: list[Article]) -> Block:
    empty = _("Nothing of yours is in review.")
    step = (_("Open your drafts"), listed(whose="mine", state="draft"))
    rows = rows_of(in_review[:MOST_ROWS])
    return Block("review", _("In review"), listed(whose="mine", state="in_review"), rows, empty, step)


def published_by(colleague: User) -> Block:
    """Their newest public articles, and how often each was read in 24 hours."""
    newest = articles().published().filter(work.of(colleague)).newest()[:MOST_ROWS]
    found = list(newest)
    views = work.viewed([each.pk for each in found])
    rows = [
        row_of(each, told(each.section, minute(each.published_at)), localize(views.get(each.pk, 0))) for each in found
    ]
    empty = _("Nothing of yours is published yet.")
    title = _("Published, with views in 24 hours")
    return Block("published", title, listed(whose="mine", state="public"), rows, empty)


def reactions() -> Block:
    """The newest that count: a burst that is held would fill the block, and waits in the queue."""
    counted = Reaction.objects.counted().select_related("article", "kind", "reader")
    newest = counted.defer("article__body", "article__search")
    address = reverse("admin:accounts_reaction_changelist")
    rows = [
        Row(each.article.headline, reverse("admin:accounts_reaction_change", args=[each.pk]),
            told(each.kind, each.reader and each.reader.get_full_name(), minute(each.changed_at)))
        for each in newest.order_by("-pk")[:MOST_ROWS]
    ]  # fmt: skip
    empty = _("Nobody has reacted yet.")
    return Block(
        "reactions", _("Newest reactions"), address, rows, empty, (_("Look at the front page"), reverse("front"))
    )


def reacted_to() -> Block:
    since = hour_of(timezone.now() - timedelta(hours=24))
    rows = ranked("reactions", since, lambda count: ngettext("%(count)s reaction", "%(count)s reactions", count))
    empty = _("No article was reacted to in the last 24 hours.")
    address = reverse("admin:accounts_reaction_changelist")
    return Block("reacted", _("Most reactions in 24 hours"), address, rows, empty)


def greeting() -> str:
    """The day, as the paper's readers have it."""
    return weekday(timezone.now())
