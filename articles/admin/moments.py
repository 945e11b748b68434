"""Moments as they are typed at the desk."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models

EARLIEST, LATEST = 1000, 9000  # years; a moment at the ends of what there is has none in some other time zone


class MomentField(forms.SplitDateTimeField):
    """A day and a time that every page can show, in whichever time zone."""

    def clean(self, value: Any) -> datetime | None:
        moment: datetime | None = super().clean(value)
        if moment and not EARLIEST <= moment.year < LATEST:
            raise ValidationError(self.error_messages["invalid_date"], "invalid_date")
        return moment


TYPED_MOMENTS: dict[type[models.Field], dict[str, Any]] = {models.DateTimeField: {"form_class": MomentField}}
