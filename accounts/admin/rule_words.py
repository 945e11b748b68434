"""What the desk says of each kind of rule and of its settings."""

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts.models import Rule
from accounts.rules.crowds import SHORTEST
from accounts.rules.texts import FEWEST_LETTERS
from accounts.rules.writers import kept_domains

Kind = Rule.Kind
EXPLAINED = {
    Kind.WORDS: _(
        "Holds a note that has a word of the list: whole words, in any case of letters, with their marks: “lợn” is not"
        " “lon”. A phrase is found across spaces, commas and lines."
    ),
    Kind.LINKS: _(
        "Holds a note with more links than are let through; bare domains, “name . com” and e-mail addresses count too."
    ),
    Kind.REPEATED: format_lazy(
        _(
            "Holds a note that says nearly the same as others shortly before it, by anyone; one shorter than {number}"
            " letters only when the same reader wrote the others."
        ),
        number=SHORTEST,
    ),
    Kind.CAPITALS: format_lazy(
        _("Holds a note that is mostly capitals. One with fewer than {number} letters is never held."),
        number=FEWEST_LETTERS,
    ),
    Kind.NEW_ACCOUNT: _("Holds the notes of an account in its first hours."),
    Kind.DISPOSABLE: format_lazy(
        _(
            "Holds the notes of readers whose e-mail address is made to be thrown away: {number} domains that come with"
            " Broadsheet, and your own. Domains below them count too."
        ),
        number=len(kept_domains()),
    ),
    Kind.READER_RATE: _("Holds a note of a reader who has written many in a short time."),
    Kind.NETWORK_RATE: _(
        "Holds a note when many came from the same network in a short time. A school or a café is one network as well."
    ),
}
AT_MOST = {
    Kind.LINKS: _("Links let through, e.g. 1."),
    Kind.REPEATED: _("Earlier notes like it that are let through, e.g. 0."),
    Kind.CAPITALS: _("Percent of capitals among the letters, e.g. 70."),
    Kind.NEW_ACCOUNT: _("Hours for which an account is new, e.g. 24."),
    Kind.READER_RATE: _("Notes let through within the minutes, e.g. 5."),
    Kind.NETWORK_RATE: _("Notes let through within the minutes, e.g. 20."),
}
WORDS = {
    Kind.WORDS: _(
        "One word or phrase to a line, e.g. “óc chó”. An asterisk at the end stands for any ending: “idiot*” finds"
        " “idiotic”."
    ),
    Kind.DISPOSABLE: _("Domains besides those that come with Broadsheet, one to a line, e.g. mailinator.com."),
}
