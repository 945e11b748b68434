"""The desk: Django's admin under the newsroom's own name."""

from collections.abc import Callable
from datetime import MAXYEAR
from functools import partial, wraps
from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.options import TO_FIELD_VAR
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.admin.views.main import SEARCH_VAR
from django.core.exceptions import BadRequest
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.functional import SimpleLazyObject
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from articles.converters import number_in
from articles.moments import zone_in_words
from articles.text import LONGEST_QUERY
from portal.desk_clock import WordsOfScripts
from portal.start import blocks_for, greeting, keys_for

WORDS_SOUGHT = {SEARCH_VAR, "term"}  # in lists, and where a field completes what is typed
OF_SEVERAL = {"_changelist_filters", "photo", "ids"}  # the list that leads back with all its filters; rows
MOST_ASKED = 4_000  # letters in all


class Offers(AutocompleteJsonView):
    """What a field completes what is typed into it with; an admin that has more to say than a name says it."""

    def serialize_result(self, obj: Model, to_field_name: str) -> dict[str, str]:
        said = getattr(self.model_admin, "offered", str)
        return super().serialize_result(obj, to_field_name) | {"text": said(obj)}


class Desk(AdminSite):
    site_header = site_title = _("The desk")
    index_title = _("Overview")

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        return {**super().each_context(request), "whose_clock": zone_in_words()}

    def autocomplete_view(self, request: HttpRequest) -> HttpResponse:
        offered: Any = Offers.as_view(admin_site=self)
        return offered(request)

    def i18n_javascript(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        words: Any = WordsOfScripts.as_view(packages=["django.contrib.admin"])
        return words(request)

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> Any:
        """What the sidebar lists, found when a page shows it: a small window and what is refused do not."""
        return SimpleLazyObject(partial(super().get_app_list, request, app_label))

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        """What waits for whoever opens it, before the list of everything."""
        colleague: Any = request.user
        start = {"title": greeting(), "blocks": blocks_for(colleague), "keys": keys_for(colleague)}
        return super().index(request, start | (extra_context or {}))

    def password_change(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """All accounts' own page: Django's lets one guess at the present password, and tells nobody of a new one."""
        return redirect("account_change_password")

    def admin_view(self, view: Callable, cacheable: bool = False) -> Any:  # noqa: FBT001, FBT002
        """A page for colleagues, which is read or posted to and nothing else."""
        inner = super().admin_view(view, cacheable)

        @require_http_methods(["GET", "HEAD", "POST"])
        @wraps(inner)
        def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            request.GET = in_measure(request.GET)  # type: ignore[assignment]
            require_years(request.GET)
            refuse_what_is_not_offered(request.GET)
            if request.method == "POST" and request.user.is_authenticated:
                refuse_what_is_not_offered(request.POST)
                require_numbers(request.POST.getlist(ACTION_CHECKBOX_NAME))
            return called_by_its_rows(inner(request, *args, **kwargs))

        return asked


def called_by_its_rows(answer: HttpResponse) -> HttpResponse:
    """Have a list's heading say what it lists (“Articles”), unless its page has another one than Django's."""
    told = getattr(answer, "context_data", None) or {}
    if "cl" in told and told["title"] == told["cl"].title:
        told["title"] = capfirst(str(told["cl"].opts.verbose_name_plural))
    return answer


def in_measure(asked: QueryDict) -> QueryDict:
    """Words as many as a search box holds; what else is longer is refused, since a list has it again in each link."""
    measured = asked.copy()
    for name in WORDS_SOUGHT & asked.keys():
        measured.setlist(name, [words[:LONGEST_QUERY] for words in asked.getlist(name)])
    lengths = {name: sum(map(len, values)) for name, values in measured.lists()}
    is_long = any(length > LONGEST_QUERY for name, length in lengths.items() if name not in OF_SEVERAL)
    if is_long or sum(lengths.values()) > MOST_ASKED:
        raise BadRequest("That is longer than anything that is asked for here.")
    return measured


def require_numbers(chosen: list[str]) -> None:
    """Refuse an action on rows that no list can have named; Django would fail at them."""
    if not all(map(number_in, chosen)):
        raise BadRequest("What was chosen in the list are no numbers.")


def require_years(asked: QueryDict) -> None:
    """Refuse a list of a year that no calendar has; Django would fail at it."""
    years = [str(value) for name, value in asked.items() if "__year" in name or "__iso_year" in name]
    if not all(0 < number_in(year) <= MAXYEAR for year in years):
        raise BadRequest("That is no year.")


def refuse_what_is_not_offered(asked: QueryDict) -> None:
    """Refuse a row by a field without a name, and a copy of one; Django would fail at both."""
    if asked.get(TO_FIELD_VAR) == "" or "_saveasnew" in asked:
        raise BadRequest("That is offered nowhere.")
