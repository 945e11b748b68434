"""Moments as they are typed at the desk."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

EARLIEST, LATEST = 1000, 9000  # years; a moment at the ends of what there is has none in some other time zone


class MomentField(forms.SplitDateTimeField):
    """A day and a time that every page can show, in whichever time zone."""

    default_error_messages = {
        "invalid_date": _("Write the day like this: 2026-11-29."),
        "invalid_time": _("Write the time like this: 18:30."),
    }

    def clean(self, value: Any) -> datetime | None:
        moment: datetime | None = super().clean(value)
        if moment and not EARLIEST <= moment.year < LATEST:
            raise ValidationError(self.error_messages["invalid_date"], "invalid_date")
        return moment


TYPED_MOMENTS: dict[type[models.Field], dict[str, Any]] = {models.DateTimeField: {"form_class": MomentField}}
