"""The files that were imported, kept in the review as evidence: never changed, never taken back."""

import hashlib
import re
import zlib
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import select

from db.base import now
from db.models import HistoryOriginal
from db.operation import Operation
from vnr_app.errors import KnownError
from vnr_app.i18n import _
from vnr_app.io import atomic_write
from vnr_app.services.reviews import Review

_CHUNK = 1 << 20
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
"""Signs that some system has in no file name; the file may come from another one."""


def keep(running: Operation, sha256: str, name: str, size: int, packed: Path) -> None:
    """Keep a file, which `packing.pack` has packed, under its hash within an import."""
    if running.session.scalar(select(HistoryOriginal.id).where(HistoryOriginal.id == sha256)):
        return
    running.session.add(
        HistoryOriginal(
            id=sha256,
            name=name,
            size=size,
            data=packed.read_bytes(),
            added_by=running.author,
            added_at=now(),
        )
    )


def has(review: Review, sha256: str) -> bool:
    """Whether the review keeps the file of that hash."""
    with review.store.reading() as session:
        query = select(HistoryOriginal.id).where(HistoryOriginal.id == sha256)
        return session.scalar(query) is not None


def extract(review: Review, sha256: str, folder: Path) -> Path:
    """Write the file of that hash into a folder, under the name it was imported by.

    Returns its path. Nothing reads it here: a foreign file is for the import worker. Raises
    `KnownError`: "no-original", "damaged-original", and those of writing a file.
    """
    with review.store.reading() as session:
        row = session.get(HistoryOriginal, sha256)
        if row is None:
            raise KnownError(
                "no-original",
                _("The review does not keep this file."),
                _("It was imported by an earlier version of the program, or is too large."),
            )
        name, size, packed = row.name, row.size, row.data
    target = folder / (_FORBIDDEN.sub("_", name).strip(" .") or sha256)
    digest = hashlib.sha256()
    try:
        with atomic_write(target) as stream:
            for chunk in _unpacked(packed, size):
                digest.update(chunk)
                stream.write(chunk)
            if digest.hexdigest() != sha256:
                raise _damaged(name)
    except zlib.error as error:
        raise _damaged(name) from error
    return target


def is_whole(row: HistoryOriginal) -> bool:
    """Whether the bytes of a stored file are still those that its hash names."""
    digest = hashlib.sha256()
    try:
        for chunk in _unpacked(row.data, row.size):
            digest.update(chunk)
    except zlib.error:
        return False
    return digest.hexdigest() == row.id


def _unpacked(packed: bytes, size: int) -> Iterator[bytes]:
    """The bytes of an original, at most one more than it had: a changed one may be a bomb."""
    unpacker = zlib.decompressobj()
    left = size + 1
    rest = packed
    while left > 0:
        chunk = unpacker.decompress(rest, min(left, _CHUNK))
        if not chunk:
            return
        rest = unpacker.unconsumed_tail
        left -= len(chunk)
        yield chunk


def _damaged(name: str) -> KnownError:
    return KnownError(
        "damaged-original",
        _("The copy of “{file}” in the review is damaged.").format(file=name),
        _("Look for the file itself, or for the newest backup of the review."),
    )
