"""The static files: collected only when one of them has changed, for compressing them all takes several seconds."""

import re
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import PurePosixPath
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage, Storage
from django.core.management import call_command
from whitenoise.storage import CompressedManifestStaticFilesStorage  # type: ignore[import-untyped]

type Sources = dict[str, tuple[Storage, str]]  # by a file's name: what it is read from

COMMENT_OR_INDENT = re.compile(r"/\*.*?\*/\s*|^ +", re.DOTALL | re.MULTILINE)
IMPORT = re.compile(r'^@import "([^"/]+)";\n', re.MULTILINE)


class RememberedStaticFiles(CompressedManifestStaticFilesStorage):
    """Files under names that change with their bytes; each name is looked up once, for a page has a dozen."""

    url = cache(CompressedManifestStaticFilesStorage.url)

    def post_process(self, paths: Sources, *args: Any, **options: Any) -> Iterator[Any]:
        """Make each style sheet whole first, so that a page waits for one."""
        yield from super().post_process(paths | whole_sheets(paths), *args, **options)


def whole_sheets(sources: Sources) -> Sources:
    """Our style sheets, each with those that it imports in their place, without what is for those who write them."""
    whole, names = InMemoryStorage(), [name for name in sources if name.startswith("css/")]
    for name in names:
        text = COMMENT_OR_INDENT.sub("", with_imports(name, sources, set()))
        whole.save(name, ContentFile(text.encode()))
    return {name: (whole, name) for name in names}


def with_imports(name: str, sources: Sources, seen: set[str]) -> str:
    """A style sheet's text after those of the sheets beside it that it imports, each once however many import it."""
    seen.add(name)

    def text_of(found: re.Match[str]) -> str:
        imported = str(PurePosixPath(name).with_name(found[1]))
        return "" if imported in seen else with_imports(imported, sources, seen)

    storage, path = sources[name]
    with storage.open(path) as file:
        return IMPORT.sub(text_of, file.read().decode())


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
