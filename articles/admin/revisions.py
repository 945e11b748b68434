"""An article's revisions at the desk."""

from django.contrib import admin


class Revisions(admin.ModelAdmin):
    """Keeps every save and shows what changed."""
