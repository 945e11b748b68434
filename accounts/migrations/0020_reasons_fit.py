from django.db import migrations, models

# Those with which moderation begins; reasons that a newsroom added are offered everywhere, as they were.
FITS = {
    "Attacks a person": "notes",
    "Incites hatred": "notes",
    "Tells private things": "notes",
    "False as a fact": "notes",
    "Advertising": "notes",
    "Reactions that belong together": "bursts",
    "A mistake of ours": "reversals",
}
CHOICES = [
    ("all", "any decision"),
    ("notes", "notes and their writers"),
    ("bursts", "bursts of reactions"),
    ("reversals", "taking a decision back"),
]


def fit(apps, schema_editor):
    reasons = apps.get_model("accounts", "Reason").objects
    for name, fits in FITS.items():
        reasons.filter(name=name).update(fits=fits)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0019_written_anew")]
    operations = [
        migrations.AddField(
            "reason",
            "fits",
            models.CharField(
                choices=CHOICES,
                default="all",
                help_text="Where moderators are offered it.",
                max_length=9,
                verbose_name="fits",
            ),
        ),
        migrations.RunPython(fit, migrations.RunPython.noop, elidable=False),
    ]
