"""Filters of the desk's lists that take only what they offer, and say so of anything else that an address asks for."""

from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest
from django.utils.translation import gettext as _


class Offered(admin.SimpleListFilter):
    """Leaves out what is none of its choices, so that the list is as if it had not been asked for."""

    def __init__(self, request: HttpRequest, params: Any, model: Any, model_admin: Any) -> None:
        super().__init__(request, params, model, model_admin)
        asked = self.value()
        if asked is not None and asked not in {str(value) for value, _label in self.lookup_choices}:
            self.used_parameters.clear()
            if asked:
                tell_left_out(request, self.title)


def tell_left_out(request: HttpRequest, title: Any) -> None:
    """Say on the page that a filter was asked for what it does not offer."""
    messages.warning(request, _("The filter “%(title)s” has no such choice; it is left out.") % {"title": title})
