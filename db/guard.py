"""Nothing in our process may open a live review but SQLite.

On Linux and macOS one `open(path).close()` drops every lock that SQLite holds on the file; a
second program would then overwrite it silently. An audit hook turns such an opening into an error.
"""

import os
import sys
from pathlib import Path

_live: dict[str, tuple[int, int] | None] = {}
"""Path of every open review → its device and number there: a link is the same file."""
_installed = False


def _identity(path: object) -> tuple[int, int] | None:
    """Device and number of a file; None for one that is not there and for open descriptors."""
    if not isinstance(path, str | bytes | os.PathLike):
        return None
    try:
        found = os.stat(path)  # noqa: PTH116 - runs at every opening of a file
    except (OSError, ValueError):
        return None
    return found.st_dev, found.st_ino


def _watch(event: str, arguments: tuple[object, ...]) -> None:
    if event == "open" and _live and _is_live(arguments[0]):
        raise RuntimeError("the live review was opened outside SQLite; use the backup API")


def _is_live(path: object) -> bool:
    identity = _identity(path)
    return identity is not None and identity in _live.values()


def protect(path: Path) -> None:
    """From now on only SQLite may open this file."""
    global _installed  # noqa: PLW0603 - an audit hook can only be added, never removed
    if not _installed:
        sys.addaudithook(_watch)
        _installed = True
    _live[str(path.resolve())] = _identity(path)


def release(path: Path) -> None:
    """The review is closed; the file is a file again."""
    _live.pop(str(path.resolve()), None)


def is_in_place(path: Path) -> bool:
    """Whether the file that was opened under this name still lies there."""
    known = _live.get(str(path.resolve()))
    return known is not None and _identity(path) == known


def is_live(path: Path) -> bool:
    """Whether this process has the review open, under this name or through a link."""
    return _is_live(path)
