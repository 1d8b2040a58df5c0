"""Writing files whole or not at all."""

import contextlib
import errno
import glob
import hashlib
import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from vnr_app.errors import KnownError
from vnr_app.i18n import _

_CHUNK = 1 << 20
_PART = ".part"
_STALE = 24 * 3600.0
"""Seconds after which a temporary file is nobody's any more."""
_LONGEST_NAME = 200
"""Bytes of a file's name that every file system takes, with room for a copy's number."""


def _explain(error: OSError, target: Path) -> KnownError:
    """The sentence for a failed write of `target`."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return KnownError(
            "disk-full",
            _("“{file}” was not written: the disk is full.").format(file=target),
            _("Free some space, or choose another folder."),
        )
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return KnownError(
            "not-writable",
            _("“{file}” was not written: the file or its folder is write-protected.").format(
                file=target
            ),
            _("Close it in other programs, or write “{other}” instead.").format(
                other=free_name(target)
            ),
        )
    if error.errno == errno.ENAMETOOLONG:
        return KnownError(
            "name-too-long",
            _("“{file}” was not written: its name is too long.").format(file=target),
            _("Write “{other}” instead.").format(other=free_name(target)),
        )
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return KnownError(
            "no-folder",
            _("“{file}” was not written: its folder does not exist.").format(file=target),
            _("Create the folder first, or choose another one."),
        )
    return KnownError(
        "write-failed",
        _("“{file}” was not written: {reason}.").format(file=target, reason=error.strerror),
    )


def free_name(target: Path) -> Path:
    """A path that a file can be written to instead: “report (2).docx”, in the home if need be.

    `target` itself where nothing stands in its way.
    """
    home = Path.home()
    folder = target.parent if _is_writable(target.parent) or not _is_writable(home) else home
    stem = target.stem
    while stem and len(f"{stem} (999){target.suffix}".encode()) > _LONGEST_NAME:
        stem = stem[:-1]
    path = folder / f"{stem}{target.suffix}"
    number = 1
    while path.exists():
        number += 1
        path = folder / f"{stem} ({number}){target.suffix}"
    return path


def _is_writable(folder: Path) -> bool:
    return folder.is_dir() and os.access(folder, os.W_OK)


def sync_folder(folder: Path) -> None:
    """Make a rename durable; only POSIX systems can open a folder for that."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _clear_left_over(target: Path) -> None:
    """Remove the temporary files of writings of `target` that were killed, once a day old."""
    with contextlib.suppress(OSError):
        for path in target.parent.glob(f"{glob.escape(_prefix(target))}*{_PART}"):
            with contextlib.suppress(OSError):
                if time.time() - path.stat().st_mtime > _STALE:
                    path.unlink()


def _prefix(target: Path) -> str:
    return f".{target.name[:40]}."


@contextlib.contextmanager
def atomic_write(target: Path) -> Iterator[BinaryIO]:
    """Open a temporary file beside `target` that takes its place when the block ends well.

    The file is flushed to the disk before the rename and the folder after it, so that a crash or
    a power cut leaves the old file or the new one. Raises `KnownError` when writing fails.
    """
    _clear_left_over(target)
    try:
        descriptor, name = tempfile.mkstemp(prefix=_prefix(target), suffix=_PART, dir=target.parent)
    except OSError as error:
        raise _explain(error, target) from error
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        # mkstemp makes private files; a report is meant to be read like any new file.
        umask = os.umask(0)
        os.umask(umask)
        temporary.chmod(0o666 & ~umask)
        temporary.replace(target)
        sync_folder(target.parent)
    except OSError as error:
        raise _explain(error, target) from error
    finally:
        temporary.unlink(missing_ok=True)


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file in hexadecimal. Never call it on a review that is open."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
