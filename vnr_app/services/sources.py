"""The list of sources that the texts cite."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Source as SourceRow
from db.operation import operation
from vnr_app.errors import KnownError
from vnr_app.i18n import _
from vnr_app.services.reviews import Review


@dataclass(frozen=True, slots=True)
class Source:
    """A source: `label` is shown in the text ("UNICEF 2023"), `reference` in the list."""

    id: str
    label: str
    reference: str
    url: str


def all_sources(review: Review) -> tuple[Source, ...]:
    """The sources in the order of their labels."""
    with review.store.reading() as session:
        rows = session.scalars(select(SourceRow).order_by(SourceRow.label, SourceRow.id))
        return tuple(Source(row.id, row.label, row.reference, row.url) for row in rows)


def add(review: Review, label: str, reference: str, url: str = "") -> Source:
    """Add a source. Raises `KnownError` "no-label", "bad-address"."""
    values = _checked(label, reference, url)
    title = _("Add the source “{label}”").format(label=values[0])
    with operation(review.store, "source", title) as running:
        row = SourceRow(label=values[0], reference=values[1], url=values[2])
        running.session.add(row)
        running.session.flush()
        return Source(row.id, *values)


def change(review: Review, source_id: str, label: str, reference: str, url: str = "") -> None:
    """Correct a source; every text that cites it follows."""
    values = _checked(label, reference, url)
    title = _("Change the source “{label}”").format(label=values[0])
    with operation(review.store, "source", title) as running:
        row = _row(running.session, source_id)
        row.label, row.reference, row.url = values


def remove(review: Review, source_id: str) -> None:
    """Take a source off the list; texts that cite it are listed by the checks."""
    with review.store.reading() as session:
        label = _row(session, source_id).label
    title = _("Remove the source “{label}”").format(label=label)
    with operation(review.store, "source", title) as running:
        running.session.delete(_row(running.session, source_id))


def _row(session: Session, source_id: str) -> SourceRow:
    row = session.get(SourceRow, source_id)
    if row is None:
        raise KnownError("unknown-source", _("This source is no longer on the list."))
    return row


def _checked(label: str, reference: str, url: str) -> tuple[str, str, str]:
    label, reference, url = label.strip(), reference.strip(), url.strip()
    if not label:
        raise KnownError(
            "no-label",
            _("A source needs a short name, as it stands in the text."),
            _("For example “UNICEF 2023”."),
        )
    if url and not url.startswith(("https://", "http://")):
        raise KnownError(
            "bad-address",
            _("“{url}” is no address of a web page.").format(url=url),
            _("An address begins with https://."),
        )
    return label, reference or label, url
