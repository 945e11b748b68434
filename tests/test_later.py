"""The script that asks for the others once a page is drawn: that the policy lets it by, and it alone."""

import base64
import hashlib
import re

import pytest
from django.test import Client

from articles.models import Article

pytestmark = pytest.mark.django_db


def test_the_policy_lets_the_one_inline_script_by(client: Client, article: Article) -> None:
    for path in ("/", "/vietnam/", article.get_absolute_url(), "/accounts/login/"):
        answer = client.get(path)
        (script,) = re.findall(r"<script>(.*?)</script>", answer.text, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in answer["Content-Security-Policy"], path


def test_every_script_of_a_page_waits_until_it_is_drawn(client: Client, article: Article) -> None:
    for path in ("/", article.get_absolute_url()):
        kinds = set(re.findall(r'<script type="([^"]+)"', client.get(path).text))
        assert kinds <= {"later", "speculationrules", "application/ld+json"}, path
        assert "later" in kinds, path
