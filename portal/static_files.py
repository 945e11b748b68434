"""The static files: collected only when one of them has changed, for compressing them all takes several seconds."""

from functools import cache
from hashlib import sha256

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from whitenoise.storage import CompressedManifestStaticFilesStorage  # type: ignore[import-untyped]


class RememberedStaticFiles(CompressedManifestStaticFilesStorage):
    """Files under names that change with their bytes; each name is looked up once, for a page has a dozen."""

    url = cache(CompressedManifestStaticFilesStorage.url)


def collect() -> None:
    """Bring STATIC_ROOT up to date and remember from which files it was made."""
    stamp, now = settings.VAR / "static.collected", _fingerprint()
    if stamp.exists() and stamp.read_text() == now and settings.STATIC_ROOT.exists():
        return
    call_command("collectstatic", verbosity=0, interactive=False)
    stamp.write_text(now)


def _fingerprint() -> str:
    """What identifies the present sources: each one's name, size and time of change."""
    lines = []
    for finder in get_finders():
        for name, storage in finder.list([]):
            lines.append(f"{name} {storage.size(name)} {storage.get_modified_time(name).timestamp()}")
    return sha256("\n".join(sorted(lines)).encode()).hexdigest()
