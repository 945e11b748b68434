"""Which page a reader may want next: browsers that know speculation rules fetch it when it is pointed at.

Its text alone (some 10 KB), and drawn with its pictures only once the link is pressed. A browser that saves data does
neither. Nothing is counted before the page is seen, and no link is followed that asks the newsroom to do something.
"""

import json

from articles.inline import csp_source

# An address whose second part is in several words: an article, topic, tag or author; in another language's edition it
# is the second after the language. Nothing private, no button.
WHERE = {
    "and": [
        {"href_matches": ["/:section/:words-:number/", "/:language/:kind/:words-:number/"]},
        {"not": {"href_matches": ["/me/*", "/accounts/*", "/admin/*", "/preview/*"]}},
    ]
}
RULES = json.dumps(
    {
        "prefetch": [{"where": WHERE, "eagerness": "moderate"}],
        "prerender": [{"where": WHERE, "eagerness": "conservative"}],
    },
    separators=(",", ":"),
)
# An inline script that runs nothing (articles/later.py has the other).
CSP_SOURCE = csp_source(RULES)
