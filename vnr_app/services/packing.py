"""Packing the file that an import read, so that the review can keep it; see `originals`.

The process that reads foreign files packs them; it needs nothing of the review for that.
"""

import hashlib
import zlib
from pathlib import Path

from vnr_app.errors import KnownError
from vnr_app.i18n import _

MOST_BYTES = 64 * 1024 * 1024
"""The most that one original may take in the review, compressed."""

_CHUNK = 1 << 20
_LARGE = 16 << 20
_LEVEL, _LEVEL_OF_LARGE, _LEVEL_OF_PACKED = 6, 1, 0
"""Large texts pack to a twentieth at any level; the higher takes three times as long."""
_PACKED = (b"PK", b"\x1f\x8b")
"""How files begin that are packed in themselves: packing them again saves a tenth at most."""


def pack(path: Path, sha256: str, target: Path) -> bool:
    """Write a file compressed; False, and no target, where it is too large to be kept.

    Raises `KnownError` "changed-while-reading" where the file is not the one of that hash.
    """
    packer = zlib.compressobj(_level_for(path))
    digest = hashlib.sha256()
    written = 0
    with path.open("rb") as source, target.open("wb") as packed:
        while chunk := source.read(_CHUNK):
            digest.update(chunk)
            written += packed.write(packer.compress(chunk))
            if written > MOST_BYTES:
                break
        else:
            written += packed.write(packer.flush())
    if written > MOST_BYTES:
        target.unlink()
        return False
    if digest.hexdigest() != sha256:
        raise KnownError(
            "changed-while-reading",
            _("“{file}” was changed while it was read.").format(file=path.name),
            _("Close it in other programs and try again."),
        )
    return True


def _level_for(path: Path) -> int:
    with path.open("rb") as source:
        if source.read(2) in _PACKED:
            return _LEVEL_OF_PACKED
    return _LEVEL if path.stat().st_size < _LARGE else _LEVEL_OF_LARGE
