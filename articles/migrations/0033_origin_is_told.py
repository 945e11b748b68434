"""The database tells that an article came from elsewhere first, or no longer: sitemaps do not name it then."""

from django.db import migrations

from articles.triggers import UPDATE, differs, tells


class Migration(migrations.Migration):
    dependencies = [("articles", "0032_words_by_section")]

    operations = [
        tells("articles_article", UPDATE, "articles", when=f"NEW.status = 'published' AND {differs('original_url')}"),
    ]
