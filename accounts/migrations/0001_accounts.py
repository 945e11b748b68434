"""Accounts, before all else that leads to them."""

from django.db import migrations, models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone

ID = ("id", models.BigAutoField("ID", primary_key=True, auto_created=True, serialize=False))
LANGUAGES = [("en", "English"), ("vi", "Vietnamese"), ("es", "Spanish")]


class Migration(migrations.Migration):
    initial = True
    replaces = [
        ("accounts", "0001_initial"),
    ]
    dependencies = [("auth", "0012_alter_user_first_name_max_length")]

    operations = [
        migrations.CreateModel(
            name="User",
            fields=[
                ID,
                ("password", models.CharField("password", max_length=128)),
                ("last_login", models.DateTimeField("last login", blank=True, null=True)),
                ("is_superuser", models.BooleanField("superuser status", default=False, help_text="Designates that this user has all permissions without explicitly assigning them.")),
                ("email", models.EmailField("e-mail address", max_length=254, unique=True)),
                ("display_name", models.CharField("display name", max_length=60, blank=True, help_text="The name that others see, e.g. “Bùi Ngân”.")),
                ("language", models.CharField("language", max_length=8, blank=True, choices=LANGUAGES)),
                ("keeps_history", models.BooleanField("keeps their reading history", default=False, editable=False)),
                ("is_staff", models.BooleanField("works here", default=False, help_text="May log in to the desk.")),
                ("is_active", models.BooleanField("active", default=True, help_text="Untick instead of deleting: the account can no longer log in.")),
                ("date_joined", models.DateTimeField("joined", default=timezone.now, editable=False)),
                ("joined_from", models.CharField("network", max_length=64, blank=True, editable=False, help_text="A keyed hash, forgotten after 30 days.")),
                ("groups", models.ManyToManyField("auth.Group", verbose_name="groups", blank=True, related_name="user_set", related_query_name="user", help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.")),
                ("user_permissions", models.ManyToManyField("auth.Permission", verbose_name="user permissions", blank=True, related_name="user_set", related_query_name="user", help_text="Specific permissions for this user.")),
            ],
            options={
                "verbose_name": "account",
                "verbose_name_plural": "accounts",
                "indexes": [
                    models.Index(fields=["date_joined"], name="accounts_by_joining"),
                    models.Index(fields=["date_joined"], condition=~Q(joined_from=""), name="accounts_with_network"),
                ],
                "constraints": [
                    models.UniqueConstraint(Lower("email"), name="one_account_per_email", violation_error_message="This address has an account."),
                ],
            },
        ),
    ]
