"""The request beside an open review with which another person asks its owner for it.

The asker makes the file, renews its time while waiting, and removes it; the owner reads it and
may write a refusal into it. It moves no lock: the owner closes the review, or does not.
"""

import json
import os
import socket
import sqlite3
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from db import guard, sqlite
from db.base import new_id, now
from vnr_app.errors import KnownError
from vnr_app.i18n import _

_LONGEST = 4096
_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class Request:
    """Who asks for the review, from which computer, since when; `refused` is the owner's answer.

    `renewed` changes as long as the asker waits; it is no time to compare with a clock.
    """

    id: str
    user: str
    host: str
    asked: datetime
    refused: bool = False
    renewed: int = 0


def _path(review: Path) -> Path:
    return review.with_name(f".{review.name}.request")


def read_request(review: Path) -> Request | None:
    """The request that lies beside a review; None where there is none that can be read."""
    path = _path(review)
    # Others can write here: a link to the review, or a pipe, must not be opened.
    if not path.is_file() or guard.is_live(path):
        return None
    try:
        with path.open("rb") as stream:
            found = json.loads(stream.read(_LONGEST))
        return Request(
            id=_name(found["id"]),
            user=_name(found["user"]),
            host=_name(found["host"]),
            asked=datetime.fromisoformat(found["asked"]).astimezone(),
            refused=found["refused"] is True,
            renewed=path.stat().st_mtime_ns,
        )
    except (OSError, ValueError, KeyError, TypeError, RecursionError, OverflowError):
        return None


def _name(value: object) -> str:
    """A name as one short line."""
    return " ".join(str(value).split())[:_LONGEST_NAME]


def write_request(review: Path, name: str) -> Request:
    """Ask in that name for a review that another program has open.

    Raises `KnownError` "asked-already" where somebody else waits, "cannot-ask".
    """
    path = _path(review)
    present = read_request(review)
    if present is None or present.refused:
        with suppress(OSError):
            path.unlink()
    request = Request(new_id(), name, socket.gethostname(), now())
    try:
        with path.open("x", encoding="utf-8") as stream:
            stream.write(_encoded(request))
    except FileExistsError as error:
        who = present.user if present else _("Somebody")
        raise KnownError(
            "asked-already",
            _("{user} has asked for “{file}” already.").format(user=who, file=review.name),
            _("Try again in a moment."),
        ) from error
    except OSError as error:
        raise KnownError(
            "cannot-ask",
            _("The request could not be put beside “{file}”: {reason}.").format(
                file=review.name, reason=error.strerror
            ),
            _("Ask the person who has the review open yourself."),
        ) from error
    return request


def _encoded(request: Request) -> str:
    said = asdict(request)
    del said["renewed"]
    return json.dumps(said | {"asked": request.asked.isoformat(timespec="seconds")})


def renew(review: Path) -> None:
    """The asker waits still."""
    with suppress(OSError):
        os.utime(_path(review))


def refuse(review: Path, request: Request) -> None:
    """Tell the asker that the review is kept, as long as the request lies there."""
    path = _path(review)
    present = read_request(review)
    if present is None or present.id != request.id:
        return
    said = Request(request.id, request.user, request.host, request.asked, refused=True)
    answer = path.with_name(f"{path.name}.answer")
    try:
        answer.write_text(_encoded(said), encoding="utf-8")
        answer.replace(path)
    except OSError:
        with suppress(OSError):
            answer.unlink()


def remove_request(review: Path, request: Request | None = None) -> None:
    """Take away that request, or whichever lies there."""
    if request is not None:
        present = read_request(review)
        if present is None or present.id != request.id:
            return
    with suppress(OSError):
        _path(review).unlink()


def is_held(review: Path) -> bool:
    """Whether another program has the review open for writing. Never call it on one's own."""
    connection = None
    try:
        connection = sqlite3.connect(sqlite.uri(review, "ro"), uri=True, timeout=0)
        connection.execute("SELECT COUNT(*) FROM sqlite_schema").fetchone()
    except sqlite3.Error as error:
        return sqlite.is_busy(error)
    finally:
        if connection is not None:
            connection.close()
    return False
