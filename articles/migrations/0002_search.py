"""Full-text search and the terms that related articles are found by. Changing a function later does not change the
columns that it already filled: write a migration that fills them anew."""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.contrib.postgres.operations import UnaccentExtension
from django.db import migrations, models

import articles.models.lexeme

# Bodies in standard SQL are bound to what they name when they are made, so that a restored dump finds it whatever the
# search path is; that also makes it safe to call the two-argument unaccent(), whose dictionary is named, immutable.
# A slash goes, because PostgreSQL would take Hanoi/Hue for the path of a file.
FOLDED = """
CREATE FUNCTION folded(words text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN unaccent('unaccent', translate(words, '/', ' '))
"""
# Nothing of a tag is text. A tsvector holds 1 MB; the first 150,000 characters stay below that in any script.
PLAIN_TEXT = """
CREATE FUNCTION plain_text(body text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN regexp_replace(left(body, 150000), '<[^>]*>', ' ', 'g')
"""
SEARCH_CONFIG = """
CREATE FUNCTION search_config(language text) RETURNS regconfig LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE split_part(language, '-', 1)
    WHEN 'da' THEN 'danish'::regconfig WHEN 'de' THEN 'german'::regconfig WHEN 'en' THEN 'english'::regconfig
    WHEN 'es' THEN 'spanish'::regconfig WHEN 'fi' THEN 'finnish'::regconfig WHEN 'fr' THEN 'french'::regconfig
    WHEN 'hu' THEN 'hungarian'::regconfig WHEN 'it' THEN 'italian'::regconfig WHEN 'nb' THEN 'norwegian'::regconfig
    WHEN 'nl' THEN 'dutch'::regconfig WHEN 'pt' THEN 'portuguese'::regconfig WHEN 'ro' THEN 'romanian'::regconfig
    WHEN 'ru' THEN 'russian'::regconfig WHEN 'sv' THEN 'swedish'::regconfig WHEN 'tr' THEN 'turkish'::regconfig
    ELSE 'simple'::regconfig END
"""
# Words that folding changes, as they were written: bán, bàn and bạn are three words of Vietnamese.
MARKED_LEXEMES = """
CREATE FUNCTION marked_lexemes(words text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN array_to_tsvector(ARRAY(
    SELECT lexeme FROM unnest(to_tsvector('simple'::regconfig, translate(words, '/', ' ')))
    WHERE octet_length(lexeme) > length(lexeme)
))
"""
SEARCH_LEXEMES = """
CREATE FUNCTION search_lexemes(headline text, standfirst text, body text, language text) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN setweight(to_tsvector(search_config(language), folded(headline)), 'A')
    || setweight(to_tsvector(search_config(language), folded(standfirst)), 'B')
    || setweight(to_tsvector(search_config(language), folded(plain_text(body))), 'C')
    || marked_lexemes(headline || ' ' || standfirst || ' ' || plain_text(body))
"""
# Terms and tallies go with their article without Django collecting them one by one (it would list each for approval).
GO_WITH_THE_ARTICLE = """
ALTER TABLE articles_{table} ADD CONSTRAINT {table}_goes_with_its_article
FOREIGN KEY (article_id) REFERENCES articles_article (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
"""


def go_with_the_article(table: str) -> migrations.RunSQL:
    undo = f"ALTER TABLE articles_{table} DROP CONSTRAINT {table}_goes_with_its_article"
    return migrations.RunSQL(GO_WITH_THE_ARTICLE.format(table=table), undo)


class Migration(migrations.Migration):
    dependencies = [("articles", "0001_initial")]

    operations = [
        UnaccentExtension(),
        migrations.RunSQL(FOLDED, "DROP FUNCTION folded"),
        migrations.RunSQL(PLAIN_TEXT, "DROP FUNCTION plain_text"),
        migrations.RunSQL(SEARCH_CONFIG, "DROP FUNCTION search_config"),
        migrations.RunSQL(MARKED_LEXEMES, "DROP FUNCTION marked_lexemes"),
        migrations.RunSQL(SEARCH_LEXEMES, "DROP FUNCTION search_lexemes"),
        migrations.AddField(
            model_name="article",
            name="search",
            field=models.GeneratedField(
                db_persist=True,
                expression=articles.models.lexeme.SearchLexemes("headline", "standfirst", "body", "language"),
                output_field=django.contrib.postgres.search.SearchVectorField(),
            ),
        ),
        migrations.AddIndex(
            model_name="article",
            index=django.contrib.postgres.indexes.GinIndex(fields=["search"], name="articles_by_lexeme"),
        ),
        migrations.CreateModel(
            name="Lexeme",
            fields=[
                ("pk", models.CompositePrimaryKey("language", "lexeme", blank=True, editable=False, primary_key=True, serialize=False)),
                ("language", models.CharField(max_length=8, verbose_name="language")),
                ("lexeme", models.TextField(db_collation="C", verbose_name="lexeme")),
                ("articles", models.PositiveIntegerField(verbose_name="articles")),
            ],
            options={"verbose_name": "lexeme", "verbose_name_plural": "lexemes"},
        ),
        migrations.CreateModel(
            name="Term",
            fields=[
                ("pk", models.CompositePrimaryKey("article_id", "lexeme", blank=True, editable=False, primary_key=True, serialize=False)),
                ("article", models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name="terms", to="articles.article")),
                ("lexeme", models.TextField(db_collation="C", verbose_name="lexeme")),
                ("weight", models.FloatField(verbose_name="weight")),
            ],
            options={"verbose_name": "term", "verbose_name_plural": "terms"},
        ),
        migrations.AddIndex(
            model_name="term",
            index=models.Index(models.F("lexeme"), models.OrderBy(models.F("weight"), descending=True), include=("article",), name="terms_by_lexeme"),
        ),
        migrations.AlterField(
            model_name="tally",
            name="article",
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name="tallies", to="articles.article"),
        ),
        go_with_the_article("term"),
        go_with_the_article("tally"),
    ]
