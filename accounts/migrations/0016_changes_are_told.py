"""What readers and moderators change under an article is told to the pages that show it (docs/decisions/0025).

Reactions themselves are told by their verbs, many at once; here only what moderators make of them.
"""

from django.db import migrations

from articles.triggers import DELETE, EVER, INSERT, UPDATE, differs, tells

UNDER_THE_ARTICLE = "reactions-{article_id}"


class Migration(migrations.Migration):
    dependencies = [("accounts", "0015_rules_begin"), ("articles", "0014_changes_are_told")]

    operations = [
        tells("accounts_reactionkind", EVER, "reaction-kinds"),
        tells("accounts_reaction", UPDATE, UNDER_THE_ARTICLE, when=differs("standing")),
        tells("accounts_note", INSERT, UNDER_THE_ARTICLE, when="NEW.state = 'shown'"),
        tells("accounts_note", UPDATE, UNDER_THE_ARTICLE, when="OLD.state = 'shown' OR NEW.state = 'shown'"),
        tells("accounts_note", DELETE, UNDER_THE_ARTICLE, when="OLD.state = 'shown'"),
        tells("accounts_closing", EVER, UNDER_THE_ARTICLE),
        tells("accounts_user", UPDATE, "user-{id}", when=differs("display_name", "email")),
        tells("accounts_picture", EVER, "user-{reader_id}"),
    ]
