from accounts.models.email_preference import EmailPreference
from accounts.models.following import Follow, SavedArticle
from accounts.models.history import Reading
from accounts.models.leaving import Leaving, Receipt
from accounts.models.picture import Picture, Print
from accounts.models.reaction import Reaction, ReactionKind
from accounts.models.user import User

__all__ = [
    "EmailPreference",
    "Follow",
    "Leaving",
    "Picture",
    "Print",
    "Reaction",
    "ReactionKind",
    "Reading",
    "Receipt",
    "SavedArticle",
    "User",
]
