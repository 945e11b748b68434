from accounts.models.following import Follow, SavedArticle
from accounts.models.reaction import Reaction, ReactionKind
from accounts.models.user import User

__all__ = ["Follow", "Reaction", "ReactionKind", "SavedArticle", "User"]
