"""Old addresses are told apart by their query as well as by their path; pages of such a path learn of new ones."""

from django.db import migrations, models

from articles.triggers import trigger

TELL_OLD_QUERIES = """
CREATE FUNCTION tell_old_queries() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('content_changed', 'old-queries');
    RETURN NULL;
END $$
"""


class Migration(migrations.Migration):
    dependencies = [("articles", "0026_section_in_navigation")]

    operations = [
        migrations.AddField(
            model_name="oldaddress",
            name="query",
            field=models.CharField(
                blank=True,
                default="",
                help_text="What followed the question mark, such as p=77, where that told articles apart.",
                max_length=300,
                verbose_name="query",
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="oldaddress",
            name="names",
            field=models.GeneratedField(
                db_persist=True,
                expression=models.Func(
                    "query", models.Value("=[^&]*"), models.Value(""), models.Value("g"), function="regexp_replace"
                ),
                output_field=models.CharField(max_length=300),
            ),
        ),
        migrations.AlterField(
            model_name="oldaddress",
            name="path",
            field=models.CharField(help_text="Begins with /, without the host.", max_length=600, verbose_name="path"),
        ),
        migrations.AddConstraint(
            model_name="oldaddress",
            constraint=models.UniqueConstraint(fields=("path", "query"), name="an_old_address_leads_to_one_article"),
        ),
        migrations.AddIndex(
            model_name="oldaddress",
            index=models.Index(fields=["path", "names"], name="kinds_of_old_queries"),
        ),
        migrations.RunSQL(TELL_OLD_QUERIES, "DROP FUNCTION tell_old_queries()"),
        trigger("articles_oldaddress", "INSERT OR UPDATE", "tell_old_queries()", when="NEW.query <> ''"),
    ]
