import articles.models.in_languages
import django.utils.timezone
from django.db import migrations, models

from articles.triggers import DELETE, EVER, INSERT, UPDATE, differs, tells

# What every page shows of it: the link in the footer.
LINKED = ("title", "titles", "slug", "purpose", "is_in_footer", "position")


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0027_old_queries'),
    ]

    operations = [
        migrations.CreateModel(
            name='Page',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(help_text='E.g. “Rules for notes”; links to the page say it too.', max_length=120, verbose_name='title')),
                ('titles', articles.models.in_languages.InLanguages(blank=True, default=dict, help_text='Left empty, readers of that language see the one above.', of='title', verbose_name='titles in other languages')),
                ('slug', models.SlugField(allow_unicode=True, blank=True, error_messages={'unique': 'Another page has this address already. Choose another.'}, help_text="What follows /about/ in the page's address, for good; left empty, it is made from the title.", max_length=120, unique=True, verbose_name='address')),
                ('text', models.TextField(max_length=60000, verbose_name='text')),
                ('texts', articles.models.in_languages.InLanguages(blank=True, default=dict, help_text='Left empty, readers of that language see the one above.', of='text', verbose_name='texts in other languages')),
                ('purpose', models.CharField(blank=True, choices=[(None, 'None of these'), ('privacy', 'Privacy'), ('rules', 'Rules for notes'), ('terms', 'Terms of use')], help_text='Sign-up links to all three; the form for notes, and what tells of a decision on one, to their rules.', max_length=8, verbose_name='purpose')),
                ('is_in_footer', models.BooleanField(default=True, help_text='A link at the end of each page.', verbose_name='in the footer')),
                ('position', models.PositiveSmallIntegerField(default=100, help_text='Smaller comes first.', verbose_name='position')),
                ('changed_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='last changed')),
            ],
            options={
                'verbose_name': 'page',
                'verbose_name_plural': 'pages',
                'ordering': ['position', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('title', ''), _negated=True), models.Q(('slug', ''), _negated=True)), name='page_has_a_title_and_an_address'), models.UniqueConstraint(condition=models.Q(('purpose', ''), _negated=True), fields=('purpose',), name='one_page_per_purpose', violation_error_message='Another page serves this purpose. Give that one none first.')],
            },
        ),
        tells("articles_page", EVER, "page-{id}"),
        tells("articles_page", INSERT, "pages"),
        tells("articles_page", DELETE, "pages"),
        tells("articles_page", UPDATE, "pages", when=differs(*LINKED)),
    ]
