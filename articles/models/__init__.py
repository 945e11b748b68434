from articles.models.article import Article
from articles.models.author import Author
from articles.models.correction import Correction
from articles.models.lexeme import Lexeme, Term
from articles.models.newsroom import Newsroom
from articles.models.old_address import OldAddress
from articles.models.photo import Photo, PlacedPhoto
from articles.models.placements import Byline, PinnedRelated, TagPlacement, TopicPlacement
from articles.models.tally import Tally
from articles.models.taxonomy import Section, Tag, Topic

__all__ = [
    "Article",
    "Author",
    "Byline",
    "Correction",
    "Lexeme",
    "Newsroom",
    "OldAddress",
    "Photo",
    "PinnedRelated",
    "PlacedPhoto",
    "Section",
    "Tag",
    "TagPlacement",
    "Tally",
    "Term",
    "Topic",
    "TopicPlacement",
]
