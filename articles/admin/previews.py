"""An article's page before the public sees it."""

from django.contrib import admin


class Previews(admin.ModelAdmin):
    """Shows the page as readers will have it, and hands out links to it."""
