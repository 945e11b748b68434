"""The words of articles are indexed with their month, so that the newest of very many matches are found alone."""

import articles.models.lexeme
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.functions.comparison
from django.contrib.postgres.operations import BtreeGinExtension
from django.db import migrations, models

MONTH_OF = """
CREATE FUNCTION month_of(moment timestamptz) RETURNS date LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN date_trunc('month', moment AT TIME ZONE 'UTC')::date
"""
# What a word leads to while it is typed: its own lexeme, and those that begin as it does. Its lexeme's beginning would be
# too much: in Spanish "penan" is "pen". A word that is not indexed, such as "the", leads nowhere; one or two letters
# begin too many words.
WORD_BEGINNING = """
CREATE FUNCTION word_beginning(config regconfig, word text) RETURNS tsquery LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN CASE WHEN numnode(to_tsquery(config, quote_literal(folded(word)))) = 0 THEN ''::tsquery
    WHEN length(word) < 3 THEN to_tsquery(config, quote_literal(folded(word)))
    ELSE to_tsquery(config, quote_literal(folded(word))) || to_tsquery('simple', quote_literal(folded(word)) || ':*') END
"""


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0017_lists_are_counted'),
    ]

    operations = [
        BtreeGinExtension(),
        migrations.RunSQL(MONTH_OF, "DROP FUNCTION month_of(timestamptz)"),
        migrations.RunSQL(WORD_BEGINNING, "DROP FUNCTION word_beginning(regconfig, text)"),
        migrations.RemoveIndex(
            model_name='article',
            name='articles_by_lexeme',
        ),
        migrations.AddIndex(
            model_name='article',
            index=django.contrib.postgres.indexes.GinIndex(models.F('search'), articles.models.lexeme.MonthOf(models.F('published_at')), name='articles_by_word'),
        ),
        migrations.AddIndex(
            model_name='article',
            index=django.contrib.postgres.indexes.GinIndex(models.Func(models.F('search'), output_field=django.contrib.postgres.search.SearchVectorField(), template="ts_filter(%(expressions)s, '{a,b}')"), articles.models.lexeme.MonthOf(django.db.models.functions.comparison.Coalesce('published_at', 'created_at')), name='articles_by_headline'),
        ),
        migrations.AddIndex(
            model_name='author',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.search.SearchVector(models.Func(models.F('name'), function='folded'), config='simple'), name='authors_by_words'),
        ),
        migrations.AddIndex(
            model_name='tag',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.search.SearchVector(models.Func(models.F('name'), function='folded'), config='simple'), name='tags_by_words'),
        ),
        migrations.AddIndex(
            model_name='article',
            index=models.Index(models.F('updated_at'), condition=models.Q(('updated_at__isnull', False)), name='articles_by_update'),
        ),
        migrations.AddIndex(
            model_name='article',
            index=models.Index(models.F('earlier_views'), condition=models.Q(('earlier_views__gt', 0)), name='articles_viewed_before'),
        ),
        migrations.AddIndex(
            model_name='article',
            index=models.Index(models.F('status'), models.OrderBy(models.F('saved_at'), descending=True), models.OrderBy(models.F('id'), descending=True), condition=models.Q(('status', 'published'), _negated=True), name='unpublished_by_save'),
        ),
    ]
