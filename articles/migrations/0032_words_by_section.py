"""The words of articles are indexed with their language and section too, so that a narrowed search is no scan.

The former index serves until the new one is there, and nobody waits for it.
"""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.operations import RemoveIndexConcurrently
from django.db import migrations
from django.db.models import F

from articles.indexes import AddIndexAtLast
from articles.models.lexeme import filed_under, month_published


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("articles", "0031_points_alone")]

    operations = [
        AddIndexAtLast(
            "article", GinIndex(F("search"), month_published(), filed_under(), name="articles_by_word_filed")
        ),
        RemoveIndexConcurrently("article", "articles_by_word"),
    ]
