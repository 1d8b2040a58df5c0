"""The outline of a review: its sections, how far they are and who is responsible."""

from collections.abc import Sequence
from datetime import date

from db.models import Section
from db.operation import Operation, operation
from db.queries import desk, texts
from vnr_app.domain.richtext_json import decode
from vnr_app.domain.richtext_ops import word_count
from vnr_app.domain.sections import SectionStatus
from vnr_app.i18n import _, ngettext
from vnr_app.services import section_keys
from vnr_app.services.outline import load_outline
from vnr_app.services.reviews import Review
from vnr_app.services.section_states import SectionState, Stored, section_state


def outline(review: Review) -> tuple[SectionState, ...]:
    """All sections in the order of the report, those left out excepted."""
    language = review.info.language
    with review.store.reading() as session:
        stored = Stored(
            rows={row.key: row for row in texts.all_sections(session) if not row.left_out},
            words={
                key: found.words if found.words is not None else word_count(decode(found.body))
                for key, found in texts.texts(session, language).items()
            },
            comments=desk.open_comments(session),
            waiting=desk.waiting_versions(session),
        )
    plan = load_outline(review.info.outline_version)
    return tuple(section_state(each, stored) for each in plan.sections if each.key in stored.rows)


def set_status(review: Review, key: str, status: SectionStatus) -> None:
    """Say how far the work on a section or part has come."""
    title = _("Set the status of “{section}”").format(section=section_keys.title(review, key))
    with operation(review.store, "status", title, section=key, status=status.value) as running:
        _row(review, running, key).status = status.value


def set_statuses(review: Review, keys: Sequence[str], status: SectionStatus) -> None:
    """Say of several sections and parts at once how far they have come; one step of undo."""
    title = ngettext(
        "Set the status of {count} text", "Set the status of {count} texts", len(keys)
    ).format(count=len(keys))
    with operation(review.store, "status", title, sections=[*keys], status=status.value) as running:
        for key in keys:
            _row(review, running, key).status = status.value


def assign(review: Review, key: str, *, owner: str, person: str, due: date | None) -> None:
    """Say which institution and who is responsible for a section or part, and until when."""
    title = _("Assign “{section}”").format(section=section_keys.title(review, key))
    with operation(review.store, "assign", title, section=key) as running:
        row = _row(review, running, key)
        row.owner, row.person, row.due = owner.strip(), person.strip(), due


def set_budget(review: Review, key: str, words: int | None) -> None:
    """Set how many words a section or part may have; None for what the outline says."""
    title = _("Set the length of “{section}”").format(section=section_keys.title(review, key))
    with operation(review.store, "budget", title, section=key) as running:
        _row(review, running, key).word_budget = words


def _row(review: Review, running: Operation, key: str) -> Section:
    section = texts.section_by_key(running.session, key)
    if section is None:
        raise section_keys.unknown(review, key)
    return section
