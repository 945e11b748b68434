"""Django's sentences at the desk that we say in other words, in English too.

Named here, they come into every catalogue, and ours go before Django's; the English one (`locale/en`) has nothing else.
What they say of a row fits a row of any kind: in Spanish neither a verb nor an article tells its gender.
"""

from django.utils.translation import gettext_noop, ngettext_lazy

GREETING = [gettext_noop("Welcome,")]

HEADINGS = [
    gettext_noop("Add %s"),
    gettext_noop("Change %s"),
    gettext_noop("Add %(name)s"),
]

ACTIONS = [gettext_noop("Delete selected %(verbose_name_plural)s")]

DONE = [
    gettext_noop("The {name} “{obj}” was added successfully."),
    gettext_noop("You may edit it again below."),
    gettext_noop("The {name} “{obj}” was added successfully. You may add another {name} below."),
    gettext_noop("The {name} “{obj}” was changed successfully."),
    gettext_noop("The {name} “{obj}” was changed successfully. You may edit it again below."),
    gettext_noop("The {name} “{obj}” was changed successfully. You may add another {name} below."),
    gettext_noop("The %(name)s “%(obj)s” was deleted successfully."),
    gettext_noop("Successfully deleted %(count)d %(items)s."),
    ngettext_lazy("%(count)s %(name)s was changed successfully.", "%(count)s %(name)s were changed successfully."),
]
