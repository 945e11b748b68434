"""What keeps an article from its readers as it is typed in, said along with all else that is amiss in its form."""

from collections.abc import Iterator
from typing import Any

from articles.admin.placed_photos import PlacedPhotosForm
from articles.admin.workflow_form import WorkflowForm
from articles.models import Article, PlacedPhoto
from articles.publishing import LIFT, is_to_come, lacks, said_of_embargo


class KeptBackForm(PlacedPhotosForm, WorkflowForm):
    """Refuses an article of which readers have, or with the pressed button would have, what they must not."""

    lacks_words = False

    def clean(self) -> dict[str, Any]:
        fields = super().clean() or self.cleaned_data
        if self._is_promised or self.is_to_be_published:
            self._require_words_of_photos()
        if self.is_to_be_published:
            self._require_end_of_embargo()
        return fields

    @property
    def _is_promised(self) -> bool:
        """Whether readers have it, or will at a moment that is set."""
        return bool(self.instance.status == Article.Status.PUBLISHED)

    def _require_words_of_photos(self) -> None:
        """Refuse photos without the words that they need; of those that it was published with, none."""
        held = self._lacked_before() if self._is_promised and not self.is_to_be_published else set()
        found = [
            (f"lead_{word}" if placed.is_lead else "body", sentence)
            for placed in self._placed()
            for word, sentence in lacks(placed).items()
            if (placed.photo_id, word) not in held
        ]
        self.lacks_words = bool(found)
        for field, sentence in dict.fromkeys(found):
            self.add_error(field, sentence)

    def _lacked_before(self) -> set[tuple[int, str]]:
        """The photos as they are saved, by number, with the words that they lack."""
        return {(placed.photo_id, word) for placed in self.placed_before for word in lacks(placed)}

    def _placed(self) -> Iterator[PlacedPhoto]:
        """The photos as they were sent."""
        for placing in self.placings:
            if photo := self.library.get(placing.photo_id):
                placed = PlacedPhoto(**vars(placing))
                placed.photo = photo
                yield placed

    def _require_end_of_embargo(self) -> None:
        until = self.cleaned_data.get("embargoed_until", self.instance.embargoed_until)
        if is_to_come(until, self.moment_meant) and not self.by.has_perm(LIFT):
            self.add_error("embargoed_until", said_of_embargo(until))
