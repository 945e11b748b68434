"""The desk: Django's admin under the newsroom's own name (`portal.desk_site`)."""

from django.contrib.admin.apps import AdminConfig


class DeskConfig(AdminConfig):
    default_site = "portal.desk_site.Desk"
