from django.contrib import admin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from articles.admin.choosing import Choosing
from articles.models import Newsroom, OldAddress


@admin.register(Newsroom)
class NewsroomAdmin(admin.ModelAdmin):
    """The one page of facts about the newspaper: its list leads straight to it."""

    fields = ["name", "tagline", "taglines", "about", "abouts", "contact_email", ("accent", "accent_by_night")]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return super().has_add_permission(request) and not Newsroom.objects.exists()

    def has_delete_permission(self, request: HttpRequest, obj: Newsroom | None = None) -> bool:
        return False

    def changelist_view(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        if Newsroom.objects.exists() and self.has_view_permission(request):
            return HttpResponseRedirect(reverse("admin:articles_newsroom_change", args=[Newsroom.ONLY]))
        if self.has_add_permission(request):
            return HttpResponseRedirect(reverse("admin:articles_newsroom_add"))
        return super().changelist_view(request, extra_context)


@admin.register(OldAddress)
class OldAddressAdmin(Choosing, admin.ModelAdmin):
    list_display = ["path", "article"]
    list_select_related = ["article"]
    search_fields = ["path"]
    autocomplete_fields = ["article"]
