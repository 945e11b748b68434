"""Public pages of the newsroom."""

from django.urls import path

from articles.views.photos import photo

urlpatterns = [
    path("photos/<number:number>-<str:version>/<str:crop>/<number:width>.<str:extension>", photo, name="photo"),
]
