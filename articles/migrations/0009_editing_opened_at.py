import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0008_names_looked_for")]

    operations = [
        migrations.AddField(
            model_name="editing",
            name="opened_at",
            field=models.DateTimeField(default=django.utils.timezone.now, verbose_name="opened"),
            preserve_default=False,
        ),
    ]
