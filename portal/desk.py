"""The desk: Django's admin under the newsroom's own name."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

LONGEST_NUMBER = 18  # digits; every row's number fits into 64 bits


class Desk(AdminSite):
    site_header = site_title = _("The desk")
    index_title = _("Overview")

    def admin_view(self, view: Callable, cacheable: bool = False) -> Callable:  # noqa: FBT001, FBT002
        """A page for colleagues, which is read or posted to and nothing else."""
        inner = super().admin_view(view, cacheable)

        @require_http_methods(["GET", "HEAD", "POST"])
        @wraps(inner)
        def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method == "POST" and request.user.is_authenticated:
                require_numbers(request.POST.getlist(ACTION_CHECKBOX_NAME))
            return inner(request, *args, **kwargs)

        return asked


def require_numbers(chosen: list[str]) -> None:
    """Refuse an action on rows that no list can have named; Django would fail at them."""
    if not all(each.isdecimal() and len(each) <= LONGEST_NUMBER for each in chosen):
        raise BadRequest("What was chosen in the list are no numbers.")


class DeskConfig(AdminConfig):
    default_site = "portal.desk.Desk"
