"""How the desk looks for names and lists articles: by parts of folded names, by the latest save."""

import django.contrib.postgres.indexes
import django.db.models.functions.text
from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations, models


def by_folded_name(model: str, name: str) -> migrations.AddIndex:
    folded = models.Func(models.F("name"), function="folded")
    parts = django.contrib.postgres.indexes.OpClass(django.db.models.functions.text.Lower(folded), name="gin_trgm_ops")
    return migrations.AddIndex(model, django.contrib.postgres.indexes.GinIndex(parts, name=name))


class Migration(migrations.Migration):
    dependencies = [("articles", "0007_embargo_holds")]

    operations = [
        TrigramExtension(),
        by_folded_name("tag", "tags_by_folded_name"),
        by_folded_name("author", "authors_by_folded_name"),
        by_folded_name("alias", "aliases_by_folded_name"),
        migrations.AddIndex(
            model_name="tag",
            index=models.Index(django.db.models.functions.text.Lower("name"), name="tags_by_lower_name"),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                models.OrderBy(models.F("saved_at"), descending=True),
                models.OrderBy(models.F("id"), descending=True),
                name="articles_by_save",
            ),
        ),
    ]
