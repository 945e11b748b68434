"""Breaking news: a line above every page, from one moment until another, for every edition or one."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from articles.models import Article, Breaking, PreviewVisit, Section
from articles.previews import address_of, make_link
from articles.revisions import keep
from tests.forms import judged, messages_of

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
REFUSED = (
    "javascript:alert(1)",
    "data:text/html,x",
    "//evil.example",
    "/\\evil.example",
    "https:\\\\evil.example",
    "https://good.example@evil.example/",
    "http://example.com",
    "https://",
    "vietnam/",
    "/a b",
)


def banner(text: str = "Storm No. 7 makes landfall", *, starts: int = -1, ends: int = 1, **fields: str) -> Breaking:
    now = timezone.now()
    return Breaking.objects.create(text=text, starts_at=now + starts * HOUR, ends_at=now + ends * HOUR, **fields)


def test_a_banner_is_on_every_page_while_it_runs(client: Client, full: Article) -> None:
    banner(link="/vietnam/")
    banner("Over already", starts=-3, ends=-1)
    banner("Still to come", starts=1, ends=2)
    for path in ("/", "/vi/", full.get_absolute_url(), "/vietnam/", "/about/", "/no/such/page/", "/accounts/login/"):
        html = client.get(path).content.decode()
        assert '<a href="/vietnam/">Storm No. 7 makes landfall</a>' in html, path
        assert "Over already" not in html
        assert "Still to come" not in html


def test_a_banner_of_one_edition_stays_there_and_the_newest_wins(client: Client, article: Article) -> None:
    banner("For all", starts=-3)
    banner("Bão số 7", starts=-2, language="vi")
    front = client.get("/").content.decode()
    assert ("For all" in front, "Bão số 7" in front) == (True, False)
    assert '<span lang="vi">Bão số 7</span>' in client.get("/vi/").content.decode()
    banner("Newest for all")
    assert "Newest for all" in client.get("/vi/").content.decode()


def test_a_banner_runs_before_the_newsroom_has_a_name(client: Client, article: Article) -> None:
    banner()
    assert "Storm No. 7" in client.get("/").content.decode()


def form(**fields: str) -> dict[str, str]:
    now = timezone.localtime()
    times = {"starts_at_0": f"{now:%Y-%m-%d}", "starts_at_1": f"{now:%H:%M}"}
    later = now + HOUR
    return {"text": "Storm", **times, "ends_at_0": f"{later:%Y-%m-%d}", "ends_at_1": f"{later:%H:%M}", **fields}


def test_a_banner_leads_into_the_site_or_to_a_secure_page(desk: Client) -> None:
    for link in ["", "/vietnam/", "/search/?q=lake", "https://example.com", "https://example.com/a?b#c"]:
        assert desk.post("/admin/articles/breaking/add/", form(link=link)).status_code == 302
        assert Breaking.objects.latest("pk").link == link


def test_any_other_link_is_refused_in_words(desk: Client) -> None:
    for link in REFUSED:
        errors = judged(desk, "/admin/articles/breaking/add/", form(link=link))["adminform"].form.errors
        assert "or a whole address that begins with https://." in str(errors["link"]), link
    assert not Breaking.objects.exists()


def test_a_banner_for_all_is_called_so_where_it_is_written_and_listed(desk: Client) -> None:
    assert '<option value="" selected>Every edition</option>' in desk.get("/admin/articles/breaking/add/").text
    banner()
    assert '<td class="field-edition">Every edition</td>' in desk.get("/admin/articles/breaking/").text


def test_an_overlapping_or_finished_banner_is_kept_with_a_warning(desk: Client) -> None:
    banner("Floods in Huế", language="vi")
    html = desk.post("/admin/articles/breaking/add/", form(), follow=True).content.decode()
    assert "“Floods in Huế” runs at the same time" in html
    html = desk.post("/admin/articles/breaking/add/", form(language="es"), follow=True).content.decode()
    assert "“Storm” runs at the same time" in html
    assert "“Floods in Huế” runs" not in html
    past = form(starts_at_0="2020-01-01", ends_at_0="2020-01-02")
    assert "end has passed: no page shows it." in desk.post("/admin/articles/breaking/add/", past, follow=True).text


def test_a_link_that_leads_nowhere_is_told_of(desk: Client, editor: User, full: Article) -> None:
    draft = Article.objects.create(headline="Not yet", section=full.section)
    keep(draft, editor)
    preview = address_of(make_link(draft.revisions.get(), "", editor, hours=1))
    Section.objects.create(name="日本")

    def said(link: str) -> bool:
        answer = desk.post("/admin/articles/breaking/add/", form(link=link))
        return any("leads nowhere" in message for message in messages_of(desk, answer))

    hidden = draft.get_absolute_url()
    at_the_desk = ("/admin/", "/admin/articles/article/?q=a", "/admin/no/such/page/")
    for link in ("/no/such/page/", "/no-such-section/", hidden, f"{hidden}#a", preview, *at_the_desk):
        assert said(link), link
    assert not PreviewVisit.objects.exists()
    of_ours = ("/vietnam/?page=1#a", "/%E6%97%A5%E6%9C%AC/", full.get_absolute_url(), "/accounts/login/")
    for link in (*of_ours, "https://example.com/", ""):
        assert not said(link), link


def test_a_banner_that_ends_before_it_begins_is_refused(desk: Client) -> None:
    answer = desk.post("/admin/articles/breaking/add/", form(ends_at_0="2020-01-02"))
    assert "The banner&#x27;s end must come after its beginning." in answer.content.decode()


def test_a_journalist_cannot_run_a_banner(client: Client, journalist: User) -> None:
    found = banner()
    client.force_login(journalist)
    assert client.get(f"/admin/articles/breaking/{found.pk}/change/").status_code == 200
    for path in ("add", f"{found.pk}/change", f"{found.pk}/delete"):
        assert client.post(f"/admin/articles/breaking/{path}/", form()).status_code == 403
