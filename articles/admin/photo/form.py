"""What is typed about photos: about one on its page, about all just uploaded at once."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from articles import photos, publishing
from articles.models import Photo
from articles.models.photo import WORDS
from articles.photos import checks
from articles.text import composed


class ComposedForm(forms.ModelForm):
    """Keeps words in NFC, whatever they were typed or pasted in, and those that readers need where they stand."""

    def clean(self) -> dict[str, Any]:
        fields = super().clean() or self.cleaned_data
        self._keep_what_readers_need(fields)
        return {name: composed(value) if isinstance(value, str) else value for name, value in fields.items()}

    def _keep_what_readers_need(self, fields: dict[str, Any]) -> None:
        """Refuse to take from a photo the words without which its articles could not have been published."""
        before, photo = self.initial, self.instance
        had_alt, has_alt = (each.get("alt") or each.get("is_decorative") for each in (before, fields))
        if had_alt and not has_alt and publishing.promised_uses(photo).filter(own_alt="").exists():
            self.add_error("alt", publishing.said_without_alt(photo))
        has_lost_credit = before.get("credit") and not fields.get("credit")
        if has_lost_credit and publishing.promised_uses(photo).filter(own_credit="").exists():
            self.add_error("credit", publishing.said_without_credit(photo))


class PhotoForm(ComposedForm):
    """A photo and its words; a new one is taken in by `articles.photos`, which refuses what cannot be used."""

    class Meta:
        model = Photo
        fields = ["file", *WORDS, "is_decorative", "taken_at", "focal_x", "focal_y"]
        widgets = {
            "file": forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp,image/avif"}),
            "alt": forms.Textarea(attrs={"rows": 3}),
            "caption": forms.Textarea(attrs={"rows": 4}),
        }
        help_texts = {
            "file": _(
                "JPEG, PNG, WebP or AVIF, up to 40 MB, 2,000 pixels wide or more. Words left empty are read from it."
            )
        }

    is_new = False

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if self.instance.pk is None:
            checks.decoded(checks.read(file))
            file.seek(0)
        return file

    def save(self, commit: bool = True) -> Photo:  # noqa: FBT001, FBT002
        self.save_m2m = self._save_m2m  # type: ignore[method-assign, attr-defined]
        return super().save(commit) if self.instance.pk else self._taken_in()

    def _taken_in(self) -> Photo:
        words = {name: value for name, value in self.cleaned_data.items() if name != "file" and value not in (None, "")}
        file = self.cleaned_data["file"]
        known = photos.present(file)
        self.is_new = known is None
        self.instance = known or photos.take_in(file, **words)
        return self.instance


class WordsForm(ComposedForm):
    """The words that every photo needs before readers see it."""

    class Meta:
        model = Photo
        fields = ["alt", "is_decorative", "caption", "credit"]
        widgets = {"alt": forms.Textarea(attrs={"rows": 2}), "caption": forms.Textarea(attrs={"rows": 3})}


class SharedWordsForm(forms.Form):
    """Words for every photo that has none of its own."""

    shared_credit = forms.CharField(
        label=_("Credit for all that have none"),
        required=False,
        max_length=200,
        help_text=_("E.g. “Photo: Lê Minh Đức”. A photo that has a credit keeps it."),
    )

    def clean_shared_credit(self) -> str:
        return composed(self.cleaned_data["shared_credit"])


AllWords = forms.modelformset_factory(Photo, WordsForm, extra=0, edit_only=True)
