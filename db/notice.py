"""The note beside an open review that says who has it open.

The lock itself is SQLite's; the note only words the message for the second person.
"""

import getpass
import json
import os
import socket
from datetime import datetime
from pathlib import Path

from db.base import now


def user_name() -> str:
    """The name of the account that runs the program."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"


def _path(review: Path) -> Path:
    return review.with_name(f".{review.name}.lock")


def write_notice(review: Path, name: str) -> None:
    """Say who has the review open, and where; a folder that refuses is no reason to stop."""
    text = json.dumps(
        {
            "user": name,
            "host": socket.gethostname(),
            "pid": os.getpid(),
            "since": now().isoformat(timespec="minutes"),
        }
    )
    try:
        _path(review).write_text(text, encoding="utf-8")
    except OSError:
        return


def remove_notice(review: Path) -> None:
    """The review is closed."""
    try:
        _path(review).unlink(missing_ok=True)
    except OSError:
        return


def read_notice(review: Path) -> str:
    """Who has the review open: "user on host since …", empty where nobody said."""
    try:
        note = json.loads(_path(review).read_text(encoding="utf-8"))
        since = datetime.fromisoformat(note["since"]).astimezone()
        return f"{note['user']} ({note['host']}, {since:%Y-%m-%d %H:%M})"
    except (OSError, ValueError, KeyError, TypeError):
        return ""
