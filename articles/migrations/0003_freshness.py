"""The database tells which pages a change touches, whoever makes it: a form, an importer, a line of SQL.

PostgreSQL sends what is told when the transaction has ended well, each key once; articles.freshness says what they mean.
"""

from django.db import migrations

from articles.triggers import DELETE, EVER, INSERT, UPDATE, differs, tells, trigger

TELL_PATTERNS = """
CREATE FUNCTION tell_patterns() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    version jsonb;
    pattern text;
    field text;
BEGIN
    FOREACH version IN ARRAY ARRAY[to_jsonb(OLD), to_jsonb(NEW)] LOOP
        CONTINUE WHEN version IS NULL OR version ? 'article_id' AND NOT EXISTS (
            SELECT FROM articles_article WHERE id = (version ->> 'article_id')::bigint AND status = 'published'
        );
        FOREACH pattern IN ARRAY TG_ARGV LOOP
            field := substring(pattern FROM '{(.*)}');
            CONTINUE WHEN field IS NOT NULL AND coalesce(version ->> field, '') = '';
            PERFORM pg_notify('content_changed', regexp_replace(pattern, '{.*}', coalesce(version ->> field, '')));
        END LOOP;
    END LOOP;
    RETURN NULL;
END $$
"""
# Every list that an article stands in while it is published.
LISTS_OF_ARTICLE = """
CREATE FUNCTION lists_of_article(number bigint, section bigint, language text) RETURNS text[] LANGUAGE plpgsql STABLE
AS $$ BEGIN RETURN ARRAY(
    SELECT * FROM unnest(ARRAY['articles', 'front-' || language, 'section-' || section || '-list'])
    UNION ALL SELECT 'topic-' || topic_id || '-list' FROM articles_topicplacement WHERE article_id = number
    UNION ALL SELECT 'tag-' || tag_id || '-list' FROM articles_tagplacement WHERE article_id = number
    UNION ALL SELECT 'author-' || author_id || '-list' FROM articles_byline WHERE article_id = number
    UNION ALL SELECT DISTINCT 'corrections' FROM articles_correction WHERE article_id = number
); END $$
"""
TELL_LISTS = """
CREATE FUNCTION tell_lists() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    version articles_article;
BEGIN
    FOREACH version IN ARRAY ARRAY[OLD, NEW] LOOP
        IF version.status = 'published' THEN
            PERFORM pg_notify('content_changed', list)
            FROM unnest(lists_of_article(version.id, version.section_id, version.language)) AS list;
        END IF;
    END LOOP;
    RETURN NULL;
END $$
"""
TELL_OLD_QUERIES = """
CREATE FUNCTION tell_old_queries() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('content_changed', 'old-queries');
    RETURN NULL;
END $$
"""
CARD = ("headline", "slug", "standfirst", "status", "published_at", "updated_at", "retracted_at", "section_id", "language")
MOVED = ("status", "published_at", "section_id", "language")
# What every page shows of a page: the link in the footer.
LINKED = ("title", "titles", "slug", "purpose", "is_in_footer", "position")
WAS_OR_IS_PUBLISHED = "(OLD.status = 'published' OR NEW.status = 'published')"

TOLD = [
    ("article", UPDATE, "article-{id}-whole", WAS_OR_IS_PUBLISHED),
    ("article", UPDATE, "article-{id}", f"{WAS_OR_IS_PUBLISHED} AND {differs(*CARD)}"),
    ("article", UPDATE, "articles", f"NEW.status = 'published' AND {differs('updated_at')}"),
    ("article", UPDATE, "articles", f"NEW.status = 'published' AND {differs('original_url')}"),
    ("article", DELETE, "article-{id} article-{id}-whole", "OLD.status = 'published'"),
    ("byline", EVER, "article-{article_id}-whole author-{author_id}-list placements", ""),
    ("topicplacement", EVER, "article-{article_id}-whole topic-{topic_id}-list placements", ""),
    ("tagplacement", EVER, "article-{article_id}-whole tag-{tag_id}-list placements", ""),
    ("placedphoto", EVER, "article-{article_id}-whole", ""),
    ("placedphoto", INSERT, "article-{article_id}", "NEW.is_lead"),
    ("placedphoto", UPDATE, "article-{article_id}", "OLD.is_lead OR NEW.is_lead"),
    ("placedphoto", DELETE, "article-{article_id}", "OLD.is_lead"),
    ("pinnedrelated", EVER, "article-{article_id}-whole", ""),
    ("revision", INSERT, "article-{article_id}-whole", ""),
    ("correction", EVER, "article-{article_id}-whole corrections", ""),
    ("slot", EVER, "front-{language} section-{section_id}-list topic-{topic_id}-list", ""),
    ("photo", UPDATE, "photo-{id}", ""),
    ("author", UPDATE, "author-{id}", ""),
    ("author", DELETE, "author-{id}", ""),
    ("author", INSERT, "staff", "NEW.role <> ''"),
    ("author", UPDATE, "staff", differs("role")),
    ("tag", UPDATE, "tag-{id}", ""),
    ("tag", DELETE, "tag-{id}", ""),
    ("topic", UPDATE, "topic-{id}", ""),
    ("topic", DELETE, "topic-{id}", ""),
    ("topic", INSERT, "strip", "NEW.banner_from IS NOT NULL"),
    ("topic", UPDATE, "strip", differs("banner_from", "banner_until")),
    ("section", EVER, "section-{id} sections", ""),
    ("breaking", EVER, "banners", ""),
    ("newsroom", EVER, "newsroom-{id}", ""),
    ("page", EVER, "page-{id}", ""),
    ("page", INSERT, "pages", ""),
    ("page", DELETE, "pages", ""),
    ("page", UPDATE, "pages", differs(*LINKED)),
]


class Migration(migrations.Migration):
    replaces = [
        ("articles", "0014_changes_are_told"),
        ("articles", "0033_origin_is_told"),
    ]
    dependencies = [("articles", "0002_articles")]

    operations = [
        migrations.RunSQL(TELL_PATTERNS, "DROP FUNCTION tell_patterns()"),
        migrations.RunSQL(LISTS_OF_ARTICLE, "DROP FUNCTION lists_of_article(bigint, bigint, text)"),
        migrations.RunSQL(TELL_LISTS, "DROP FUNCTION tell_lists()"),
        migrations.RunSQL(TELL_OLD_QUERIES, "DROP FUNCTION tell_old_queries()"),
        *(tells(f"articles_{table}", event, keys, when=when) for table, event, keys, when in TOLD),
        trigger("articles_article", UPDATE, "tell_lists()", when=f"{WAS_OR_IS_PUBLISHED} AND {differs(*MOVED)}"),
        trigger("articles_article", INSERT, "tell_lists()", when="NEW.status = 'published'"),
        trigger("articles_oldaddress", "INSERT OR UPDATE", "tell_old_queries()", when="NEW.query <> ''"),
    ]
