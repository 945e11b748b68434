from django.db import migrations, models

# What is unlogged is in no replica and no archive of the write-ahead log, and a crash empties it.
UNLOGGED = "ALTER TABLE articles_{} SET UNLOGGED"


class Migration(migrations.Migration):
    dependencies = [("articles", "0015_outline")]

    operations = [
        migrations.CreateModel(
            name="DailyKey",
            fields=[
                ("day", models.DateField(primary_key=True, serialize=False)),
                ("key", models.BinaryField(max_length=32)),
            ],
            options={"default_permissions": ()},
        ),
        migrations.CreateModel(
            name="LastBatch",
            fields=[
                ("process", models.UUIDField(primary_key=True, serialize=False)),
                ("number", models.BigIntegerField()),
                ("at", models.DateTimeField()),
            ],
            options={"default_permissions": ()},
        ),
        migrations.CreateModel(
            name="RecentReader",
            fields=[
                ("sign", models.BigIntegerField(primary_key=True, serialize=False)),
                ("until", models.DateTimeField()),
            ],
            options={"default_permissions": ()},
        ),
        *(migrations.RunSQL(UNLOGGED.format(table), "") for table in ("dailykey", "recentreader")),
    ]
