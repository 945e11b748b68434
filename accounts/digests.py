"""The daily e-mail with what is new in what a reader follows: at most one a day, however often it is asked for."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.emails import KINDS, deliver
from accounts.following import ForYou
from accounts.models import EmailPreference
from articles.moments import midnight_before

DIGEST = KINDS["digest"]
ARTICLES_AT_MOST = 15
# After a pause of the sender, nobody wants the news of weeks.
LOOKS_BACK = timedelta(days=3)


def send_digests() -> int:
    """Write to everyone who wants it and had none today (in the paper's time zone) but has something to read."""
    today = midnight_before(timezone.now())
    due = EmailPreference.objects.due(DIGEST.key, today).order_by("pk").values_list("pk", flat=True)
    return sum(send_digest(pk, today) for pk in list(due))


@transaction.atomic
def send_digest(pk: int, today: datetime) -> bool:
    """Write to one reader, unless another run does or has done so; whether it was sent.

    It is noted after it was sent: a server that ends in between sends it twice, one that refuses gets it again.
    """
    wishes = EmailPreference.objects.due(DIGEST.key, today).filter(reader__is_active=True)
    wish = wishes.select_related("reader").select_for_update(skip_locked=True, of=("self",)).filter(pk=pk).first()
    if not wish:
        return False
    now = timezone.now()
    since = max(wish.last_sent_at or wish.changed_at, now - LOOKS_BACK)
    articles = list(ForYou(wish.reader).articles.filter(published_at__gt=since)[: ARTICLES_AT_MOST + 1])
    context = {"articles": articles[:ARTICLES_AT_MOST], "has_more": len(articles) > ARTICLES_AT_MOST}
    if not articles or not deliver(wish.reader, DIGEST, _("New in what you follow"), "digest", context):
        return False
    EmailPreference.objects.filter(pk=pk).update(last_sent_at=now)
    return True
