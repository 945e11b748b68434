"""Beacons for tests: the browsers that send them, and what was counted of them."""

from articles.models import Tally

CHROME = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36"
)
ANDROID = (
    "Mozilla/5.0 (Linux; Android 14; {}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0 Mobile Safari/537.36{}"
)
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) {}"
BROWSERS = [
    CHROME,
    f"{CHROME} Edg/140.0",
    "Mozilla/5.0 (Android 15; Mobile; rv:142.0) Gecko/142.0 Firefox/142.0",
    ANDROID.format("CUBOT X90", ""),
    ANDROID.format("CPH2591", " Zalo android/25091 ZaloTheme/light"),
    ANDROID.format("Pixel 8", " coc_coc_browser/127.0"),
    IPHONE.format("Version/18.6 Mobile/15E148 Safari/604.1"),
    IPHONE.format("Mobile/15E148 [FBAN/FBIOS;FBAV/520.0]"),
    IPHONE.format("Mobile/15E148 [Pinterest/iOS]"),
    ANDROID.format("K", " (Ecosia android@126.0)"),
]


def counted() -> tuple[int, int]:
    """How many views and shares were counted in all."""
    tallies = Tally.objects.values_list("views", "shares")
    return sum(views for views, _shares in tallies), sum(shares for _views, shares in tallies)
