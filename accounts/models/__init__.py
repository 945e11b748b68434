from accounts.models.reaction import Reaction, ReactionKind
from accounts.models.user import User

__all__ = ["Reaction", "ReactionKind", "User"]
