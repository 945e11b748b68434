"""Programs that fetch pages without reading them, known by how they call themselves."""

import re

# What nearly every crawler, preview maker and monitor has in its name, and the well-known ones that have none of it.
GENERIC = "bot|crawl|spider|slurp|fetch|scrap|archiv|preview|monitor|uptime|headless|lighthouse|validator|scan|index"
LIBRARIES = "curl|wget|python|httpx|aiohttp|okhttp|java/|go-http|libwww|perl|ruby|php|axios|node|undici|postman|httpie"
NAMED = (
    "facebookexternalhit|facebookcatalog|meta-external|whatsapp|telegram|zalo|viber|skypeuri|slack|discord|embedly|pinterest"
    "|bingpreview|google-read|google-inspection|googleother|mediapartners|feedly|inoreader|newsblur|chatgpt|claude|perplexity"
    "|ia_archiver|pingdom|statuscake|gtmetrix|phantomjs|selenium|puppeteer|playwright|yandex.+metrika|baidu.+render|coccoc.*bot"
)
CRAWLER = re.compile(f"{GENERIC}|{LIBRARIES}|{NAMED}", re.IGNORECASE)
LONGEST_NAME = 500


def is_crawler(user_agent: str) -> bool:
    """Whether a User-Agent header is a program's rather than a reader's browser; none at all is a program's."""
    return not user_agent or bool(CRAWLER.search(user_agent[:LONGEST_NAME]))
