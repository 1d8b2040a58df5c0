"""How far every section and part is, made of the outline, the stored rows and the texts."""

from dataclasses import dataclass
from datetime import date, datetime

from db.models import Section
from vnr_app.domain.sections import OutlinePart, OutlineSection, SectionKind, SectionStatus


@dataclass(frozen=True, slots=True)
class PartState:
    """A part that has its own text, and how far it is.

    `owner` is the responsible institution, `person` who writes; `comments` counts the threads
    that are open, `waiting` the versions that wait to be merged.
    """

    key: str
    title: str
    prompt: str
    status: SectionStatus
    words: int
    word_budget: int | None
    owner: str
    person: str
    due: date | None
    comments: int = 0
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class SectionState:
    """A section and how far it is; words, comments and waiting are those of all its parts."""

    key: str
    title: str
    prompt: str
    kind: SectionKind
    goal: str | None
    status: SectionStatus
    words: int
    word_budget: int | None
    owner: str
    person: str
    due: date | None
    parts: tuple[PartState, ...]
    comments: int = 0
    waiting: int = 0
    optional: bool = False


def is_overdue(state: PartState | SectionState) -> bool:
    """Whether the date has passed, by the calendar on the wall, and the text is not cleared."""
    today = datetime.now().astimezone().date()
    done = state.status in (SectionStatus.CLEARED, SectionStatus.LOCKED)
    return state.due is not None and not done and state.due < today


@dataclass(frozen=True, slots=True)
class Stored:
    """What the review holds by key: rows, words, open comments, versions that wait."""

    rows: dict[str, Section]
    words: dict[str, int]
    comments: dict[str, int]
    waiting: dict[str, int]


def section_state(section: OutlineSection, stored: Stored) -> SectionState:
    """The state of a section with those of its parts, parts left out excepted."""
    parts = tuple(
        _part_state(f"{section.key}/{part.key}", part, stored)
        for part in section.parts
        if f"{section.key}/{part.key}" in stored.rows
    )
    row = stored.rows[section.key]
    words = sum(part.words for part in parts) if parts else stored.words.get(section.key, 0)
    key = section.key
    return SectionState(
        key=key,
        title=row.title or section.title,
        prompt=section.prompt,
        kind=section.kind,
        goal=section.goal,
        status=_status(row, parts, stored.words.get(section.key, 0)),
        words=words,
        word_budget=row.word_budget if row.word_budget is not None else section.word_budget,
        owner=row.owner,
        person=row.person,
        due=row.due,
        parts=parts,
        comments=stored.comments.get(key, 0) + sum(part.comments for part in parts),
        waiting=stored.waiting.get(key, 0) + sum(part.waiting for part in parts),
        optional=section.optional,
    )


def _part_state(key: str, part: OutlinePart, stored: Stored) -> PartState:
    row = stored.rows[key]
    words = stored.words.get(key, 0)
    return PartState(
        key=key,
        title=row.title or part.title,
        prompt=part.prompt,
        status=_own_status(row, words),
        words=words,
        word_budget=row.word_budget if row.word_budget is not None else part.word_budget,
        owner=row.owner,
        person=row.person,
        due=row.due,
        comments=stored.comments.get(key, 0),
        waiting=stored.waiting.get(key, 0),
    )


def _own_status(row: Section, words: int) -> SectionStatus:
    """What is being typed is a draft already, before it becomes a revision."""
    status = SectionStatus(row.status)
    if status is SectionStatus.NOT_STARTED and words:
        return SectionStatus.DRAFTING
    return status


def _status(row: Section, parts: tuple[PartState, ...], words: int) -> SectionStatus:
    """A section with parts is as far as they are, unless somebody has set its own status."""
    own = _own_status(row, words)
    if own is not SectionStatus.NOT_STARTED or not parts:
        return own
    states = {part.status for part in parts}
    if len(states) == 1:
        return states.pop()
    return SectionStatus.DRAFTING
