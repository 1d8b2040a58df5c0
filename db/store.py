"""An open review: its engine, its sessions, one writer at a time."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Literal

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from db import guard, snapshot, sqlite
from db.notice import remove_notice
from db.takeover import remove_request
from vnr_app.errors import KnownError
from vnr_app.events import Publisher
from vnr_app.i18n import _

ReadOnlyReason = Literal["", "write-protected", "in-use", "asked"]
"""Why nothing can be written; empty where it can."""


class Store:
    """One review file (or database) with its only connection; every access takes the lock.

    A review that another program writes is read from a private copy, which goes when the store is
    closed; `path` is that of the review itself, `owner` says who writes it.
    """

    def __init__(
        self,
        path: Path,
        engine: Engine,
        author: str,
        *,
        read_only_reason: ReadOnlyReason = "",
        owner: str = "",
        copy: Path | None = None,
    ) -> None:
        self.path = path
        self.engine = engine
        self.author = author
        self.read_only_reason = read_only_reason
        self.owner = owner
        self._copy = copy
        self.publisher = Publisher()
        self._lock = threading.RLock()
        self._closed = False

    @property
    def read_only(self) -> bool:
        """Whether nothing can be written."""
        return bool(self.read_only_reason)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session for queries; nothing is written."""
        with self._lock, self._open(), self._known_errors(), Session(self.engine) as session:
            session.autoflush = False
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A transaction. Only operations and drafts use it; everybody else uses an operation."""
        if self.read_only:
            raise self._refusal()
        with (
            self._lock,
            self._open(),
            self._known_errors(),
            self._still_there(),
            Session(self.engine, expire_on_commit=False) as session,
            session.begin(),
        ):
            yield session

    def _refusal(self) -> KnownError:
        if self.read_only_reason == "in-use":
            return KnownError(
                "read-only",
                _("“{file}” is being written by {owner}; here it can only be read.").format(
                    file=self.path, owner=self.owner or _("somebody else")
                ),
                _("Ask to take it over, or wait until it is closed there."),
            )
        return KnownError(
            "read-only",
            _("“{file}” is open for reading only.").format(file=self.path),
            _("Save a copy, or close it where it is being written."),
        )

    @contextmanager
    def _open(self) -> Iterator[None]:
        """Refuse work on a closed review: a new connection would lock the file for good."""
        if self._closed:
            raise KnownError("closed", _("“{file}” is closed.").format(file=self.path.name))
        yield

    @contextmanager
    def _still_there(self) -> Iterator[None]:
        """SQLite writes on into a file that was deleted or replaced; the person must be told."""
        if self.engine.dialect.name == "sqlite" and not guard.is_in_place(self.path):
            raise KnownError(
                "file-gone",
                _("“{file}” was deleted, moved or replaced; nothing can be saved in it.").format(
                    file=self.path
                ),
                _("Put the file back, or copy your text before you close the window."),
            )
        yield

    @contextmanager
    def exclusively(self) -> Iterator[None]:
        """Keep other threads away from the connection, for what SQLite itself copies."""
        with self._lock, self._open():
            yield

    @contextmanager
    def _known_errors(self) -> Iterator[None]:
        try:
            yield
        except StaleDataError as error:
            raise KnownError(
                "changed-meanwhile",
                _("Somebody else changed this meanwhile; nothing was overwritten."),
                _("Look at the present state and try again."),
            ) from error
        except (DBAPIError, sqlite3.Error) as error:
            known = sqlite.known(error, self.path)
            if known is None:
                raise
            raise known from error

    def close(self) -> None:
        """Give the file back; safe to call twice."""
        with self._lock:
            if self._closed:
                return
            self._closed = True
            if self.engine.dialect.name == "sqlite":
                self._close_file()
            self.engine.dispose()

    def _close_file(self) -> None:
        connection = sqlite.raw(self.engine)
        if not self.read_only:
            # A file that was moved or a disk that is gone must not keep it from closing.
            with suppress(sqlite3.Error):
                sqlite.remove_journal(connection)
            remove_notice(self.path)
            remove_request(self.path)
        connection.close()
        if self._copy is None:
            guard.release(self.path)
        else:
            snapshot.remove(self._copy)
