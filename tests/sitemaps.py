"""Where the sitemaps lead."""

from urllib.parse import urlsplit

from defusedxml.ElementTree import fromstring
from django.test import Client

MAPS = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def addresses(client: Client, sitemap: str) -> list[str]:
    response = client.get(sitemap)
    assert response.status_code == 200
    return [
        urlsplit(each.text or "")._replace(scheme="", netloc="").geturl()
        for each in fromstring(response.content).iter(f"{MAPS}loc")
    ]


def everything(client: Client) -> set[str]:
    """Every page that the sitemap's index leads to."""
    return {page for part in addresses(client, "/sitemap.xml") for page in addresses(client, part)}
