"""Files on their way in: of one that is too large to be a photo, no more is kept than shows that it is."""

from typing import Any

from django.core.files.uploadhandler import FileUploadHandler

from articles.photos import checks


class UpToTheLimit(FileUploadHandler):
    """Passes each file on to the handlers after it up to the largest size of a photo, and drops the rest."""

    received = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.received = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        is_within = self.received <= checks.LARGEST_FILE
        self.received += len(raw_data)
        return raw_data if is_within else None

    def file_complete(self, file_size: int) -> None:
        return None
