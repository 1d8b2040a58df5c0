"""What came back and waits for a decision: pieces without a place, numbers that were typed over."""

from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.base import new_id, now
from db.models import Comment, SectionHead
from db.models import Unplaced as Waiting
from db.operation import operation
from db.queries import texts
from db.queries.desk import NUMBER, OPEN, PIECE
from vnr_app.domain.richtext import Block, Document, Run, Table, Text, TextBlock, ValueRef
from vnr_app.domain.richtext_json import decode, encode
from vnr_app.domain.richtext_map import map_runs
from vnr_app.domain.richtext_normalise import normalise
from vnr_app.domain.richtext_ops import is_empty, value_refs
from vnr_app.errors import KnownError
from vnr_app.i18n import _
from vnr_app.services import living, revision_rows, section_keys, writing
from vnr_app.services.living_words import series_name
from vnr_app.services.returning_records import Answer, ChangedNumber, Reason, Unplaced
from vnr_app.services.reviews import Review


def _open_rows(session: Session, kind: str) -> list[Waiting]:
    query = select(Waiting).where(Waiting.kind == kind, Waiting.state == OPEN)
    return list(session.scalars(query.order_by(Waiting.created_at, Waiting.id)))


def open_pieces(review: Review) -> tuple[Unplaced, ...]:
    """See `returning.unplaced`."""
    with review.store.reading() as session:
        return tuple(
            Unplaced(
                id=row.id,
                file=row.file,
                author=row.author,
                at=row.created_at,
                section=row.section_key,
                language=row.language,
                reason=Reason(row.reason),
                document=decode(row.body),
                before=row.before,
                after=row.after,
            )
            for row in _open_rows(session, PIECE)
        )


def open_numbers(review: Review) -> tuple[ChangedNumber, ...]:
    """See `returning.changed_numbers`."""
    with review.store.reading() as session:
        rows = _open_rows(session, NUMBER)
    if not rows:
        return ()
    values = living.load(review)
    found = []
    for row in rows:
        reference = _reference(row)
        observation = values.find(reference)
        found.append(
            ChangedNumber(
                id=row.id,
                file=row.file,
                author=row.author,
                at=row.created_at,
                section=row.section_key,
                language=row.language,
                block=row.block,
                reference=reference,
                name="" if observation is None else series_name(observation),
                was=row.before,
                now=row.after,
            )
        )
    return tuple(found)


def _reference(row: Waiting) -> ValueRef:
    return value_refs(decode(row.body))[0]


def _row(session: Session, identity: str, kind: str) -> Waiting:
    row = session.get(Waiting, identity)
    if row is None or row.kind != kind or row.state != OPEN:
        raise KnownError("unknown-piece", _("This piece was dealt with meanwhile."))
    return row


def place_piece(review: Review, piece: str, key: str, language: str | None) -> None:
    """See `returning.place`."""
    with review.store.reading() as session:
        row = _row(session, piece, PIECE)
        section_keys.leaf(review, session, key)
        chosen = language or row.language
    writing.keep_draft(review, key, chosen)
    title = _("Place a piece of “{file}” into “{section}”").format(
        file=row.file, section=section_keys.title(review, key)
    )
    with operation(review.store, "place", title, section=key, language=chosen) as running:
        session = running.session
        row = _row(session, piece, PIECE)
        section = section_keys.leaf(review, session, key)
        head = session.get(SectionHead, (section.id, chosen))
        stored = texts.text(session, section, chosen)
        document = _appended(None if stored is None else decode(stored.body), decode(row.body))
        base = None if head is None else head.revision_id
        made, _at = revision_rows.add_revision(
            session, running.number, review.author, key, chosen, encode(document), [base]
        )
        revision_rows.set_head(session, review, key, chosen, made)
        row.state = "placed"


def _appended(text: Document | None, piece: Document) -> Document:
    """A piece behind a text; of what both have the ids of the text hold."""
    before: tuple[Block, ...] = () if text is None or is_empty(text) else text.blocks
    return normalise(Document(blocks=(*before, *piece.blocks)))


def discard_piece(review: Review, piece: str) -> None:
    """See `returning.discard`."""
    with operation(review.store, "discard", _("Discard a piece of a returned file")) as running:
        _row(running.session, piece, PIECE).state = "discarded"


def answer_number(review: Review, number: str, how: Answer) -> None:
    """See `returning.answer`."""
    with review.store.reading() as session:
        row = _row(session, number, NUMBER)
    key, language = row.section_key, row.language
    if how is Answer.NOTE:
        writing.keep_draft(review, key, language)
    title = _("Answer a number that was typed over in “{file}”").format(file=row.file)
    with operation(review.store, "answer", title, section=key) as running:
        row = _row(running.session, number, NUMBER)
        row.state = how.value
        if how is Answer.NOTE:
            _note(review, running.session, running.number, row)


def _note(review: Review, session: Session, number: int, row: Waiting) -> None:
    """A comment on the words beside the number, in the name of who typed over it."""
    key, language = row.section_key, row.language
    section = section_keys.leaf(review, session, key)
    comment = Comment(
        id=new_id(),
        section_id=section.id,
        language=language,
        quote=row.before,
        body=_("“{was}” was changed to “{now}” in “{file}”. Please check the data.").format(
            was=row.before, now=row.after, file=row.file
        ),
        resolved=False,
        created_by=row.author or review.author,
        created_at=now(),
    )
    session.add(comment)
    head = session.get(SectionHead, (section.id, language))
    stored = texts.text(session, section, language)
    if head is None or stored is None:
        return
    document = _remarked(decode(stored.body), row.block, comment.id)
    made, _at = revision_rows.add_revision(
        session, number, review.author, key, language, encode(document), [head.revision_id]
    )
    revision_rows.set_head(session, review, key, language, made)


def _remarked(document: Document, block: str, comment: str) -> Document:
    """The text with a comment on the words of a block, which may stand in a cell."""

    def marked(run: Run) -> Run:
        if not isinstance(run, Text):
            return run
        return replace(run, comments=(*run.comments, comment))

    def changed(each: Block) -> Block:
        if each.id == block and isinstance(each, TextBlock):
            return map_runs(Document(blocks=(each,)), marked).blocks[0]
        if isinstance(each, Table):
            rows = tuple(
                replace(
                    row,
                    cells=tuple(
                        replace(cell, blocks=tuple(changed(b) for b in cell.blocks))  # type: ignore[misc]
                        for cell in row.cells
                    ),
                )
                for row in each.rows
            )
            return replace(each, rows=rows)
        return each

    return normalise(replace(document, blocks=tuple(map(changed, document.blocks))))
