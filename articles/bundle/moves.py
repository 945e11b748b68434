"""The old addresses of a batch, each leading to the one article that lived there."""

from django.db.models import Q

from articles.bundle.addresses import Address
from articles.bundle.record import Record
from articles.models import OldAddress


def redirect(moved: list[tuple[int, Record, int]]) -> list[tuple[int, str]]:
    """Let the old addresses lead to their articles; one that leads to another article stays so, which is told by line.

    `moved` holds lines, their records and the numbers of their articles.
    """
    claims = [(line, address, article) for line, record, article in moved for address in record.old_addresses]
    claims = [claim for claim in claims if not leads_there(*claim[1:])]
    leads = leading({address for _line, address, _article in claims})
    new, taken = [], []
    for line, address, article in claims:
        if address not in leads:
            new.append(OldAddress(path=address[0], query=address[1], article_id=article))
        if leads.setdefault(address, article) != article:
            taken.append((line, f"{written(address)} leads to article {leads[address]} already, and stays so."))
    OldAddress.objects.bulk_create(new)
    forget_bare(claims)
    return taken


def leads_there(address: Address, article: int) -> bool:
    """Whether nothing has to redirect: it is the front's, or ends in the article's number, as its own addresses do."""
    path, query = address
    words = path.strip("/").split("/")
    is_own = len(words) == 2 and words[1].rpartition("-")[2] == str(article)
    return not query and (path == "/" or is_own)


def leading(addresses: set[Address]) -> dict[Address, int]:
    """The articles to which these addresses lead already."""
    paths, queries = ({address[place] for address in addresses} for place in (0, 1))
    there = OldAddress.objects.filter(path__in=paths, query__in=queries) if addresses else ()
    return {(old.path, old.query): old.article_id for old in there}


def forget_bare(claims: list[tuple[int, Address, int]]) -> None:
    """Take back bare paths that no line claims: imports before knew no query, and let the last line have the path."""
    claimed = {(path, article) for _line, (path, query), article in claims if not query}
    queried = {(path, article) for _line, (path, query), article in claims if query}
    if bare := [Q(path=path, article=article) for path, article in queried - claimed]:
        OldAddress.objects.filter(Q(*bare, _connector=Q.OR), names="").delete()


def written(address: Address) -> str:
    return "?".join(filter(None, address))
