"""How the desk finds photos among tens of thousands: by any part of any of their words."""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import migrations, models
from django.db.models.functions import Concat, Upper

WORDS = ("title", "caption", "credit", "alt", "creator", "copyright_notice", "city", "country", "file")
PARTS = [part for name in WORDS for part in (models.F(name), models.Value(" "))]
SAID = models.Func(Concat(*PARTS, output_field=models.TextField()), function="folded")


class Migration(migrations.Migration):
    dependencies = [("articles", "0010_fronts_words")]

    operations = [
        migrations.AddIndex("photo", GinIndex(OpClass(Upper(SAID), name="gin_trgm_ops"), name="photos_by_words")),
    ]
