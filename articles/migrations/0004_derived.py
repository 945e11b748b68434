"""What the database keeps beside the articles, whoever writes: a form, an importer, a line of SQL.

Of lists of any length the moment of each article beside its placements, and how many articles there are each week
(docs/decisions/0036); what articles lack, and the words of their headlines (0045). articles.derived makes it anew.
"""

from django.db import migrations

from articles.triggers import differs

PLACEMENTS = {"byline": "author", "topicplacement": "topic", "tagplacement": "tag"}
MOMENT = "CASE WHEN status = 'published' THEN published_at END"

# Whoever publishes the article meanwhile waits until the placement is there, and then sees it.
TAKE_MOMENT = f"""
CREATE FUNCTION take_moment() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    SELECT {MOMENT} INTO NEW.listed_at FROM articles_article WHERE id = NEW.article_id FOR NO KEY UPDATE;
    RETURN NEW;
END $$
"""  # noqa: S608 (our own SQL)
GIVE = """
        UPDATE articles_{table} AS placement SET listed_at = {moment}
        FROM came WHERE came.id = ANY(moved) AND placement.article_id = came.id;"""
GIVE_MOMENT = f"""
CREATE FUNCTION give_moment() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    moved bigint[] := ARRAY(SELECT id FROM (
        SELECT id, {MOMENT} FROM came EXCEPT SELECT id, {MOMENT} FROM went
    ) AS differing);
BEGIN
    IF cardinality(moved) > 0 THEN{"".join(GIVE.format(table=table, moment=MOMENT) for table in PLACEMENTS)}
    END IF;
    RETURN NULL;
END $$
"""  # noqa: S608

# The sum of a week's rows counts. Whoever changes it takes those up that nobody else is changing and puts one back, so
# that two who publish at once neither wait for each other nor can lock each other out.
COUNT_WEEKS = """
CREATE FUNCTION count_weeks() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    changed text := format('SELECT %I AS number, %s AS moment', TG_ARGV[1], TG_ARGV[2]);
BEGIN
    changed := concat_ws(' UNION ALL ',
        CASE WHEN TG_OP <> 'DELETE' THEN changed || ', 1 AS change FROM came' END,
        CASE WHEN TG_OP <> 'INSERT' THEN changed || ', -1 AS change FROM went' END
    );
    EXECUTE format($changes$
        WITH changes AS (
            SELECT number, date_trunc('week', moment AT TIME ZONE 'UTC')::date AS week, sum(change) AS articles
            FROM (%1$s) AS changed WHERE moment IS NOT NULL GROUP BY 1, 2 HAVING sum(change) <> 0
        ), free AS (
            SELECT kept.id FROM articles_listedweek AS kept JOIN changes USING (number, week)
            WHERE kept.kind = %2$L FOR UPDATE OF kept SKIP LOCKED
        ), taken AS (
            DELETE FROM articles_listedweek WHERE id IN (SELECT id FROM free) RETURNING number, week, articles
        )
        INSERT INTO articles_listedweek (kind, number, week, articles)
        SELECT %2$L, number, week, sum(articles) FROM (TABLE changes UNION ALL TABLE taken) AS all_of_it
        GROUP BY number, week HAVING sum(articles) <> 0
    $changes$, changed, TG_ARGV[0]);
    RETURN NULL;
END $$
"""
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
# Where the desk looks headlines up: the words of headline and standfirst.
WORDS = "{row}id, {row}language, coalesce({row}published_at, {row}created_at), ts_filter({row}search, '{{a,b}}')"
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
# What triggers are made for.
PLACED = {"byline": "articles_byline", "photo": "articles_placedphoto"}
LISTS = [("article", "section", MOMENT), *((table, kind, "listed_at") for table, kind in PLACEMENTS.items())]
ROWS = {"INSERT": "NEW TABLE AS came", "DELETE": "OLD TABLE AS went", "UPDATE": "OLD TABLE AS went NEW TABLE AS came"}


def calls(event, table, function, *, name="", each="FOR EACH ROW"):
    """Have an event of a table call a function, by a trigger of its name if no other is given."""
    name = name or function.partition("(")[0]
    return migrations.RunSQL(
        f"CREATE TRIGGER {name} {event} ON {table} {each} EXECUTE FUNCTION {function}",
        f"DROP TRIGGER {name} ON {table}",
    )


def calls_once(event, table, function):
    """The function is called once a statement, with all rows that it `came` to write and that `went` for them."""
    name = f"{function.partition('(')[0]}_{event.lower()}"
    each = f"REFERENCING {ROWS[event]} FOR EACH STATEMENT"
    return calls(f"AFTER {event}", f"articles_{table}", function, name=name, each=each)


def counted(table, kind, moment):
    return (calls_once(event, table, f"count_weeks('{kind}', '{kind}_id', $${moment}$$)") for event in ROWS)


def keeps_headline_words(event, each="FOR EACH ROW"):
    name = f"keep_headline_words_{event.lower()}"
    return calls(f"AFTER {event}", "articles_article", "keep_headline_words()", name=name, each=each)


class Migration(migrations.Migration):
    replaces = [
        ("articles", "0017_lists_are_counted"),
        ("articles", "0021_lacking_is_kept"),
        ("articles", "0022_headline_words"),
    ]
    dependencies = [("articles", "0003_freshness")]

    operations = [
        migrations.RunSQL(TAKE_MOMENT, "DROP FUNCTION take_moment()"),
        migrations.RunSQL(GIVE_MOMENT, "DROP FUNCTION give_moment()"),
        migrations.RunSQL(COUNT_WEEKS, "DROP FUNCTION count_weeks()"),
        *(calls("BEFORE INSERT OR UPDATE OF article_id", f"articles_{table}", "take_moment()") for table in PLACEMENTS),
        calls_once("UPDATE", "article", "give_moment()"),
        *(operation for each in LISTS for operation in counted(*each)),
        migrations.RunSQL(BEGIN_LACKING, "DROP FUNCTION begin_lacking()"),
        migrations.RunSQL(KEEP_LACKING, "DROP FUNCTION keep_lacking()"),
        calls("AFTER INSERT OR DELETE", "articles_article", f"begin_lacking({', '.join(PLACED)})"),
        *(
            calls("AFTER INSERT OR DELETE OR UPDATE OF article_id", table, f"keep_lacking({kind})")
            for kind, table in PLACED.items()
        ),
        migrations.RunSQL(KEEP_HEADLINE_WORDS, "DROP FUNCTION keep_headline_words()"),
        keeps_headline_words("INSERT"),
        keeps_headline_words("UPDATE", f"FOR EACH ROW WHEN ({READ})"),
    ]
