from typing import Any

from django.core.management.base import BaseCommand
from django.db.models import Q

from articles import photos
from articles.models import Photo


class Command(BaseCommand):
    help = "Looks at every photo that has no fingerprint yet, so that copies of it are recognised when they come in."

    def handle(self, **options: Any) -> None:
        waiting = Photo.objects.filter(Q(likeness=None) | Q(tint=None))
        for photo in waiting.iterator(chunk_size=100):
            photos.recognise(photo)
        self.stdout.write(f"{Photo.objects.exclude(likeness=None).count()} photos are recognised by what they show.")
