"""A reader's page at the desk: their record, and what may follow for what they did in several places."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from accounts.admin.moderation import undoing
from accounts.admin.moderation.forms import SanctionForm
from accounts.admin.moderation.page import ModeratorsPages, moderator_of
from accounts.models import Note, Sanction, User
from accounts.moderation import sanction
from accounts.record import Record
from accounts.refused import Refused

LATEST = 20


class Readers(ModeratorsPages):
    """Shows what there is about a reader, and sanctions them."""

    def reader_view(self, request: HttpRequest, reader_id: int) -> HttpResponse:
        """A reader's record; a POST warns, pauses or bans."""
        reader = User.objects.filter(pk=reader_id).first()
        if reader is None:
            raise Http404
        form = SanctionForm(request.POST if request.method == "POST" else None)
        if form.is_bound and form.is_valid() and self.sanctioned(request, reader, form):
            return HttpResponseRedirect(request.path)
        return self.drawn(
            request,
            "reader",
            status=400 if form.is_bound else 200,
            title=_("Reader"),
            subtitle=reader.get_full_name(),
            reader=reader,
            record=Record(reader),
            notes=latest_notes(reader),
            form=form,
            may_be_sanctioned=not reader.is_staff,
            done=undoing.last_done(request.session, moderator_of(request)),
        )

    def sanctioned(self, request: HttpRequest, reader: User, form: SanctionForm) -> bool:
        asked, measure = form.cleaned_data, form.chosen_measure
        assert measure, "the form asks for one"
        moderator = moderator_of(request)
        try:
            decision = sanction(reader, moderator, measure, reason=asked["reason"], words=asked["words"])
        except Refused as error:
            form.add_error(None, str(error))
            return False
        undoing.remember(request.session, [decision])
        said = {"measure": Sanction.Kind(measure.kind).label}
        messages.success(request, _("Done: %(measure)s. The reader is told by e-mail.") % said)
        return True


def latest_notes(reader: User) -> list[Note]:
    found = Note.objects.by(reader).select_related("article", "reaction__kind").order_by("-written_at", "-pk")
    return list(found.defer("article__body", "article__search")[:LATEST])
