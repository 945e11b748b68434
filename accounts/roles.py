"""What each role of the newsroom may do on the desk; a Reader is any account without one."""

from typing import Any

from django.apps import AppConfig, apps
from django.contrib.auth.models import Group, Permission
from django.db import connections
from django.db.models import Q
from django.db.models.signals import post_migrate, pre_migrate
from django.dispatch import receiver

WRITE = (
    "articles.view_",
    "articles.add_article",
    "articles.change_article",
    "articles.add_editorialnote",
    "articles.add_photo",
    "articles.add_previewlink",
    "articles.change_previewlink",
)
PLACE = tuple(
    f"articles.{verb}_{model}"
    for verb in ("add", "change", "delete")
    for model in ("byline", "placedphoto", "topicplacement", "pinnedrelated")
)
CLOSE = tuple(f"accounts.{verb}_closing" for verb in ("view", "add", "change", "delete"))
# Permissions by name; an app's alone, or its "view_", stand for all that begin so, a minus sign for leaving out.
ROLES: dict[str, tuple[str, ...]] = {
    "Journalist": (*WRITE, *PLACE),
    "Editor": ("articles.", "-articles.lift_embargo", *CLOSE),
    "Moderator": (
        *("articles.view_article", "articles.view_editorialnote", "articles.add_editorialnote"),
        *("accounts.view_", "accounts.moderate"),
        *("accounts.add_reason", "accounts.change_reason", "accounts.add_rule", "accounts.change_rule"),
        *("accounts.add_reviewpolicy", "accounts.change_reviewpolicy", *CLOSE),
    ),
    "Administrator": ("articles.", "accounts.", "account.", "auth."),
}

_known_before: set[int] = set()


def permissions_for(names: tuple[str, ...]) -> Q:
    """Permissions that are named or meant by `names`, without those that have a minus before them."""
    condition = Q()
    for name in names:
        app, _dot, codename = name.removeprefix("-").partition(".")
        is_beginning = codename in {"", "view_"}
        lookup = {"codename__startswith": codename} if is_beginning else {"codename": codename}
        named = Q(content_type__app_label=app, **lookup)
        condition = condition & ~named if name.startswith("-") else condition | named
    return condition


@receiver(pre_migrate)
def note_what_is_known(sender: AppConfig, using: str, **_signal: Any) -> None:
    """Remember which permissions there are before this run makes those of new models."""
    if sender.label != "auth":
        return
    _known_before.clear()
    if Permission._meta.db_table in connections[using].introspection.table_names():
        _known_before.update(Permission.objects.using(using).values_list("pk", flat=True))


@receiver(post_migrate)
def bring_roles_up_to_date(sender: AppConfig, using: str, **_signal: Any) -> None:
    """Make each role that is not there yet and give the others what is new; what a newsroom took away stays away."""
    if sender is not [app for app in apps.get_app_configs() if app.models_module][-1]:
        return  # each app's permissions are made when the signal is sent for it
    for role, names in ROLES.items():
        group, is_new = Group.objects.using(using).get_or_create(name=role)
        meant = Permission.objects.using(using).filter(permissions_for(names))
        group.permissions.add(*(meant if is_new else meant.exclude(pk__in=_known_before)))
