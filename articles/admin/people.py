from django.contrib import admin

from articles.models import Author


@admin.register(Author)
class AuthorAdmin(admin.ModelAdmin):
    list_display = ["name", "role", "slug"]
    search_fields = ["name", "slug"]
    autocomplete_fields = ["portrait", "account"]
    fields = ["name", "slug", "role", "biography", "portrait", "account"]
