"""One index finds an article's tallies and keeps them single; the one on the article alone is gone. Two million tallies
take some seconds, for which counts wait."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0023_newsroom_in_languages'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='tally',
            name='one_tally_per_hour_and_article',
        ),
        migrations.AlterField(
            model_name='tally',
            name='article',
            field=models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='tallies', to='articles.article'),
        ),
        migrations.AddConstraint(
            model_name='tally',
            constraint=models.UniqueConstraint(fields=('article', 'hour'), name='one_tally_per_article_and_hour'),
        ),
    ]
