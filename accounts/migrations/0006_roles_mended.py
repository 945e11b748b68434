"""Take from the roles what an earlier version gave by mistake or too widely, and give administrators what it forgot."""

from django.db import migrations

TAKEN = {
    "Journalist": [("articles", "change_photo")],
    "Moderator": [("accounts", "change_reactionkind"), ("accounts", "delete_reactionkind")],
    "Editor": [("articles", "lift_embargo")],
}
GIVEN = {"Administrator": ["auth", "account"]}


def mend(apps, schema_editor):
    Group, Permission = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission")
    for name, taken in TAKEN.items():
        for group in Group.objects.filter(name=name):
            for app, codename in taken:
                group.permissions.remove(*group.permissions.filter(content_type__app_label=app, codename=codename))
    for name, apps_given in GIVEN.items():
        for group in Group.objects.filter(name=name):
            group.permissions.add(*Permission.objects.filter(content_type__app_label__in=apps_given))


class Migration(migrations.Migration):
    dependencies = [("accounts", "0005_following"), ("auth", "0012_alter_user_first_name_max_length")]
    operations = [migrations.RunPython(mend, migrations.RunPython.noop)]
