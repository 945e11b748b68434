"""A reader's picture and name, when a moderator decides against them: told, appealed against, undone."""

from html import unescape
from io import BytesIO
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from accounts.appeals import answer, appeal
from accounts.forms import ProfileForm
from accounts.models import Case, Decision, Picture, TakenPicture, User
from accounts.moderation import sanction, take_back
from accounts.pictures import give_picture
from accounts.sanctions import Measure
from articles.photos import PhotoRefused
from tests.cast import account
from tests.forms import judged
from tests.moderators import desk_of, log_page, page_of, reader_page
from tests.notes import reason, review, write
from tests.pictures import picture, scene

pytestmark = pytest.mark.django_db

NAME = "Kẻ Ngốc"


@pytest.fixture
def offender(article) -> User:
    """A reader with an offensive name and picture, whose note everybody can read."""
    review("none")
    made = account("ngoc@example.com", NAME)
    give_picture(made, BytesIO(picture((200, 200))))
    write(made, article)
    return made


def sent(what: str, reader: User, **more: Any) -> dict[str, Any]:
    """What the form on a reader's page sends."""
    shown = Picture.objects.filter(reader=reader).first()
    fields = {"action": what, "picture": shown.name if shown else "", "name": reader.display_name, **more}
    fields |= {"reason": reason("Offensive picture or name").pk} | more
    return {f"face-{name}": value for name, value in fields.items()}


def decided(desk: Client, what: str, reader: User) -> Decision:
    assert desk.post(reader_page(reader), sent(what, reader))["Location"] == reader_page(reader)
    reader.refresh_from_db()
    return Decision.objects.latest("pk")


def test_a_name_becomes_a_neutral_one_its_reader_is_told_and_chooses_another(
    moderator, offender, article, django_capture_on_commit_callbacks
):
    desk = desk_of(moderator)
    with django_capture_on_commit_callbacks(execute=True):
        decision = decided(desk, "name", offender)
    neutral = f"Reader {decision.pk}"
    page = Client().get(article.get_absolute_url()).text
    assert (neutral in page, NAME in page, decision.text) == (True, False, NAME)
    for words in (reason("Offensive picture or name").told, neutral, NAME, f"/me/appeal/{decision.pk}/"):
        assert words in mail.outbox[-1].body
    assert not ProfileForm({"display_name": "kẻ  ngốc"}, instance=offender).is_valid()
    ProfileForm({"display_name": "Ngọc"}, instance=offender).save()
    take_back(decision, moderator)
    offender.refresh_from_db()
    assert offender.display_name == "Ngọc"


def test_a_neutral_name_is_in_the_readers_language_and_gives_way_to_the_name_that_was(moderator, offender, settings):
    offender.language = "vi"
    offender.save()
    decision = decided(desk_of(moderator), "name", offender)
    assert offender.display_name == f"Bạn đọc {decision.pk}"
    User.objects.update(language="es")
    settings.LANGUAGE_CODE = "es"
    take_back(decision, moderator)
    offender.refresh_from_db()
    assert offender.display_name == NAME


def test_a_name_that_stays_is_in_the_way_of_nothing_else(moderator, offender):
    decided(desk_of(moderator), "name", offender)
    for name in (NAME, "\u200b"):  # given back by an administrator, or from before hidden signs were refused
        User.objects.filter(pk=offender.pk).update(display_name=name)
        offender.refresh_from_db()
        assert ProfileForm({"display_name": name, "language": "vi"}, instance=offender).is_valid()


def test_whoever_is_kept_out_is_not_told_to_choose_another(moderator, offender, django_capture_on_commit_callbacks):
    sanction(offender, moderator, Measure("ban"), reason=reason())
    with django_capture_on_commit_callbacks(execute=True):
        decided(desk_of(moderator), "name", offender)
        decided(desk_of(moderator), "picture", offender)
    for letter in mail.outbox[-2:]:
        assert ("stay as they are" in letter.body, "choose another" in letter.body) == (True, False)


def test_a_picture_is_served_to_nobody_but_moderators_and_comes_back_with_the_decision(moderator, offender, article):
    desk, reader = desk_of(moderator), Client()
    address, was = offender.picture.large_url, reader.get(offender.picture.large_url).content
    decision = decided(desk, "picture", offender)
    assert reader.get(address).status_code == 404
    assert "/pictures/" not in reader.get(article.get_absolute_url()).text
    kept = f"/admin/accounts/decision/{decision.pk}/picture/"
    assert kept in desk.get(log_page(decision)).text
    assert (desk.get(kept).content, reader.get(kept).status_code) == (was, 302)
    take_back(decision, moderator)
    assert reader.get(Picture.objects.get(reader=offender).large_url).content == was
    assert not TakenPicture.objects.exists()


def test_a_picture_that_was_removed_is_known_again_until_its_decision_is_taken_back(moderator, offender, reader):
    give_picture(offender, BytesIO(scene(1)))
    decision = decided(desk_of(moderator), "picture", offender)
    copy = scene(1, size=(600, 400), quality=40)
    with pytest.raises(PhotoRefused, match="decided against this picture"):
        give_picture(offender, BytesIO(copy))
    give_picture(offender, BytesIO(scene(2)))
    give_picture(reader, BytesIO(copy))
    take_back(decision, moderator)
    give_picture(offender, BytesIO(copy))


def test_an_appeal_that_is_granted_gives_the_name_back(
    moderator, second_moderator, offender, django_capture_on_commit_callbacks
):
    decision = decided(desk_of(moderator), "name", offender)
    own = Client()
    own.force_login(offender)
    assert "A moderator has replaced your name." in own.get("/me/reactions/").text
    appeal(offender, decision, "It is what my grandmother calls me.")
    case = Case.objects.open().get(kind="appeal")
    assert NAME in desk_of(second_moderator).get(page_of(case)).text
    with django_capture_on_commit_callbacks(execute=True):
        answer(case, second_moderator, "Then it stays.", is_granted=True)
    offender.refresh_from_db()
    assert offender.display_name == NAME
    for words in (f"Dear {NAME},", "but for what you have changed since"):
        assert words in mail.outbox[-1].body


def test_what_was_changed_meanwhile_or_is_a_colleagues_is_not_decided_on(moderator, journalist, offender):
    desk = desk_of(moderator)
    refused = {
        "meanwhile": sent("name", offender, name="Another"),
        "Choose a reason": sent("name", offender, reason=""),
        "not one of": sent("burn", offender),
    }
    for words, fields in refused.items():
        assert words in str(judged(desk, reader_page(offender), fields)["face"].errors)
    for colleague, words in ((journalist, "a colleague's account"), (moderator, "about you")):
        answer = desk.post(reader_page(colleague), sent("name", colleague))
        assert (answer.status_code, words in unescape(answer.text)) == (400, True)
    assert not Decision.objects.exists()


def test_a_case_leads_to_it(moderator, offender, second_reader):
    note = offender.reactions.get().note
    case = Case.objects.create(kind="note", why="reported", note=note, article=note.article, reader=offender)
    page = desk_of(moderator).get(page_of(case)).text
    assert offender.picture.small_url in page
    assert f"{reader_page(offender)}#face" in page


def test_enter_in_a_field_decides_nothing(moderator, offender):
    _rest, *forms = desk_of(moderator).get(reader_page(offender)).text.split('<form class="deciding"')
    for form in forms:
        first_button = form.partition("<button")[2].partition(">")[0]
        assert 'formmethod="dialog"' in first_button, "what Enter presses sends nothing"
        assert " hidden" not in first_button, "WebKit passes over what is not drawn"
    assert len(forms) == 2
