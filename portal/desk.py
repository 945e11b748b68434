"""The desk: Django's admin under the newsroom's own name."""

from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig
from django.utils.translation import gettext_lazy as _


class Desk(AdminSite):
    site_header = site_title = _("The desk")
    index_title = _("Overview")


class DeskConfig(AdminConfig):
    default_site = "portal.desk.Desk"
