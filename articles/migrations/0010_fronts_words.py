from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0009_editing_opened_at")]

    operations = [
        migrations.AlterModelOptions(
            name="slot",
            options={"ordering": ["position"], "verbose_name": "pinned article", "verbose_name_plural": "fronts"},
        ),
        migrations.AlterField(
            model_name="breaking",
            name="ends_at",
            field=models.DateTimeField(help_text="The banner goes away by itself at this moment.", verbose_name="until"),
        ),
        migrations.AlterField(
            model_name="breaking",
            name="link",
            field=models.CharField(
                blank=True,
                help_text="Where it leads: a path of this site, e.g. /vietnam/, or an address with https://. Empty: nowhere.",
                max_length=500,
                verbose_name="link",
            ),
        ),
    ]
