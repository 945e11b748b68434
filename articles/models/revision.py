from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Revision(models.Model):
    """An article as it was saved once: its words, photos, authors, topics and tags; never changed afterwards."""

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField(_("number"))
    content = models.JSONField(_("content"))
    status = models.CharField(_("status"), max_length=12)
    is_proposal = models.BooleanField(
        _("proposal"),
        default=False,
        help_text=_("Kept beside the article and not shown to readers until it is taken up."),
    )
    remark = models.CharField(_("remark"), max_length=200, blank=True)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    saved_at = models.DateTimeField(_("saved"), auto_now_add=True)

    class Meta:
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["article", "number"], name="one_revision_per_number")]

    def __str__(self) -> str:
        return f"{self.article_id} · {self.number}"


class Editing(models.Model):
    """Somebody who has an article open at the desk, as their browser last said."""

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="open_at")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    opened_at = models.DateTimeField(_("opened"))
    seen_at = models.DateTimeField(_("seen"))

    class Meta:
        verbose_name = _("open article")
        verbose_name_plural = _("open articles")
        constraints = [models.UniqueConstraint(fields=["article", "account"], name="one_row_per_article_and_account")]

    def __str__(self) -> str:
        return f"{self.account} · {self.article_id}"
