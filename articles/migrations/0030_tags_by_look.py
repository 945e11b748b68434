"""Tags are found by a name that looks like theirs: without capitals, and without signs that nobody sees."""

from django.db import migrations, models
from django.db.models.functions import Lower

KEPT_SIGN = r"[\u061c\u200e\u200f\u180b-\u180d\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef\u200b-\u200d]"
LOOK = Lower(
    models.Func(
        *(models.F("name"), models.Value(KEPT_SIGN), models.Value(""), models.Value("g")),
        function="regexp_replace",
        output_field=models.TextField(),
    )
)


class Migration(migrations.Migration):
    dependencies = [("articles", "0029_titles")]

    operations = [
        migrations.AddIndex("tag", models.Index(LOOK, name="tags_by_look")),
        migrations.RemoveIndex("tag", "tags_by_lower_name"),
    ]
