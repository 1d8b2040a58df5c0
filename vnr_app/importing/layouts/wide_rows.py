"""What the rows of a wide table are about, told by their labels and their order.

A row may name the country, a part of it, a group of people, a measure or a category; it may carry
no values and announce what follows. Groups under an area, a category or a measure belong to it.
"""

from collections import Counter
from dataclasses import dataclass, field

from vnr_app.domain.indicators import Dimensions, sort_dimensions
from vnr_app.importing.codes import column_key
from vnr_app.importing.layouts.decisions import Memory
from vnr_app.importing.layouts.wide_kinds import (
    PARTS,
    Kind,
    LabelledRow,
    disagree,
    is_open,
    nested_rows,
    plain_label,
    repeated_labels,
)
from vnr_app.importing.layouts.wide_row_kinds import LabelCounts, RowKinds, kind_of_unknown
from vnr_app.importing.places import Places
from vnr_app.importing.units import unit_in_label
from vnr_app.importing.words import canonical_code

_CLOSED = ("sex", "location")
"""Dimensions whose codes are all known by words; an unknown label ends them."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What the values of a row are about; `measure` is empty for the table's own."""

    area: str
    dimensions: Dimensions
    measure: str


@dataclass(slots=True)
class SubjectReader:
    """Follows the rows of one table from top to bottom."""

    places: Places
    memory: Memory
    home: str = ""
    """The dimension that the heading of the labels names; unknown labels belong to it."""
    listed: bool = False
    """Whether the heading of the labels announces measures."""
    area: str = ""
    section: str = ""
    measure: str = ""
    measures_follow: bool = True
    base: dict[str, str] = field(default_factory=dict)
    groups: dict[str, str] = field(default_factory=dict)
    disagreeing: list[int] = field(default_factory=list)
    """Rows whose labels in different languages name different groups."""
    _announced: bool = False
    """Whether a row without values named the area; the next total is the area's."""
    _sections: set[str] = field(default_factory=set)
    _one_kind: str = ""
    """What all unknown labels are where no heading tells: "area", "category" or empty."""
    _repeats: set[str] = field(default_factory=set)
    """Unknown labels that come again before a new heading: never areas."""
    _parent: str = ""
    """A label without values that ends openly ("because of:"): what follows completes it."""
    _within: bool = False
    """Whether rows follow that are parts of the measure above."""
    _above: dict[str, str] = field(default_factory=dict)
    """The group that a heading named for all rows below it."""
    _opened: bool = False
    """Whether no values stand between that heading and the present row."""
    _valued: set[tuple[str, str]] = field(default_factory=set)
    _coded: bool = False
    _titled: bool = False
    _labels: LabelCounts = field(default_factory=LabelCounts)
    kinds: RowKinds = field(init=False)
    _told: bool = False
    _members: dict[tuple[str, str], str] = field(default_factory=dict)
    """Dimension and code → the label that has it."""
    _group_counts: Counter[tuple[str, str]] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.kinds = RowKinds(self.places, self.memory)

    def subjects(self, rows: list[LabelledRow]) -> list[Subject | None]:
        """The subject of every row, None for rows without values.

        Long tables come in pieces: the first one tells what kind of table it is.
        """
        kinds = [self.kinds.of(row) for row in rows]
        if not self._told:
            self._begin(rows, kinds)
        self._labels.count(rows)
        self.disagreeing = [
            i for i, row in enumerate(rows) if len(row.labels) > 1 and disagree(row.labels)
        ]
        nested = nested_rows(kinds)
        found: list[Subject | None] = []
        for position, (row, kind) in enumerate(zip(rows, kinds, strict=True)):
            following = kinds[position + 1] if position + 1 < len(kinds) else Kind("none")
            if row.has_values:
                self._opened = False
                self._end_section(kind, following)
                self._end_parts(row, kind, following)
                found.append(self._values(row, kind, nested[position]))
            else:
                self._heading(row, kind, following)
                found.append(None)
        return found

    def _begin(self, rows: list[LabelledRow], kinds: list[Kind]) -> None:
        """Tell by its first rows what kind of table it is."""
        self._told = True
        self.area = self.places.alpha3
        self._coded = any(row.coded for row in rows)
        self._titled = any(row.titled for row in rows)
        self._group_counts.update((kind.dimension, kind.code) for kind in kinds)
        valued = zip(rows, kinds, strict=True)
        self._valued = {(k.dimension, k.code) for row, k in valued if row.has_values}
        self._settle_unknown(rows, kinds)
        self.section = self.home

    def _settle_unknown(self, rows: list[LabelledRow], kinds: list[Kind]) -> None:
        """Take the unknown labels of a column that announces nothing for one kind."""
        if self.home or self._coded:
            return
        self._one_kind = kind_of_unknown(rows, kinds, listed=self.listed)
        if self._one_kind == "area":
            self.home = "area"
            self._repeats = repeated_labels(rows, kinds)
        elif self._one_kind:
            self.measures_follow = False

    def _end_section(self, kind: Kind, following: Kind) -> None:
        """A row before a section that came already begins the next measure, with all of them."""
        if kind.kind == "other" and self.measure and following.dimension in self._sections:
            self.section, self.measures_follow = self.home, True
            self._sections.clear()

    def _end_parts(self, row: LabelledRow, kind: Kind, following: Kind) -> None:
        """Areas, totals and whatever has parts of its own are no parts of the measure above."""
        known = kind.kind in ("country", "total", "area")
        if known or row.coded or following.kind == "connector":
            self._parent, self._within = "", False

    def _reset(self, area: str = "") -> None:
        self.area = area or self.places.alpha3
        self.base = {}
        self.groups = {}
        self._announced = False

    def _heading(self, row: LabelledRow, kind: Kind, following: Kind) -> None:
        """A row without values says what the following rows are about."""
        if kind.kind == "none":
            return
        if kind.kind == "connector":
            self._open(row)
            return
        # "Males" over "Deaths by age" holds for all that stands below both.
        kept = dict(self._above) if kind.kind == "section" and self._opened else {}
        self._opened = kind.kind == "group"
        self._reset()
        self.base, self._above = dict(kept), kept
        self._parent, self._within = "", False
        if kind.kind == "other" and self._sections and following.kind == "other":
            self.section = column_key(row.name)
        elif kind.kind == "section":
            self.section = kind.dimension
            self._sections.add(kind.dimension)
        elif kind.kind == "group":
            self.section = self.home
            self.base = {kind.dimension: kind.code}
            if (kind.dimension, kind.code) not in self._valued:
                self._above = dict(self.base)
            self.measures_follow = not self._one_kind
        elif kind.kind in ("country", "total", "area") or self._opens_area(kind, following):
            self.section = self.home
            self.measures_follow = not self._one_kind
            if kind.kind in ("area", "other"):
                self.area = self._area_code(row)
                self._announced = True
        elif following.kind == "other" and is_open(row):
            self.section = self.home
            self._open(row)
        else:
            self.section = self.home
            self.measure = row.name
            self.measures_follow = False

    def _open(self, row: LabelledRow) -> None:
        """The rows after a label that ends openly are parts of the measure above."""
        self._within = True
        name = plain_label(row.name)
        self._parent = "" if PARTS.fullmatch(name) else name

    def _area_code(self, row: LabelledRow) -> str:
        """The code of the area that a row names; another country is known in any language."""
        names = (n for n in (row.name, *row.labels) if self.places.other_country(n))
        return self.places.code(next(names, row.name))

    def _opens_area(self, kind: Kind, following: Kind) -> bool:
        """Whether a heading that is no known area is one, being in a column of areas."""
        people = following.kind in ("group", "total", "connector")
        return self.home == "area" and kind.kind == "other" and people

    def _is_area(self, row: LabelledRow, kind: Kind) -> bool:
        parts = self._within and (self._parent or self.home != "area")
        if kind.kind == "other" and (parts or plain_label(row.name) in self._repeats):
            return False
        if kind.kind == "area" or (self.section == "area" and kind.kind != "none"):
            return True
        return self.home == "area" and kind.kind == "other" and self.section in _CLOSED

    def _values(self, row: LabelledRow, kind: Kind, nests: bool) -> Subject:
        """The subject of a row with values; it may become the parent of what follows."""
        known_group = kind.kind == "group" and (
            kind.dimension != "quantile" or self.section == "quantile"
        )
        if kind.kind in ("country", "total"):
            self._total(kind.kind)
        elif known_group:
            self._group(kind, nests)
        elif self._is_area(row, kind):
            self._reset(self._area_code(row))
            self.base = self._kept(row)
            if self.home == "area":
                self.section = self.home
        elif row.coded:
            self._reset()
            self.measure, self.measures_follow = plain_label(row.name), True
            self.section = self.home
        elif kind.kind in ("other", "group"):
            if own := self._repeated(row):
                return Subject(
                    self.area, sort_dimensions(self.base | self.groups | own), self.measure
                )
            self._other(row)
        dimensions = sort_dimensions(self.base | self.groups)
        return Subject(self.area, dimensions, self.measure)

    def _total(self, kind: str) -> None:
        outside = self.section in ("", self.home)
        keep = dict(self.base) if kind == "total" and outside else {}
        own = kind == "total" and outside and self._announced
        own = own or (kind == "total" and self.area in self.places.abroad)
        self._reset(self.area if keep or own else "")
        self.base = keep
        if kind == "country":
            self.section = self.home
        if not self.measure:
            self.measures_follow = False

    def _group(self, kind: Kind, nests: bool) -> None:
        if not nests:
            self.groups = {}
        elif kind.dimension in self.groups:
            kept = list(self.groups)[: list(self.groups).index(kind.dimension)]
            self.groups = {name: self.groups[name] for name in kept}
        self.groups[kind.dimension] = kind.code

    def _repeated(self, row: LabelledRow) -> dict[str, str]:
        """A label that comes again under each measure or group is a category below it."""
        label = plain_label(row.name)
        if self._labels.now[label] < 2 or self._labels.now[self.measure] != 1 or self.section:
            return {}
        if self.groups and any(self._group_counts[group] > 1 for group in self.groups.items()):
            return {}
        return {"category": label}

    def _other(self, row: LabelledRow) -> None:
        label = plain_label(row.name)
        if self._within and not unit_in_label(label):
            self.base = self._kept(row) | {"category": self._joined(label)}
            self.groups = {}
        elif self._one_kind and self.section in ("", self.home):
            self.base, self.groups = self._kept(row) | {"category": label}, {}
        elif self.section and self.section not in _CLOSED:
            self.base = {self.section: self._member(label)}
            self.groups = {}
        elif self._titled:
            # Beside rows that are known by their titles an unknown one is about something else.
            self._reset()
            self.measure = label
        elif self._coded and self.measure:
            self.base, self.groups = {"category": label}, {}
        elif self.measures_follow:
            self.measure, self.section, self.groups = label, self.home, {}
        else:
            self._reset()
            self.base = {"category": label}

    def _member(self, label: str) -> str:
        """The code of a member of the section's dimension; two labels never share a code."""
        code = canonical_code(self.section, label)
        return code if self._members.setdefault((self.section, code), label) == label else label

    def _kept(self, row: LabelledRow) -> dict[str, str]:
        """The group of the heading above, for a label that comes below other headings too."""
        return dict(self._above) if self._labels.now[plain_label(row.name)] > 1 else {}

    def _joined(self, label: str) -> str:
        """A label with the open label above that it completes."""
        repeated = label.casefold().startswith(self._parent.casefold())
        return label if repeated else f"{self._parent} — {label}"
