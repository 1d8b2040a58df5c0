"""Taking in what a returned file brought: revisions, comments, the tray, the file itself."""

import tempfile
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.base import new_id, now
from db.models import Comment, SectionHead, Unplaced
from db.operation import Operation, operation
from db.queries import texts
from db.queries.desk import NUMBER, OPEN, PIECE
from vnr_app.domain.richtext import Document, Paragraph, Run, Text
from vnr_app.domain.richtext_json import encode
from vnr_app.domain.richtext_map import map_runs
from vnr_app.domain.richtext_normalise import normalise
from vnr_app.i18n import _
from vnr_app.services import images, originals, packing, revision_rows, writing
from vnr_app.services.outline import load_outline
from vnr_app.services.returning_base import is_known, same_words
from vnr_app.services.returning_build import accepted_document
from vnr_app.services.returning_records import (
    Accepted,
    Choices,
    Returned,
    ReturnedComment,
    ReturnedNumber,
    ReturnedPiece,
    ReturnedSection,
)
from vnr_app.services.reviews import Review

_LONGEST_NAME = 200


def take_in(review: Review, returned: Returned, choices: Choices) -> Accepted:
    """See `returning.accept`."""
    chosen = [each for each in returned.sections if _is_chosen(each, choices)]
    for section in chosen:
        writing.keep_draft(review, section.key, section.language)
    with tempfile.TemporaryDirectory(prefix="vnr-returned-") as folder:
        packed = Path(folder) / "packed"
        kept = packing.pack(returned.file, returned.sha256, packed)
        taking = _Taking(review, returned, choices)
        if not taking.look(chosen):
            return Accepted(None)
        title = _("Returned from “{file}”").format(file=returned.file.name)
        with operation(
            review.store, "take-back", title, file=returned.file.name, sha256=returned.sha256
        ) as running:
            if kept:
                size = returned.file.stat().st_size
                originals.keep(running, returned.sha256, returned.file.name, size, packed)
            for picture in returned.images:
                images.keep(running.session, picture, running.author)
            return taking.write(running)


def _is_chosen(section: ReturnedSection, choices: Choices) -> bool:
    return choices.sections is None or section.key in choices.sections


@dataclass(slots=True)
class _Taking:
    review: Review
    returned: Returned
    choices: Choices
    threads: dict[str, str] = field(default_factory=dict)
    """The id of the row by the number of a comment in the file."""
    texts: list[ReturnedSection] = field(default_factory=list)
    comments: list[ReturnedComment] = field(default_factory=list)
    matters: list[Unplaced] = field(default_factory=list)

    def look(self, chosen: list[ReturnedSection]) -> bool:
        """Find out what is to be written; False for nothing."""
        with self.review.store.reading() as session:
            self.comments = self._new_comments(session, chosen)
            self.matters = self._new_matters(session, chosen)
        self.texts = [section for section in chosen if self._is_news(section)]
        return bool(self.comments or self.matters or self.texts)

    def _is_news(self, section: ReturnedSection) -> bool:
        """Whether a text is to be written: what it says is new, or comments stand on it."""
        if any(comment.section == section.key for comment in self.comments):
            return True
        document = accepted_document(section, self._numbers(section))
        if not section.changes or same_words(document, section.base_document):
            return False
        base = section.base if section.recorded else None
        return not is_known(self.review, section.key, section.language, base, document)

    def _numbers(self, section: ReturnedSection) -> frozenset[int] | None:
        """The changes that were chosen, None for all."""
        return None if self.choices.sections is None else self.choices.sections[section.key]

    def write(self, running: Operation) -> Accepted:
        """Write it within an operation."""
        # Rows of one moment are listed by their ids, which are to follow the order of the file.
        ids = sorted(new_id() for _each in self.comments)
        self.threads |= {each.number: id_ for each, id_ in zip(self.comments, ids, strict=True)}
        ids = sorted(new_id() for _each in self.matters)
        for row, identity in zip(self.matters, ids, strict=True):
            row.id = identity
        written: list[str] = []
        waiting: list[str] = []
        for section in self.texts:
            meets = self._write_text(running, section)
            (waiting if meets else written).append(section.key)
        self._write_comments(running.session, self.comments)
        running.session.add_all(self.matters)
        return Accepted(
            running.id,
            tuple(written),
            tuple(waiting),
            comments=len(self.comments),
            numbers=sum(row.kind == NUMBER for row in self.matters),
            unplaced=sum(row.kind == PIECE for row in self.matters),
        )

    # --- Texts ----------------------------------------------------------------------------

    def _document(self, section: ReturnedSection) -> Document:
        document = accepted_document(section, self._numbers(section))
        return self._anchored(document, section)

    def _anchored(self, document: Document, section: ReturnedSection) -> Document:
        """The text with the ids of the threads in place of the numbers of the file's comments."""
        numbers = {each.number for each in section.comments}

        def anchored(run: Run) -> Run:
            if not isinstance(run, Text) or not run.comments:
                return run
            names = (self.threads.get(n) if n in numbers else n for n in run.comments)
            return replace(run, comments=tuple(name for name in names if name))

        return normalise(map_runs(document, anchored))

    def _write_text(self, running: Operation, section: ReturnedSection) -> bool:
        """Append the revision; whether it waits beside the head."""
        session, key, language = running.session, section.key, section.language
        row = texts.section_by_key(session, key)
        assert row is not None
        head = session.get(SectionHead, (row.id, language))
        present = None if head is None else head.revision_id
        base = section.base or None
        body = encode(self._document(section))
        author = ", ".join(section.authors) or self._author(section)
        made, _at = revision_rows.add_revision(
            session, running.number, author[:_LONGEST_NAME], key, language, body, [base]
        )
        if present != base:
            revision_rows.add_sibling(session, row.id, language, made)
            return True
        revision_rows.set_head(session, self.review, key, language, made)
        return False

    def _author(self, section: ReturnedSection) -> str:
        """Whose text it is where nothing was tracked: who remarked on it, or saved the file."""
        names = sorted({each.author for each in section.comments} - {""})
        return ", ".join(names) or self.returned.author or self.returned.file.stem

    # --- Comments -------------------------------------------------------------------------

    def _new_comments(
        self, session: Session, chosen: list[ReturnedSection]
    ) -> list[ReturnedComment]:
        """The comments that are not threads yet, those first that others answer."""
        if not self.choices.comments:
            return []
        found = [comment for section in chosen for comment in section.comments]
        if self.choices.everything_else:
            found += self.returned.comments
        new = []
        for comment in found:
            if there := self._thread(session, comment):
                self.threads[comment.number] = there
            elif comment.text:
                new.append(comment)
        return sorted(new, key=lambda each: bool(each.parent))

    def _thread(self, session: Session, comment: ReturnedComment) -> str | None:
        """The id of the thread that a comment has become already."""
        row = texts.section_by_key(session, self._key(comment))
        query = select(Comment.id).where(
            Comment.body == comment.text,
            Comment.quote == comment.quote,
            Comment.created_by == self._name(comment),
            Comment.section_id == (row.id if row else ""),
        )
        if comment.at is not None:
            query = query.where(Comment.created_at == comment.at)
        return session.scalar(query.limit(1))

    def _key(self, comment: ReturnedComment) -> str:
        return comment.section or self._first_section()

    def _name(self, comment: ReturnedComment) -> str:
        name = comment.author or self.returned.author or self.returned.file.stem
        return name[:_LONGEST_NAME]

    def _write_comments(self, session: Session, comments: list[ReturnedComment]) -> None:
        sections = {row.key: row.id for row in texts.all_sections(session)}
        languages = {each.key: each.language for each in self.returned.sections}
        for comment in comments:
            key = self._key(comment)
            moment: datetime = comment.at or now()
            session.add(
                Comment(
                    id=self.threads[comment.number],
                    section_id=sections[key],
                    language=languages.get(key, self.review.info.language),
                    parent_id=self.threads.get(comment.parent),
                    quote=comment.quote,
                    body=comment.text,
                    resolved=comment.resolved,
                    created_by=self._name(comment),
                    created_at=moment,
                )
            )
            # One by one: an answer comes after the comment that it answers.
            session.flush()

    def _first_section(self) -> str:
        """Where a comment goes that is about the report as a whole: to its first text."""
        return load_outline(self.review.info.outline_version).leaf_keys()[0]

    # --- The tray -------------------------------------------------------------------------

    def _new_matters(self, session: Session, chosen: list[ReturnedSection]) -> list[Unplaced]:
        rows = [self._number_row(each) for section in chosen for each in section.numbers]
        keys = self.choices.sections
        if keys is None or self.choices.everything_else:
            rows += [self._piece_row(each) for each in self.returned.unplaced]
        else:
            rows += [self._piece_row(e) for e in self.returned.unplaced if e.section in keys]
        query = select(Unplaced.body).where(Unplaced.file_sha256 == self.returned.sha256)
        known = set(session.scalars(query))
        return [row for row in rows if row.body not in known]

    def _row(self, kind: str, author: str, section: str, language: str, body: str) -> Unplaced:
        return Unplaced(
            kind=kind,
            state=OPEN,
            file=self.returned.file.name,
            file_sha256=self.returned.sha256,
            author=(author or self.returned.author)[:_LONGEST_NAME],
            section_key=section,
            language=language,
            body=body,
            block="",
            reason="",
            before="",
            after="",
        )

    def _number_row(self, number: ReturnedNumber) -> Unplaced:
        document = Document(blocks=(Paragraph(id=number.block, runs=(number.reference,)),))
        row = self._row(NUMBER, number.author, number.section, number.language, encode(document))
        row.block, row.before, row.after = number.block, number.was, number.now
        return row

    def _piece_row(self, piece: ReturnedPiece) -> Unplaced:
        body = encode(piece.document)
        row = self._row(PIECE, piece.author, piece.section, piece.language, body)
        row.reason, row.before, row.after = piece.reason.value, piece.before, piece.after
        return row
