"""Public pages of the newsroom."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
