from typing import Any

from django.core.management.base import BaseCommand

from accounts.history import forget_old
from accounts.leaving import carry_out_due
from accounts.networks import forget_old as forget_old_networks


class Command(BaseCommand):
    help = "Delete the accounts whose day to change their mind is over; forget old readings and networks."

    def handle(self, **_options: Any) -> None:
        self.stdout.write(f"Accounts deleted: {carry_out_due()}. Old readings forgotten: {forget_old()}.")
        self.stdout.write(f"Rows whose network was forgotten: {forget_old_networks()}.")
