"""Writing files whole or not at all."""

import contextlib
import errno
import hashlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from vnr_app.errors import KnownError
from vnr_app.i18n import _

_CHUNK = 1 << 20


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
            _("Close it in other programs, or choose another folder."),
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


def sync_folder(folder: Path) -> None:
    """Make a rename durable; only POSIX systems can open a folder for that."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextlib.contextmanager
def atomic_write(target: Path) -> Iterator[BinaryIO]:
    """Open a temporary file beside `target` that takes its place when the block ends well.

    The file is flushed to the disk before the rename and the folder after it, so that a crash or
    a power cut leaves the old file or the new one. Raises `KnownError` when writing fails.
    """
    try:
        descriptor, name = tempfile.mkstemp(
            prefix=f".{target.name[:40]}.", suffix=".part", dir=target.parent
        )
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
