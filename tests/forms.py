"""What a browser would send of a page's form when nothing were typed into it, and what becomes of what it sends."""

from contextlib import AbstractContextManager
from html.parser import HTMLParser
from typing import Any
from unittest.mock import patch

from django.contrib.admin import site
from django.contrib.messages import get_messages
from django.db.models import Model
from django.forms import ModelForm
from django.template.backends.django import Template
from django.test import Client, RequestFactory

from accounts.models import User

JSON = {"Accept": "application/json"}


def undrawn() -> AbstractContextManager[Any]:
    """Pages are not drawn meanwhile, which takes most of the time: for what was decided before, and what they know."""
    return patch.object(Template, "render", return_value="")


def judged(client: Client, address: str, fields: dict[str, Any]) -> dict[str, Any]:
    """What the page that shows a refused form again knows."""
    with undrawn():
        answer: Any = client.post(address, fields)
    assert answer.status_code in (200, 400, 409)
    return answer.context_data


def form_sent(who: User, row: Model, fields: dict[str, Any]) -> ModelForm:
    """The form of this row's page at the desk with what `who` sends, without the page around it."""
    request = RequestFactory().post("/", fields)
    request.user = who
    return site.get_model_admin(type(row)).get_form(request, row, change=True)(request.POST, instance=row)


def messages_of(client: Client, answer: Any) -> list[str]:
    """What the next page would say of what was done, which is then said."""
    client.cookies.pop("messages", None)
    return [str(message) for message in get_messages(answer.wsgi_request)]


class HTMLForm(HTMLParser):
    """The fields of the form with this id; of its buttons, the first submits it."""

    def __init__(self, page: str, form: str) -> None:
        super().__init__()
        self.fields: dict[str, str] = {}
        self.form, self.is_inside, self.has_button = form, False, False
        self.writing = self.choosing = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        self.is_inside = said.get("id") == self.form if tag == "form" else self.is_inside
        if not self.is_inside:
            return
        if tag == "input":
            self._input(said)
        elif tag == "textarea" and said.get("name"):
            self.writing, self.fields[said["name"]] = said["name"], ""
        elif tag == "select":
            self.choosing = said.get("name", "")
        elif tag == "option" and "selected" in said:
            self.fields[self.choosing] = said.get("value", "")
        elif tag == "button" and said.get("type") == "submit" and not self.has_button:
            self.has_button, self.fields[said["name"]] = True, said.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        self.is_inside = self.is_inside and tag != "form"
        if tag == "textarea" and self.writing:
            self.fields[self.writing] = self.fields[self.writing].removeprefix("\n")
            self.writing = ""

    def handle_data(self, data: str) -> None:
        if self.writing:
            self.fields[self.writing] += data

    def _input(self, said: dict[str, str]) -> None:
        kind, name = said.get("type", "text"), said.get("name", "")
        is_sent = kind not in {"submit", "button", "file"} and (kind not in {"checkbox", "radio"} or "checked" in said)
        if name and is_sent:
            self.fields[name] = said.get("value", "")
