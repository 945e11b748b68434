from articles.models.alias import Alias
from articles.models.article import Article
from articles.models.author import Author
from articles.models.correction import Correction
from articles.models.counting import DailyKey, LastBatch, RecentReader
from articles.models.front import Breaking, Slot
from articles.models.headline_words import HeadlineLexeme, HeadlineWords
from articles.models.lacking import Lacking
from articles.models.lexeme import Lexeme, Term
from articles.models.listed_week import ListedWeek
from articles.models.newsroom import Newsroom
from articles.models.old_address import OldAddress
from articles.models.page import Page
from articles.models.photo import Photo, PlacedPhoto
from articles.models.placements import Byline, PinnedRelated, TagPlacement, TopicPlacement
from articles.models.preview import PreviewLink, PreviewVisit
from articles.models.revision import Editing, Revision
from articles.models.tally import Tally
from articles.models.taxonomy import Section, Tag, Topic
from articles.models.workflow import EditorialNote, WorkflowStep

__all__ = [
    "Alias",
    "Article",
    "Author",
    "Breaking",
    "Byline",
    "Correction",
    "DailyKey",
    "Editing",
    "EditorialNote",
    "HeadlineLexeme",
    "HeadlineWords",
    "Lacking",
    "LastBatch",
    "Lexeme",
    "ListedWeek",
    "Newsroom",
    "OldAddress",
    "Page",
    "Photo",
    "PinnedRelated",
    "PlacedPhoto",
    "PreviewLink",
    "PreviewVisit",
    "RecentReader",
    "Revision",
    "Section",
    "Slot",
    "Tag",
    "TagPlacement",
    "Tally",
    "Term",
    "Topic",
    "TopicPlacement",
    "WorkflowStep",
]
