from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("articles", "0011_photos_by_words")]

    operations = [migrations.RemoveField(model_name="article", name="related")]
