"""The way of a bundle into the newsroom: read in batches, each written at once, line by line where that fails.

An article's pins may name articles that come later, so that they are set when all lines are in, on a second reading.
"""

from array import array
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.core.exceptions import ObjectDoesNotExist
from django.db import DatabaseError, connection, transaction

from articles import terms
from articles.bundle import bodies, keys, origins, pictures, rows
from articles.bundle.lines import LineRefused, check, lines_of, object_of
from articles.bundle.names import Names
from articles.bundle.record import Record, record_of
from articles.bundle.rows import Entry, Written

MOST_UNKNOWN_KEYS = 20
OTHER_KEYS = "…"
LARGEST_BATCH = 200  # articles saved together
HEAVIEST_BATCH = 4_000_000  # bytes of their lines


def nothing(*_told: object) -> None:
    """What is done about a message that nobody wants."""


@dataclass
class Report:
    """What an import came to; `problem(line, sentence)` and `progress(share, report)` are called while it runs."""

    problem: Callable[[int, str], None] = nothing
    progress: Callable[[float, "Report"], None] = nothing
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    refused: int = 0
    unfit_photos: int = 0
    lacks_folder: bool = False  # of photos, though the bundle has some that are not in the library
    taken_addresses: int = 0
    soft_leads: list[int] = field(default_factory=list)  # lines whose lead photo is less wide than looks sharp
    lost: Counter[str] = field(default_factory=Counter)  # of bodies, by what it was
    lines_that_lost: int = 0
    unknown_keys: dict[str, int] = field(default_factory=dict)  # in how many lines each stands
    refused_lines: set[int] = field(default_factory=set)
    changed: array[int] = field(default_factory=lambda: array("q"))

    @property
    def is_clean(self) -> bool:
        return not (self.refused or self.unfit_photos or self.taken_addresses)

    @property
    def loaded(self) -> int:
        return self.added + self.updated + self.unchanged

    def refuse(self, line: int, reason: str) -> None:
        self.refused += 1
        self.refused_lines.add(line)
        self.problem(line, reason)

    def count(self, written: list[Written]) -> None:
        """Count what has gone in."""
        for each in written:
            self.added += each.added
            self.updated += each.updated
            self.unchanged += each.unchanged
            self.taken_addresses += len(each.taken)
            for line, sentence in each.taken:
                self.problem(line, sentence)


def load(path: Path, photos: Path | None, report: Report) -> None:
    """Load the bundle `path`, its photos lying below `photos`; raises NotABundle before anything is written."""
    check(path)
    size = path.stat().st_size
    try:
        lines_by_id: dict[int, int] = {}
        for end, batch in batches(path, report.refuse):
            tell_repeated(batch, lines_by_id, report)
            names = names_of(batch, report)
            with transaction.atomic():
                for _line, record in batch:
                    bodies.prepare(record)
                    pictures.portray(record, photos)
                entries = [Entry(line, record, pictures.placed(record, photos)) for line, record in batch]
                tell_unfit_photos(entries, report)
                report.soft_leads += [entry.line for entry in entries if entry.record.has_soft_lead]
                tell_remarks(entries, report)
                wait_for_other_imports()
                written = write(entries, names, report)
            report.count(written)
            report.progress(min(1, end / size), report)
        pin_related(path, report)
    finally:
        # What went in is ready for its readers even when someone stops the import.
        terms.prepare(report.changed)


def batches(path: Path, refuse: Callable[[int, str], None]) -> Iterator[tuple[int, list[tuple[int, Record]]]]:
    """Records with their lines, as many as are written at once and no id twice, and where the last one ends."""
    batch: dict[str, tuple[int, Record]] = {}
    start = end = 0
    for line in lines_of(path):
        try:
            record = record_of(object_of(line))
        except LineRefused as reason:
            refuse(line.number, str(reason))
            continue
        is_full = len(batch) == LARGEST_BATCH or line.end - start > HEAVIEST_BATCH
        if batch and (is_full or record.external_id in batch):
            yield end, list(batch.values())
            batch, start = {}, end
        batch[record.external_id] = line.number, record
        end = line.end
    if batch:
        yield end, list(batch.values())


def tell_repeated(batch: list[tuple[int, Record]], lines_by_id: dict[int, int], report: Report) -> None:
    """Say of each line whose id an earlier one has that it takes the place of that; ids are kept as their hashes."""
    for line, record in batch:
        key = hash(record.external_id)
        if earlier := lines_by_id.get(key):
            report.problem(line, f"it has the id of line {earlier} (“{record.external_id[:60]}”) and takes its place.")
        lines_by_id[key] = line


def tell_unfit_photos(entries: list[Entry], report: Report) -> None:
    """Say of each photo why it stays out; once for all that no folder was given."""
    for entry in entries:
        for reason in entry.record.unfit_photos:
            report.unfit_photos += 1
            if reason != pictures.NO_FOLDER or not report.lacks_folder:
                report.problem(entry.line, reason)
            report.lacks_folder |= reason == pictures.NO_FOLDER


def tell_remarks(entries: list[Entry], report: Report) -> None:
    for entry in entries:
        for remark in entry.record.remarks:
            report.problem(entry.line, remark)
        for key in entry.record.unknown_keys:
            tell_unknown_key(entry.line, key, report)
        if lost := entry.record.lost:
            report.problem(entry.line, f"left out of its body: {listed(lost)}.")
            report.lost += lost
            report.lines_that_lost += 1


def listed(lost: Counter[str]) -> str:
    """`2 pictures, 1 frame`."""
    return ", ".join(f"{number:,} {kind}{'' if number == 1 else 's'}" for kind, number in lost.most_common())


def tell_unknown_key(line: int, key: str, report: Report) -> None:
    """Say of a key that means nothing here, once, that it is left alone, and count in how many lines it stands."""
    key = key if key in report.unknown_keys or len(report.unknown_keys) < MOST_UNKNOWN_KEYS else OTHER_KEYS
    if key not in report.unknown_keys and key != OTHER_KEYS:
        report.problem(line, keys.remark_on(key))
    report.unknown_keys[key] = report.unknown_keys.get(key, 0) + 1


def names_of(batch: list[tuple[int, Record]], report: Report) -> Names:
    """What the batch names, with a word on those that another thing is called by.

    Together, in a moment. Where a colleague names the same at that moment, one by one: waiting for them, but holding
    nothing that they may wait for.
    """
    try:
        with transaction.atomic():
            wait_for_other_imports()
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL lock_timeout = '100ms'")
                names = Names(batch)
                cursor.execute("SET LOCAL lock_timeout = DEFAULT")
    except (DatabaseError, ObjectDoesNotExist):
        if not connection.is_usable():
            raise
        names = Names(batch)
    for line, remark in names.remarks:
        report.problem(line, remark)
    return names


def wait_for_other_imports() -> None:
    """Let no other import write until this transaction ends: they would write the same rows, and wait in a circle."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('import of a bundle', 0))")


def write(entries: list[Entry], names: Names, report: Report) -> list[Written]:
    """Write `entries` together; if the database refuses, one by one, so that only those it cannot keep stay out.

    What was written goes in when the transaction around it ends, and is to be counted then.
    """
    try:
        with transaction.atomic():
            written = rows.write(entries, names)
            connection.check_constraints()  # which else comes when all is written: a section may be gone meanwhile
    except DatabaseError as error:
        if not connection.is_usable():
            raise
        if len(entries) == 1:
            report.refuse(entries[0].line, refusal(error))
            return []
        return [each for entry in entries for each in write([entry], names, report)]
    report.changed.extend(written.changed)
    return [written]


def pin_related(path: Path, report: Report) -> None:
    """Set the pins of all articles that went in."""
    for _end, batch in batches(path, nothing):
        loaded = [(line, record) for line, record in batch if line not in report.refused_lines]
        pin(loaded, report)


def pin(loaded: list[tuple[int, Record]], report: Report) -> None:
    """Pin what `loaded` names; one by one if the database refuses, because someone pins the same at this moment."""
    try:
        with transaction.atomic():
            wait_for_other_imports()
            remarks = [*rows.pin(loaded), *origins.settle(loaded)]
            connection.check_constraints()
    except DatabaseError as error:
        if not connection.is_usable():
            raise
        if len(loaded) == 1:
            report.refuse(loaded[0][0], f"its related articles stay as they are: {refusal(error)}")
        for each in loaded if len(loaded) > 1 else ():
            pin([each], report)
    else:
        for line, remark in remarks:
            report.problem(line, remark)


def refusal(error: DatabaseError) -> str:
    return f"the database refused it: {str(error).splitlines()[0]}."
