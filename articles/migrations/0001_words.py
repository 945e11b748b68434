"""How PostgreSQL reads words: functions and extensions that search, related articles and indexes of texts stand on.

Changing a function later does not change the columns that it already filled: write a migration that fills them anew.
"""

from django.contrib.postgres.operations import BtreeGinExtension, TrigramExtension, UnaccentExtension
from django.db import migrations

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
    replaces = [
        ("articles", "0002_search"),
        ("articles", "0008_names_looked_for"),
        ("articles", "0018_words_by_month"),
    ]
    dependencies = []

    operations = [
        UnaccentExtension(),
        TrigramExtension(),
        BtreeGinExtension(),
        migrations.RunSQL(FOLDED, "DROP FUNCTION folded"),
        migrations.RunSQL(PLAIN_TEXT, "DROP FUNCTION plain_text"),
        migrations.RunSQL(SEARCH_CONFIG, "DROP FUNCTION search_config"),
        migrations.RunSQL(MARKED_LEXEMES, "DROP FUNCTION marked_lexemes"),
        migrations.RunSQL(SEARCH_LEXEMES, "DROP FUNCTION search_lexemes"),
        migrations.RunSQL(MONTH_OF, "DROP FUNCTION month_of"),
        migrations.RunSQL(WORD_BEGINNING, "DROP FUNCTION word_beginning"),
    ]
