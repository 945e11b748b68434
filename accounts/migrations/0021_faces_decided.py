import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# Name in English, Vietnamese, Spanish; then what the reader is told.
REASONS = [
    (
        ("Offensive picture or name", "Ảnh hoặc tên xúc phạm", "Imagen o nombre ofensivo"),
        (
            "It insults people, or has no place beside what readers say.",
            "Ảnh hoặc tên này xúc phạm người khác, hoặc không thể đứng cạnh lời của bạn đọc.",
            "Ofende a otras personas o no puede figurar junto a lo que dicen los lectores.",
        ),
    ),
    (
        ("Pretends to be someone else", "Mạo danh người khác", "Suplanta a otra persona"),
        (
            "It makes readers believe that somebody else writes.",
            "Ảnh hoặc tên này khiến bạn đọc tưởng là người khác viết.",
            "Hace creer a los lectores que escribe otra persona.",
        ),
    ),
    (
        ("Advertises by picture or name", "Quảng cáo bằng ảnh hoặc tên", "Publicidad en la imagen o el nombre"),
        (
            "It is advertising.",
            "Ảnh hoặc tên này là quảng cáo.",
            "Es publicidad.",
        ),
    ),
]


def add_reasons(apps, schema_editor):
    reasons = apps.get_model("accounts", "Reason").objects
    for position, ((name, name_vi, name_es), (told, told_vi, told_es)) in enumerate(REASONS, start=8):
        reasons.get_or_create(
            name=name,
            defaults={
                "names": {"vi": name_vi, "es": name_es},
                "told": told,
                "told_in": {"vi": told_vi, "es": told_es},
                "position": position,
                "fits": "faces",
            },
        )


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0020_reasons_fit'),
    ]

    operations = [
        migrations.AlterField(
            model_name='decision',
            name='action',
            field=models.CharField(choices=[('approve', 'shown'), ('hide', 'taken down'), ('reject', 'not shown'), ('hold', 'held'), ('admit', 'admitted to the count'), ('void', 'kept out of the count'), ('sanction', 'sanctioned'), ('picture', 'picture removed'), ('name', 'name replaced'), ('uphold', 'appeal refused'), ('overturn', 'appeal granted'), ('reverse', 'taken back')], max_length=8, verbose_name='decision'),
        ),
        migrations.AlterField(
            model_name='reason',
            name='fits',
            field=models.CharField(choices=[('all', 'any decision'), ('notes', 'notes and their writers'), ('faces', 'pictures and names'), ('bursts', 'bursts of reactions'), ('reversals', 'taking a decision back')], default='all', help_text='Where moderators are offered it.', max_length=9, verbose_name='fits'),
        ),
        migrations.CreateModel(
            name='TakenPicture',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('small', models.BinaryField(verbose_name='WebP file')),
                ('large', models.BinaryField(verbose_name='large WebP file')),
                ('added_at', models.DateTimeField(verbose_name='added')),
                ('decision', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='taken_picture', to='accounts.decision', verbose_name='decision')),
                ('reader', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='taken_pictures', to=settings.AUTH_USER_MODEL, verbose_name='reader')),
            ],
            options={
                'verbose_name': 'picture that was removed',
                'verbose_name_plural': 'pictures that were removed',
            },
        ),
        migrations.RunPython(add_reasons, migrations.RunPython.noop, elidable=False),
    ]
