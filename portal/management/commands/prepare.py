"""What a server does each time before it serves: broadsheet-web.service runs it, and `make run` does the same."""

from typing import Any

from django.core.management.base import BaseCommand

from portal import static_files
from portal.setting_up import bring_tables_up_to_date, in_one_sentence, make_room_for_photos, one_at_a_time


class Command(BaseCommand):
    help = "Bring the tables and the static files up to date."

    def handle(self, **options: Any) -> None:
        with in_one_sentence(), one_at_a_time():
            bring_tables_up_to_date()
            static_files.collect()
            make_room_for_photos()
