from django.core.management import call_command
from django.db import migrations


def create_table(apps, schema_editor):
    # Made whatever the settings say, so that they may change later.
    call_command("createcachetable", "shared_cache", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_kinds_of_reaction")]
    operations = [
        migrations.RunPython(
            create_table, lambda apps, schema_editor: schema_editor.execute("DROP TABLE IF EXISTS shared_cache")
        )
    ]
