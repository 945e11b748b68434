"""What the database does by itself: it tells what changes under an article, and keeps decisions as they were.

Reactions are told by their verbs, many at once; here only what moderators make of them (docs/decisions/0025).
"""

from django.db import migrations

from articles.triggers import DELETE, EVER, INSERT, UPDATE, differs, tells

UNDER_THE_ARTICLE = "reactions-{article_id}"
# A decision is written once. What may go from it is the trace of a person who has left, or of a note that is no more.
STAYS = """
CREATE FUNCTION decision_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'A decision is never removed.' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF (NEW.id, NEW.action, NEW.reason_id, NEW.state_before, NEW.reverses_id, NEW.decided_at)
        IS DISTINCT FROM (OLD.id, OLD.action, OLD.reason_id, OLD.state_before, OLD.reverses_id, OLD.decided_at)
        OR NEW.text NOT IN (OLD.text, '') OR NEW.words NOT IN (OLD.words, '')
        OR NEW.case_id <> OLD.case_id OR (NEW.case_id IS NOT NULL AND OLD.case_id IS NULL)
        OR NEW.article_id <> OLD.article_id OR (NEW.article_id IS NOT NULL AND OLD.article_id IS NULL)
        OR NEW.note_id <> OLD.note_id OR (NEW.note_id IS NOT NULL AND OLD.note_id IS NULL)
        OR NEW.reader_id <> OLD.reader_id OR (NEW.reader_id IS NOT NULL AND OLD.reader_id IS NULL)
        OR NEW.decided_by_id <> OLD.decided_by_id OR (NEW.decided_by_id IS NOT NULL AND OLD.decided_by_id IS NULL)
    THEN
        RAISE EXCEPTION 'A decision stays as it was.' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER decision_stays BEFORE UPDATE OR DELETE ON accounts_decision
    FOR EACH ROW EXECUTE FUNCTION decision_stays();
"""
NO_LONGER = "DROP TRIGGER decision_stays ON accounts_decision; DROP FUNCTION decision_stays();"


class Migration(migrations.Migration):
    replaces = [
        ("accounts", "0012_decisions_stay"),
        ("accounts", "0016_changes_are_told"),
    ]
    dependencies = [("accounts", "0002_readers"), ("articles", "0003_freshness")]

    operations = [
        migrations.RunSQL(STAYS, NO_LONGER),
        tells("accounts_reactionkind", EVER, "reaction-kinds"),
        tells("accounts_reaction", UPDATE, UNDER_THE_ARTICLE, when=differs("standing")),
        tells("accounts_note", INSERT, UNDER_THE_ARTICLE, when="NEW.state = 'shown'"),
        tells("accounts_note", UPDATE, UNDER_THE_ARTICLE, when="OLD.state = 'shown' OR NEW.state = 'shown'"),
        tells("accounts_note", DELETE, UNDER_THE_ARTICLE, when="OLD.state = 'shown'"),
        tells("accounts_closing", EVER, UNDER_THE_ARTICLE),
        tells("accounts_user", UPDATE, "user-{id}", when=differs("display_name", "email")),
        tells("accounts_picture", EVER, "user-{reader_id}"),
    ]
