"""The tables of the newspaper, with their indexes and what must hold in them."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import migrations, models
from django.db.migrations import CreateModel
from django.db.models import F, Q, lookups
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Concat, Lower, Upper
from django.utils import timezone

from articles.colours import is_readable_by_day, is_readable_by_night
from articles.models.in_languages import InLanguages
from articles.models.lexeme import FiledUnder, MonthOf, SearchLexemes
from articles.models.origin import check_on_the_web
from articles.models.photo import place_of_original
from articles.tables import CreateTogether

ID = ("id", models.BigAutoField("ID", primary_key=True, auto_created=True, serialize=False))
USER = settings.AUTH_USER_MODEL
LANGUAGES = [("en", "English"), ("vi", "Vietnamese"), ("es", "Spanish")]
ADDRESS = models.SlugField(
    "address",
    max_length=120,
    unique=True,
    blank=True,
    allow_unicode=True,
    help_text="The words of the page's address; left empty, they are made from the name.",
)
# How a tag's name looks: without capitals, and without signs that nobody sees.
KEPT_SIGN = r"[\u061c\u200e\u200f\u180b-\u180d\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef\u200b-\u200d]"
LOOK = Lower(
    models.Func(
        *(F("name"), models.Value(KEPT_SIGN), models.Value(""), models.Value("g")),
        function="regexp_replace",
        output_field=models.TextField(),
    )
)
# All that is said of a photo.
WORDS = ("title", "caption", "credit", "alt", "creator", "copyright_notice", "city", "country", "file")
PARTS = [part for name in WORDS for part in (F(name), models.Value(" "))]
SAID = models.Func(Concat(*PARTS, output_field=models.TextField()), function="folded")
# What is unlogged is in no replica and no archive of the write-ahead log, and a crash empties it.
UNLOGGED = "ALTER TABLE articles_{} SET UNLOGGED"
# An index answers alone where vacuum has been; that of the hours before this one, in which nothing changes any more.
SOON = "autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_insert_scale_factor = 0.01"
# What belongs to an article goes with it without Django collecting it one by one (it would list each for approval).
GO_WITH_THE_ARTICLE = """
ALTER TABLE articles_{table} ADD CONSTRAINT {table}_goes_with_its_article
FOREIGN KEY (article_id) REFERENCES articles_article (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
"""


def in_languages(name, *, of):
    told = "Left empty, readers of that language see the one above."
    return InLanguages(name, blank=True, default=dict, of=of, help_text=told)


def by_parts(field, *, name):
    """Finds any part of a text, without marks and capitals."""
    return GinIndex(OpClass(Lower(models.Func(F(field), function="folded")), name="gin_trgm_ops"), name=name)


def by_words(name):
    return GinIndex(SearchVector(models.Func(F("name"), function="folded"), config="simple"), name=name)


def names_by_language(kind):
    """Names in other languages are by language, and each is used once in it."""
    kept_as = models.Func(F("names"), function="jsonb_typeof", output_field=models.CharField())
    yield models.CheckConstraint(
        condition=lookups.Exact(kept_as, models.Value("object")), name=f"{kind}_names_are_by_language"
    )
    for code, _language in LANGUAGES:
        yield models.UniqueConstraint(Lower(KeyTextTransform(code, "names")), name=f"one_{kind}_per_name_in_{code}")


def go_with_the_article(table):
    undo = f"ALTER TABLE articles_{table} DROP CONSTRAINT {table}_goes_with_its_article"
    return migrations.RunSQL(GO_WITH_THE_ARTICLE.format(table=table), undo)


class Migration(migrations.Migration):
    replaces = [
        ("articles", "0001_initial"),
        ("articles", "0003_newsroom_colours"),
        ("articles", "0004_section_position"),
        ("articles", "0005_desk"),
        ("articles", "0006_correction_hides_changes"),
        ("articles", "0007_embargo_holds"),
        ("articles", "0009_editing_opened_at"),
        ("articles", "0010_fronts_words"),
        ("articles", "0011_photos_by_words"),
        ("articles", "0012_pins_alone"),
        ("articles", "0013_photo_tint"),
        ("articles", "0015_outline"),
        ("articles", "0016_counting"),
        ("articles", "0019_tallies_by_points"),
        ("articles", "0020_names_in_languages"),
        ("articles", "0023_newsroom_in_languages"),
        ("articles", "0024_tallies_by_article"),
        ("articles", "0025_section_is_signed"),
        ("articles", "0026_section_in_navigation"),
        ("articles", "0027_old_queries"),
        ("articles", "0028_pages"),
        ("articles", "0029_titles"),
        ("articles", "0030_tags_by_look"),
        ("articles", "0031_points_alone"),
        ("articles", "0032_words_by_section"),
        ("articles", "0034_names_of_the_original"),
    ]
    # What others make of accounts comes first, or Django would render all these models anew for each of their steps.
    dependencies = [
        ("admin", "0003_logentry_add_action_flag_choices"),
        ("articles", "0001_words"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateTogether(
            CreateModel(
                name="Section",
                fields=[
                    ID,
                    ("name", models.CharField("name", max_length=120)),
                    ("slug", ADDRESS),
                    ("names", in_languages("names in other languages", of="name")),
                    ("descriptions", in_languages("descriptions in other languages", of="description")),
                    ("parent", models.ForeignKey("articles.Section", models.PROTECT, verbose_name="part of", blank=True, null=True, related_name="children", help_text="The section that this one belongs to, e.g. Vietnam for Hanoi.")),
                    ("description", models.CharField("description", max_length=300, blank=True, help_text="One sentence at the top of the section's page.")),
                    ("position", models.PositiveSmallIntegerField("position", default=100, help_text="Smaller comes first.")),
                    ("is_in_navigation", models.BooleanField("in the navigation", default=True, db_default=True, help_text="In the bar under the newspaper's name, unless it is part of another. All sections stand in the menu and at the foot of every page.")),
                    ("is_signed", models.BooleanField("names authors in lists", default=False, db_default=False, help_text="For opinion: fronts, lists and related news say who wrote an article of it or of a section below it.")),
                ],
                options={
                    "verbose_name": "section",
                    "verbose_name_plural": "sections",
                    "ordering": ["position", "pk"],
                    "constraints": [
                        models.UniqueConstraint(fields=("name",), name="one_section_per_name"),
                        models.CheckConstraint(condition=~Q(parent=F("pk")), name="section_is_not_its_own_parent", violation_error_message="A section cannot be part of itself."),
                        *names_by_language("section"),
                    ],
                },
            ),
            CreateModel(
                name="Topic",
                fields=[
                    ID,
                    ("name", models.CharField("name", max_length=120)),
                    ("slug", ADDRESS),
                    ("names", in_languages("names in other languages", of="name")),
                    ("descriptions", in_languages("descriptions in other languages", of="description")),
                    ("description", models.CharField("description", max_length=300, blank=True, help_text="One sentence at the top of the topic's page.")),
                    ("banner_from", models.DateTimeField("in the strip from", blank=True, null=True, help_text="Empty: never in the strip.")),
                    ("banner_until", models.DateTimeField("in the strip until", blank=True, null=True, help_text="Empty: until further notice.")),
                ],
                options={
                    "verbose_name": "topic",
                    "verbose_name_plural": "topics",
                    "ordering": ["name"],
                    "indexes": [
                        models.Index(fields=["banner_from"], condition=Q(banner_from__isnull=False), name="topics_by_banner"),
                    ],
                    "constraints": [
                        models.UniqueConstraint(fields=("name",), name="one_topic_per_name"),
                        models.CheckConstraint(condition=Q(banner_until__isnull=True) | Q(banner_from__lt=F("banner_until")), name="topic_banner_ends_after_it_begins", violation_error_message="The strip's end must come after its beginning."),
                        *names_by_language("topic"),
                    ],
                },
            ),
            CreateModel(
                name="Tag",
                fields=[
                    ID,
                    ("name", models.CharField("name", max_length=120)),
                    ("slug", ADDRESS),
                ],
                options={
                    "verbose_name": "tag",
                    "verbose_name_plural": "tags",
                    "ordering": ["name"],
                    "indexes": [
                        by_parts("name", name="tags_by_folded_name"),
                        by_words("tags_by_words"),
                        models.Index(LOOK, name="tags_by_look"),
                    ],
                    "constraints": [
                        models.UniqueConstraint(fields=("name",), name="one_tag_per_name"),
                    ],
                },
            ),
            CreateModel(
                name="Photo",
                fields=[
                    ID,
                    ("file", models.FileField("file", max_length=200, upload_to=place_of_original)),
                    ("digest", models.CharField("SHA-256 of the file", max_length=64, unique=True, editable=False)),
                    ("width", models.PositiveIntegerField("width in pixels", editable=False)),
                    ("height", models.PositiveIntegerField("height in pixels", editable=False)),
                    ("focal_x", models.FloatField("subject, across", default=0.5, help_text="Where the subject is from left (0) to right (1).")),
                    ("focal_y", models.FloatField("subject, down", default=0.5, help_text="Where the subject is from top (0) to bottom (1).")),
                    ("title", models.CharField("title", max_length=200, blank=True)),
                    ("caption", models.TextField("caption", max_length=2000, blank=True, help_text="Who, what, where and when, in one or two sentences.")),
                    ("credit", models.CharField("credit", max_length=200, blank=True, help_text="E.g. “Photo: Lê Minh Đức”.")),
                    ("alt", models.CharField("text alternative", max_length=500, blank=True, help_text="What is seen, for someone who cannot see it, e.g. “A tea seller lowers a white saucer into a lake”.")),
                    ("is_decorative", models.BooleanField("decorative", default=False, help_text="It says nothing that the text does not, so it needs no alternative.")),
                    ("likeness", models.BigIntegerField("fingerprint of what is seen", null=True, db_index=True, editable=False)),
                    ("tint", ArrayField(verbose_name="colours of its fields", null=True, editable=False, base_field=models.SmallIntegerField())),
                    ("creator", models.CharField("creator", max_length=200, blank=True)),
                    ("copyright_notice", models.CharField("copyright notice", max_length=300, blank=True)),
                    ("taken_at", models.DateTimeField("taken", blank=True, null=True)),
                    ("city", models.CharField("city", max_length=120, blank=True)),
                    ("country", models.CharField("country", max_length=120, blank=True)),
                    ("uploaded_by", models.ForeignKey(USER, models.SET_NULL, blank=True, null=True, editable=False, related_name="+")),
                    ("uploaded_at", models.DateTimeField("uploaded", auto_now_add=True)),
                ],
                options={
                    "verbose_name": "photo",
                    "verbose_name_plural": "photos",
                    "ordering": ["-pk"],
                    "indexes": [
                        GinIndex(OpClass(Upper(SAID), name="gin_trgm_ops"), name="photos_by_words"),
                        models.Index("id", condition=Q(alt="", is_decorative=False), name="photos_without_alt"),
                        models.Index("id", condition=Q(credit=""), name="photos_without_credit"),
                    ],
                    "constraints": [
                        models.CheckConstraint(condition=Q(focal_x__range=(0, 1), focal_y__range=(0, 1)), name="photo_focal_point_is_inside", violation_error_message="The focal point lies between 0 and 1 on both sides."),
                    ],
                },
            ),
            CreateModel(
                name="Author",
                fields=[
                    ID,
                    ("name", models.CharField("name", max_length=120)),
                    ("slug", ADDRESS),
                    ("role", models.CharField("role", max_length=120, blank=True, help_text="E.g. “City editor”.")),
                    ("biography", models.TextField("biography", max_length=1000, blank=True, help_text="Two or three plain sentences, shown on their page.")),
                    ("portrait", models.ForeignKey("articles.Photo", models.SET_NULL, verbose_name="portrait", blank=True, null=True, related_name="portrays")),
                    ("account", models.OneToOneField(USER, models.SET_NULL, verbose_name="account", blank=True, null=True, related_name="author")),
                ],
                options={
                    "verbose_name": "author",
                    "verbose_name_plural": "authors",
                    "ordering": ["name"],
                    "indexes": [
                        by_parts("name", name="authors_by_folded_name"),
                        by_words("authors_by_words"),
                    ],
                    "constraints": [
                        models.UniqueConstraint(fields=("name",), name="one_author_per_name"),
                    ],
                },
            ),
            CreateModel(
                name="Alias",
                fields=[
                    ID,
                    ("name", models.CharField("name", max_length=120)),
                    ("slug", models.SlugField("address", max_length=120, allow_unicode=True)),
                    ("section", models.ForeignKey("articles.Section", models.CASCADE, blank=True, null=True, related_name="aliases")),
                    ("topic", models.ForeignKey("articles.Topic", models.CASCADE, blank=True, null=True, related_name="aliases")),
                    ("tag", models.ForeignKey("articles.Tag", models.CASCADE, blank=True, null=True, related_name="aliases")),
                    ("author", models.ForeignKey("articles.Author", models.CASCADE, blank=True, null=True, related_name="aliases")),
                ],
                options={
                    "verbose_name": "other name",
                    "verbose_name_plural": "other names",
                    "ordering": ["name"],
                    "indexes": [
                        by_parts("name", name="aliases_by_folded_name"),
                    ],
                    "constraints": [
                        models.CheckConstraint(
                            condition=Q(author__isnull=True, section__isnull=False, tag__isnull=True, topic__isnull=True)
                            | Q(author__isnull=True, section__isnull=True, tag__isnull=True, topic__isnull=False)
                            | Q(author__isnull=True, section__isnull=True, tag__isnull=False, topic__isnull=True)
                            | Q(author__isnull=False, section__isnull=True, tag__isnull=True, topic__isnull=True),
                            name="alias_is_of_one_thing",
                        ),
                        models.UniqueConstraint(fields=("slug",), condition=Q(section__isnull=False), name="one_alias_per_section_address"),
                        models.UniqueConstraint(fields=("slug",), condition=Q(topic__isnull=False), name="one_alias_per_topic_address"),
                        models.UniqueConstraint(fields=("slug",), condition=Q(tag__isnull=False), name="one_alias_per_tag_address"),
                        models.UniqueConstraint(fields=("slug",), condition=Q(author__isnull=False), name="one_alias_per_author_address"),
                    ],
                },
            ),
            CreateModel(
                name="Article",
                fields=[
                    ID,
                    ("headline", models.CharField("headline", max_length=200, help_text="What happened, in 50 to 90 characters, without a full stop.")),
                    ("slug", models.SlugField("words of the address", max_length=90, blank=True, allow_unicode=True, help_text="Left empty, they follow the headline. Old wordings redirect, so they may change at any time.")),
                    ("standfirst", models.TextField("standfirst", max_length=600, blank=True, help_text="One or two sentences under the headline and in lists.")),
                    ("body", models.TextField("body", max_length=300000, blank=True)),
                    ("outline", models.JSONField(default=dict, editable=False)),
                    ("word_count", models.PositiveIntegerField("words", default=0, editable=False)),
                    ("language", models.CharField("language", max_length=8, default="en", choices=LANGUAGES)),
                    ("section", models.ForeignKey("articles.Section", models.PROTECT, verbose_name="section", related_name="articles")),
                    ("status", models.CharField("status", max_length=12, default="draft", choices=[("draft", "Draft"), ("in_review", "In review"), ("approved", "Approved"), ("published", "Published"), ("withdrawn", "Withdrawn")])),
                    ("published_at", models.DateTimeField("published", blank=True, null=True, help_text="In the future: the article appears by itself at that moment.")),
                    ("updated_at", models.DateTimeField("updated", blank=True, null=True, help_text="When readers should be told that the text is newer; else empty.")),
                    ("embargoed_until", models.DateTimeField("embargoed until", blank=True, null=True, help_text="Nobody but an administrator can have it appear before this moment.")),
                    ("retracted_at", models.DateTimeField("retracted", blank=True, null=True, editable=False)),
                    ("created_by", models.ForeignKey(USER, models.SET_NULL, blank=True, null=True, editable=False, related_name="+")),
                    ("created_at", models.DateTimeField("created", auto_now_add=True)),
                    ("saved_at", models.DateTimeField("last saved", auto_now=True)),
                    ("external_id", models.CharField("number where it came from", max_length=200, unique=True, blank=True, null=True, editable=False)),
                    ("earlier_views", models.PositiveBigIntegerField("views before it came here", default=0, editable=False)),
                    ("search", models.GeneratedField(db_persist=True, expression=SearchLexemes("headline", "standfirst", "body", "language"), output_field=SearchVectorField())),
                    ("topics", models.ManyToManyField("articles.Topic", verbose_name="topics", blank=True, related_name="articles", through="articles.TopicPlacement")),
                    ("authors", models.ManyToManyField("articles.Author", verbose_name="authors", blank=True, related_name="articles", through="articles.Byline")),
                    ("tags", models.ManyToManyField("articles.Tag", verbose_name="tags", blank=True, related_name="articles", through="articles.TagPlacement")),
                    ("original_url", models.CharField("address of the original", max_length=2000, blank=True, default="", db_default="", validators=[check_on_the_web], help_text="The address of an article taken over from elsewhere: search engines are led there, not told of this one.")),
                    ("original_publisher", models.CharField("publisher of the original", max_length=120, blank=True, default="", db_default="", help_text="Readers see it by the date, e.g. “The Mekong Courier”. Left empty, the name of the other site.")),
                    ("search_title", models.CharField("title for search engines", max_length=200, blank=True, default="", db_default="", help_text="What people would look for; about 60 characters are shown. Left empty, the headline.")),
                    ("share_title", models.CharField("title for sharing", max_length=200, blank=True, default="", db_default="", help_text="On the card that a link becomes, e.g. on Facebook or Zalo. Left empty, the headline.")),
                    ("share_description", models.CharField("description for sharing", max_length=300, blank=True, default="", db_default="", help_text="A sentence below that title. Left empty, the standfirst.")),
                ],
                options={
                    "verbose_name": "article",
                    "verbose_name_plural": "articles",
                    "permissions": [("publish_article", "May publish, correct and withdraw articles"), ("lift_embargo", "May publish before an embargo ends")],
                    "indexes": [
                        models.Index(F("published_at").desc(), F("id").desc(), condition=Q(status="published"), name="published"),
                        models.Index("section", F("published_at").desc(), F("id").desc(), condition=Q(status="published"), name="published_in_section"),
                        models.Index("language", F("published_at").desc(), F("id").desc(), condition=Q(status="published"), name="published_in_lang"),
                        models.Index(F("saved_at").desc(), F("id").desc(), name="articles_by_save"),
                        models.Index("updated_at", condition=Q(updated_at__isnull=False), name="articles_by_update"),
                        models.Index("earlier_views", condition=Q(earlier_views__gt=0), name="articles_viewed_before"),
                        models.Index("status", F("saved_at").desc(), F("id").desc(), condition=~Q(status="published"), name="unpublished_by_save"),
                        models.Index(F("published_at").desc(nulls_last=True), F("id").desc(), name="articles_by_moment"),
                        models.Index("embargoed_until", condition=Q(embargoed_until__isnull=False), name="articles_embargoed"),
                        models.Index("retracted_at", condition=Q(retracted_at__isnull=False), name="articles_retracted"),
                        GinIndex("search", MonthOf(F("published_at")), FiledUnder(Cast("language", models.TextField()), Cast("section", models.TextField())), name="articles_by_word_filed"),
                    ],
                    "constraints": [
                        models.CheckConstraint(condition=~Q(status="published") | Q(published_at__isnull=False), name="published_article_has_its_moment", violation_error_message="A published article needs the moment of its publication."),
                        models.CheckConstraint(condition=~Q(headline=""), name="article_has_a_headline"),
                        models.CheckConstraint(condition=~Q(status="published") | Q(embargoed_until__isnull=True) | Q(published_at__gte=F("embargoed_until")), name="published_article_waits_for_its_embargo", violation_error_message="An article cannot be published before its embargo ends."),
                        models.CheckConstraint(condition=Q(original_url="") | Q(original_url__regex="^https?://[^/]"), name="article_first_published_on_the_web", violation_error_message="Give the whole address as the browser shows it, such as https://example.org/news/a-story."),
                    ],
                },
            ),
            CreateModel(
                name="Byline",
                fields=[
                    ID,
                    ("listed_at", models.DateTimeField("listed", null=True, editable=False)),
                    ("article", models.ForeignKey("articles.Article", models.CASCADE, related_name="bylines")),
                    ("author", models.ForeignKey("articles.Author", models.PROTECT, verbose_name="author", related_name="bylines", db_index=False)),
                    ("position", models.PositiveSmallIntegerField("position", default=0)),
                ],
                options={
                    "verbose_name": "author",
                    "verbose_name_plural": "authors",
                    "ordering": ["position", "pk"],
                    "indexes": [
                        models.Index("author", F("listed_at").desc(), F("article").desc(), name="listed_by_author"),
                    ],
                    "constraints": [
                        models.UniqueConstraint(fields=("article", "author"), name="one_byline_per_author"),
                    ],
                },
            ),
            CreateModel(
                name="TopicPlacement",
                fields=[
                    ID,
                    ("listed_at", models.DateTimeField("listed", null=True, editable=False)),
                    ("article", models.ForeignKey("articles.Article", models.CASCADE, related_name="topic_placements")),
                    ("topic", models.ForeignKey("articles.Topic", models.CASCADE, verbose_name="topic", related_name="placements", db_index=False)),
                    ("position", models.PositiveSmallIntegerField("position", default=0)),
                ],
                options={
                    "verbose_name": "topic",
                    "verbose_name_plural": "topics",
                    "ordering": ["position", "pk"],
                    "indexes": [
                        models.Index("topic", F("listed_at").desc(), F("article").desc(), name="listed_by_topic"),
                    ],
                    "constraints": [
                        models.UniqueConstraint(fields=("article", "topic"), name="one_placement_per_article_and_topic"),
                    ],
                },
            ),
            CreateModel(
                name="TagPlacement",
                fields=[
                    ID,
                    ("listed_at", models.DateTimeField("listed", null=True, editable=False)),
                    ("article", models.ForeignKey("articles.Article", models.CASCADE, related_name="tag_placements")),
                    ("tag", models.ForeignKey("articles.Tag", models.CASCADE, verbose_name="tag", related_name="placements", db_index=False)),
                    ("position", models.PositiveSmallIntegerField("position", default=0)),
                ],
                options={
                    "verbose_name": "tag",
                    "verbose_name_plural": "tags",
                    "ordering": ["position", "pk"],
                    "indexes": [
                        models.Index("tag", F("listed_at").desc(), F("article").desc(), name="listed_by_tag"),
                    ],
                    "constraints": [
                        models.UniqueConstraint(fields=("article", "tag"), name="one_placement_per_article_and_tag"),
                    ],
                },
            ),
            CreateModel(
                name="PlacedPhoto",
                fields=[
                    ID,
                    ("article", models.ForeignKey("articles.Article", models.CASCADE, related_name="placed_photos")),
                    ("photo", models.ForeignKey("articles.Photo", models.PROTECT, verbose_name="photo", related_name="placements")),
                    ("is_lead", models.BooleanField("lead photo", default=False, help_text="Stands at the head of the article and beside it in lists.")),
                    ("after_paragraph", models.PositiveSmallIntegerField("after paragraph", default=0, help_text="0: before the first. Does not matter for the lead photo.")),
                    ("position", models.PositiveSmallIntegerField("position", default=0)),
                    ("own_caption", models.TextField("caption here", max_length=2000, blank=True, help_text="Empty: the photo's own caption.")),
                    ("own_credit", models.CharField("credit here", max_length=200, blank=True, help_text="Empty: the photo's own credit.")),
                    ("own_alt", models.CharField("text alternative here", max_length=500, blank=True, help_text="Empty: the photo's own.")),
                ],
                options={
                    "verbose_name": "photo in the article",
                    "verbose_name_plural": "photos in the article",
                    "ordering": ["after_paragraph", "position", "pk"],
                    "constraints": [
                        models.UniqueConstraint(fields=("article",), condition=Q(is_lead=True), name="one_lead_photo_per_article", violation_error_message="An article has one lead photo."),
                    ],
                },
            ),
            CreateModel(
                name="PinnedRelated",
                fields=[
                    ID,
                    ("article", models.ForeignKey("articles.Article", models.CASCADE, related_name="pins")),
                    ("related_article", models.ForeignKey("articles.Article", models.CASCADE, verbose_name="article", related_name="pinned_by")),
                    ("position", models.PositiveSmallIntegerField("position", default=0)),
                ],
                options={
                    "verbose_name": "pinned related article",
                    "verbose_name_plural": "pinned related articles",
                    "ordering": ["position", "pk"],
                    "constraints": [
                        models.UniqueConstraint(fields=("article", "related_article"), name="one_pin_per_pair"),
                        models.CheckConstraint(condition=~Q(article=F("related_article")), name="article_is_not_related_to_itself", violation_error_message="An article cannot be related to itself."),
                    ],
                },
            ),
            CreateModel(
                name="OldAddress",
                fields=[
                    ID,
                    ("path", models.CharField("path", max_length=600, help_text="Begins with /, without the host.")),
                    ("query", models.CharField("query", max_length=300, blank=True, help_text="What followed the question mark, such as p=77, where that told articles apart.")),
                    ("names", models.GeneratedField(db_persist=True, expression=models.Func("query", models.Value("=[^&]*"), models.Value(""), models.Value("g"), function="regexp_replace"), output_field=models.CharField(max_length=300))),
                    ("article", models.ForeignKey("articles.Article", models.CASCADE, related_name="old_addresses")),
                ],
                options={
                    "verbose_name": "old address",
                    "verbose_name_plural": "old addresses",
                    "indexes": [
                        models.Index(fields=["path", "names"], name="kinds_of_old_queries"),
                    ],
                    "constraints": [
                        models.UniqueConstraint(fields=("path", "query"), name="an_old_address_leads_to_one_article"),
                    ],
                },
            ),
            CreateModel(
                name="Revision",
                fields=[
                    ID,
                    ("article", models.ForeignKey("articles.Article", models.CASCADE, related_name="revisions")),
                    ("number", models.PositiveIntegerField("number")),
                    ("content", models.JSONField("content")),
                    ("status", models.CharField("status", max_length=12)),
                    ("is_proposal", models.BooleanField("proposal", default=False, help_text="Kept beside the article and not shown to readers until it is taken up.")),
                    ("remark", models.CharField("remark", max_length=200, blank=True)),
                    ("saved_by", models.ForeignKey(USER, models.SET_NULL, null=True, related_name="+")),
                    ("saved_at", models.DateTimeField("saved", auto_now_add=True)),
                ],
                options={
                    "verbose_name": "revision",
                    "verbose_name_plural": "revisions",
                    "ordering": ["-number"],
                    "constraints": [
                        models.UniqueConstraint(fields=("article", "number"), name="one_revision_per_number"),
                    ],
                },
            ),
            CreateModel(
                name="Correction",
                fields=[
                    ID,
                    ("article", models.ForeignKey("articles.Article", models.CASCADE, related_name="corrections")),
                    ("kind", models.CharField("kind", max_length=16, default="correction", choices=[("correction", "Correction"), ("clarification", "Clarification"), ("update", "Update"), ("retraction", "Retraction")])),
                    ("text", models.TextField("text", max_length=2000, help_text="E.g. “An earlier version gave the bridge's length as 4.8 km. It is 4.2 km.”")),
                    ("published_at", models.DateTimeField("published", default=timezone.now)),
                    ("revision", models.ForeignKey("articles.Revision", models.SET_NULL, verbose_name="revision before it", blank=True, null=True, editable=False, related_name="+")),
                    ("hides_changes", models.BooleanField("keep the earlier words from readers", default=False, help_text="For a name or a claim that must not be repeated: “See what changed” is left out.")),
                    ("written_by", models.ForeignKey(USER, models.SET_NULL, blank=True, null=True, editable=False, related_name="+")),
                ],
                options={"verbose_name": "correction", "verbose_name_plural": "corrections", "ordering": ["-published_at", "-pk"]},
            ),
            CreateModel(
                name="PreviewLink",
                fields=[
                    ID,
                    ("revision", models.ForeignKey("articles.Revision", models.CASCADE, verbose_name="revision", related_name="preview_links")),
                    ("recipient", models.CharField("for", max_length=120, help_text="Who will read it, e.g. “Dr. Hà, for a check of the figures”.")),
                    ("made_by", models.ForeignKey(USER, models.SET_NULL, null=True, related_name="+")),
                    ("made_at", models.DateTimeField("made", auto_now_add=True)),
                    ("expires_at", models.DateTimeField("expires")),
                    ("revoked_at", models.DateTimeField("revoked", blank=True, null=True)),
                ],
                options={"verbose_name": "preview link", "verbose_name_plural": "preview links", "ordering": ["-made_at"]},
            ),
            CreateModel(
                name="PreviewVisit",
                fields=[
                    ID,
                    ("link", models.ForeignKey("articles.PreviewLink", models.CASCADE, related_name="visits")),
                    ("opened_at", models.DateTimeField("opened", auto_now_add=True)),
                    ("browser", models.CharField("browser", max_length=200, blank=True)),
                ],
                options={"verbose_name": "visit to a preview", "verbose_name_plural": "visits to previews", "ordering": ["-opened_at"]},
            ),
            CreateModel(
                name="Editing",
                fields=[
                    ID,
                    ("article", models.ForeignKey("articles.Article", models.CASCADE, related_name="open_at")),
                    ("account", models.ForeignKey(USER, models.CASCADE, related_name="+")),
                    ("opened_at", models.DateTimeField("opened")),
                    ("seen_at", models.DateTimeField("seen")),
                ],
                options={
                    "verbose_name": "open article",
                    "verbose_name_plural": "open articles",
                    "constraints": [
                        models.UniqueConstraint(fields=("article", "account"), name="one_row_per_article_and_account"),
                    ],
                },
            ),
            CreateModel(
                name="EditorialNote",
                fields=[
                    ID,
                    ("article", models.ForeignKey("articles.Article", models.CASCADE, related_name="notes")),
                    ("text", models.TextField("note", max_length=2000, help_text="For colleagues only; readers never see it.")),
                    ("written_by", models.ForeignKey(USER, models.SET_NULL, null=True, editable=False, related_name="+")),
                    ("written_at", models.DateTimeField("written", auto_now_add=True)),
                ],
                options={
                    "verbose_name": "note to colleagues",
                    "verbose_name_plural": "notes to colleagues",
                    "ordering": ["written_at", "pk"],
                    "constraints": [
                        models.CheckConstraint(condition=~Q(text=""), name="note_says_something"),
                    ],
                },
            ),
            CreateModel(
                name="WorkflowStep",
                fields=[
                    ID,
                    ("article", models.ForeignKey("articles.Article", models.CASCADE, related_name="steps")),
                    ("before", models.CharField("from", max_length=12, blank=True)),
                    ("after", models.CharField("to", max_length=12)),
                    ("moment", models.DateTimeField("for", blank=True, null=True, help_text="The moment of publication set.")),
                    ("taken_by", models.ForeignKey(USER, models.SET_NULL, null=True, related_name="+")),
                    ("taken_at", models.DateTimeField("when", auto_now_add=True)),
                ],
                options={"verbose_name": "step", "verbose_name_plural": "steps", "ordering": ["-taken_at", "-pk"]},
            ),
            CreateModel(
                name="Slot",
                fields=[
                    ID,
                    ("language", models.CharField("edition", max_length=8, blank=True, choices=LANGUAGES)),
                    ("section", models.ForeignKey("articles.Section", models.CASCADE, verbose_name="section", blank=True, null=True, related_name="slots")),
                    ("topic", models.ForeignKey("articles.Topic", models.CASCADE, verbose_name="topic", blank=True, null=True, related_name="slots")),
                    ("position", models.PositiveSmallIntegerField("place", help_text="1 is the first.")),
                    ("article", models.ForeignKey("articles.Article", models.CASCADE, verbose_name="article", related_name="slots")),
                    ("until", models.DateTimeField("until", blank=True, null=True, help_text="Empty: until it is taken away.")),
                    ("placed_by", models.ForeignKey(USER, models.SET_NULL, null=True, editable=False, related_name="+")),
                    ("placed_at", models.DateTimeField("placed", auto_now=True)),
                ],
                options={
                    "verbose_name": "pinned article",
                    "verbose_name_plural": "fronts",
                    "ordering": ["position"],
                    "constraints": [
                        models.CheckConstraint(condition=Q(section=None, topic=None) & ~Q(language="") | Q(language="", section__isnull=False, topic=None) | Q(language="", section=None, topic__isnull=False), name="slot_is_on_one_page"),
                        models.CheckConstraint(condition=Q(position__gte=1), name="slots_are_counted_from_one"),
                        models.UniqueConstraint(fields=("language", "position"), condition=~Q(language=""), name="one_slot_per_position_of_language"),
                        models.UniqueConstraint(fields=("language", "article"), condition=~Q(language=""), name="one_slot_per_article_of_language"),
                        models.UniqueConstraint(fields=("section", "position"), condition=~Q(section=None), name="one_slot_per_position_of_section"),
                        models.UniqueConstraint(fields=("section", "article"), condition=~Q(section=None), name="one_slot_per_article_of_section"),
                        models.UniqueConstraint(fields=("topic", "position"), condition=~Q(topic=None), name="one_slot_per_position_of_topic"),
                        models.UniqueConstraint(fields=("topic", "article"), condition=~Q(topic=None), name="one_slot_per_article_of_topic"),
                    ],
                },
            ),
            CreateModel(
                name="Breaking",
                fields=[
                    ID,
                    ("text", models.CharField("text", max_length=140, help_text="One plain sentence, e.g. “Storm No. 7 makes landfall at Quảng Ninh”.")),
                    ("link", models.CharField("link", max_length=500, blank=True, help_text="Where it leads: a path of this site, e.g. /vietnam/, or an address with https://. Empty: nowhere.")),
                    ("language", models.CharField("edition", max_length=8, blank=True, choices=LANGUAGES, help_text="Empty: on the pages of every language.")),
                    ("starts_at", models.DateTimeField("from", default=timezone.now)),
                    ("ends_at", models.DateTimeField("until", help_text="The banner goes away by itself at this moment.")),
                ],
                options={
                    "verbose_name": "breaking banner",
                    "verbose_name_plural": "breaking banners",
                    "ordering": ["-starts_at"],
                    "constraints": [
                        models.CheckConstraint(condition=Q(starts_at__lt=F("ends_at")), name="breaking_ends_after_it_begins", violation_error_message="The banner's end must come after its beginning."),
                    ],
                },
            ),
            CreateModel(
                name="Page",
                fields=[
                    ID,
                    ("title", models.CharField("title", max_length=120, help_text="E.g. “Rules for notes”; links to the page say it too.")),
                    ("titles", in_languages("titles in other languages", of="title")),
                    ("slug", models.SlugField("address", max_length=120, unique=True, blank=True, error_messages={"unique": "Another page has this address already. Choose another."}, allow_unicode=True, help_text="What follows /about/ in the page's address, for good; left empty, it is made from the title.")),
                    ("text", models.TextField("text", max_length=60000)),
                    ("texts", in_languages("texts in other languages", of="text")),
                    ("purpose", models.CharField("purpose", max_length=8, blank=True, choices=[(None, "None of these"), ("privacy", "Privacy"), ("rules", "Rules for notes"), ("terms", "Terms of use")], help_text="Sign-up links to all three; the form for notes, and what tells of a decision on one, to their rules.")),
                    ("is_in_footer", models.BooleanField("in the footer", default=True, help_text="A link at the end of each page.")),
                    ("position", models.PositiveSmallIntegerField("position", default=100, help_text="Smaller comes first.")),
                    ("changed_at", models.DateTimeField("last changed", default=timezone.now, editable=False)),
                ],
                options={
                    "verbose_name": "page",
                    "verbose_name_plural": "pages",
                    "ordering": ["position", "pk"],
                    "constraints": [
                        models.CheckConstraint(condition=~Q(title="") & ~Q(slug=""), name="page_has_a_title_and_an_address"),
                        models.UniqueConstraint(fields=("purpose",), condition=~Q(purpose=""), name="one_page_per_purpose", violation_error_message="Another page serves this purpose. Give that one none first."),
                    ],
                },
            ),
            CreateModel(
                name="Newsroom",
                fields=[
                    ("id", models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False, serialize=False)),
                    ("name", models.CharField("name", max_length=80, default="Broadsheet", help_text="The wordmark on every page.")),
                    ("tagline", models.CharField("tagline", max_length=200, blank=True, help_text="One sentence that says what the newspaper is.")),
                    ("taglines", in_languages("the same in other languages", of="tagline")),
                    ("about", models.TextField("about this newspaper", blank=True, help_text="Who makes it, who pays for it, how to reach it. Paragraphs.")),
                    ("abouts", in_languages("the same in other languages", of="about")),
                    ("contact_email", models.EmailField("e-mail for readers", max_length=254, blank=True)),
                    ("accent", models.CharField("colour", max_length=7, default="#a61b1b", validators=[is_readable_by_day], help_text="Of the strip, the sections' names and all that is chosen, e.g. #a61b1b.")),
                    ("accent_by_night", models.CharField("colour in the dark", max_length=7, default="#ff8a75", validators=[is_readable_by_night], help_text="The same for readers whose screens are dark: a paler one, e.g. #ff8a75.")),
                ],
                options={
                    "verbose_name": "about the newsroom",
                    "verbose_name_plural": "about the newsroom",
                    "constraints": [
                        models.CheckConstraint(condition=Q(id=1), name="there_is_one_newsroom"),
                    ],
                },
            ),
            CreateModel(
                name="Tally",
                fields=[
                    ID,
                    ("article", models.ForeignKey("articles.Article", models.DO_NOTHING, related_name="tallies", db_index=False, db_constraint=False)),
                    ("hour", models.DateTimeField("hour", help_text="Its first moment, UTC.")),
                    ("views", models.PositiveIntegerField("views", default=0)),
                    ("shares", models.PositiveIntegerField("shares", default=0)),
                    ("reactions", models.PositiveIntegerField("reactions", default=0)),
                ],
                options={
                    "verbose_name": "tally",
                    "verbose_name_plural": "tallies",
                    "indexes": [
                        models.Index("hour", models.OrderBy(F("views") * 1 + F("shares") * 3 + F("reactions") * 5, descending=True), include=("article", "views", "shares", "reactions"), name="tallies_by_points"),
                    ],
                    "constraints": [
                        models.UniqueConstraint(fields=("article", "hour"), name="one_tally_per_article_and_hour"),
                    ],
                },
            ),
            CreateModel(
                name="DailyKey",
                fields=[
                    ("day", models.DateField(primary_key=True, serialize=False)),
                    ("key", models.BinaryField(max_length=32)),
                ],
                options={"default_permissions": ()},
            ),
            CreateModel(
                name="LastBatch",
                fields=[
                    ("process", models.UUIDField(primary_key=True, serialize=False)),
                    ("number", models.BigIntegerField()),
                    ("at", models.DateTimeField()),
                ],
                options={"default_permissions": ()},
            ),
            CreateModel(
                name="RecentReader",
                fields=[
                    ("sign", models.BigIntegerField(primary_key=True, serialize=False)),
                    ("until", models.DateTimeField()),
                ],
                options={"default_permissions": ()},
            ),
            CreateModel(
                name="Lexeme",
                fields=[
                    ("pk", models.CompositePrimaryKey("language", "lexeme", primary_key=True, blank=True, editable=False, serialize=False)),
                    ("language", models.CharField("language", max_length=8)),
                    ("lexeme", models.TextField("lexeme", db_collation="C")),
                    ("articles", models.PositiveIntegerField("articles")),
                ],
                options={"verbose_name": "lexeme", "verbose_name_plural": "lexemes"},
            ),
            CreateModel(
                name="Term",
                fields=[
                    ("pk", models.CompositePrimaryKey("article_id", "lexeme", primary_key=True, blank=True, editable=False, serialize=False)),
                    ("article", models.ForeignKey("articles.Article", models.DO_NOTHING, related_name="terms", db_index=False, db_constraint=False)),
                    ("lexeme", models.TextField("lexeme", db_collation="C")),
                    ("weight", models.FloatField("weight")),
                ],
                options={
                    "verbose_name": "term",
                    "verbose_name_plural": "terms",
                    "indexes": [
                        models.Index("lexeme", F("weight").desc(), include=("article",), name="terms_by_lexeme"),
                    ],
                },
            ),
            CreateModel(
                name="HeadlineWords",
                fields=[
                    ("article", models.OneToOneField("articles.Article", models.DO_NOTHING, primary_key=True, serialize=False, related_name="headline_words", db_constraint=False)),
                    ("language", models.CharField("language", max_length=8)),
                    ("moment", models.DateTimeField("moment", help_text="Of the publication; of the beginning as long as it has none.")),
                    ("words", SearchVectorField("words")),
                ],
                options={
                    "verbose_name": "words of a headline",
                    "verbose_name_plural": "words of headlines",
                    "indexes": [
                        GinIndex("words", MonthOf(F("moment")), name="headlines_by_word"),
                    ],
                },
            ),
            CreateModel(
                name="HeadlineLexeme",
                fields=[
                    ID,
                    ("lexeme", models.TextField("lexeme", db_collation="C")),
                ],
                options={
                    "verbose_name": "lexeme of headlines",
                    "verbose_name_plural": "lexemes of headlines",
                    "indexes": [
                        models.Index("lexeme", name="lexemes_of_headlines"),
                    ],
                },
            ),
            CreateModel(
                name="ListedWeek",
                fields=[
                    ID,
                    ("kind", models.CharField("kind", max_length=8)),
                    ("number", models.BigIntegerField("number")),
                    ("week", models.DateField("week", help_text="Its Monday, UTC.")),
                    ("articles", models.IntegerField("articles")),
                ],
                options={
                    "verbose_name": "week of a list",
                    "verbose_name_plural": "weeks of lists",
                    "indexes": [
                        models.Index(fields=["kind", "number", "week"], include=("articles",), name="weeks_of_lists"),
                    ],
                },
            ),
            CreateModel(
                name="Lacking",
                fields=[
                    ("pk", models.CompositePrimaryKey("kind", "article_id", primary_key=True, blank=True, editable=False, serialize=False)),
                    ("kind", models.CharField("kind", max_length=8)),
                    ("article", models.ForeignKey("articles.Article", models.DO_NOTHING, related_name="+", db_index=False, db_constraint=False)),
                ],
                options={"verbose_name": "what an article lacks", "verbose_name_plural": "what articles lack"},
            ),
        ),
        *(go_with_the_article(table) for table in ("term", "tally", "headlinewords")),
        *(migrations.RunSQL(UNLOGGED.format(table), "") for table in ("dailykey", "recentreader")),
        migrations.RunSQL(f"ALTER TABLE articles_tally SET ({SOON})", ""),
    ]
