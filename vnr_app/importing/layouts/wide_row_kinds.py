"""What the rows of one wide table are by their labels: looked up once, told for pieces of it."""

import re
from collections import Counter
from dataclasses import dataclass, field

from vnr_app.importing.layouts.decisions import Memory
from vnr_app.importing.layouts.wide_kinds import (
    Kind,
    LabelledRow,
    is_name,
    kind_of,
    plain_label,
)
from vnr_app.importing.places import Places
from vnr_app.importing.units import unit_in_label

_INNER = ("group", "connector", "none")
"""Kinds of rows that belong to the rows above them."""

_LONG_NUMBER = re.compile(r"\d{4,}")
"""No word, age or code of an area has so many digits."""
_KEPT = 20_000


@dataclass(slots=True)
class RowKinds:
    """Tells the kinds of rows; what repeats is told once."""

    places: Places
    memory: Memory
    _known: dict[tuple[object, ...], Kind] = field(default_factory=dict)

    def of(self, row: LabelledRow) -> Kind:
        """What a row is by its label; long numbers in it make no difference to known words."""
        if row.kind is not None:
            return row.kind
        key: tuple[object, ...] = (row.has_values, *row.labels)
        if row.has_values and not self.memory.has_groups:
            key = (True, *[_LONG_NUMBER.sub("0000", label) for label in row.labels])
        row.kind = self._known.get(key)
        if row.kind is None:
            if len(self._known) >= _KEPT:
                self._known.clear()
            row.kind = self._known[key] = kind_of(row, self.places, self.memory)
        return row.kind

    def whole(self, rows: list[LabelledRow]) -> int:
        """How many of these rows can be a piece: the next begins with no group, nor follows one.

        All of them where no row begins anew.
        """
        kinds = (self.of(row).kind for row in reversed(rows[1:]))
        behind = (at for at, kind in enumerate(kinds, 1) if kind not in _INNER)
        return len(rows) - next(behind, 0)


@dataclass(slots=True)
class LabelCounts:
    """How often labels of rows with values come in a piece of a table and in its first one."""

    now: Counter[str] = field(default_factory=Counter)
    _first: Counter[str] = field(default_factory=Counter)

    def count(self, rows: list[LabelledRow]) -> None:
        """Count the labels of the next piece, beside those of the first one."""
        labels = Counter(plain_label(row.name) for row in rows if row.has_values)
        self._first = self._first or labels
        self.now = labels if labels is self._first else labels + self._first


def kind_of_unknown(rows: list[LabelledRow], kinds: list[Kind], *, listed: bool) -> str:
    """What all unknown labels of a column that announces nothing are: areas, categories or "".

    One such label before all others is the measure itself; labels with units are measures.
    In a list of measures (`listed`) only proper names among areas are areas.
    """
    valued = [(row, kind) for row, kind in zip(rows, kinds, strict=True) if row.has_values]
    unknown = [row.name for row, kind in valued if kind.kind == "other"]
    if not unknown or any(map(unit_in_label, unknown)):
        return ""
    areas = any(kind.kind in ("area", "country") for kind in kinds)
    if listed and not (areas and all(map(is_name, unknown))):
        return ""
    if areas:
        return "area"
    return "category" if len(set(unknown)) > 1 or valued[0][1].kind != "other" else ""
