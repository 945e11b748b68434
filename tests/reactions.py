"""Reactions for tests: where they are pressed, how they are asked for, and how many there are."""

from accounts.models import ReactionKind
from accounts.reactions import counts_for
from articles.models import Article

FROM_ELSEWHERE = [
    *({"Sec-Fetch-Site": site} for site in ("cross-site", "same-site", "none")),
    {"Sec-Fetch-Site": "same-origin", "Sec-Purpose": "prefetch"},
    {"Referer": "https://elsewhere.example/"},
]


def kind(key: str) -> ReactionKind:
    return ReactionKind.objects.get(key=key)


def address(article: Article, query: str = "") -> str:
    return f"/me/react/{article.pk}/{query}"


def counts(article: Article) -> dict[str, int]:
    return {kind.key: count for kind, count in counts_for(article)}
