from django.db import migrations

# English stays the name proper; a kind shows its name in the page's language where it has one.
KINDS = [
    ("hopeful", "Hopeful", {"vi": "Hy vọng", "es": "Esperanza"}),
    ("well-reported", "Well reported", {"vi": "Bài viết tốt", "es": "Bien contado"}),
    ("surprised", "Surprised", {"vi": "Ngạc nhiên", "es": "Sorpresa"}),
    ("worried", "Worried", {"vi": "Lo lắng", "es": "Preocupación"}),
    ("angry", "Angry", {"vi": "Bức xúc", "es": "Indignación"}),
]


def add_kinds(apps, schema_editor):
    kinds = apps.get_model("accounts", "ReactionKind").objects
    for position, (key, name, names) in enumerate(KINDS, start=1):
        kinds.get_or_create(key=key, defaults={"name": name, "names": names, "position": position})


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_initial")]
    operations = [migrations.RunPython(add_kinds, migrations.RunPython.noop, elidable=False)]
