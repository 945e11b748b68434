from accounts.admin import moderation, reactions, rules, users

__all__ = ["moderation", "reactions", "rules", "users"]
