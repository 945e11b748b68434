from django.db import migrations

ENGLISH = """\
arsehole*
asshole*
bastard*
cunt*
fuck*
idiot
idiots
imbecile*
moron*
scum
scumbag*
son of a bitch"""
VIETNAMESE = """\
đồ chó
thằng chó
con chó cái
óc chó
đồ ngu
ngu như bò
đồ khốn
khốn nạn
mất dạy
súc vật
vãi lồn
địt mẹ
đụ má"""
SPANISH = """\
cabrón*
cabron*
gilipollas
hijo de puta
hija de puta
hijueputa*
idiota
idiotas
imbécil
imbéciles
malparido*
maricón*
pendejo*
pendeja*
puta
putas"""
# The cautious ones are on: they hold what hardly any reader does in good faith. The others wait to be tried.
RULES = [
    {"name": "More than one link", "kind": "links", "most": 1, "is_on": True},
    {"name": "Thrown-away e-mail address", "kind": "disposable", "is_on": True},
    {"name": "Many notes by one reader", "kind": "reader_rate", "most": 5, "minutes": 10, "is_on": True},
    {"name": "Many notes from one network", "kind": "network_rate", "most": 10, "minutes": 10},
    {"name": "The same text again", "kind": "repeated", "most": 0, "minutes": 60},
    {"name": "All capitals", "kind": "capitals", "most": 70},
    {"name": "Account of the first day", "kind": "new_account", "most": 24},
    {"name": "Insults in English", "kind": "words", "language": "en", "words": ENGLISH},
    {"name": "Insults in Vietnamese", "kind": "words", "language": "vi", "words": VIETNAMESE},
    {"name": "Insults in Spanish", "kind": "words", "language": "es", "words": SPANISH},
]


def begin(apps, schema_editor):
    rules = apps.get_model("accounts", "Rule").objects
    for rule in RULES:
        rules.get_or_create(name=rule["name"], defaults=rule)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0014_rules")]
    operations = [migrations.RunPython(begin, migrations.RunPython.noop, elidable=False)]
