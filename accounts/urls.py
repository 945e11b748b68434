"""Pages of readers."""

from django.urls import path

from accounts.views.me import me
from accounts.views.reactions import react_page
from accounts.views.state import state

urlpatterns = [
    path("me/", me, name="me"),
    path("me/state/", state, name="state"),
    path("me/react/<number:number>/", react_page, name="react"),
]
