"""The words of headlines and standfirsts stand beside the articles, where the desk looks them up (docs/decisions/0045)."""

from importlib import import_module

import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.db import migrations, models

import articles.models.lexeme
from articles.triggers import differs

go_with_the_article = import_module("articles.migrations.0002_search").go_with_the_article

WORDS = "{row}id, {row}language, coalesce({row}published_at, {row}created_at), ts_filter({row}search, '{{a,b}}')"
FILL = f"""
INSERT INTO articles_headlinewords (article_id, language, moment, words)
SELECT {WORDS.format(row="")} FROM articles_article
"""  # noqa: S608 (our own SQL)
FILL_LEXEMES = """
INSERT INTO articles_headlinelexeme (lexeme)
SELECT word FROM ts_stat('SELECT words FROM articles_headlinewords') ORDER BY word
"""
# A lexeme that two add at once is there twice, for which nobody has to wait.
KEEP_HEADLINE_WORDS = f"""
CREATE FUNCTION keep_headline_words() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    INSERT INTO articles_headlinewords (article_id, language, moment, words) VALUES ({WORDS.format(row="NEW.")})
    ON CONFLICT (article_id) DO UPDATE
    SET language = excluded.language, moment = excluded.moment, words = excluded.words;
    INSERT INTO articles_headlinelexeme (lexeme)
    SELECT word.lexeme FROM unnest(ts_filter(NEW.search, '{{a,b}}')) AS word
    WHERE NOT EXISTS (SELECT FROM articles_headlinelexeme AS known WHERE known.lexeme = word.lexeme);
    RETURN NULL;
END $$
"""  # noqa: S608
READ = differs("headline", "standfirst", "language", "published_at", "created_at")


def keeps(event: str, condition: str = "") -> migrations.RunSQL:
    name = f"keep_headline_words_{event.lower()}"
    return migrations.RunSQL(
        f"CREATE TRIGGER {name} AFTER {event} ON articles_article FOR EACH ROW {condition}"
        " EXECUTE FUNCTION keep_headline_words()",
        f"DROP TRIGGER {name} ON articles_article",
    )


class Migration(migrations.Migration):
    dependencies = [("articles", "0021_lacking_is_kept")]

    operations = [
        migrations.CreateModel(
            name="HeadlineWords",
            fields=[
                ("article", models.OneToOneField(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, primary_key=True, related_name="headline_words", serialize=False, to="articles.article")),
                ("language", models.CharField(max_length=8, verbose_name="language")),
                ("moment", models.DateTimeField(help_text="Of the publication; of the beginning as long as it has none.", verbose_name="moment")),
                ("words", django.contrib.postgres.search.SearchVectorField(verbose_name="words")),
            ],
            options={"verbose_name": "words of a headline", "verbose_name_plural": "words of headlines"},
        ),
        migrations.CreateModel(
            name="HeadlineLexeme",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("lexeme", models.TextField(db_collation="C", verbose_name="lexeme")),
            ],
            options={
                "verbose_name": "lexeme of headlines",
                "verbose_name_plural": "lexemes of headlines",
                "indexes": [models.Index(models.F("lexeme"), name="lexemes_of_headlines")],
            },
        ),
        migrations.RunSQL(KEEP_HEADLINE_WORDS, "DROP FUNCTION keep_headline_words()"),
        keeps("INSERT"),
        keeps("UPDATE", f"WHEN ({READ})"),
        # Whoever writes waits by now until all is done.
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.RunSQL(FILL_LEXEMES, migrations.RunSQL.noop),
        migrations.AddIndex(
            "headlinewords",
            django.contrib.postgres.indexes.GinIndex(models.F("words"), articles.models.lexeme.MonthOf(models.F("moment")), name="headlines_by_word"),
        ),
        go_with_the_article("headlinewords"),
        migrations.RemoveIndex("article", "articles_by_headline"),
    ]
