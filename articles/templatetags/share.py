"""`{% share_links url headline as links %}`: where an article may be sent, as plain links."""

from urllib.parse import quote

from django import template

register = template.Library()
SERVICES = (
    ("Facebook", "https://www.facebook.com/sharer/sharer.php?u={url}"),
    ("Zalo", "https://zalo.me/share?url={url}"),
    ("WhatsApp", "https://wa.me/?text={text}%20{url}"),
    ("Telegram", "https://t.me/share/url?url={url}"),
    ("X", "https://x.com/intent/post?url={url}&text={text}"),
    ("LinkedIn", "https://www.linkedin.com/sharing/share-offsite/?url={url}"),
)


@register.simple_tag
def share_links(url: str, headline: str) -> list[tuple[str, str]]:
    """(name of the service, address that shares) for each service."""
    parts = {"url": quote(url, safe=""), "text": quote(headline, safe="")}
    return [(name, address.format(**parts)) for name, address in SERVICES]


@register.simple_tag
def mail_link(url: str, headline: str) -> str:
    """An address that opens a letter with the article's headline and address in it."""
    return f"mailto:?subject={quote(headline)}&body={quote(url, safe='')}"
