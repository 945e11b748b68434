from accounts.models.burst import Burst, Retreat
from accounts.models.closing import Closing
from accounts.models.email_preference import EmailPreference
from accounts.models.following import Follow, SavedArticle
from accounts.models.history import Reading
from accounts.models.leaving import Leaving, Receipt
from accounts.models.moderation import Case, Decision
from accounts.models.note import Agreement, Note
from accounts.models.picture import Picture, Print, TakenPicture
from accounts.models.reaction import Reaction, ReactionKind
from accounts.models.reason import Reason
from accounts.models.report import Report
from accounts.models.review import ReviewPolicy
from accounts.models.rule import Rule, RuleHit
from accounts.models.sanction import Appeal, Sanction
from accounts.models.user import User

__all__ = [
    "Agreement",
    "Appeal",
    "Burst",
    "Case",
    "Closing",
    "Decision",
    "EmailPreference",
    "Follow",
    "Leaving",
    "Note",
    "Picture",
    "Print",
    "Reaction",
    "ReactionKind",
    "Reading",
    "Reason",
    "Receipt",
    "Report",
    "Retreat",
    "ReviewPolicy",
    "Rule",
    "RuleHit",
    "Sanction",
    "SavedArticle",
    "TakenPicture",
    "User",
]
