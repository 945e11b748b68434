"""What was typed into an article's form and is not kept by the pressed button, told to whoever may think it is."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from articles.models import Article, Revision
from articles.moments import in_full

# Moments of the article itself: a proposal has none, and taking it up leaves them as they are.
NOT_PROPOSED = ("embargoed_until", "updated_at")


def said_of_proposal(proposal: Revision, article: Any) -> str:
    """Where what was typed is now, and what has become of the article."""
    number = {"number": proposal.number}
    if article.is_published:
        return _("Kept as proposal %(number)d; readers see the article as it was.") % number
    sentence = _("Kept as proposal %(number)d; the article stays as it was and appears on %(moment)s.")
    return sentence % (number | {"moment": in_full(article.published_at)})


def said_beside_proposal(form: Any) -> Iterator[str]:
    """What was typed beside the words of a proposal, and is not in it."""
    if form.moment_left_out:
        yield said_of_moment(form.moment_left_out)
    for name in (name for name in NOT_PROPOSED if name in form.changed_data):
        sentence = _("“%(field)s” was not changed: a proposal has no moments. Change it again and press “Save”.")
        yield sentence % {"field": form[name].label}


def said_beside_save(form: Any) -> Iterator[str]:
    """What was typed, or taken away, of the moment by a button that does not set it."""
    if form.moment_left_out:
        yield said_of_moment(form.moment_left_out)
    elif form.is_moment_emptied:
        yield said_of_emptied(form.instance)


def said_of_moment(moment: datetime) -> str:
    sentence = _("The moment that you typed, %(moment)s, was not kept: type it again and press “Schedule” to set it.")
    return sentence % {"moment": in_full(moment)}


def said_of_emptied(article: Any) -> str:
    if article.status == Article.Status.PUBLISHED:
        sentence = _("The emptied moment was not kept: it still appears on %(moment)s. “Withdraw” takes it back.")
    else:
        sentence = _("The emptied date was not kept: %(moment)s stands until the box above “Publish now” is unticked.")
    return sentence % {"moment": in_full(article.published_at)}
