"""Every text of the newsroom is kept in NFC, whichever way it was typed: é as one letter, not as e and a mark.

Some input methods and file systems write Vietnamese decomposed; it looks the same and is not found by who types it
otherwise. So whatever a model of the newsroom saves is composed first, whoever saves it.
"""

from typing import Any

from django.db import models

from articles.text import composed

TEXTS = (models.CharField, models.TextField)


def compose_texts(sender: type[models.Model], instance: models.Model, **_told: Any) -> None:
    """Bring every text of a row of this app into NFC."""
    if sender._meta.app_label != "articles":
        return
    for field in sender._meta.concrete_fields:
        text = instance.__dict__.get(field.attname)
        if isinstance(field, TEXTS) and isinstance(text, str) and not text.isascii():
            setattr(instance, field.attname, composed(text))
