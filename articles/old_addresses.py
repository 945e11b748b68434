"""Articles by the addresses where they lived before they came here.

At most paths there was one article. Where the query told several apart, those parameters of a request count that old
addresses of its path have, whatever else a link carries: another value than any of them has is nobody's address.
"""

from django.contrib.postgres.fields import ArrayField
from django.db.models import TextField

from articles.freshness import is_told_apart_by
from articles.models import Article, OldAddress
from articles.old_queries import joined, names_in, parameters
from articles.prepared import Gap, Prepared
from articles.text import composed

MOST_KINDS = 100
# The kinds of queries at some paths, each found by one look into an index however many addresses there are.
KINDS = f"""
WITH RECURSIVE found(path, names) AS (
    SELECT path, (
        SELECT names::text FROM articles_oldaddress AS old WHERE old.path = asked.path ORDER BY names LIMIT 1
    ) FROM unnest(%s::text[]) AS asked(path)
    UNION ALL
    SELECT path, (
        SELECT names::text FROM articles_oldaddress AS old
        WHERE old.path = found.path AND old.names > found.names ORDER BY names LIMIT 1
    ) FROM found WHERE names IS NOT NULL
)
SELECT names FROM found WHERE names IS NOT NULL LIMIT {MOST_KINDS}
"""  # noqa: S608 (our own SQL)
KINDS_AT = Prepared(lambda: (KINDS, [Gap("paths", ArrayField(TextField()))]))


def moved_from(path: str, query: str) -> Article | None:
    """The published article that lived there before it came here, whichever further parameters the query has."""
    kinds = kinds_at(path)
    asked = parameters(query)
    if any(name in asked for kind in kinds for name in names_in(kind)):
        return _told_by(asked, path, kinds)
    return _alone_at(path, kinds) if kinds else None


def moved_by_query(path: str, query: str) -> Article | None:
    """The published article that lived at this path under this query; the path itself may be that of a page here."""
    return _told_by(parameters(query), path, kinds_at(path))


def kinds_at(path: str) -> list[str]:
    """Which parameters old addresses of this path have: `""` for none, `id`, `id&view` …

    The page that is made for the path may be another one for whoever asks with these parameters.
    """
    kinds = list(dict.fromkeys(names for (names,) in KINDS_AT.rows(paths=_written(path))))
    is_told_apart_by(frozenset(name for kind in kinds for name in names_in(kind)))
    return kinds


def _written(path: str) -> list[str]:
    """The path with and without its last slash, of which links are careless, its letters composed as they are kept."""
    bare = composed(path).rstrip("/")
    return [bare, f"{bare}/"]


def _told_by(asked: dict[str, str], path: str, kinds: list[str]) -> Article | None:
    """The article of the old address with the most of these parameters."""
    named = (names_in(kind) for kind in kinds if kind)
    queries = [joined({name: asked[name] for name in names}) for names in named if asked.keys() >= set(names)]
    if not queries:
        return None
    old = OldAddress.objects.filter(path__in=_written(path), query__in=queries)
    found = old.filter(article__in=Article.objects.published()).select_related("article__section")
    best = max(found, key=lambda each: (each.names.count("&"), each.path == path, each.query), default=None)
    return best.article if best else None


def _alone_at(path: str, kinds: list[str]) -> Article | None:
    """The article that lived at the bare path, or that alone lived at the path with any query."""
    old = OldAddress.objects.filter(path__in=_written(path))
    bare = {each.path: each.article_id for each in (old.filter(names="") if "" in kinds else old[:1])}
    number = bare.get(path) or next(iter(bare.values()))
    if "" not in kinds and old.exclude(article=number).exists():
        return None
    return Article.objects.published().filter(pk=number).select_related("section").first()
