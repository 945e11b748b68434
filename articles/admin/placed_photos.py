"""The photos of an article's form: the one at its head in fields, the others as figures in its text."""

import json
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from articles import body
from articles.admin.editor import shown_photos
from articles.admin.photo.at_head import is_next_to_nothing, said_at_head
from articles.converters import number_in
from articles.models import Photo, PlacedPhoto
from articles.placing import Placing, with_photos, without_photos

LEAD_WORDS = ("lead_caption", "lead_credit", "lead_alt")


class LeadPhotoWidget(forms.TextInput):
    """The chosen photo as it looks, with buttons that choose another or none."""

    template_name = "admin/articles/article/lead_photo.html"

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        number = number_in(str(value or ""))
        photo = shown_photos([number]).get(number) if number else None
        return super().get_context(name, value, attrs) | {"photo": photo, "told": photo and json.dumps(photo)}

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        return mark_safe(render_to_string(self.template_name, self.get_context(name, value, attrs)))  # noqa: S308


class PlacedPhotosForm(forms.ModelForm):
    """Puts an article's photos into its form and takes them out again."""

    lead_photo = forms.CharField(
        label=_("Lead photo"),
        required=False,
        widget=LeadPhotoWidget,
        help_text=_("Stands at the head of the article and beside it in lists."),
    )
    lead_caption = forms.CharField(
        label=_("Caption here"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )
    lead_credit = forms.CharField(label=_("Credit here"), required=False, max_length=200)
    lead_alt = forms.CharField(label=_("Text alternative here"), required=False, max_length=500)
    may_see_photos = False
    soft_lead = ""  # what is said of a new lead photo that is not sharp on every screen

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.in_text: list[Placing] = []
        self.placed_before: list[PlacedPhoto] = []
        self.library: dict[int, Photo] = {}  # as far as it was asked for
        if self.instance.pk:
            self.placed_before = list(self.instance.placed_photos.select_related("photo"))
            self.initial["body"] = with_photos(self.instance.body, self.placed_before)
            for lead in filter(lambda each: each.is_lead, self.placed_before):
                words = {name: getattr(lead, name.replace("lead_", "own_")) for name in LEAD_WORDS}
                self.initial.update(words, lead_photo=str(lead.photo_id))

    @property
    def placings(self) -> list[Placing]:
        """Every photo that was placed, the lead first, but one that was refused."""
        number = self.cleaned_data.get("lead_photo")
        words = {name.replace("lead_", "own_"): self.cleaned_data.get(name, "") for name in LEAD_WORDS}
        return [*([Placing(number, **words, is_lead=True)] if number else []), *self.in_text]

    def clean_lead_photo(self) -> int | None:
        if not (typed := self.cleaned_data["lead_photo"]):
            return None
        number = number_in(typed)
        if not self._allowed({number}):
            raise ValidationError(_("The lead photo is not in the library any more. Choose another or remove it."))
        self._check_size_of_lead(number)
        return number

    def _check_size_of_lead(self, number: int) -> None:
        """Refuse a new one that is next to nothing at the head; how wide one is that looks soft there is told later."""
        if "lead_photo" not in self.changed_data:
            return
        photo = self.library[number]
        if is_next_to_nothing(photo):
            raise ValidationError(said_at_head(photo))
        self.soft_lead = said_at_head(photo)

    def clean_body(self) -> str:
        typed = self.cleaned_data["body"]
        if (length := body.length_of(typed)) > body.LONGEST:
            raise ValidationError(
                _("The text is too long: it has %(length)d characters with its markup, and %(most)d fit. Shorten it.")
                % {"length": length, "most": body.LONGEST}
            )
        text, self.in_text = without_photos(typed)
        self._check_photos_in_text()
        return text

    def _check_photos_in_text(self) -> None:
        allowed = self._allowed({each.photo_id for each in self.in_text})
        for place, placing in enumerate(self.in_text, 1):
            if placing.photo_id not in allowed:
                raise ValidationError(
                    _("Photo %(place)d in the text is not in the library any more. Remove it from the text.")
                    % {"place": place}
                )
            try:
                PlacedPhoto(**vars(placing)).clean_fields(exclude={"article", "photo"})
            except ValidationError as refused:
                raise ValidationError(
                    _("The words of photo %(place)d in the text are too long: %(why)s")
                    % {"place": place, "why": " ".join(refused.messages)}
                ) from refused

    def _allowed(self, numbers: set[int]) -> set[int]:
        """Those of the photos that are there and may be placed: who may not see the library keeps what is placed."""
        self.library |= Photo.objects.in_bulk(numbers - self.library.keys())
        there = numbers & self.library.keys()
        return there if self.may_see_photos else there & {each.photo_id for each in self.placed_before}
