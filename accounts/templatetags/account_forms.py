"""How the forms of account pages are shown."""

from typing import Any

from django import template
from django.conf import settings
from django.forms import BoundField
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts import social
from accounts.devices import device_of
from accounts.models import User
from accounts.second_step import is_missing

register = template.Library()

# The pages of one's account, in the order of their row, each with the addresses that belong to it.
PAGES = [
    ("for_you", _("For you"), {"for_you"}),
    ("saved", _("Saved"), {"saved"}),
    ("following", _("Following"), {"following"}),
    ("history", _("History"), {"history"}),
    ("my_reactions", _("Reactions"), {"my_reactions", "appeal"}),
    ("me", _("Profile"), {"me", "my_picture"}),
    ("my_emails", _("E-mails"), {"my_emails"}),
    ("security", _("Security"), {"security"}),
    ("privacy", _("Privacy"), {"privacy", "leave"}),
]
LABELS = {"email": _("E-mail address"), "one-time-code": _("Code")}
CODE = {"autocapitalize": "characters", "spellcheck": "false"}


@register.inclusion_tag("me/_pages.html", takes_context=True)
def account_pages(context: dict[str, Any]) -> dict[str, Any]:
    """The row of one's own pages, the present one marked."""
    here = context["request"].resolver_match.url_name
    pages = [(reverse(name), label, here in addresses) for name, label, addresses in PAGES]
    return {"account_pages": pages}


@register.simple_tag(takes_context=True)
def social_providers(context: dict[str, Any]) -> list[Any]:
    """The other sites whose accounts log in here."""
    return social.providers(context["request"])


@register.filter
def plain_label(field: BoundField) -> str:
    """The field's label, in the same words on every page."""
    return str(LABELS.get(field.field.widget.attrs.get("autocomplete"), field.label))


@register.filter
def without_placeholder(field: BoundField) -> BoundField:
    """The field with its label alone: a placeholder is gone as soon as one types."""
    attrs = field.field.widget.attrs
    attrs.pop("placeholder", None)
    if attrs.get("autocomplete") == "one-time-code":
        attrs.update(CODE)
    return field


@register.simple_tag
def mail_goes_to_console() -> bool:
    """Whether e-mails are printed where the site was started, as in the demo."""
    return settings.MAILERS["default"]["BACKEND"] == "portal.printed_mail.EmailBackend"


@register.filter
def device(user_agent: str) -> str:
    """The browser and the system in plain words."""
    return device_of(user_agent)


@register.filter
def lacks_second_step(user: User) -> bool:
    """Whether the desk stays closed until they have set one up."""
    return is_missing(user)
