"""The content codings in which a ready page is kept (RFC 9110, section 8.4.1)."""

import gzip
import sys
from functools import lru_cache

import brotli

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

IDENTITY = "identity"
PREFERRED = ("br", "zstd", "gzip")
LONGEST = 200  # letters of a header; what is remembered of a thousand hostile ones would fill the memory otherwise


@lru_cache(maxsize=8)  # many addresses may have one page: the one for what is not there
def coded(content: bytes, coding: str) -> bytes:
    """`content` in one of the codings, at strengths that cost a page about a millisecond."""
    if coding == "br":
        return brotli.compress(content, quality=5)
    if coding == "zstd":
        return zstd.compress(content, 9)
    return gzip.compress(content, 6, mtime=0) if coding == "gzip" else content


def coding_for(accepted: str) -> str:
    """The best coding that an Accept-Encoding header allows; identity when it names none of ours."""
    return best_coding(accepted[:LONGEST])


@lru_cache(maxsize=1024)
def best_coding(accepted: str) -> str:
    weights: dict[str, float] = {}
    for offer in accepted.lower().split(","):
        name, _semicolon, weight = offer.replace(" ", "").partition(";q=")
        weights[name] = _number(weight) if weight else 1.0
    best = max(PREFERRED, key=lambda name: weights.get(name, weights.get("*", 0.0)))
    return best if weights.get(best, weights.get("*", 0.0)) > 0 else IDENTITY


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0
