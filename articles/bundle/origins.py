"""Articles that appeared first in this newspaper itself: in a bundle by a path, for each newsroom has its own host."""

from urllib.parse import unquote

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone

from articles.addresses import article_at
from articles.bundle.identity import articles_by_id
from articles.bundle.record import Record
from articles.models import Article, OldAddress
from articles.origin import check_article_here, is_here, number_here, own_host


def told(article: Article) -> str:
    """Where the article appeared first: the present path of one of this newspaper, nothing where that is gone."""
    host = own_host()
    if not is_here(article.original_url, host):
        return article.original_url
    number = number_here(article.original_url, host)
    first = Article.objects.select_related("section").filter(pk=number).first()
    return first.get_absolute_url() if first else ""


def settle(records: list[tuple[int, Record]]) -> list[tuple[int, str]]:
    """Keep of which article here each took its text, as the desk would; the remarks by line."""
    paths = {record.external_id: (line, record.first_here) for line, record in records if record.first_here}
    articles = articles_by_id(paths) if paths else {}
    return [
        (line, f"readers find no other article at {path}, where it is said to have appeared first.")
        for name, (line, path) in paths.items()
        if name in articles and not is_settled(articles[name], path)
    ]


def is_settled(article: Article, path: str) -> bool:
    """Keep the article at the path as the one that appeared first, unless readers find none or this very one."""
    first, host = article_from(path), own_host()
    if first and number_here(article.original_url, host) == first.pk:
        return True
    try:
        url = f"{settings.SITE_URL}{first.get_absolute_url() if first else path}"
        check_article_here(url, host, article)
    except ValidationError:
        return False
    Article.objects.filter(pk=article.pk).update(original_url=url, saved_at=timezone.now())
    return True


def article_from(path: str) -> Article | None:
    """The article that lived at the path where the bundle comes from, whatever its number here."""
    path = unquote(path)
    moved = OldAddress.objects.filter(path=path, query="").first()
    number = moved.article_id if moved else article_at(path)
    return Article.objects.select_related("section").filter(pk=number).first()
