"""What labels mean: areas, members of dimensions, or what is measured."""

import re

from vnr_app.importing.codes import column_key
from vnr_app.importing.layouts.base import Collector
from vnr_app.importing.layouts.columns import role_of
from vnr_app.importing.layouts.general.columns import Columns
from vnr_app.importing.layouts.general.subjects import RowSubject
from vnr_app.importing.layouts.general.wording import (
    announced,
    is_general,
    lists_measures,
    share,
)
from vnr_app.importing.layouts.wide_kinds import CONNECTOR
from vnr_app.importing.words import canonical_code, group_of, heading_of, is_total

_CLOSED = ("sex", "location", "age")
"""Dimensions whose members are known whatever their column is called."""
_MOST_TITLES = 200
"""Labels of a column that are compared with the titles of indicators."""


class Dimensions:
    """Turns labels into areas and dimensions, by what their columns are called and hold.

    `names` are the dimensions of columns of labels, `areas` columns of areas, `measures` those
    whose labels say what is measured.
    """

    def __init__(
        self, columns: Columns, subjects: dict[int, RowSubject], collector: Collector
    ) -> None:
        self.places = collector.places
        self.names: dict[int, str] = {}
        self.areas: set[int] = set()
        self.measures: set[int] = set()
        self._collector = collector
        self._general: set[int] = set()
        """Columns whose heading names no one dimension: the sections between the rows do."""
        # A text in a column of periods that names none is a label, too.
        labelled = {column for subject in subjects.values() for column in subject.labels}
        for column in (*columns.labels, *sorted(labelled - set(columns.labels))):
            texts = sorted({s.labels[column] for s in subjects.values() if column in s.labels})
            heading = columns.headings.get(column, "")
            if column in columns.named:
                self.names[column] = columns.named[column]
            elif self._names_areas(heading, texts, columns.roles.get("area_name") == column):
                self.areas.add(column)
            elif lists_measures(heading) or self._are_titles(texts):
                self.measures.add(column)
            else:
                self.names[column] = self._name(heading, texts)
                if is_general(heading):
                    self._general.add(column)

        self._leave_groups_of_areas(columns, subjects)

    def _leave_groups_of_areas(self, columns: Columns, subjects: dict[int, RowSubject]) -> None:
        """Areas right of smaller ones are what those belong to: "Kenya | Africa"."""
        named = {c: {s.labels.get(c, "") for s in subjects.values()} for c in self.areas}
        for column in sorted(self.areas):
            if any(c < column and len(named[c]) > len(named[column]) for c in named):
                self.areas.remove(column)
                self.names[column] = column_key(columns.headings.get(column, "")) or "group"

    def _names_areas(self, heading: str, texts: list[str], headed: bool) -> bool:
        if headed or heading_of(heading) == "area" or _lists_areas(heading):
            return not any(group_of(text) for text in texts)
        return share(texts, self.is_place) >= 0.5

    def is_place(self, text: str) -> bool:
        """Whether a text names a country or a part of the review's country."""
        places = self.places
        if any(role_of(column_key(part)) == "area_name" for part in re.split("[,/]", text)):
            # "Län / County" heads areas and is none.
            return False
        return bool(places.is_country(text) or places.other_country(text) or places.is_area(text))

    def _are_titles(self, texts: list[str]) -> bool:
        """Whether the labels of a column are titles of indicators, or most like them."""
        if len(texts) > _MOST_TITLES or share(texts, group_of) >= 0.5:
            return False
        collector = self._collector
        coded = share(texts, lambda text: collector.named(text) or collector.code_in_row(text))
        return coded >= 0.5 or share(texts, collector.alike) >= 0.5

    def _name(self, heading: str, texts: list[str]) -> str:
        heading = "" if is_general(heading) else heading
        known = {group[0] for text in texts if (group := group_of(text))}
        words = len(heading.split())
        name = (heading_of(heading) if words <= 2 else "") or column_key(heading)[:40]
        if not name and len(known) == 1 and share(texts, group_of) >= 0.5:
            name = known.pop()
        if not name:
            taken = sum(each.startswith("group") for each in self.names.values())
            name = f"group_{taken + 1}" if taken else "group"
        return f"{name}_2" if name in self.names.values() else name

    def by_sections(self, pairs: dict[str, str], subject: RowSubject) -> tuple[str, str]:
        """Add what the sections above a row say.

        Returns the area that they name and the dimension that the last one names for the row's
        label.
        """
        area = name = ""
        for text in subject.sections:
            if CONNECTOR.fullmatch(text.strip()):
                name = ""
                continue
            known = group_of(text) or is_total(text) or self._given(text) or self.is_place(text)
            dimension = announced(text)
            if not dimension and not known and self._general & subject.labels.keys():
                dimension = column_key(text)[:40]
            if dimension:
                name = dimension
            else:
                area = self.place(pairs, "group", text) or area
        return area, name

    def label(self, pairs: dict[str, str], column: int, text: str, section: str) -> str:
        """Add what a label says; `section` is the dimension that its section names."""
        name = self.names[column]
        own = section if section and column in self._general else name
        return self.place(pairs, own, text)

    def place(self, pairs: dict[str, str], name: str, text: str) -> str:
        """Add what a text says to the pairs of a row; the area that it names, if it names one."""
        open_name = name.startswith("group") or name == "area"
        if given := self._given(text) if open_name else None:
            name, code = given
            if name == "area":
                return code
            add_pair(pairs, name, code)
            return ""
        group = group_of(text)
        if group and (open_name or group[0] in _CLOSED) and not self._differs(name, group[0]):
            name = group[0]
        elif name in _CLOSED and not group and is_total(text.partition(" ")[0]):
            # "Total region" among men and women.
            group = (name, "_T")
        elif name in _CLOSED and not group and self.is_place(text):
            # No age is called like a region.
            return self.places.code(text)
        elif open_name and (self.is_place(text) or (name == "area" and not is_total(text))):
            return self.places.code(text)
        if name == "area":
            return ""
        add_pair(pairs, name, self._code(name, text, group))
        return ""

    def _code(self, name: str, text: str, group: tuple[str, str] | None) -> str:
        """The code of a text in a dimension."""
        if given := self._collector.memory.code(name, text):
            return given
        if group and group[0] == name:
            return group[1]
        return "_T" if is_total(text) else canonical_code(name, text)

    @staticmethod
    def _differs(name: str, group: str) -> bool:
        """Whether a dimension is a special one of its kind: the sex of the household's head."""
        return name != group and name.startswith(f"{group}_")

    def _given(self, text: str) -> tuple[str, str] | None:
        return self._collector.memory.group(text)


def _lists_areas(heading: str) -> bool:
    """Whether a heading names the levels of areas below it: "Region, district"."""
    parts = re.split(r"[,/]|\s(?:y|e|and|et|и|و)\s", heading)
    return len(parts) > 1 and all(role_of(column_key(part)) == "area_name" for part in parts)


def add_pair(pairs: dict[str, str], name: str, code: str) -> None:
    """Add a dimension; one of a name that another has already is numbered."""
    while pairs.get(name, code) != code:
        name = _next(name)
    pairs[name] = code


def _next(name: str) -> str:
    stem, _sep, number = name.rpartition("_")
    return f"{stem}_{int(number) + 1}" if stem and number.isdecimal() else f"{name}_2"
