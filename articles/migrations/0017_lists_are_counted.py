"""Lists of any length: the moment of each article beside its placements, and how many articles a list has each week.

The database keeps both, whoever publishes: a form, an importer, a line of SQL (docs/decisions/0036).
"""

from typing import Any

from django.db import migrations, models
from django.db.models import F

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
TABLES = {"INSERT": "NEW TABLE AS came", "DELETE": "OLD TABLE AS went", "UPDATE": "OLD TABLE AS went NEW TABLE AS came"}


def after_each(event: str, table: str, function: str) -> migrations.RunSQL:
    """A trigger that is called once a statement, with all rows that it `came` to write and that `went` for them."""
    name = f"{function.partition('(')[0]}_{event.lower()}"
    return migrations.RunSQL(
        f"CREATE TRIGGER {name} AFTER {event} ON articles_{table} REFERENCING {TABLES[event]}"
        f" FOR EACH STATEMENT EXECUTE FUNCTION {function}",
        f"DROP TRIGGER {name} ON articles_{table}",
    )


def counted(table: str, kind: str, moment: str) -> list[migrations.RunSQL]:
    function = f"count_weeks('{kind}', '{kind}_id', $${moment}$$)"
    return [after_each(event, table, function) for event in TABLES]


def with_moment(table: str) -> migrations.RunSQL:
    """Give the placements that are there their moments; nobody needs to be told of them."""
    return migrations.RunSQL(
        f"ALTER TABLE articles_{table} DISABLE TRIGGER USER;"  # noqa: S608
        f" UPDATE articles_{table} AS placement SET listed_at = {MOMENT}"
        " FROM articles_article AS article WHERE article.id = placement.article_id AND status = 'published';"
        f" ALTER TABLE articles_{table} ENABLE TRIGGER USER",
        migrations.RunSQL.noop,
    )


def takes_moment(table: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        f"CREATE TRIGGER take_moment BEFORE INSERT OR UPDATE OF article_id ON articles_{table}"
        " FOR EACH ROW EXECUTE FUNCTION take_moment()",
        f"DROP TRIGGER take_moment ON articles_{table}",
    )


def with_weeks(table: str, kind: str, moment: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        "INSERT INTO articles_listedweek (kind, number, week, articles)"  # noqa: S608
        f" SELECT '{kind}', {kind}_id, date_trunc('week', moment AT TIME ZONE 'UTC')::date, count(*)"
        f" FROM (SELECT {kind}_id, {moment} AS moment FROM articles_{table}) AS placed"
        " WHERE moment IS NOT NULL GROUP BY 2, 3",
        migrations.RunSQL.noop,
    )


def index(model: str, kind: str) -> list[migrations.operations.base.Operation]:
    """An index in a list's order, which makes the one of the list alone needless."""
    fields = (F(kind), F("listed_at").desc(), F("article").desc())
    return [
        migrations.AddIndex(model, models.Index(*fields, name=f"listed_by_{kind}")),
        migrations.AlterField(model, kind, PLACED_UNDER[kind]),
    ]


def placed_under(kind: str, on_delete: Any, related_name: str) -> models.ForeignKey:
    return models.ForeignKey(
        f"articles.{kind}", on_delete, related_name=related_name, verbose_name=kind, db_index=False
    )


PLACED_UNDER = {
    "author": placed_under("author", models.PROTECT, "bylines"),
    "topic": placed_under("topic", models.CASCADE, "placements"),
    "tag": placed_under("tag", models.CASCADE, "placements"),
}
LISTS = [("article", "section", MOMENT), *((table, kind, "listed_at") for table, kind in PLACEMENTS.items())]
BACKFILL = [*(with_moment(table) for table in PLACEMENTS), *(with_weeks(*each) for each in LISTS)]


class Migration(migrations.Migration):
    dependencies = [("articles", "0016_counting")]

    operations = [
        migrations.CreateModel(
            name="ListedWeek",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=8, verbose_name="kind")),
                ("number", models.BigIntegerField(verbose_name="number")),
                ("week", models.DateField(help_text="Its Monday, UTC.", verbose_name="week")),
                ("articles", models.IntegerField(verbose_name="articles")),
            ],
            options={
                "verbose_name": "week of a list",
                "verbose_name_plural": "weeks of lists",
                "indexes": [
                    models.Index(fields=["kind", "number", "week"], include=("articles",), name="weeks_of_lists")
                ],
            },
        ),
        *(
            migrations.AddField(table, "listed_at", models.DateTimeField(editable=False, null=True, verbose_name="listed"))
            for table in PLACEMENTS
        ),
        *BACKFILL,
        *(operation for table, kind in PLACEMENTS.items() for operation in index(table, kind)),
        migrations.RunSQL(TAKE_MOMENT, "DROP FUNCTION take_moment()"),
        migrations.RunSQL(GIVE_MOMENT, "DROP FUNCTION give_moment()"),
        migrations.RunSQL(COUNT_WEEKS, "DROP FUNCTION count_weeks()"),
        *(takes_moment(table) for table in PLACEMENTS),
        after_each("UPDATE", "article", "give_moment()"),
        *(operation for each in LISTS for operation in counted(*each)),
    ]
