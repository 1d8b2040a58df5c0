"""What the rows of a wide table are about, told by their labels and their order.

A row may name the country, a part of it, a group of people, a measure or a category; it may carry
no values and announce what follows. Groups under an area, a category or a measure belong to it.
"""

import re
from collections import Counter
from dataclasses import dataclass, field

from vnr_app.domain.indicators import Dimensions, sort_dimensions
from vnr_app.importing.codes import column_key
from vnr_app.importing.places import Places
from vnr_app.importing.values import fold_text
from vnr_app.importing.words import group_of, heading_of, is_total, label_key

_CONNECTOR = re.compile(
    r"(?:of (?:them|which|whom)|including|inclusive|among them|because of|in particular"
    r"|в том числе.*|из них|анын ичинде.*|алардын ичинен|dont|de los cuales|منها|其中)\s*:?",
    re.IGNORECASE,
)
_BY = re.compile(
    r"(?:by|по|par|por|según|selon|按)\s+(?P<what>.+)|(?P<before>.+)\s+(?:боюнча|менен)",
    re.IGNORECASE,
)
_CLOSED = ("sex", "location")
"""Dimensions whose codes are all known by words; an unknown label ends them."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What the values of a row are about; `measure` is empty for the table's own."""

    area: str
    dimensions: Dimensions
    measure: str


@dataclass(slots=True)
class LabelledRow:
    """A row of the body: its labels in the languages of the table and whether it has values.

    `coded` tells that the row names an indicator of its own, `titled` that it does so by the
    indicator's title, without a code.
    """

    labels: list[str]
    name: str
    has_values: bool
    coded: bool = False
    titled: bool = False


@dataclass(slots=True)
class _Kind:
    """What a row's label is by itself: country, total, area, group, heading, connector or other."""

    kind: str
    dimension: str = ""
    code: str = ""


def _plain_label(text: str) -> str:
    return fold_text(text).rstrip("*: ")


def _disagree(labels: list[str]) -> bool:
    groups = {group_of(label) for label in labels} - {None}
    return len(groups) > 1


def _majority(items: list[tuple[str, str] | None]) -> tuple[str, str] | None:
    votes = Counter(item for item in items if item)
    return votes.most_common(1)[0][0] if votes else None


@dataclass(slots=True)
class SubjectReader:
    """Follows the rows of one table from top to bottom."""

    places: Places
    home: str = ""
    """The dimension that the heading of the labels names; unknown labels belong to it."""
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
    _coded: bool = False
    _titled: bool = False
    _labels: Counter[str] = field(default_factory=Counter)
    _group_counts: Counter[tuple[str, str]] = field(default_factory=Counter)

    def subjects(self, rows: list[LabelledRow]) -> list[Subject | None]:
        """The subject of every row, None for rows without values."""
        self.area = self.places.alpha3
        self.section = self.home
        kinds = [self._kind(row) for row in rows]
        self._coded = any(row.coded for row in rows)
        self._titled = any(row.titled for row in rows)
        self._labels.update(_plain_label(row.name) for row in rows if row.has_values)
        self._group_counts.update((kind.dimension, kind.code) for kind in kinds)
        self.disagreeing = [i for i, row in enumerate(rows) if _disagree(row.labels)]
        nested = _nested_rows(kinds)
        found: list[Subject | None] = []
        for position, (row, kind) in enumerate(zip(rows, kinds, strict=True)):
            following = kinds[position + 1] if position + 1 < len(kinds) else _Kind("none")
            if row.has_values:
                self._end_section(kind, following)
                found.append(self._values(row, kind, nested[position]))
            else:
                self._heading(row, kind, following)
                found.append(None)
        return found

    def _end_section(self, kind: _Kind, following: _Kind) -> None:
        """A row before a section that came already begins the next measure, with all of them."""
        if kind.kind == "other" and self.measure and following.dimension in self._sections:
            self.section, self.measures_follow = self.home, True
            self._sections.clear()

    def _kind(self, row: LabelledRow) -> _Kind:
        labels = [fold_text(label) for label in row.labels if label.strip()]
        if not labels:
            return _Kind("none")
        if _CONNECTOR.fullmatch(labels[-1]):
            return _Kind("connector")
        if any(self.places.is_country(label) for label in labels):
            return _Kind("country")
        if any(is_total(label) for label in labels):
            return _Kind("total")
        if not row.has_values and (dimension := _announced(labels)):
            return _Kind("section", dimension)
        return self._kind_of_members(labels)

    def _kind_of_members(self, labels: list[str]) -> _Kind:
        if group := _majority([group_of(label) for label in labels]):
            return _Kind("group", *group)
        return _Kind("area" if any(map(self.places.is_area, labels)) else "other")

    def _reset(self, area: str = "") -> None:
        self.area = area or self.places.alpha3
        self.base = {}
        self.groups = {}
        self._announced = False

    def _heading(self, row: LabelledRow, kind: _Kind, following: _Kind) -> None:
        """A row without values says what the following rows are about."""
        if kind.kind in ("connector", "none"):
            return
        self._reset()
        if kind.kind == "other" and self._sections and following.kind == "other":
            self.section = column_key(row.name)
        elif kind.kind == "section":
            self.section = kind.dimension
            self._sections.add(kind.dimension)
        elif kind.kind == "group":
            self.section = self.home
            self.base = {kind.dimension: kind.code}
            self.measures_follow = True
        elif kind.kind in ("country", "total", "area") or self._opens_area(kind, following):
            self.section = self.home
            self.measures_follow = True
            if kind.kind in ("area", "other"):
                self.area = self.places.code(row.name)
                self._announced = True
        else:
            self.section = self.home
            self.measure = row.name
            self.measures_follow = False

    def _opens_area(self, kind: _Kind, following: _Kind) -> bool:
        """Whether a heading that is no known area is one, being in a column of areas."""
        people = following.kind in ("group", "total", "connector")
        return self.home == "area" and kind.kind == "other" and people

    def _is_area(self, kind: _Kind) -> bool:
        if kind.kind == "area" or (self.section == "area" and kind.kind != "none"):
            return True
        return self.home == "area" and kind.kind == "other" and self.section in _CLOSED

    def _values(self, row: LabelledRow, kind: _Kind, nests: bool) -> Subject:
        """The subject of a row with values; it may become the parent of what follows."""
        known_group = kind.kind == "group" and (
            kind.dimension != "quantile" or self.section == "quantile"
        )
        if kind.kind in ("country", "total"):
            self._total(kind.kind)
        elif known_group:
            self._group(kind, nests)
        elif self._is_area(kind):
            self._reset(self.places.code(row.name))
            if self.home == "area":
                self.section = self.home
        elif row.coded:
            self._reset()
            self.measure, self.measures_follow = _plain_label(row.name), True
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
        self._reset(self.area if keep or own else "")
        self.base = keep
        if kind == "country":
            self.section = self.home
        if not self.measure:
            self.measures_follow = False

    def _group(self, kind: _Kind, nests: bool) -> None:
        if not nests:
            self.groups = {}
        elif kind.dimension in self.groups:
            kept = list(self.groups)[: list(self.groups).index(kind.dimension)]
            self.groups = {name: self.groups[name] for name in kept}
        self.groups[kind.dimension] = kind.code

    def _repeated(self, row: LabelledRow) -> dict[str, str]:
        """A label that comes again under each measure or group is a category below it."""
        label = _plain_label(row.name)
        if self._labels[label] < 2 or self._labels[self.measure] != 1 or self.section:
            return {}
        if self.groups and any(self._group_counts[group] > 1 for group in self.groups.items()):
            return {}
        return {"category": label}

    def _other(self, row: LabelledRow) -> None:
        label = _plain_label(row.name)
        if self.section and self.section not in _CLOSED:
            self.base, self.groups = {self.section: label}, {}
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


def _announced(labels: list[str]) -> str:
    """The dimension that a heading announces, by a known word or as "by …"."""
    for label in labels:
        if dimension := heading_of(label):
            return dimension
    for label in reversed(labels):
        match = _BY.fullmatch(label_key(label))
        if match and len(label) <= 60:
            return column_key(match["what"] or match["before"])
    return ""


def _nested_rows(kinds: list[_Kind]) -> list[bool]:
    """For each row whether groups nest there: a group that comes twice between two parents does.

    "urban, men, women, rural, men, women" nests; "urban, rural, men, women" does not.
    """
    nested = [False] * len(kinds)
    start = 0
    for end in range(len(kinds) + 1):
        if end < len(kinds) and kinds[end].kind in ("group", "connector", "none"):
            continue
        block = Counter((k.dimension, k.code) for k in kinds[start:end] if k.kind == "group")
        if any(count > 1 for count in block.values()):
            nested[start:end] = [True] * (end - start)
        start = end + 1
    return nested
