"""The columns of a tidy table by what stands in them, where their headings do not tell enough."""

import re
from collections.abc import Callable, Sequence

from vnr_app.importing.codes import code_in
from vnr_app.importing.grid import Row
from vnr_app.importing.layouts.base import Collector, text_at
from vnr_app.importing.layouts.sdmx_series import country_of_letters
from vnr_app.importing.layouts.tidy_columns import TidyColumns, heading_role
from vnr_app.importing.words import canonical_code, is_total

SAMPLE = 500
"""Rows that are looked at."""

_CODE = re.compile(r"[\w.\-‡+]+")
_SERIES_CODE = re.compile(r"[A-Za-z0-9]+(?:[_.][A-Za-z0-9]+)+")
_FRACTION = re.compile(r"[-+]?\d+[.,]\d+")
_LONG_CODE = 20
"""Signs of a cell that holds more than the code of an indicator."""
_MOST = 0.8
_MANY = 0.6
"""Shares of the texts of a column that must fit; regions of the world stand between countries."""


def settle(columns: TidyColumns, rows: Sequence[Row], collector: Collector) -> None:
    """Give the breakdowns that are none the part that their cells show."""
    _Settler(columns, rows, collector).settle()


class _Settler:
    def __init__(self, columns: TidyColumns, rows: Sequence[Row], collector: Collector) -> None:
        self.columns = columns
        self.rows = rows
        self.collector = collector

    def settle(self) -> None:
        self._settle_indicator()
        self._settle_second()
        self._settle_areas()
        self._settle_series()
        self._drop_codes()
        self._drop_measures()

    def _texts(self, column: int) -> list[str]:
        """The different texts of a column."""
        return list(dict.fromkeys(t for row in self.rows if (t := text_at(row, column))))

    def _fits(self, column: int, test: Callable[[str], object], share: float = _MOST) -> bool:
        """Whether the texts of a column pass a test, totals apart."""
        texts = [text for text in self._texts(column) if not is_total(text)]
        return bool(texts) and sum(bool(test(t)) for t in texts) >= share * len(texts)

    def _take(self, column: int) -> None:
        """Make a column no breakdown."""
        self.columns.dimensions = [p for p in self.columns.dimensions if p[1] != column]

    def _settle_indicator(self) -> None:
        """A column headed "indicator" may hold names or codes of series instead."""
        at = self.columns.at
        column = at.get("indicator")
        if column is None:
            return
        texts = self._texts(column)
        coded = any(self.collector.indicators_of(text) for text in texts[:20])
        if not texts or (coded and not self._fits(column, lambda text: len(text) > _LONG_CODE)):
            return
        headed = self.columns.keys[column].endswith(("_code", "_id"))
        is_code = _CODE if headed else _SERIES_CODE
        role = "series_code" if all(map(is_code.fullmatch, texts)) else "series"
        if role not in at:
            at[role] = at.pop("indicator")

    def _settle_second(self) -> None:
        """Of two columns about the indicator the other one has its name, or its code."""
        at = self.columns.at
        for _name, column in list(self.columns.dimensions):
            if column not in self.columns.unknown or self._role(column) != "indicator":
                continue
            if self._fits(column, self.collector.indicators_of):
                role = "indicator"
            else:
                role = "series_code" if self._fits(column, _is_code, 1) else "series"
            if role not in at:
                at[role] = column
                self._take(column)

    def _role(self, column: int) -> str | None:
        return heading_role(self.columns.keys[column])

    def _settle_areas(self) -> None:
        columns, places = self.columns, self.collector.places
        for column in list(columns.names):
            if self._fits(column, _is_location, 1) and "location" not in dict(columns.dimensions):
                columns.names.remove(column)
                columns.dimensions.append(("location", column))
        for name, column in list(columns.dimensions):
            if name != "location" and column not in columns.unknown:
                continue
            if self._fits(column, _country_code, _MANY):
                columns.at.setdefault("area_code", column)
                self._take(column)
            elif self._fits(
                column, lambda t: places.is_country(t) or places.other_country(t), _MANY
            ):
                columns.names.append(column)
                self._take(column)

    def _settle_series(self) -> None:
        """Breakdowns that carry codes of indicators name the series."""
        at, framework = self.columns.at, self.collector.context.framework
        for _name, column in list(self.columns.dimensions):
            if "series" in at or column not in self.columns.unknown:
                continue
            if self._fits(column, lambda text: code_in(text, framework)):
                at["series"] = column
                self._take(column)
        for role in ("topic", "measure"):
            if role not in at:
                continue
            about = at.pop(role)
            if "series" in at:
                self.columns.dimensions.append((self.columns.keys[about], about))
                self.columns.unknown.add(about)
            else:
                at["series"] = about

    def _drop_codes(self) -> None:
        """Codes that stand beside their names say the same again; of a series they are its code."""
        at, names = self.columns.at, self.columns.names
        for _name, column in list(self.columns.dimensions):
            is_free = column in self.columns.unknown and column not in self.columns.kinds
            if not is_free or not self._fits(column, _is_code, 1):
                continue
            beside = self._named_by(column)
            if beside is None:
                continue
            self._take(column)
            if beside == at.get("series"):
                at.setdefault("series_code", column)
            elif beside in names and self._fits(column, _country_code, _MANY):
                at.setdefault("area_code", column)

    def _named_by(self, column: int) -> int | None:
        """The column that gives each code of a column its one name, None where none does."""
        stem = re.sub(r"_?(?:value)?_?(?:code|id)$", "", self.columns.keys[column])
        others = [c for c, key in enumerate(self.columns.keys) if stem and key.startswith(stem)]
        texts = self._texts(column)
        if len(texts) > 1 or all(map(_SERIES_CODE.fullmatch, texts)):
            others += [c for c in (column + 1, column - 1) if 0 <= c < len(self.columns.keys)]
        others = [c for c in others if c not in (column, self.columns.at["value"])]
        return next((other for other in others if self._is_paired(column, other)), None)

    def _is_paired(self, codes: int, names: int) -> bool:
        pairs = {(text_at(row, codes), text_at(row, names)) for row in self.rows}
        pairs.discard(("", ""))
        left, right = {code for code, _name in pairs}, {name for _code, name in pairs}
        worded = any(" " in name or name != name.upper() for name in right)
        return len(pairs) == len(left) == len(right) and worded

    def _drop_measures(self) -> None:
        """Numbers with fractions are a second measure, not groups: they are told as remarks."""
        for _name, column in list(self.columns.dimensions):
            if column in self.columns.unknown and self._fits(column, _FRACTION.fullmatch):
                self._take(column)
                self.columns.more.setdefault("noted", []).append(column)


def _is_code(text: str) -> bool:
    """Whether a text is spelt as a code and not as a word."""
    return bool(_CODE.fullmatch(text)) and (text == text.upper() or not text.isalpha())


def _is_location(text: str) -> bool:
    return canonical_code("location", text) in ("U", "R")


def _country_code(text: str) -> str | None:
    """The country of three capitals."""
    is_code = len(text) == 3 and text.isalpha() and text.isupper()
    return country_of_letters(text) if is_code else None
