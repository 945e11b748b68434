"""The newsroom's colours as a style sheet, which the page's policy would not allow inside the page."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from articles.colours import style_sheet


@require_safe
def colours(request: HttpRequest, by_day: str, by_night: str) -> HttpResponse:
    """The style sheet of these two colours; its address says all that it holds, so it never changes."""
    headers = {"Cache-Control": "public, max-age=31536000, immutable"}
    return HttpResponse(style_sheet(by_day, by_night), content_type="text/css", headers=headers)
