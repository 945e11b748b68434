"""Pages of readers."""

from django.urls import path

from accounts.views.address_change import take_back
from accounts.views.appeals import appeal_page
from accounts.views.emails import my_emails, unsubscribe
from accounts.views.following import follow_page, following, for_you, save_page, saved
from accounts.views.history import history, note
from accounts.views.me import me, security
from accounts.views.my_reactions import my_reactions
from accounts.views.notes import agree_page, notes
from accounts.views.pictures import my_picture, picture
from accounts.views.privacy import change_ones_mind, export_all, leave, privacy
from accounts.views.reactions import react_page
from accounts.views.reports import report_page
from accounts.views.state import state

urlpatterns = [
    path("me/", me, name="me"),
    path("me/picture/", my_picture, name="my_picture"),
    path("pictures/<slug:name>/<number:width>.webp", picture, name="picture"),
    path("me/security/", security, name="security"),
    path("me/take-back/<str:token>/", take_back, name="take_back"),
    path("me/emails/", my_emails, name="my_emails"),
    path("me/unsubscribe/<str:token>/", unsubscribe, name="unsubscribe"),
    path("me/history/", history, name="history"),
    path("me/history/<number:number>/", note, name="note_reading"),
    path("me/privacy/", privacy, name="privacy"),
    path("me/privacy/export/", export_all, name="export"),
    path("me/privacy/leave/", leave, name="leave"),
    path("me/privacy/stay/", change_ones_mind, name="change_ones_mind"),
    path("me/state/", state, name="state"),
    path("me/reactions/", my_reactions, name="my_reactions"),
    path("me/react/<number:number>/", react_page, name="react"),
    path("me/agree/<number:number>/", agree_page, name="agree"),
    path("me/report/<number:number>/", report_page, name="report"),
    path("me/appeal/<number:number>/", appeal_page, name="appeal"),
    path("me/saved/", saved, name="saved"),
    path("me/save/<number:number>/", save_page, name="save"),
    path("me/following/", following, name="following"),
    path("me/follow/<slug:kind>/<number:number>/", follow_page, name="follow"),
    path("me/for-you/", for_you, name="for_you"),
    path("<str:section>/<words_and_number:address>/notes/", notes, name="notes"),
    path("<str:section>/<words_and_number:address>/notes/agreed/", notes, {"by": "most_agreed"}, name="notes_agreed"),
]
