"""The query of an old address, by which many archives told their articles apart: `/?p=77`, `/article.php?id=17`.

It is kept in one form, whatever order its parameters came in, so that an index finds it.
"""

from urllib.parse import parse_qsl, quote, urlencode

from articles.text import composed

# Parameters that say where a reader came from and never what was read.
TRACKING = {"fbclid", "gclid", "dclid", "gbraid", "wbraid", "msclkid", "yclid", "igshid", "mc_cid", "mc_eid", "zarsrc"}
# `/story.asp?12345` has a value without a name; no parameter is called by a question mark.
NAMELESS = "?"


def parameters(query: str) -> dict[str, str]:
    """The parameters of a query that may tell what was read, by name; of two of one name the last counts."""
    pairs = (part if "=" in part else f"{quote(NAMELESS)}={part}" for part in query.split("&") if part)
    named = parse_qsl("&".join(pairs), keep_blank_values=True)
    return {composed(name): composed(value) for name, value in named if not is_tracking(name)}


def is_tracking(name: str) -> bool:
    return name.startswith("utm_") or name in TRACKING


def joined(found: dict[str, str]) -> str:
    """Parameters in the one form in which an old address keeps them."""
    return urlencode(sorted(found.items()))


def names_in(joined: str) -> list[str]:
    """The names of parameters that were joined, with or without their values."""
    return [name for name, _value in parse_qsl(joined, keep_blank_values=True)]
