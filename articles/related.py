"""Related news: the editor's pins first, then what text, tags, topics and section say (docs/lists.md)."""

from django.db import connection

from articles.cards import cards_of
from articles.freshness import A_MINUTE, lives_for
from articles.models import Article
from articles.prepared import Prepared, one

CANDIDATES_OF_EACH_KIND, CANDIDATES = 100, 150
VISIBLE = Prepared(
    lambda: one(
        Article.objects.published().order_by().values("pk", "section", "language", "published_at", "retracted_at")
    )
)

# Of what is found the CANDIDATES with most points are judged; among equals the newer, which has the higher number.
# Points are the cosine of the two articles' terms; each shared tag (the rarer the more), each topic and the section add
# some. Another language halves them; age takes up to a quarter, half of that in the first half year.
SUGGESTED = """
WITH visible AS NOT MATERIALIZED ({published}),
own AS (SELECT id, language, section_id FROM articles_article WHERE id = {article}),
pinned AS (
    SELECT related_article_id AS id, rank() OVER (ORDER BY position, id) AS place
    FROM articles_pinnedrelated WHERE article_id = {article}
), by_text AS (
    SELECT other.article_id AS id, sum(term.weight * other.weight) AS points
    FROM articles_term AS term CROSS JOIN LATERAL (
        SELECT article_id, weight FROM articles_term WHERE lexeme = term.lexeme ORDER BY weight DESC LIMIT {most}
    ) AS other WHERE term.article_id = {article} GROUP BY other.article_id ORDER BY points DESC LIMIT {most}
), by_tag AS (
    SELECT tagged.id, 0.15::float / (1 + ln(count(*) OVER (PARTITION BY placement.tag_id))) AS points
    FROM articles_tagplacement AS placement CROSS JOIN LATERAL (
        SELECT article_id AS id FROM articles_tagplacement
        WHERE tag_id = placement.tag_id AND listed_at IS NOT NULL
        ORDER BY listed_at DESC, article_id DESC LIMIT {most}
    ) AS tagged WHERE placement.article_id = {article}
), by_topic AS (
    SELECT tagged.id, 0.1::float AS points
    FROM articles_topicplacement AS placement CROSS JOIN LATERAL (
        SELECT article_id AS id FROM articles_topicplacement
        WHERE topic_id = placement.topic_id AND listed_at IS NOT NULL
        ORDER BY listed_at DESC, article_id DESC LIMIT {most}
    ) AS tagged WHERE placement.article_id = {article}
), by_section AS (
    SELECT visible.pk AS id, 0.02::float AS points FROM visible
    WHERE section = (SELECT section_id FROM own) AND language = (SELECT language FROM own)
    ORDER BY published_at DESC, visible.pk DESC LIMIT 20
), said AS (
    SELECT id, sum(points) AS points FROM (
        TABLE by_text UNION ALL TABLE by_tag UNION ALL TABLE by_topic UNION ALL TABLE by_section
        UNION ALL SELECT id, 1000 FROM pinned
    ) AS each_kind GROUP BY id ORDER BY points DESC, id DESC LIMIT {candidates}
)
SELECT visible.pk FROM said JOIN visible ON visible.pk = said.id CROSS JOIN own LEFT JOIN pinned ON pinned.id = said.id
WHERE said.id <> own.id AND (visible.retracted_at IS NULL OR pinned.place IS NOT NULL)
ORDER BY pinned.place, said.points
    * CASE WHEN visible.language = own.language THEN 1 ELSE 0.5 END
    * (0.75 + 0.25 * power(0.5::float, least(extract(day FROM now() - visible.published_at)::float / 182, 99))) DESC,
    visible.pk DESC
LIMIT {limit}
"""


def related_to(article: Article, limit: int = 4) -> list[Article]:
    """Cards of what belongs beside `article`, best first: never itself, never what the public cannot see."""
    numbers = numbers_related_to(article.pk, limit)
    (related,) = cards_of(numbers)
    return related


def numbers_related_to(article: int, limit: int) -> list[int]:
    """The numbers of what belongs beside the article with the number `article`, best first, by one query."""
    lives_for(A_MINUTE)
    visible, params = VISIBLE.filled()
    query = SUGGESTED.format(
        published=visible, article=int(article), most=CANDIDATES_OF_EACH_KIND, candidates=CANDIDATES, limit=int(limit)
    )
    with connection.cursor() as cursor:
        cursor.execute(query, params)
        return [number for (number,) in cursor.fetchall()]
