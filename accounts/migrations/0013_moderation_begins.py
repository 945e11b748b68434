from django.db import migrations

ICONS = {"hopeful": "sun", "well-reported": "pen", "surprised": "spark", "worried": "cloud", "angry": "flame"}
# Name in English, Vietnamese, Spanish; then what the reader is told.
REASONS = [
    (
        ("Attacks a person", "Công kích cá nhân", "Ataca a una persona"),
        (
            "It attacks a person instead of what they said or did.",
            "Lời ghi công kích một người thay vì điều họ nói hay làm.",
            "Ataca a una persona en lugar de lo que dijo o hizo.",
        ),
    ),
    (
        ("Incites hatred", "Kích động thù ghét", "Incita al odio"),
        (
            "It incites hatred against people for what they are.",
            "Lời ghi kích động thù ghét người khác vì họ là ai.",
            "Incita al odio contra personas por lo que son.",
        ),
    ),
    (
        ("Tells private things", "Tiết lộ chuyện riêng", "Revela datos privados"),
        (
            "It tells private things about someone.",
            "Lời ghi tiết lộ chuyện riêng của người khác.",
            "Revela datos privados de alguien.",
        ),
    ),
    (
        ("False as a fact", "Sai sự thật", "Falso como hecho"),
        (
            "It states as a fact what is not so.",
            "Lời ghi nêu như sự thật một điều không đúng.",
            "Afirma como un hecho algo que no lo es.",
        ),
    ),
    (
        ("Advertising", "Quảng cáo", "Publicidad"),
        (
            "It is advertising, or has nothing to do with the article.",
            "Lời ghi là quảng cáo hoặc không liên quan đến bài viết.",
            "Es publicidad o no tiene que ver con el artículo.",
        ),
    ),
    (
        ("Reactions that belong together", "Cảm xúc dàn dựng", "Reacciones coordinadas"),
        (
            "These reactions were given together and not by readers each for themselves.",
            "Những cảm xúc này được gửi đồng loạt chứ không do từng bạn đọc tự bày tỏ.",
            "Estas reacciones se dieron de forma coordinada y no por cada lector.",
        ),
    ),
    (
        ("A mistake of ours", "Lỗi của chúng tôi", "Un error nuestro"),
        (
            "We were wrong, and have put it right.",
            "Chúng tôi đã sai và đã sửa lại.",
            "Nos equivocamos y lo hemos corregido.",
        ),
    ),
]


def begin(apps, schema_editor):
    kinds = apps.get_model("accounts", "ReactionKind").objects
    for key, icon in ICONS.items():
        kinds.filter(key=key, icon="").update(icon=icon)
    reasons = apps.get_model("accounts", "Reason").objects
    for position, ((name, name_vi, name_es), (told, told_vi, told_es)) in enumerate(REASONS, start=1):
        reasons.get_or_create(
            name=name,
            defaults={
                "names": {"vi": name_vi, "es": name_es},
                "told": told,
                "told_in": {"vi": told_vi, "es": told_es},
                "position": position,
            },
        )
    apps.get_model("accounts", "ReviewPolicy").objects.get_or_create(section=None)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0012_decisions_stay")]
    operations = [migrations.RunPython(begin, migrations.RunPython.noop, elidable=False)]
