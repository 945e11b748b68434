"""What a newsroom begins with: kinds of reaction, reasons and rules of moderation, the table of the shared cache."""

from django.core.management import call_command
from django.db import migrations

# English stays the name proper; a kind shows its name in the page's language where it has one.
KINDS = [
    ("hopeful", "sun", "Hopeful", {"vi": "Hy vọng", "es": "Esperanza"}),
    ("well-reported", "pen", "Well reported", {"vi": "Bài viết tốt", "es": "Bien contado"}),
    ("surprised", "spark", "Surprised", {"vi": "Ngạc nhiên", "es": "Sorpresa"}),
    ("worried", "cloud", "Worried", {"vi": "Lo lắng", "es": "Preocupación"}),
    ("angry", "flame", "Angry", {"vi": "Bức xúc", "es": "Indignación"}),
]
# What it fits; its name in English, Vietnamese, Spanish; then what the reader is told.
REASONS = [
    (
        "notes",
        ("Attacks a person", "Công kích cá nhân", "Ataca a una persona"),
        (
            "It attacks a person instead of what they said or did.",
            "Lời ghi công kích một người thay vì điều họ nói hay làm.",
            "Ataca a una persona en lugar de lo que dijo o hizo.",
        ),
    ),
    (
        "notes",
        ("Incites hatred", "Kích động thù ghét", "Incita al odio"),
        (
            "It incites hatred against people for what they are.",
            "Lời ghi kích động thù ghét người khác vì họ là ai.",
            "Incita al odio contra personas por lo que son.",
        ),
    ),
    (
        "notes",
        ("Tells private things", "Tiết lộ chuyện riêng", "Revela datos privados"),
        (
            "It tells private things about someone.",
            "Lời ghi tiết lộ chuyện riêng của người khác.",
            "Revela datos privados de alguien.",
        ),
    ),
    (
        "notes",
        ("False as a fact", "Sai sự thật", "Falso como hecho"),
        (
            "It states as a fact what is not so.",
            "Lời ghi nêu như sự thật một điều không đúng.",
            "Afirma como un hecho algo que no lo es.",
        ),
    ),
    (
        "notes",
        ("Advertising", "Quảng cáo", "Publicidad"),
        (
            "It is advertising, or has nothing to do with the article.",
            "Lời ghi là quảng cáo hoặc không liên quan đến bài viết.",
            "Es publicidad o no tiene que ver con el artículo.",
        ),
    ),
    (
        "bursts",
        ("Reactions that belong together", "Cảm xúc dàn dựng", "Reacciones coordinadas"),
        (
            "These reactions were given together and not by readers each for themselves.",
            "Những cảm xúc này được gửi đồng loạt chứ không do từng bạn đọc tự bày tỏ.",
            "Estas reacciones se dieron de forma coordinada y no por cada lector.",
        ),
    ),
    (
        "reversals",
        ("A mistake of ours", "Lỗi của chúng tôi", "Un error nuestro"),
        (
            "We were wrong, and have put it right.",
            "Chúng tôi đã sai và đã sửa lại.",
            "Nos equivocamos y lo hemos corregido.",
        ),
    ),
    (
        "faces",
        ("Offensive picture or name", "Ảnh hoặc tên xúc phạm", "Imagen o nombre ofensivo"),
        (
            "It insults people, or has no place beside what readers say.",
            "Ảnh hoặc tên này xúc phạm người khác, hoặc không thể đứng cạnh lời của bạn đọc.",
            "Ofende a otras personas o no puede figurar junto a lo que dicen los lectores.",
        ),
    ),
    (
        "faces",
        ("Pretends to be someone else", "Mạo danh người khác", "Suplanta a otra persona"),
        (
            "It makes readers believe that somebody else writes.",
            "Ảnh hoặc tên này khiến bạn đọc tưởng là người khác viết.",
            "Hace creer a los lectores que escribe otra persona.",
        ),
    ),
    (
        "faces",
        ("Advertises by picture or name", "Quảng cáo bằng ảnh hoặc tên", "Publicidad en la imagen o el nombre"),
        (
            "It is advertising.",
            "Ảnh hoặc tên này là quảng cáo.",
            "Es publicidad.",
        ),
    ),
]
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
    kinds, reasons, rules, policies = (
        apps.get_model("accounts", model).objects for model in ("ReactionKind", "Reason", "Rule", "ReviewPolicy")
    )
    for position, (key, icon, name, names) in enumerate(KINDS, start=1):
        kinds.create(key=key, icon=icon, name=name, names=names, position=position)
    for position, (fits, (name, *names), (told, *told_in)) in enumerate(REASONS, start=1):
        in_languages = {"names": by_language(names), "told_in": by_language(told_in)}
        reasons.create(fits=fits, name=name, told=told, position=position, **in_languages)
    for rule in RULES:
        rules.create(**rule)
    policies.create(section=None)


def by_language(texts):
    return dict(zip(("vi", "es"), texts, strict=True))


def create_shared_cache(apps, schema_editor):
    # Made whatever the settings say, so that they may change later.
    call_command("createcachetable", "shared_cache", database=schema_editor.connection.alias, verbosity=0)


def drop_shared_cache(apps, schema_editor):
    schema_editor.execute("DROP TABLE IF EXISTS shared_cache")


class Migration(migrations.Migration):
    replaces = [
        ("accounts", "0003_kinds_of_reaction"),
        ("accounts", "0004_shared_cache"),
        ("accounts", "0006_roles_mended"),
        ("accounts", "0013_moderation_begins"),
        ("accounts", "0015_rules_begin"),
        ("accounts", "0020_reasons_fit"),
        ("accounts", "0021_faces_decided"),
    ]
    dependencies = [("accounts", "0003_triggers")]

    operations = [
        migrations.RunPython(begin, migrations.RunPython.noop, elidable=False),
        migrations.RunPython(create_shared_cache, drop_shared_cache, elidable=False),
    ]
