"""Which texts the outline is narrowed to."""

from enum import StrEnum

from vnr_app.domain.sections import SectionStatus
from vnr_app.services.section_states import PartState, SectionState, is_overdue


class Filter(StrEnum):
    """What a person looks for in the outline."""

    MINE = "mine"
    OVERDUE = "overdue"
    COMMENTS = "comments"
    WAITING = "waiting"
    NOT_CLEARED = "not-cleared"


def passes(state: PartState | SectionState, wanted: Filter, me: frozenset[str]) -> bool:
    """Whether a text is one of those; `me` are the names of the person and its institution."""
    match wanted:
        case Filter.MINE:
            return bool(me & {state.owner.casefold(), state.person.casefold()})
        case Filter.OVERDUE:
            return is_overdue(state)
        case Filter.COMMENTS:
            return state.comments > 0
        case Filter.WAITING:
            return state.waiting > 0
        case Filter.NOT_CLEARED:
            done = (SectionStatus.CLEARED, SectionStatus.LOCKED)
            return state.words > 0 and state.status not in done


def leaves(state: SectionState) -> tuple[PartState | SectionState, ...]:
    """The texts of a section: its parts, or itself."""
    return state.parts or (state,)


def matching(
    state: SectionState, wanted: frozenset[Filter], me: frozenset[str]
) -> tuple[PartState | SectionState, ...]:
    """The texts of a section that pass every filter.

    Who is responsible for a section, and until when, holds for its parts where they say nothing.
    """
    if all(passes(state, each, me) for each in wanted & {Filter.MINE, Filter.OVERDUE}):
        inherited = wanted - {Filter.MINE, Filter.OVERDUE}
    else:
        inherited = wanted
    found = tuple(
        text for text in leaves(state) if all(passes(text, each, me) for each in inherited)
    )
    return found if inherited else (state,)
