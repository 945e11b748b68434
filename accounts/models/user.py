from typing import Any

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.models.shown import Shown
from articles.text import composed


class UserManager(BaseUserManager["User"]):
    """Makes accounts from an e-mail address; an address is the same account in any case of letters."""

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        if not email:
            raise ValueError("An account needs an e-mail address.")
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class User(Shown, AbstractBaseUser, PermissionsMixin):
    """A reader, and with staff rights a journalist, editor, moderator or administrator; signs in by e-mail."""

    email = models.EmailField(_("e-mail address"), unique=True)
    display_name = models.CharField(
        _("display name"), max_length=60, blank=True, help_text=_("The name that others see, e.g. “Bùi Ngân”.")
    )
    language = models.CharField(_("language"), max_length=8, choices=settings.LANGUAGES, blank=True)
    keeps_history = models.BooleanField(_("keeps their reading history"), default=False, editable=False)
    is_staff = models.BooleanField(_("works here"), default=False, help_text=_("May log in to the desk."))
    is_active = models.BooleanField(
        _("active"), default=True, help_text=_("Untick instead of deleting: the account can no longer log in.")
    )
    date_joined = models.DateTimeField(_("joined"), default=timezone.now, editable=False)
    joined_from = models.CharField(
        _("network"), max_length=64, blank=True, editable=False, help_text=_("A keyed hash, forgotten after 30 days.")
    )

    objects = UserManager()

    USERNAME_FIELD = EMAIL_FIELD = "email"
    REQUIRED_FIELDS = []

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        constraints = [
            models.UniqueConstraint(
                Lower("email"), name="one_account_per_email", violation_error_message=_("This address has an account.")
            )
        ]
        indexes = [
            models.Index(fields=["date_joined"], name="accounts_by_joining"),
            models.Index(fields=["date_joined"], condition=~models.Q(joined_from=""), name="accounts_with_network"),
        ]

    def __str__(self) -> str:
        return self.email

    def clean(self) -> None:
        super().clean()
        self.email = type(self).objects.normalize_email(self.email)
        self.display_name = composed(self.display_name).strip()

    def get_full_name(self) -> str:
        return self.display_name or self.email.partition("@")[0]

    get_short_name = get_full_name

    @property
    def public_name(self) -> str:
        """What stands beside their words for everyone: nothing of their address, even where they gave no name."""
        return self.display_name or gettext("A reader")
