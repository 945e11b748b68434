"""What keeps counting right and says nothing of who: a few rows that are gone within the day, or the hour."""

from django.db import models


class LastBatch(models.Model):
    """The last batch of views and shares that a process had counted, so that none counts twice (articles.counting)."""

    process = models.UUIDField(primary_key=True)
    number = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.process} · {self.number}"


class RecentReader(models.Model):
    """That somebody viewed or shared something lately: a keyed hash of who and what (portal.beacons.signs).

    The table is unlogged: it is in no replica and no archive of the write-ahead log, and a crash empties it.
    """

    sign = models.BigIntegerField(primary_key=True)
    until = models.DateTimeField()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.sign} until {self.until:%H:%M}"


class DailyKey(models.Model):
    """The key of a day's hashes, shared by all processes; unlogged like them, and removed when the day is over."""

    day = models.DateField(primary_key=True)
    key = models.BinaryField(max_length=32)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.day}"
