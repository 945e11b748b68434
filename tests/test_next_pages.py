"""Which links browsers may follow before they are pressed, and that the policy lets the rules by."""

import base64
import hashlib
import json
import re

import pytest
from django.test import Client
from django.urls import reverse

from articles.models import Article

pytestmark = pytest.mark.django_db


def test_the_policy_lets_the_rules_by(client: Client, article: Article) -> None:
    for page in ("/", "/vietnam/", article.get_absolute_url()):
        answer = client.get(page)
        (rules,) = re.findall(r'<script type="speculationrules">(.*?)</script>', answer.text)
        digest = base64.b64encode(hashlib.sha256(rules.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in answer["Content-Security-Policy"], page
        assert "unsafe-inline" not in answer["Content-Security-Policy"]


def test_nothing_private_and_no_button_is_fetched_early(client: Client, article: Article) -> None:
    (rules,) = re.findall(r'<script type="speculationrules">(.*?)</script>', client.get("/").text)
    said = json.loads(rules)
    assert {kind: rule["eagerness"] for kind, (rule,) in said.items()} == {
        "prefetch": "moderate",
        "prerender": "conservative",
    }
    (where,) = {json.dumps(rule["where"]) for (rule,) in said.values()}
    early, never = json.loads(where)["and"]
    for path in (article.get_absolute_url(), "/topic/storm-season/", "/vi/topic/storm-season/", "/vi/tag/red-river/"):
        assert any(matches(each, path) for each in early["href_matches"]), path
    left_out = [reverse(name, args=[7]) for name in ("react", "agree", "report", "save")]
    left_out += ["/", "/search/", "/accounts/confirm-email/", "/me/for-you/", "/admin/", "/preview/a-b/"]
    left_out += ["/vi/search/", "/vi/feed/", "/vi/world/feed/", "/accounts/social/sign-up/"]
    for path in left_out:
        is_private = any(matches(each, path) for each in never["not"]["href_matches"])
        assert is_private or not any(matches(each, path) for each in early["href_matches"]), path


def matches(pattern: str, path: str) -> bool:
    """As the URL Pattern standard has it: a name stands for anything but a slash, a star for anything."""
    return bool(re.fullmatch(re.sub(r":\w+", "[^/]+", pattern).replace("*", ".*"), path))
