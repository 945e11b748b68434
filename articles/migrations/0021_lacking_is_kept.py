"""What articles lack is kept, so that the few that lack it are found without asking all (docs/decisions/0045).

The rare states that the desk's list is filtered by have indexes of their own, as has its order by moment.
"""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q

PLACED = {"byline": "articles_byline", "photo": "articles_placedphoto"}

# An article begins without either.
BEGIN_LACKING = """
CREATE FUNCTION begin_lacking() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO articles_lacking (kind, article_id) SELECT unnest(TG_ARGV::text[]), NEW.id;
    ELSE
        DELETE FROM articles_lacking WHERE kind = ANY (TG_ARGV::text[]) AND article_id = OLD.id;
    END IF;
    RETURN NULL;
END $$
"""
# Of two who give and take at once, the second waits for the first and then sees what is there.
KEEP_LACKING = """
CREATE FUNCTION keep_lacking() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF TG_OP <> 'DELETE' THEN
        PERFORM FROM articles_article WHERE id = NEW.article_id FOR NO KEY UPDATE;
        DELETE FROM articles_lacking WHERE kind = TG_ARGV[0] AND article_id = NEW.article_id;
    END IF;
    IF TG_OP <> 'INSERT' THEN
        PERFORM FROM articles_article WHERE id = OLD.article_id FOR NO KEY UPDATE;
        EXECUTE format(
            'INSERT INTO articles_lacking (kind, article_id) SELECT %L, id FROM articles_article WHERE id = $1'
            ' AND NOT EXISTS (SELECT FROM %I WHERE article_id = $1) ON CONFLICT DO NOTHING', TG_ARGV[0], TG_TABLE_NAME
        ) USING OLD.article_id;
    END IF;
    RETURN NULL;
END $$
"""
BACKFILL = " UNION ALL ".join(
    f"SELECT '{kind}', id FROM articles_article WHERE NOT EXISTS (SELECT FROM {table} WHERE article_id = articles_article.id)"  # noqa: S608
    for kind, table in PLACED.items()
)
FILL_LACKING = f"INSERT INTO articles_lacking (kind, article_id) {BACKFILL}"  # noqa: S608 (our own SQL)


def keeps(table: str, events: str, function: str) -> migrations.RunSQL:
    name = function.partition("(")[0]
    return migrations.RunSQL(
        f"CREATE TRIGGER {name} AFTER {events} ON {table} FOR EACH ROW EXECUTE FUNCTION {function}",
        f"DROP TRIGGER {name} ON {table}",
    )


class Migration(migrations.Migration):
    dependencies = [("articles", "0020_names_in_languages")]

    operations = [
        migrations.CreateModel(
            name="Lacking",
            fields=[
                ("pk", models.CompositePrimaryKey("kind", "article_id", blank=True, editable=False, primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=8, verbose_name="kind")),
                ("article", models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to="articles.article")),
            ],
            options={"verbose_name": "what an article lacks", "verbose_name_plural": "what articles lack"},
        ),
        migrations.RunSQL(BEGIN_LACKING, "DROP FUNCTION begin_lacking()"),
        migrations.RunSQL(KEEP_LACKING, "DROP FUNCTION keep_lacking()"),
        keeps("articles_article", "INSERT OR DELETE", f"begin_lacking({', '.join(PLACED)})"),
        *(keeps(table, "INSERT OR DELETE OR UPDATE OF article_id", f"keep_lacking({kind})") for kind, table in PLACED.items()),
        # Whoever writes waits by now until all is done.
        migrations.RunSQL(FILL_LACKING, migrations.RunSQL.noop),
        migrations.AddIndex(
            "article",
            models.Index(F("published_at").desc(nulls_last=True), F("id").desc(), name="articles_by_moment"),
        ),
        migrations.AddIndex(
            "article",
            models.Index("embargoed_until", condition=Q(embargoed_until__isnull=False), name="articles_embargoed"),
        ),
        migrations.AddIndex(
            "article",
            models.Index("retracted_at", condition=Q(retracted_at__isnull=False), name="articles_retracted"),
        ),
        migrations.AddIndex(
            "photo", models.Index("id", condition=Q(alt="", is_decorative=False), name="photos_without_alt")
        ),
        migrations.AddIndex("photo", models.Index("id", condition=Q(credit=""), name="photos_without_credit")),
    ]
