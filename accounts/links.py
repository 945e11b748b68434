"""Links in what readers write, however they are written: with their scheme, bare, or with the full stop taken apart."""

import re

from accounts.phrases import Span

# Browsers take the full stops of other scripts for the plain one.
DOT = r"[.\u2024\u3002\uff0e\uff61]"
LABEL = r"[^\W_](?:[\w-]{0,61}[^\W_])?"
# Endings that are no word which may begin a sentence after a full stop without its space: “late.So we went”.
ENDING = (
    "com|net|org|info|biz|xyz|top|club|online|site|shop|store|live|vip|app|dev|blog|news|link|click|icu|buzz|win|bet"
    "|io|co|ly|gl|gg|cc|tv|ws|ru|cn|tk|ml|ga|cf|gq|pw|su|vn|mx|ar|cl|pe|ve|uy|py|ec|cu|uk|us|de|fr|eu|jp|kr|tw|hk|th|id"
)
ENDINGS_APART = "com|net|org|vn|info|xyz|io|ru|cn"
LINK = re.compile(
    rf"""
    (?: h[tx]{{2}}ps? \s? : \s? // \s? | \b www \s? {DOT} \s? ) \S+            # http://…, hxxps://…, www.…
    | \b (?: {LABEL} {DOT} ){{1,8}} (?-i:[a-z]{{2,24}}) (?: : \d{{2,5}} )? / \S+ # name.of/some/page; TP.HCM/Huế is none
    | (?: [\w.+-]{{1,64}} @ )? \b (?: {LABEL} {DOT} ){{1,8}} (?: {ENDING} ) \b # name.com, somebody@name.com
    | \b {LABEL} (?: \s{{1,3}} {DOT} \s{{0,3}} | \s? [\[({{] \s? (?: {DOT} | dot | punto | ch[ấâa]m ) \s? [\])}}] \s? )
      (?: {ENDINGS_APART} ) \b                                                 # name . com, name [dot] com
    """,
    re.VERBOSE | re.IGNORECASE,
)


def places(text: str) -> list[Span]:
    """From where to where each link of the text stands."""
    return [found.span() for found in LINK.finditer(text) if not is_end_of_sentence(found[0])]


def is_end_of_sentence(link: str) -> bool:
    """Whether rather a space is missing: a small letter, a full stop, and a word with a capital (“llegó.De hecho”)."""
    before, _dot, after = link.rpartition(".")
    return before[-1:].islower() and after.istitle() and after.lower() not in ENDINGS_APART.split("|")
