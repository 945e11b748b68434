"""What each role of the newsroom may do on the desk; a Reader is any account without one."""

from typing import Any

from django.apps import AppConfig
from django.contrib.auth.models import Group, Permission
from django.db.models import Q
from django.db.models.signals import post_migrate
from django.dispatch import receiver

WRITE = (
    "articles.view_",
    "articles.add_article",
    "articles.change_article",
    "articles.add_photo",
    "articles.change_photo",
)
PLACE = tuple(
    f"articles.{verb}_{model}"
    for verb in ("add", "change", "delete")
    for model in ("byline", "placedphoto", "topicplacement", "pinnedrelated")
)
ROLES: dict[str, tuple[str, ...]] = {
    "Journalist": (*WRITE, *PLACE),
    "Editor": ("articles.",),
    "Moderator": ("articles.view_article", "accounts.view_", "accounts.change_reaction", "accounts.delete_reaction"),
    "Administrator": ("articles.", "accounts.", "account.", "auth."),
}


def permissions_for(prefixes: tuple[str, ...]) -> Q:
    """Permissions whose `app.codename` begins with one of `prefixes`."""
    condition = Q()
    for prefix in prefixes:
        app, _dot, codename = prefix.partition(".")
        condition |= Q(content_type__app_label=app, codename__startswith=codename)
    return condition


@receiver(post_migrate)
def add_missing_roles(sender: AppConfig, **_signal: Any) -> None:
    """Make each role that is not there yet; a role that the newsroom has changed stays as it is."""
    if sender.label != "auth":  # sent for `auth` last of all, the signal finds every permission made
        return
    for name, prefixes in ROLES.items():
        group, is_new = Group.objects.get_or_create(name=name)
        if is_new:
            group.permissions.set(Permission.objects.filter(permissions_for(prefixes)))
