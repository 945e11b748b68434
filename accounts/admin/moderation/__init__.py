from accounts.admin.moderation import cases, closings, decisions, lists

__all__ = ["cases", "closings", "decisions", "lists"]
