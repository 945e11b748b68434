"""Where an article of another publisher appeared first: what may be its address, and who is named for it."""

from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from articles.addresses import article_at
from articles.links import path_here
from articles.models import Article
from articles.models.origin import LONGEST_NAME


def site_of(url: str) -> str:
    """The name of the site that an address leads to."""
    return (urlsplit(url).hostname or "").removeprefix("www.")[:LONGEST_NAME]


def is_here(url: str, host: str) -> bool:
    """Whether it leads into this site, which is asked for at `host`."""
    return path_here(url, host) != url


def own_host() -> str:
    """The host at which readers ask for this site, where nobody is asking."""
    return urlsplit(settings.SITE_URL).netloc


def number_here(url: str, host: str) -> int:
    """The number of the article of this site that an address leads to; 0 where it leads to none."""
    return article_at(unquote(urlsplit(path_here(url, host)).path)) if is_here(url, host) else 0


def check_article_here(url: str, host: str, article: Article) -> None:
    """Refuse an address in this site unless readers find another article there; raises ValidationError."""
    number = article_at(urlsplit(path_here(url, host)).path)
    if number and number == article.pk:
        raise ValidationError(_("This is the address of this very article: leave the field empty."))
    if not Article.objects.published().filter(pk=number).exists():
        raise ValidationError(
            _("Readers find no article at this address of the newspaper: check it, or leave it empty.")
        )
