"""What an article's page says to search engines: schema.org's NewsArticle and BreadcrumbList as JSON-LD."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.templatetags.static import static
from django.utils import timezone

from articles import photos
from articles.addresses import address, address_in
from articles.models import Article, Correction, Newsroom, PlacedPhoto
from articles.paper import front_url

Absolute = Callable[[str], str]


def news_article(article: Any, newsroom: Newsroom, absolute: Absolute) -> dict[str, Any]:
    """An article that came with `shown_authors`, `shown_tags`, `shown_topics` and corrections; asks no further query.

    `absolute` makes a path a whole address.
    """
    corrections = article.corrections.all()
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": article.listed_headline,
        "alternativeHeadline": article.search_title,
        "description": article.standfirst,
        "url": absolute(article.get_absolute_url()),
        "mainEntityOfPage": absolute(article.get_absolute_url()),
        "image": images(article.lead_photo, absolute) if article.lead_photo else [],
        "datePublished": moment(article.published_at),
        "dateModified": moment(max([modified_at(article), *(each.published_at for each in corrections)])),
        "author": [author(each, article.language, absolute) for each in article.shown_authors],
        "publisher": publisher(newsroom, absolute),
        "articleSection": article.section.name_in(article.language),
        "keywords": [each["name"] for each in (*article.shown_topics, *article.shown_tags)],
        "inLanguage": article.language,
        "wordCount": article.word_count,
        "isAccessibleForFree": True,
        "isBasedOn": origin(article),
        "creativeWorkStatus": "Retracted" if article.retracted_at else "",
        "correction": [correction(each, absolute) for each in corrections],
    }
    return told(data)


def website(newsroom: Newsroom, language: str, absolute: Absolute) -> dict[str, Any]:
    """The newspaper on its front page in `language`: what search engines call the site in their results."""
    data = {
        "@context": "https://schema.org",
        "@type": "WebSite",
        "name": newsroom.name,
        "description": newsroom.tagline_here,
        "url": absolute(front_url(language)),
        "inLanguage": language,
        "publisher": publisher(newsroom, absolute),
    }
    return told(data)


def told(data: dict[str, Any]) -> dict[str, Any]:
    """`data` without what is empty."""
    return {key: value for key, value in data.items() if value not in ("", [], {})}


def origin(article: Article) -> dict[str, Any]:
    """What an article was taken over from; empty where that has no address, as what was first in print."""
    if not article.original_url:
        return {}
    name = article.original_publisher
    publisher = {"@type": "Organization", "name": name} if name else {}
    return told({"@type": "NewsArticle", "url": article.original_url, "publisher": publisher})


def breadcrumbs(article: Article, newsroom: Newsroom, absolute: Absolute) -> dict[str, Any]:
    """The way to an article: front page, section, article."""
    way = [
        (newsroom.name, front_url(article.language)),
        (article.section.name_in(article.language), article.section.get_absolute_url()),
        (article.headline, article.get_absolute_url()),
    ]
    steps = [
        {"@type": "ListItem", "position": position, "name": name, "item": absolute(path)}
        for position, (name, path) in enumerate(way, 1)
    ]
    return {"@context": "https://schema.org", "@type": "BreadcrumbList", "itemListElement": steps}


def modified_at(article: Article) -> datetime:
    """When readers were last told something new by a published article, or of it if it came with `corrected_at`."""
    updated_at = article.updated_at if article.is_updated else None
    return max(filter(None, (article.published_at, updated_at, getattr(article, "corrected_at", None))))


def moment(time: datetime) -> str:
    return timezone.localtime(time).isoformat(timespec="seconds")


def author(shown: dict[str, str], language: str, absolute: Absolute) -> dict[str, str]:
    url = absolute(address_in(language, "author", shown["slug"]))
    person = {"@type": "Person", "name": shown["name"], "url": url}
    return person | ({"jobTitle": shown["role"]} if shown["role"] else {})


def publisher(newsroom: Newsroom, absolute: Absolute) -> dict[str, Any]:
    logo = {"@type": "ImageObject", "url": absolute(static("icon-180.png")), "width": 180, "height": 180}
    return {"@type": "NewsMediaOrganization", "name": newsroom.name, "url": absolute(address("front")), "logo": logo}


def images(use: PlacedPhoto, absolute: Absolute) -> list[dict[str, Any]]:
    """The photo in each shape, with its caption and credit."""
    words = {"caption": use.caption, "creditText": use.credit}
    said = {"@type": "ImageObject"} | {key: text for key, text in words.items() if text}
    previews = [preview(use, crop) for crop in photos.PREVIEW_CROPS]
    return [said | {"url": absolute(each.url), "width": each.width, "height": each.height} for each in previews]


def preview(use: PlacedPhoto, crop: str) -> photos.Rendition:
    """The JPEG of a photo in one crop that is widest up to what search engines ask for."""
    return photos.plain(use.photo, crop, photos.PREVIEW_WIDTH)


def correction(note: Correction, absolute: Absolute) -> dict[str, str]:
    return {
        "@type": "CorrectionComment",
        "name": note.get_kind_display(),
        "text": note.text,
        "datePublished": moment(note.published_at),
        "url": absolute(note.get_absolute_url()),
    }
