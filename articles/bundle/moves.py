"""The old addresses of a batch, each leading to the one article that lived there."""

from django.db.models import Q

from articles.bundle.record import Record
from articles.models import OldAddress

type Address = tuple[str, str]  # path and query


def redirect(moved: list[tuple[int, Record, int]]) -> list[tuple[int, str]]:
    """Let the old addresses lead to their articles; one that leads to another article stays so, which is told by line.

    `moved` holds lines, their records and the numbers of their articles.
    """
    claims = [(line, (record.old_path, record.old_query), article) for line, record, article in moved]
    claims = [claim for claim in claims if claim[1][0] and claim[1] != ("/", "")]
    leads = leading({address for _line, address, _article in claims})
    new, taken = [], []
    for line, address, article in claims:
        if address not in leads:
            new.append(OldAddress(path=address[0], query=address[1], article_id=article))
        if leads.setdefault(address, article) != article:
            taken.append((line, f"{written(address)} leads to article {leads[address]} already, and stays so."))
    OldAddress.objects.bulk_create(new)
    forget_bare({article: path for _line, (path, query), article in claims if query})
    return taken


def leading(addresses: set[Address]) -> dict[Address, int]:
    """The articles to which these addresses lead already."""
    paths, queries = ({address[place] for address in addresses} for place in (0, 1))
    there = OldAddress.objects.filter(path__in=paths, query__in=queries) if addresses else ()
    return {(old.path, old.query): old.article_id for old in there}


def forget_bare(paths: dict[int, str]) -> None:
    """Take back the bare paths of these articles: imports before knew no query, and let the last line have the path."""
    bare = [Q(path=path, article=article) for article, path in paths.items()]
    if bare:
        OldAddress.objects.filter(Q(*bare, _connector=Q.OR), names="").delete()


def written(address: Address) -> str:
    return "?".join(filter(None, address))
