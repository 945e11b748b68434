from accounts.admin import reactions, users

__all__ = ["reactions", "users"]
