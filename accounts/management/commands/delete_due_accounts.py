from typing import Any

from django.core.management.base import BaseCommand

from accounts.history import forget_old
from accounts.leaving import carry_out_due


class Command(BaseCommand):
    help = "Delete the accounts whose owners asked for it and whose day to change their mind is over, and old readings."

    def handle(self, **_options: Any) -> None:
        self.stdout.write(f"Accounts deleted: {carry_out_due()}. Old readings forgotten: {forget_old()}.")
