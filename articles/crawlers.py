"""Programs that fetch pages without reading them, known by how they call themselves."""

import re
from functools import lru_cache

# Every browser begins in the same words, and a program that borrows them mostly says where to ask about it. Then what
# nearly every crawler, preview maker and monitor has in its name (Cubot makes telephones), then libraries, then those
# that have none of it. Apps with a browser of their own (Zalo, Facebook, Pinterest …) are readers.
UNLIKE_A_BROWSER = r"\A(?!Mozilla/5\.0 \()|compatible|://|@[a-z]|\.com\b"
GENERIC = (
    "(?<!cu)bot|crawl|spider|slurp|fetch|scrap|archiv|preview|monitor|uptime|headless|lighthouse|validator|scanner"
    "|synthetic|check|inspect|proxy|favicon"
)
LIBRARIES = (
    "curl/|wget|python|httpx|aiohttp|okhttp|java/|go-http|libwww|perl/|ruby|php/|axios|node|undici|postman|httpie"
)
NAMED = (
    "facebookexternalhit|facebookcatalog|meta-external|whatsapp/|skypeuri|embedly|mediapartners|feedly|inoreader|newsblur"
    "|google-read|google-inspection|googleother|chatgpt-user|claude-user|perplexity-user|ia_archiver|pingdom|gtmetrix"
    "|phantomjs|selenium|puppeteer|playwright"
)
CRAWLER = re.compile(f"{UNLIKE_A_BROWSER}|{GENERIC}|{LIBRARIES}|{NAMED}", re.IGNORECASE)
LONGEST_NAME = 500  # letters that are looked at of a header, which may be as long as its sender likes


def is_crawler(user_agent: str) -> bool:
    """Whether a User-Agent header is a program's rather than a reader's browser; none at all is a program's."""
    return is_program(user_agent[:LONGEST_NAME])


@lru_cache(maxsize=4096)
def is_program(name: str) -> bool:
    return not name or bool(CRAWLER.search(name))
