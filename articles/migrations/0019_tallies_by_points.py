"""Of each hour only the articles with most points are summed for Trending and Most viewed."""

import django.db.models.expressions
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0018_words_by_month'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='tally',
            index=models.Index(models.F('hour'), models.OrderBy(django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(models.F('views'), '*', models.Value(1)), '+', django.db.models.expressions.CombinedExpression(models.F('shares'), '*', models.Value(3))), '+', django.db.models.expressions.CombinedExpression(models.F('reactions'), '*', models.Value(5))), descending=True), name='tallies_by_points'),
        ),
    ]
