"""A reader's page at the desk: their record, and what may follow for what they did in several places,
or for their picture or name."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from accounts.admin.moderation import undoing
from accounts.admin.moderation.forms import FaceForm, ReasonForm, SanctionForm
from accounts.admin.moderation.page import ModeratorsPages, moderator_of
from accounts.claims import require_another
from accounts.models import Decision, Note, Picture, Sanction, User
from accounts.moderation import decide_on_face, sanction
from accounts.record import Record
from accounts.refused import Refused
from accounts.sanctions import require_no_colleague

LATEST = 20


class Readers(ModeratorsPages):
    """Shows what there is about a reader, and decides on them."""

    def reader_view(self, request: HttpRequest, reader_id: int) -> HttpResponse:
        """A reader's record; a POST warns, pauses, bans, or decides against their picture or name."""
        reader = User.objects.filter(pk=reader_id).first()
        if reader is None:
            raise Http404
        is_of_face = FaceForm.prefix + "-action" in request.POST
        form = SanctionForm(request.POST if request.method == "POST" and not is_of_face else None)
        face = FaceForm(request.POST if is_of_face else None)
        if form.is_bound and form.is_valid() and self.sanctioned(request, reader, form):
            return HttpResponseRedirect(request.path)
        if face.is_bound and face.is_valid() and self.decided_on_face(request, reader, face):
            return HttpResponseRedirect(request.path)
        return self.drawn(
            request,
            "reader",
            status=400 if form.is_bound or face.is_bound else 200,
            title=_("Reader"),
            subtitle=reader.get_full_name(),
            reader=reader,
            record=Record(reader),
            notes=latest_notes(reader),
            form=form,
            face=face,
            picture=Picture.objects.filter(reader=reader).first(),
            obstacle=obstacle_to(reader, moderator_of(request)),
            done=undoing.last_done(request.session, moderator_of(request)),
        )

    def sanctioned(self, request: HttpRequest, reader: User, form: SanctionForm) -> bool:
        measure = form.chosen_measure
        assert measure, "the form asks for one"
        decide = partial(sanction, reader, moderator_of(request), measure)
        return is_carried_out(request, form, decide, Sanction.Kind(measure.kind).label)

    def decided_on_face(self, request: HttpRequest, reader: User, form: FaceForm) -> bool:
        action = form.cleaned_data["action"]
        decide = partial(decide_on_face, reader, moderator_of(request), action, seen=form.cleaned_data[action])
        return is_carried_out(request, form, decide, Decision.Action(action).label)


def is_carried_out(request: HttpRequest, form: ReasonForm, decide: Callable[..., Decision], measure: Any) -> bool:
    """Whether it was decided, for the form's reason and in its words; else the form says why not."""
    try:
        decision = decide(reason=form.cleaned_data["reason"], words=form.cleaned_data["words"])
    except Refused as error:
        form.add_error(None, str(error))
        return False
    undoing.remember(request.session, [decision])
    messages.success(request, _("Done: %(measure)s. The reader is told by e-mail.") % {"measure": measure})
    return True


def obstacle_to(reader: User, moderator: User) -> str:
    """Why nothing can be decided on this account, in words; empty where something can."""
    try:
        require_another(reader.pk, moderator)
        require_no_colleague(reader)
    except Refused as error:
        return str(error)
    return ""


def latest_notes(reader: User) -> list[Note]:
    found = Note.objects.by(reader).select_related("article", "reaction__kind").order_by("-written_at", "-pk")
    return list(found.defer("article__body", "article__search")[:LATEST])
