"""What readers do and what becomes of it: reactions, notes, moderation, what they follow and keep."""

from uuid import uuid4

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import migrations, models
from django.db.migrations import CreateModel
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone

from accounts.models.picture import new_name
from accounts.models.rule import forget
from articles.models.in_languages import InLanguages
from articles.tables import CreateTogether

ID = ("id", models.BigAutoField("ID", primary_key=True, auto_created=True, serialize=False))
USER = settings.AUTH_USER_MODEL
LANGUAGES = [("en", "English"), ("vi", "Vietnamese"), ("es", "Spanish")]


def by_parts(field, *, name):
    """Finds any part of a text, without marks and capitals."""
    return GinIndex(OpClass(Lower(models.Func(F(field), function="folded")), name="gin_trgm_ops"), name=name)


class Migration(migrations.Migration):
    replaces = [
        ("accounts", "0002_initial"),
        ("accounts", "0005_following"),
        ("accounts", "0007_leaving"),
        ("accounts", "0008_history"),
        ("accounts", "0009_pictures"),
        ("accounts", "0010_email_preferences"),
        ("accounts", "0011_moderation"),
        ("accounts", "0014_rules"),
        ("accounts", "0017_bursts_recognised"),
        ("accounts", "0018_decisions_by_words"),
        ("accounts", "0019_written_anew"),
        ("accounts", "0022_decisions_say_on_what"),
        ("accounts", "0023_names_in_languages"),
    ]
    # What others make of accounts comes first, or Django would render all these models anew for each of their steps.
    dependencies = [
        ("accounts", "0001_accounts"),
        ("articles", "0002_articles"),
        ("mfa", "0003_authenticator_type_uniq"),
        ("socialaccount", "0006_alter_socialaccount_extra_data"),
        ("usersessions", "0001_initial"),
    ]

    operations = [
        CreateTogether(
            CreateModel(
                name="ReactionKind",
                fields=[
                    ID,
                    ("name", models.CharField("name", max_length=80, help_text="In the site's own language, e.g. “Hopeful”.")),
                    ("names", InLanguages("names in other languages", blank=True, default=dict, of="name")),
                    ("position", models.PositiveSmallIntegerField("position", default=0, help_text="Smaller comes first.")),
                    ("is_retired", models.BooleanField("retired", default=False, help_text="No longer offered; what used it is kept as it is.")),
                    ("key", models.SlugField("key", unique=True, help_text="Stays the same for ever, e.g. “hopeful”.")),
                    ("icon", models.CharField("icon", max_length=20, blank=True, default="", choices=[("", "none"), ("sun", "sun"), ("pen", "pen"), ("spark", "spark"), ("cloud", "cloud"), ("flame", "flame"), ("heart", "heart"), ("question", "question mark"), ("hand", "raised hand")])),
                ],
                options={"verbose_name": "kind of reaction", "verbose_name_plural": "kinds of reaction", "ordering": ["position", "pk"]},
            ),
            CreateModel(
                name="Reaction",
                fields=[
                    ID,
                    ("reader", models.ForeignKey(USER, models.CASCADE, verbose_name="reader", blank=True, null=True, related_name="reactions")),
                    ("article", models.ForeignKey("articles.Article", models.CASCADE, verbose_name="article", related_name="reactions")),
                    ("kind", models.ForeignKey("accounts.ReactionKind", models.PROTECT, verbose_name="kind", related_name="reactions")),
                    ("standing", models.CharField("standing", max_length=8, default="counted", choices=[("counted", "counted"), ("held", "held until a moderator has looked"), ("void", "not counted")])),
                    ("burst", models.ForeignKey("accounts.Burst", models.SET_NULL, verbose_name="burst", blank=True, null=True, related_name="reactions")),
                    ("network", models.CharField("network", max_length=64, blank=True, editable=False, help_text="A keyed hash, forgotten after 30 days.")),
                    ("created_at", models.DateTimeField("given", auto_now_add=True)),
                    ("changed_at", models.DateTimeField("changed", auto_now=True)),
                ],
                options={
                    "verbose_name": "reaction",
                    "verbose_name_plural": "reactions",
                    "indexes": [
                        models.Index(fields=["article", "kind", "standing"], name="reactions_by_standing"),
                        models.Index("article", F("created_at").desc(), name="reactions_by_moment"),
                        models.Index("network", F("created_at").desc(), condition=~Q(network=""), name="reactions_by_network"),
                        models.Index(fields=["created_at"], condition=~Q(network=""), name="reactions_with_network"),
                    ],
                    "constraints": [
                        models.UniqueConstraint(fields=("reader", "article"), name="one_reaction_per_reader_and_article"),
                        models.CheckConstraint(condition=Q(standing="counted") | Q(burst__isnull=False), name="only_a_burst_keeps_a_reaction_out"),
                    ],
                },
            ),
            CreateModel(
                name="Burst",
                fields=[
                    ID,
                    ("article", models.ForeignKey("articles.Article", models.CASCADE, verbose_name="article", related_name="bursts")),
                    ("state", models.CharField("state", max_length=8, default="held", choices=[("held", "held"), ("admitted", "admitted"), ("void", "void")])),
                    ("began_at", models.DateTimeField("began", default=timezone.now)),
                    ("last_at", models.DateTimeField("last reaction", default=timezone.now)),
                    ("signs", models.JSONField("signs", default=dict, help_text="What it was recognised by, with the figures.")),
                ],
                options={
                    "verbose_name": "burst of reactions",
                    "verbose_name_plural": "bursts of reactions",
                    "constraints": [
                        models.UniqueConstraint(fields=("article",), condition=Q(state="held"), name="one_burst_held_per_article"),
                    ],
                },
            ),
            CreateModel(
                name="Retreat",
                fields=[
                    ID,
                    ("reader", models.ForeignKey(USER, models.CASCADE, verbose_name="reader", related_name="+")),
                    ("burst", models.ForeignKey("accounts.Burst", models.CASCADE, verbose_name="burst", related_name="retreats")),
                    ("at", models.DateTimeField("taken back", default=timezone.now)),
                ],
                options={
                    "verbose_name": "reaction of a burst that was taken back",
                    "verbose_name_plural": "reactions of bursts that were taken back",
                    "constraints": [
                        models.UniqueConstraint(fields=("reader", "burst"), name="one_retreat_per_reader_and_burst"),
                    ],
                },
            ),
            CreateModel(
                name="Note",
                fields=[
                    ID,
                    ("reaction", models.OneToOneField("accounts.Reaction", models.CASCADE, verbose_name="reaction", related_name="note")),
                    ("article", models.ForeignKey("articles.Article", models.CASCADE, verbose_name="article", related_name="readers_notes")),
                    ("text", models.TextField("note", max_length=500)),
                    ("state", models.CharField("state", max_length=8, default="waiting", choices=[("waiting", "waits for review"), ("held", "held for a closer look"), ("shown", "shown"), ("hidden", "taken down"), ("rejected", "not shown")])),
                    ("written_at", models.DateTimeField("written", default=timezone.now)),
                    ("shown_at", models.DateTimeField("shown since", blank=True, null=True)),
                ],
                options={
                    "verbose_name": "note",
                    "verbose_name_plural": "notes",
                    "indexes": [
                        models.Index("article", F("shown_at").desc(), condition=Q(state="shown"), name="notes_shown"),
                        models.Index(fields=["written_at"], name="notes_by_moment"),
                        by_parts("text", name="notes_by_folded_text"),
                    ],
                    "constraints": [
                        models.CheckConstraint(condition=~Q(text=""), name="readers_note_says_something"),
                        models.CheckConstraint(condition=~Q(state="shown") | Q(shown_at__isnull=False), name="shown_note_has_its_moment"),
                    ],
                },
            ),
            CreateModel(
                name="Agreement",
                fields=[
                    ID,
                    ("reader", models.ForeignKey(USER, models.CASCADE, verbose_name="reader", related_name="agreements")),
                    ("note", models.ForeignKey("accounts.Note", models.CASCADE, verbose_name="note", related_name="agreements")),
                    ("agreed_at", models.DateTimeField("agreed", auto_now_add=True)),
                ],
                options={
                    "verbose_name": "agreement",
                    "verbose_name_plural": "agreements",
                    "constraints": [
                        models.UniqueConstraint(fields=("reader", "note"), name="one_agreement_per_reader_and_note"),
                    ],
                },
            ),
            CreateModel(
                name="Closing",
                fields=[
                    ID,
                    ("article", models.OneToOneField("articles.Article", models.CASCADE, verbose_name="article", related_name="closing")),
                    ("closes", models.CharField("closed", max_length=10, default="reactions", choices=[("notes", "notes"), ("reactions", "reactions and notes")])),
                    ("why", models.CharField("why", max_length=300, help_text="One sentence that readers see, e.g. “Closed while the trial lasts.”")),
                    ("closed_by", models.ForeignKey(USER, models.SET_NULL, verbose_name="closed by", null=True, editable=False, related_name="closings")),
                    ("closed_at", models.DateTimeField("closed since", default=timezone.now, editable=False)),
                ],
                options={
                    "verbose_name": "closed article",
                    "verbose_name_plural": "closed articles",
                    "constraints": [
                        models.CheckConstraint(condition=~Q(why=""), name="closing_says_why"),
                    ],
                },
            ),
            CreateModel(
                name="Follow",
                fields=[
                    ID,
                    ("reader", models.ForeignKey(USER, models.CASCADE, verbose_name="reader", related_name="follows")),
                    ("section", models.ForeignKey("articles.Section", models.CASCADE, verbose_name="section", blank=True, null=True, related_name="follows")),
                    ("topic", models.ForeignKey("articles.Topic", models.CASCADE, verbose_name="topic", blank=True, null=True, related_name="follows")),
                    ("author", models.ForeignKey("articles.Author", models.CASCADE, verbose_name="author", blank=True, null=True, related_name="follows")),
                    ("tag", models.ForeignKey("articles.Tag", models.CASCADE, verbose_name="tag", blank=True, null=True, related_name="follows")),
                    ("followed_at", models.DateTimeField("followed since", auto_now_add=True)),
                ],
                options={
                    "verbose_name": "followed subject",
                    "verbose_name_plural": "followed subjects",
                    "constraints": [
                        models.CheckConstraint(
                            condition=Q(author__isnull=True, section__isnull=False, tag__isnull=True, topic__isnull=True)
                            | Q(author__isnull=True, section__isnull=True, tag__isnull=True, topic__isnull=False)
                            | Q(author__isnull=False, section__isnull=True, tag__isnull=True, topic__isnull=True)
                            | Q(author__isnull=True, section__isnull=True, tag__isnull=False, topic__isnull=True),
                            name="follow_names_one_subject",
                            violation_error_message="Choose one section, topic, author or tag.",
                        ),
                        models.UniqueConstraint(fields=("reader", "section"), name="one_follow_per_reader_and_section"),
                        models.UniqueConstraint(fields=("reader", "topic"), name="one_follow_per_reader_and_topic"),
                        models.UniqueConstraint(fields=("reader", "author"), name="one_follow_per_reader_and_author"),
                        models.UniqueConstraint(fields=("reader", "tag"), name="one_follow_per_reader_and_tag"),
                    ],
                },
            ),
            CreateModel(
                name="SavedArticle",
                fields=[
                    ID,
                    ("reader", models.ForeignKey(USER, models.CASCADE, verbose_name="reader", related_name="saved_articles")),
                    ("article", models.ForeignKey("articles.Article", models.CASCADE, verbose_name="article", related_name="saves")),
                    ("saved_at", models.DateTimeField("saved", auto_now_add=True)),
                ],
                options={
                    "verbose_name": "saved article",
                    "verbose_name_plural": "saved articles",
                    "constraints": [
                        models.UniqueConstraint(fields=("reader", "article"), name="one_save_per_reader_and_article"),
                    ],
                },
            ),
            CreateModel(
                name="Reading",
                fields=[
                    ID,
                    ("reader", models.ForeignKey(USER, models.CASCADE, verbose_name="reader", related_name="readings")),
                    ("article", models.ForeignKey("articles.Article", models.CASCADE, verbose_name="article", related_name="readings")),
                    ("read_at", models.DateTimeField("last read", default=timezone.now)),
                ],
                options={
                    "verbose_name": "article read",
                    "verbose_name_plural": "articles read",
                    "indexes": [
                        models.Index(fields=["read_at"], name="readings_by_moment"),
                    ],
                    "constraints": [
                        models.UniqueConstraint(fields=("reader", "article"), name="one_reading_per_reader_and_article"),
                    ],
                },
            ),
            CreateModel(
                name="EmailPreference",
                fields=[
                    ID,
                    ("reader", models.ForeignKey(USER, models.CASCADE, verbose_name="reader", related_name="email_preferences")),
                    ("kind", models.CharField("kind of e-mail", max_length=30)),
                    ("is_wanted", models.BooleanField("wanted")),
                    ("changed_at", models.DateTimeField("chosen", default=timezone.now)),
                    ("last_sent_at", models.DateTimeField("last sent", blank=True, null=True, help_text="Of those sent by the day.")),
                ],
                options={
                    "verbose_name": "choice of e-mails",
                    "verbose_name_plural": "choices of e-mails",
                    "indexes": [
                        models.Index(fields=["kind", "is_wanted"], name="choices_by_kind"),
                    ],
                    "constraints": [
                        models.UniqueConstraint(fields=("reader", "kind"), name="one_choice_per_reader_and_kind"),
                    ],
                },
            ),
            CreateModel(
                name="Picture",
                fields=[
                    ID,
                    ("reader", models.OneToOneField(USER, models.CASCADE, verbose_name="reader", related_name="picture")),
                    ("name", models.CharField("name in its address", max_length=32, unique=True, default=new_name, editable=False)),
                    ("added_at", models.DateTimeField("added", default=timezone.now)),
                ],
                options={"verbose_name": "reader's picture", "verbose_name_plural": "readers' pictures"},
            ),
            CreateModel(
                name="Print",
                fields=[
                    ID,
                    ("picture", models.ForeignKey("accounts.Picture", models.CASCADE, verbose_name="picture", related_name="prints")),
                    ("width", models.PositiveSmallIntegerField("width in pixels")),
                    ("data", models.BinaryField("WebP file")),
                ],
                options={
                    "verbose_name": "print of a picture",
                    "verbose_name_plural": "prints of pictures",
                    "constraints": [
                        models.UniqueConstraint(fields=("picture", "width"), name="one_print_per_picture_and_width"),
                        models.CheckConstraint(condition=Q(width__in=(96, 192)), name="print_has_a_known_width"),
                    ],
                },
            ),
            CreateModel(
                name="Leaving",
                fields=[
                    ID,
                    ("reader", models.OneToOneField(USER, models.CASCADE, verbose_name="reader", related_name="leaving")),
                    ("asked_at", models.DateTimeField("asked", default=timezone.now)),
                    ("due_at", models.DateTimeField("due")),
                    ("keeps_reactions", models.BooleanField("leaves the reactions, without the name", default=False)),
                ],
                options={
                    "verbose_name": "wish to leave",
                    "verbose_name_plural": "wishes to leave",
                    "indexes": [
                        models.Index(fields=["due_at"], name="leavings_by_due"),
                    ],
                    "constraints": [
                        models.CheckConstraint(condition=Q(due_at__gt=F("asked_at")), name="leaving_can_be_taken_back"),
                    ],
                },
            ),
            CreateModel(
                name="Receipt",
                fields=[
                    ("number", models.UUIDField("number", primary_key=True, default=uuid4, editable=False, serialize=False)),
                    ("carried_out_at", models.DateTimeField("carried out", default=timezone.now)),
                    ("removed", models.JSONField("what was removed", help_text="How many rows of each kind.")),
                ],
                options={"verbose_name": "receipt of a deletion", "verbose_name_plural": "receipts of deletions"},
            ),
            CreateModel(
                name="Reason",
                fields=[
                    ID,
                    ("name", models.CharField("name", max_length=80, help_text="In the site's own language, e.g. “Hopeful”.")),
                    ("names", InLanguages("names in other languages", blank=True, default=dict, of="name")),
                    ("position", models.PositiveSmallIntegerField("position", default=0, help_text="Smaller comes first.")),
                    ("is_retired", models.BooleanField("retired", default=False, help_text="No longer offered; what used it is kept as it is.")),
                    ("told", models.TextField("what the reader is told", max_length=500, blank=True, help_text="A full sentence, e.g. “It attacks a person instead of what they said or did.”")),
                    ("told_in", InLanguages("the same in other languages", blank=True, default=dict, of="told")),
                    ("fits", models.CharField("fits", max_length=9, default="all", choices=[("all", "any decision"), ("notes", "notes and their writers"), ("faces", "pictures and names"), ("bursts", "bursts of reactions"), ("reversals", "taking a decision back")], help_text="Where moderators are offered it.")),
                ],
                options={"verbose_name": "reason", "verbose_name_plural": "reasons", "ordering": ["position", "pk"]},
            ),
            CreateModel(
                name="Case",
                fields=[
                    ID,
                    ("kind", models.CharField("kind", max_length=8, choices=[("note", "note"), ("burst", "burst of reactions"), ("appeal", "appeal")])),
                    (
                        "why",
                        models.CharField(
                            "why",
                            max_length=12,
                            choices=[
                                ("policy", "New notes wait for review here"),
                                ("rule", "A rule held it"),
                                ("check_failed", "A check gave no answer"),
                                ("reported", "Readers reported it"),
                                ("rewritten", "Written anew after a decision or a report"),
                                ("held", "A moderator held it"),
                                ("burst", "Many reactions came together"),
                                ("appeal", "The reader asks to have a decision looked at again"),
                            ],
                        ),
                    ),
                    ("article", models.ForeignKey("articles.Article", models.CASCADE, verbose_name="article", blank=True, null=True, related_name="+")),
                    ("note", models.ForeignKey("accounts.Note", models.SET_NULL, verbose_name="note", blank=True, null=True, related_name="cases")),
                    ("burst", models.ForeignKey("accounts.Burst", models.CASCADE, verbose_name="burst", blank=True, null=True, related_name="cases")),
                    ("appeal", models.ForeignKey("accounts.Appeal", models.CASCADE, verbose_name="appeal", blank=True, null=True, related_name="cases")),
                    ("reader", models.ForeignKey(USER, models.SET_NULL, verbose_name="reader", blank=True, null=True, related_name="cases")),
                    ("opened_at", models.DateTimeField("opened", default=timezone.now)),
                    ("closed_at", models.DateTimeField("closed", blank=True, null=True)),
                    ("claimed_by", models.ForeignKey(USER, models.SET_NULL, verbose_name="looked at by", blank=True, null=True, related_name="claims")),
                    ("claimed_until", models.DateTimeField("looked at until", blank=True, null=True)),
                ],
                options={
                    "verbose_name": "case",
                    "verbose_name_plural": "cases",
                    "permissions": [("moderate", "May decide on notes, bursts and appeals")],
                    "indexes": [
                        models.Index(fields=["opened_at"], condition=Q(closed_at=None), name="cases_open"),
                    ],
                    "constraints": [
                        models.UniqueConstraint(fields=("note",), condition=Q(closed_at=None), name="one_open_case_per_note"),
                        models.UniqueConstraint(fields=("burst",), condition=Q(closed_at=None), name="one_open_case_per_burst"),
                        models.UniqueConstraint(fields=("appeal",), name="one_case_per_appeal"),
                        models.CheckConstraint(condition=Q(closed_at__isnull=False) | Q(kind="note") | Q(burst__isnull=False, kind="burst") | Q(appeal__isnull=False, kind="appeal"), name="open_case_has_its_subject"),
                    ],
                },
            ),
            CreateModel(
                name="Decision",
                fields=[
                    ID,
                    ("case", models.ForeignKey("accounts.Case", models.SET_NULL, verbose_name="case", blank=True, null=True, related_name="decisions")),
                    (
                        "action",
                        models.CharField(
                            "decision",
                            max_length=8,
                            choices=[
                                ("approve", "shown"),
                                ("hide", "taken down"),
                                ("reject", "not shown"),
                                ("hold", "held"),
                                ("admit", "admitted to the count"),
                                ("void", "kept out of the count"),
                                ("sanction", "sanctioned"),
                                ("picture", "picture removed"),
                                ("name", "name replaced"),
                                ("uphold", "appeal refused"),
                                ("overturn", "appeal granted"),
                                ("reverse", "taken back"),
                            ],
                        ),
                    ),
                    ("reason", models.ForeignKey("accounts.Reason", models.PROTECT, verbose_name="reason", blank=True, null=True, related_name="decisions")),
                    ("words", models.TextField("words to the reader", max_length=1000, blank=True)),
                    ("text", models.TextField("what was decided on", blank=True)),
                    ("state_before", models.CharField("how it stood before", max_length=8, blank=True)),
                    ("article", models.ForeignKey("articles.Article", models.SET_NULL, verbose_name="article", blank=True, null=True, related_name="+")),
                    ("note", models.ForeignKey("accounts.Note", models.SET_NULL, verbose_name="note", blank=True, null=True, related_name="decisions")),
                    ("reader", models.ForeignKey(USER, models.SET_NULL, verbose_name="reader", blank=True, null=True, related_name="decisions")),
                    ("reverses", models.OneToOneField("accounts.Decision", models.PROTECT, verbose_name="takes back", blank=True, null=True, related_name="reversed_by")),
                    ("decided_by", models.ForeignKey(USER, models.SET_NULL, verbose_name="decided by", blank=True, null=True, related_name="decisions_made")),
                    ("decided_at", models.DateTimeField("decided", default=timezone.now)),
                ],
                options={
                    "verbose_name": "decision",
                    "verbose_name_plural": "decisions",
                    "indexes": [
                        models.Index(F("decided_at").desc(), F("id").desc(), name="decisions_by_moment"),
                        by_parts("text", name="decisions_by_folded_text"),
                    ],
                    "constraints": [
                        models.CheckConstraint(condition=Q(action__in=["reverse", "overturn"]) | Q(reverses=None), name="only_a_reversal_takes_back"),
                    ],
                },
            ),
            CreateModel(
                name="Appeal",
                fields=[
                    ID,
                    ("decision", models.OneToOneField("accounts.Decision", models.PROTECT, verbose_name="decision", related_name="appeal")),
                    ("reader", models.ForeignKey(USER, models.CASCADE, verbose_name="reader", related_name="appeals")),
                    ("words", models.TextField("what the reader says", max_length=2000)),
                    ("written_at", models.DateTimeField("written", default=timezone.now)),
                    ("answer", models.TextField("answer", max_length=2000, blank=True)),
                    ("answered_by", models.ForeignKey(USER, models.SET_NULL, verbose_name="answered by", blank=True, null=True, related_name="appeals_answered")),
                    ("answered_at", models.DateTimeField("answered", blank=True, null=True)),
                    ("is_granted", models.BooleanField("granted", blank=True, null=True)),
                ],
                options={
                    "verbose_name": "appeal",
                    "verbose_name_plural": "appeals",
                    "constraints": [
                        models.CheckConstraint(condition=~Q(words=""), name="appeal_says_something"),
                        models.CheckConstraint(condition=Q(answered_at=None, is_granted=None) | Q(answered_at__isnull=False, is_granted__isnull=False) & ~Q(answer=""), name="answered_appeal_has_its_answer"),
                    ],
                },
            ),
            CreateModel(
                name="Sanction",
                fields=[
                    ID,
                    ("reader", models.ForeignKey(USER, models.CASCADE, verbose_name="reader", related_name="sanctions")),
                    ("decision", models.OneToOneField("accounts.Decision", models.PROTECT, verbose_name="decision", related_name="sanction")),
                    ("kind", models.CharField("kind", max_length=8, choices=[("warning", "warning"), ("pause", "pause"), ("ban", "ban")])),
                    ("began_at", models.DateTimeField("since", default=timezone.now)),
                    ("ends_at", models.DateTimeField("until", blank=True, null=True)),
                    ("lifted_at", models.DateTimeField("lifted", blank=True, null=True)),
                ],
                options={
                    "verbose_name": "sanction",
                    "verbose_name_plural": "sanctions",
                    "indexes": [
                        models.Index(fields=["reader"], condition=Q(lifted_at=None), name="sanctions_not_lifted"),
                    ],
                    "constraints": [
                        models.CheckConstraint(condition=Q(ends_at__gt=F("began_at"), kind="pause") | ~Q(kind="pause") & Q(ends_at=None), name="pause_alone_has_an_end"),
                    ],
                },
            ),
            CreateModel(
                name="TakenPicture",
                fields=[
                    ID,
                    ("decision", models.OneToOneField("accounts.Decision", models.PROTECT, verbose_name="decision", related_name="taken_picture")),
                    ("reader", models.ForeignKey(USER, models.CASCADE, verbose_name="reader", related_name="taken_pictures")),
                    ("small", models.BinaryField("WebP file")),
                    ("large", models.BinaryField("large WebP file")),
                    ("added_at", models.DateTimeField("added")),
                ],
                options={"verbose_name": "picture that was removed", "verbose_name_plural": "pictures that were removed"},
            ),
            CreateModel(
                name="Report",
                fields=[
                    ID,
                    ("case", models.ForeignKey("accounts.Case", models.CASCADE, verbose_name="case", related_name="reports")),
                    ("note", models.ForeignKey("accounts.Note", models.SET_NULL, verbose_name="note", blank=True, null=True, related_name="reports")),
                    ("reader", models.ForeignKey(USER, models.CASCADE, verbose_name="reported by", related_name="reports")),
                    (
                        "about",
                        models.CharField(
                            "about",
                            max_length=8,
                            choices=[
                                ("insult", "It insults or threatens someone"),
                                ("hate", "It incites hatred against a group"),
                                ("private", "It tells private things about someone"),
                                ("false", "It says something false as a fact"),
                                ("spam", "It is advertising or has nothing to do with the article"),
                                ("other", "Something else"),
                            ],
                        ),
                    ),
                    ("words", models.TextField("in their words", max_length=500, blank=True)),
                    ("text", models.TextField("the note as it was")),
                    ("reported_at", models.DateTimeField("reported", auto_now_add=True)),
                ],
                options={
                    "verbose_name": "report",
                    "verbose_name_plural": "reports",
                    "constraints": [
                        models.UniqueConstraint(fields=("reader", "note"), name="one_report_per_reader_and_note"),
                    ],
                },
            ),
            CreateModel(
                name="ReviewPolicy",
                fields=[
                    ID,
                    ("section", models.OneToOneField("articles.Section", models.CASCADE, verbose_name="section", blank=True, null=True, related_name="review_policy", help_text="Empty: everywhere else.")),
                    ("reviews", models.CharField("waits for review", max_length=4, default="all", choices=[("all", "every note"), ("new", "notes of new readers"), ("none", "none")])),
                    ("new_until", models.PositiveSmallIntegerField("new until", default=3, help_text="A reader is no longer new once this many of their notes were shown.")),
                    ("reports_that_hold", models.PositiveSmallIntegerField("reports that hold", default=3, help_text="A shown note that this many readers report waits out of sight until one has looked; 0: never.")),
                ],
                options={
                    "verbose_name": "review of notes",
                    "verbose_name_plural": "review of notes",
                    "constraints": [
                        models.UniqueConstraint(fields=("section",), nulls_distinct=False, name="one_review_policy_per_section"),
                    ],
                },
            ),
            CreateModel(
                name="Rule",
                fields=[
                    ID,
                    ("name", models.CharField("name", max_length=80, help_text="What it is for, e.g. “Insults in Spanish”.")),
                    (
                        "kind",
                        models.CharField(
                            "kind",
                            max_length=12,
                            choices=[("words", "words"), ("links", "links"), ("repeated", "repeated text"), ("capitals", "all capitals"), ("new_account", "new account"), ("disposable", "disposable e-mail domain"), ("reader_rate", "many notes by one reader"), ("network_rate", "many notes from one network")],
                        ),
                    ),
                    ("is_on", models.BooleanField("on", default=False, help_text="Try it against past notes first.")),
                    ("language", models.CharField("language", max_length=8, blank=True, choices=LANGUAGES, help_text="Of the articles whose notes it looks at; empty: all.")),
                    ("words", models.TextField("words", max_length=400000, blank=True, help_text="For lists of words or of e-mail domains: one to a line.")),
                    ("most", models.PositiveIntegerField("at most", blank=True, null=True, help_text="What is still let through: links, notes, copies, capitals in percent, hours of an account.")),
                    ("minutes", models.PositiveIntegerField("within minutes", blank=True, null=True, help_text="The time over which notes are counted.")),
                    ("changed_at", models.DateTimeField("changed", auto_now=True)),
                ],
                options={
                    "verbose_name": "rule",
                    "verbose_name_plural": "rules",
                    "ordering": ["kind", "name"],
                    "constraints": [
                        models.UniqueConstraint(fields=("name",), name="one_rule_per_name"),
                        models.CheckConstraint(condition=~Q(kind="words") | ~Q(words=""), name="rule_of_words_has_some"),
                        models.CheckConstraint(condition=Q(kind__in=["words", "disposable"]) | Q(most__isnull=False), name="rule_says_how_many"),
                        models.CheckConstraint(condition=~Q(kind__in=["repeated", "reader_rate", "network_rate"]) | Q(minutes__gte=1, minutes__isnull=False, minutes__lte=10080), name="rule_that_counts_says_over_what_time"),
                    ],
                },
            ),
            CreateModel(
                name="RuleHit",
                fields=[
                    ID,
                    ("rule", models.ForeignKey("accounts.Rule", models.CASCADE, verbose_name="rule", related_name="hits")),
                    ("note", models.ForeignKey("accounts.Note", forget, verbose_name="note", null=True, related_name="hits")),
                    ("found", models.CharField("found", max_length=200, blank=True, help_text="E.g. the word, or “4 notes in 10 min”.")),
                    ("has_failed", models.BooleanField("gave no answer", default=False, help_text="The check failed, and the note was held for that.")),
                    ("was_right", models.BooleanField("was right", blank=True, null=True, help_text="Whether a moderator kept the note from readers.")),
                    ("found_at", models.DateTimeField("held", default=timezone.now)),
                ],
                options={
                    "verbose_name": "note that a rule held",
                    "verbose_name_plural": "notes that a rule held",
                    "indexes": [
                        models.Index(fields=["rule"], condition=Q(was_right__isnull=False), name="hits_decided"),
                        models.Index(fields=["rule", "-found_at"], name="hits_by_moment"),
                    ],
                    "constraints": [
                        models.UniqueConstraint(fields=("rule", "note"), name="one_hit_per_rule_and_note"),
                        models.CheckConstraint(condition=Q(note__isnull=False) | Q(found=""), name="hit_without_note_has_no_words"),
                        models.CheckConstraint(condition=Q(has_failed=False) | Q(was_right=None), name="failure_is_never_right"),
                    ],
                },
            ),
        ),
    ]
