"""Nothing in our process may open a live review but SQLite.

On Linux and macOS one `open(path).close()` drops every lock that SQLite holds on the file; a
second program would then overwrite it silently. An audit hook turns such an opening into an error.
"""

import os
import sys
from pathlib import Path

_live: dict[str, str] = {}
_installed = False


def _real(path: str | bytes | os.PathLike[str]) -> str:
    return os.path.realpath(os.fsdecode(os.fspath(path)))


def _watch(event: str, arguments: tuple[object, ...]) -> None:
    if event != "open" or not _live:
        return
    target = arguments[0]
    if not isinstance(target, str | bytes | os.PathLike):
        return
    name = os.path.basename(os.fsdecode(target))  # noqa: PTH119 - runs at every opening of a file
    if name in _live.values() and _real(target) in _live:
        raise RuntimeError("the live review was opened outside SQLite; use the backup API")


def protect(path: Path) -> None:
    """From now on only SQLite may open this file."""
    global _installed  # noqa: PLW0603 - an audit hook can only be added, never removed
    if not _installed:
        sys.addaudithook(_watch)
        _installed = True
    _live[_real(path)] = path.name


def release(path: Path) -> None:
    """The review is closed; the file is a file again."""
    _live.pop(_real(path), None)


def is_live(path: Path) -> bool:
    """Whether this process has the review open."""
    return _real(path) in _live
