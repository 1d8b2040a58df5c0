"""What a returned file started from: the texts that were sent, and what the review holds now."""

import hashlib
import re
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import HistoryRevision, HistoryUndone
from db.queries import texts
from vnr_app.domain.parcels import BLOCK_MARK, SECTION_MARK, TABLE_MARK, Manifest, SentText
from vnr_app.domain.parcels import from_json as manifest_from
from vnr_app.domain.richtext import Document, Run, Text
from vnr_app.domain.richtext_json import decode, encode
from vnr_app.domain.richtext_map import map_runs
from vnr_app.domain.richtext_normalise import normalise
from vnr_app.errors import KnownError
from vnr_app.i18n import _
from vnr_app.importing.returned import ReturnedFile
from vnr_app.jobs import JobContext
from vnr_app.services import section_keys
from vnr_app.services.numbers import check_language
from vnr_app.services.reviews import Review

_OURS = (BLOCK_MARK, TABLE_MARK, SECTION_MARK)
_OWN_BLOCK = re.compile(rf"(?:{BLOCK_MARK}|{TABLE_MARK})([0-9a-f]{{12}})(?:_\d+)?")
"""The bookmark of a block of a text; blocks that the report makes have ids of another form."""
_BLOCK_ID = re.compile(r'"([0-9a-f]{12})"')


@dataclass(frozen=True, slots=True)
class Base:
    """A text as it was sent: its document and revision, "" for none.

    `moved` says that the review's text is another one by now.
    """

    sent: SentText
    document: Document
    revision: str
    moved: bool = False


@dataclass(frozen=True, slots=True)
class Origin:
    """What a file started from, by key; `complete` says that the file's own record told it."""

    manifest: Manifest
    bases: Mapping[str, Base]
    empty: Mapping[str, Base]
    """Of sections that were sent without a text."""
    complete: bool
    remarks: tuple[str, ...]

    def base(self, key: str) -> Base:
        """What was sent of a section; nothing where it had no text."""
        return self.bases.get(key) or self.empty[key]


def origin_of(review: Review, path: Path, file: ReturnedFile, job: JobContext) -> Origin:
    """Find out what was sent.

    Raises `KnownError` "another-review", and "not-returned" for a file without a trace of ours.
    """
    manifest = _manifest(file)
    if manifest is not None and manifest.review != review.info.id:
        raise _of_another_review(path)
    remarks: tuple[str, ...] = ()
    complete = manifest is not None
    if manifest is None:
        if not any(mark.startswith(_OURS) for e in file.accepted.elements for mark in e.marks):
            raise KnownError(
                "not-returned",
                _("“{file}” has nothing by which its sections could be recognised.").format(
                    file=path.name
                ),
                _("Import it as a text into one section."),
            )
        if not _has_text_of(review, file):
            raise _of_another_review(path)
        manifest = _present(review, file, job)
        remarks = (
            _(
                "The record of what was sent is no longer in the file; it was compared with the "
                "present texts. What was changed here since the file was written looks like a "
                "change of theirs: accepting that takes it back."
            ),
        )
    bases: dict[str, Base] = {}
    with review.store.reading() as session:
        for sent in manifest.texts:
            base = _base(review, session, sent)
            if base is None:
                continue
            bases[sent.key] = base
            if complete and _digest(base.document) != sent.digest:
                remarks += (
                    _(
                        "What was sent of “{section}” is not in this copy of the review; it was "
                        "compared with the present text."
                    ).format(section=section_keys.title(review, sent.key)),
                )
        empty = {
            key: _empty(session, key, manifest.language)
            for key in set(manifest.heads.values())
            if key and key not in bases
        }
    return Origin(manifest, bases, empty, complete, remarks)


def _of_another_review(path: Path) -> KnownError:
    return KnownError(
        "another-review",
        _("“{file}” was written from another review.").format(file=path.name),
        _("Open the review that it was written from, and take it back there."),
    )


def _has_text_of(review: Review, file: ReturnedFile) -> bool:
    """Whether any block that the file names was ever in the review; also of one that names none."""
    bodies = [file.accepted, *([] if file.original is None else [file.original])]
    marks = [mark for body in bodies for each in body.elements for mark in each.marks]
    named = {found[1] for mark in marks if (found := _OWN_BLOCK.fullmatch(mark))}
    if not named:
        return True
    with review.store.reading() as session:
        texts_here = session.scalars(
            select(HistoryRevision.body).order_by(HistoryRevision.operation_number.desc())
        )
        return any(not named.isdisjoint(_BLOCK_ID.findall(body)) for body in texts_here)


def _manifest(file: ReturnedFile) -> Manifest | None:
    if not file.beside.manifest:
        return None
    try:
        manifest = manifest_from(file.beside.manifest)
        for language in {manifest.language, *(text.language for text in manifest.texts)}:
            check_language(language)
    except (ValueError, KnownError):
        return None  # changed on its way: as good as lost
    return manifest


def _present(review: Review, file: ReturnedFile, job: JobContext) -> Manifest:
    """What would be sent now."""
    from vnr_app.services.returning_parcel import make  # noqa: PLC0415 - python-docx is heavy

    language = file.accepted.reader.styles.language
    with review.store.reading() as session:
        known = texts.languages(session)
    chosen = language if language in known else review.info.language
    with tempfile.TemporaryDirectory(prefix="vnr-returned-") as folder:
        report = Path(folder) / "report.docx"
        made = make(review, None, report, language=chosen, paged=False, filled=True, job=job)
    return made.manifest


def _digest(document: Document) -> str:
    return hashlib.sha256(encode(document).encode()).hexdigest()


def _base(review: Review, session: Session, sent: SentText) -> Base | None:
    """The text that was sent, as the review holds it; else its present one."""
    section = texts.section_by_key(session, sent.key)
    if section is None:
        return None
    present = texts.text(session, section, sent.language)
    row = session.get(HistoryRevision, sent.revision) if sent.revision else None
    if row is not None and (row.section_key, row.language) != (sent.key, sent.language):
        row = None
    found = [(row.id, row.body)] if row is not None else []
    if present is not None:
        found.append((present.revision or "", present.body))
    if not found:
        return Base(sent, normalise(Document(blocks=())), "")
    same = [each for each in found if hashlib.sha256(each[1].encode()).hexdigest() == sent.digest]
    revision, body = (same or found)[0]
    moved = present is None or present.body != body
    return Base(sent, decode(body), revision, moved)


def _empty(session: Session, key: str, language: str) -> Base:
    """The base of a text that is written where there was none."""
    section = texts.section_by_key(session, key)
    present = None if section is None else texts.text(session, section, language)
    sent = SentText(key, language, "", "", Document(blocks=()))
    return Base(sent, normalise(Document(blocks=())), "", moved=present is not None)


# --- What is here already -----------------------------------------------------------------------


def is_known(review: Review, key: str, language: str, base: str | None, document: Document) -> bool:
    """Whether the review holds a text made of the revision `base` that says the same.

    With None for `base` any text of the section will do. One that was undone does not count: it
    can be taken in again.
    """
    query = select(HistoryRevision.body).where(
        HistoryRevision.section_key == key,
        HistoryRevision.language == language,
        HistoryRevision.operation_number.not_in(select(HistoryUndone.operation_number)),
    )
    if base is not None:
        query = query.where(HistoryRevision.parents.contains(base))
    with review.store.reading() as session:
        bodies = session.scalars(query).all()
    return any(same_words(decode(body), document) for body in bodies)


def same_words(one: Document, other: Document) -> bool:
    """Whether two texts say the same, comments aside."""
    return _uncommented(one) == _uncommented(other)


def _uncommented(document: Document) -> Document:
    def bare(run: Run) -> Run:
        return replace(run, comments=()) if isinstance(run, Text) else run

    return normalise(map_runs(document, bare))
