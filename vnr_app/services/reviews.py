"""Making, opening and closing a review."""

import logging
import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from db import backup
from db.base import new_id
from db.models import Review as ReviewRow
from db.models import Section
from db.notice import user_name
from db.opening import create_file, open_file
from db.operation import operation, state_of
from db.store import ReadOnlyReason, Store
from vnr_app.domain.periods import DEFAULT_FISCAL_MONTH
from vnr_app.errors import KnownError
from vnr_app.events import Publisher
from vnr_app.i18n import _
from vnr_app.paths import user_data_dir
from vnr_app.services.countries import country_or_user_assigned
from vnr_app.services.framework import load_framework
from vnr_app.services.numbers import check_language
from vnr_app.services.outline import load_outline

_log = logging.getLogger(__name__)
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}([-_.@][A-Za-z0-9]{1,8})*")


@dataclass(frozen=True, slots=True)
class ReviewInfo:
    """What a review is: whose, for which year, built on which versions."""

    id: str
    path: Path
    country: str
    country_name: str
    year: str
    number: int
    language: str
    framework_version: str
    outline_version: str
    fiscal_month: int
    marked_as: str
    created: datetime


class Review:
    """An open review; services take it as their first argument. Close it, or use it in `with`."""

    def __init__(self, store: Store) -> None:
        self.store = store
        with store.reading() as session:
            self.info = _info(session, store.path)

    @property
    def read_only(self) -> bool:
        """Whether nothing can be written."""
        return self.store.read_only

    @property
    def read_only_reason(self) -> ReadOnlyReason:
        """Why nothing can be written; empty where it can."""
        return self.store.read_only_reason

    @property
    def owner(self) -> str:
        """Who writes the review where it can be read only because of that: "name (host, since)"."""
        return self.store.owner

    @property
    def publisher(self) -> Publisher:
        """Tells who listens what every operation changed."""
        return self.store.publisher

    @property
    def author(self) -> str:
        """In whose name operations are recorded."""
        return self.store.author

    def sign_as(self, author: str) -> None:
        """Record what is done from now on in another name."""
        self.store.author = author

    def is_at(self, path: Path) -> bool:
        """Whether this is the review of that file, under this name or another."""
        return path.exists() and path.samefile(self.info.path)

    def back_up(self, reason: str) -> Path | None:
        """Make a verified copy in the backup folder, unless there is one of this very state.

        `reason` becomes part of its name. Returns the copy, or None where there was no need.
        """
        folder = backup_folder(self.info.id)
        with self.store.reading() as session:
            state = state_of(session)
        if backup.has_copy_of(folder, state):
            return None
        return backup.back_up(self.store, folder, reason, state)

    def close(self) -> None:
        """Give the file back."""
        self.store.close()

    def __enter__(self) -> "Review":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def account_name() -> str:
    """The name of the account that runs the program."""
    return user_name()


def backup_folder(review_id: str) -> Path:
    """Where copies of that review are kept."""
    return user_data_dir() / "backups" / review_id


def create(
    path: Path,
    *,
    country: str,
    year: str,
    number: int = 1,
    language: str = "en",
    country_name: str | None = None,
    marked_as: str = "",
    author: str | None = None,
) -> Review:
    """Make a new review from the guideline outline.

    `country` is ISO 3166 alpha-3; user-assigned codes need `country_name`. Raises `KnownError`:
    "unknown-country", "bad-year", "bad-number", "unknown-language", "file-exists", "no-folder",
    "disk-full".
    """
    place = country_or_user_assigned(country.strip().upper(), country_name)
    _check_new(path, year, number)
    check_language(language)
    store = create_file(path, author)
    try:
        with operation(store, "create", _("Create the review")) as running:
            running.session.add(
                ReviewRow(
                    country=place.alpha3,
                    country_name=place.name,
                    year=str(int(year)),
                    number=number,
                    language=language,
                    framework_version=load_framework().version,
                    outline_version=load_outline().version,
                    fiscal_month=DEFAULT_FISCAL_MONTH,
                    marked_as=marked_as,
                )
            )
            _seed_sections(running.session)
        return Review(store)
    except BaseException:
        store.close()
        path.unlink(missing_ok=True)
        raise


def _check_new(path: Path, year: str, number: int) -> None:
    if not (year.strip().isdecimal() and 2016 <= int(year) <= 2100):
        raise KnownError(
            "bad-year",
            _("“{year}” is not a year in which a review can be presented.").format(year=year),
            _("The forum meets every year since 2016; give a year such as 2027."),
        )
    if number < 1:
        raise KnownError(
            "bad-number", _("The review's number counts from 1: first, second, third review.")
        )
    if path.suffix.lower() != ".vnr":
        raise KnownError(
            "bad-name",
            _("“{file}” does not end in .vnr.").format(file=path.name),
            _("Choose a name such as {name}.").format(name=f"{path.stem or 'review'}.vnr"),
        )


def open_review(
    path: Path,
    *,
    read_only: bool = False,
    snapshot_if_used: bool = False,
    author: str | None = None,
) -> Review:
    """Open a review file; see `db.opening.open_file` for what can be wrong with it.

    With `snapshot_if_used` a review that another program writes opens for reading only, as of the
    last save there; `Review.read_only_reason` is then "in-use".
    """
    store = open_file(path, author, read_only=read_only, snapshot_if_used=snapshot_if_used)
    try:
        review = Review(store)
        if not review.read_only:
            _back_up_at_opening(review)
        return review
    except BaseException:
        store.close()
        raise


def _back_up_at_opening(review: Review) -> None:
    """A review opens even where no backup can be made; before an import one is demanded."""
    try:
        review.back_up("opening")
    except KnownError as error:
        _log.warning("no backup at opening: %s", error.code)


def _seed_sections(session: Session) -> None:
    """One row a section and a part; titles stay empty so that the outline's own hold."""
    position = 0
    for section in load_outline().sections:
        parent = Section(id=new_id(), key=section.key, position=position)
        session.add(parent)
        position += 1
        for part in section.parts:
            session.add(
                Section(key=f"{section.key}/{part.key}", position=position, parent_id=parent.id)
            )
            position += 1


def _info(session: Session, path: Path) -> ReviewInfo:
    row = session.scalars(select(ReviewRow).order_by(ReviewRow.created_at)).first()
    if row is None:
        raise KnownError(
            "damaged-review",
            _("“{file}” holds no review.").format(file=path),
            _("Open the newest backup; the damaged file was left as it is."),
        )
    # Both become names of files and folders; a file that was sent could name any.
    if not (_is_id(row.id) and _LANGUAGE.fullmatch(row.language)):
        raise KnownError(
            "damaged-review",
            _("“{file}” is damaged: it does not say which review it holds.").format(file=path),
            _("Open the newest backup; the damaged file was left as it is."),
        )
    return ReviewInfo(
        id=row.id,
        path=path,
        country=row.country,
        country_name=row.country_name,
        year=row.year,
        number=row.number,
        language=row.language,
        framework_version=row.framework_version,
        outline_version=row.outline_version,
        fiscal_month=row.fiscal_month,
        marked_as=row.marked_as,
        created=row.created_at,
    )


def _is_id(name: str) -> bool:
    """Whether it is a UUID as `db.base.new_id` writes them."""
    try:
        return str(UUID(name)) == name
    except ValueError:
        return False
