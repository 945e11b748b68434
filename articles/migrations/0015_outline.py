"""Bodies are outlined when they are saved; those that were saved before are outlined here."""

from itertools import batched
from typing import Any

from django.db import migrations, models

from articles.outline import outline_of


def outline_all(apps: Any, schema_editor: Any) -> None:
    """In transactions of their own, so that a large archive stays open meanwhile."""
    articles = apps.get_model("articles", "Article").objects
    for numbers in batched(articles.order_by("pk").values_list("pk", flat=True).iterator(), 500):
        some = list(articles.filter(pk__in=numbers).only("body"))
        for article in some:
            article.outline = outline_of(article.body)
        articles.bulk_update(some, ["outline"])


# Whoever breaks off finds the column there the next time.
ADD_OUTLINE = """
ALTER TABLE articles_article ADD COLUMN IF NOT EXISTS outline jsonb DEFAULT '{}' NOT NULL;
ALTER TABLE articles_article ALTER COLUMN outline DROP DEFAULT
"""


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("articles", "0014_changes_are_told")]

    operations = [
        migrations.RunSQL(
            ADD_OUTLINE,
            "ALTER TABLE articles_article DROP COLUMN outline",
            [migrations.AddField("article", "outline", models.JSONField(default=dict, editable=False))],
        ),
        migrations.RunPython(outline_all, migrations.RunPython.noop),
    ]
