"""What an hour was read, shared and reacted to is found in the index alone, without the tallies themselves."""

from django.db import migrations, models
from django.db.models import F

# An index answers alone where vacuum has been; that of the hours before this one, in which nothing changes any more.
SOON = "autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_insert_scale_factor = 0.01"
USUAL = "autovacuum_vacuum_scale_factor, autovacuum_vacuum_insert_scale_factor"


class Migration(migrations.Migration):
    dependencies = [("articles", "0030_tags_by_look")]

    operations = [
        migrations.RemoveIndex("tally", "tallies_by_points"),
        migrations.AddIndex(
            "tally",
            models.Index(
                "hour",
                models.OrderBy(F("views") * 1 + F("shares") * 3 + F("reactions") * 5, descending=True),
                include=["article", "views", "shares", "reactions"],
                name="tallies_by_points",
            ),
        ),
        migrations.RunSQL(f"ALTER TABLE articles_tally SET ({SOON})", f"ALTER TABLE articles_tally RESET ({USUAL})"),
    ]
