"""Records that say the same twice, or nearly."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from vnr_app.domain.records import PlannedRecord, RecordKind
from vnr_app.importing.stakeholders.keys import content_key, organisation_key

ALIKE = 95
"""From this likeness of two texts on, in percent, one is flagged as repeating the other."""
_SHORTEST = 25
"""Signs below which likeness says nothing: "Yes", "See above"."""
_NEIGHBOURS = 300
"""Texts of nearly the same length that one is compared with: answers can be thousands."""


@dataclass(frozen=True, slots=True)
class Repetition:
    """Two records of a list by their positions; `exact` where they are one and the same."""

    first: int
    again: int
    exact: bool


def repetitions(records: Sequence[PlannedRecord]) -> list[Repetition]:
    """Which records repeat an earlier one, by the position of the later.

    Exact ones say the same about the same and have no two different ids of a form service. Answers
    are compared only about the same targets: their reasons may well be alike.
    """
    found: list[Repetition] = []
    seen: dict[tuple[object, ...], int] = {}
    groups: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for position, record in enumerate(records):
        links = record.links if record.kind is RecordKind.ANSWER else ()
        key = (content_key(record), record.links, record.scales)
        first = seen.setdefault(key, position)
        if first != position and records[first].external_id == record.external_id:
            found.append(Repetition(first, position, exact=True))
            continue
        groups[record.kind, organisation_key(record.organisation), links].append(position)
    for positions in groups.values():
        found += _near(records, positions)
    return sorted(found, key=lambda each: each.again)


def _near(records: Sequence[PlannedRecord], positions: Sequence[int]) -> list[Repetition]:
    """Records of one group whose texts are nearly alike; each is told once.

    Only texts of nearly the same length can be: they are compared with their neighbours by length.
    """
    from rapidfuzz import fuzz  # noqa: PLC0415 - loads when there is something to compare

    texts = sorted(
        (len(text), position, text)
        for position in positions
        if len(text := f"{records[position].title} {records[position].text}".strip()) >= _SHORTEST
    )
    first_of: dict[int, int] = {}
    for at, (length, position, text) in enumerate(texts):
        for longer, other, other_text in texts[at + 1 : at + 1 + _NEIGHBOURS]:
            # Beyond it the likeness, 2·common/(sum of lengths), cannot be reached.
            if 200 * length < ALIKE * (length + longer):
                break
            if fuzz.ratio(text, other_text, score_cutoff=ALIKE):
                first, again = sorted((position, other))
                first_of[again] = min(first, first_of.get(again, first))
    return [Repetition(first, again, exact=False) for again, first in first_of.items()]
