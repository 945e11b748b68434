"""What the desk's pages for moderators share: who may open them, and what each is drawn with."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from accounts.models import User
from accounts.queue import Asked

MODERATE = "accounts.moderate"


class ModeratorsPages(admin.ModelAdmin):
    """Pages of rows that only decisions change: nothing is added, changed or deleted by a form of the admin's."""

    actions = None

    def has_module_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm(MODERATE)

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return request.user.has_perm(MODERATE)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def for_moderators(self, view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        """A page that opens for moderators alone."""

        @wraps(view)
        def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.has_perm(MODERATE):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return self.admin_site.admin_view(asked)

    def drawn(self, request: HttpRequest, template: str, *, status: int = 200, **context: Any) -> TemplateResponse:
        """A page of templates/admin/moderation/."""
        request.current_app = self.admin_site.name
        context = {**self.admin_site.each_context(request), "opts": self.opts, **context}
        return TemplateResponse(request, f"admin/moderation/{template}.html", context, status=status)

    def led_to_case(self, request: HttpRequest, case_id: int) -> HttpResponse:
        """A case's page, from which the way on stays in the part of the queue that is chosen."""
        chosen = Asked.of(request.GET.dict()).query()
        return HttpResponseRedirect(reverse("admin:accounts_case_change", args=[case_id]) + chosen)

    def led_to_queue(self, request: HttpRequest) -> HttpResponse:
        """The part of the queue that is chosen."""
        chosen = Asked.of(request.GET.dict()).query()
        return HttpResponseRedirect(reverse("admin:accounts_case_changelist") + chosen)


def moderator_of(request: HttpRequest) -> User:
    """Who is at the desk."""
    assert isinstance(request.user, User), "these pages open for moderators alone"
    return request.user
