"""Which goals, targets and indicators a record speaks of, as people decide it."""

import json

from sqlalchemy.orm import Session

from db import registers
from db.images import canonical
from db.models import RecordRow
from db.operation import operation
from vnr_app.domain.framework import official_order
from vnr_app.errors import KnownError
from vnr_app.i18n import _
from vnr_app.services.framework import load_framework
from vnr_app.services.reviews import Review


def link(review: Review, record: str, code: str) -> str:
    """Let a record speak of a goal, target or indicator; returns its code.

    Raises `KnownError`: "unknown-target", "no-record".
    """
    found = _code(code)
    with review.store.reading() as session:
        links = _links(_existing(session, record))
    if found not in links:
        title = _("Link a record to {code}").format(code=found)
        _write(review, record, [*links, found], title)
    return found


def unlink(review: Review, record: str, code: str) -> None:
    """Let a record no longer speak of a goal, target or indicator. Raises "no-record"."""
    with review.store.reading() as session:
        links = _links(_existing(session, record))
    if code in links:
        title = _("Take the link to {code} off a record").format(code=code)
        _write(review, record, [each for each in links if each != code], title)


def _write(review: Review, record: str, links: list[str], title: str) -> None:
    with operation(review.store, "record", title, record=record) as running:
        row = _existing(running.session, record)
        row.links = canonical(sorted(links, key=official_order))
        running.session.flush()
        registers.index(running.session, [row.id])


def _existing(session: Session, record: str) -> RecordRow:
    row = session.get(RecordRow, record)
    if row is None:
        raise KnownError("no-record", _("This record is no longer in the review."))
    return row


def _links(row: RecordRow) -> list[str]:
    return list(json.loads(row.links))


def _code(text: str) -> str:
    """The code of the goal, target or global indicator that somebody means."""
    framework = load_framework()
    wanted = text.strip().lower().rstrip(".")
    if wanted in {goal.code for goal in framework.goals} | {t.code for t in framework.targets}:
        return wanted
    indicator = framework.find_indicator(wanted)
    if indicator is None:
        raise KnownError(
            "unknown-target",
            _("There is no goal, target or indicator “{code}”.").format(code=text.strip()),
            _("Give a code such as 3, 3.4 or 3.4.1."),
        )
    return indicator.code
