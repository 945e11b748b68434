from accounts.admin import reactions, rules, users

__all__ = ["reactions", "rules", "users"]
