"""Telling the columns of a block apart: labels, periods, and values with what stands over them."""

import re

from vnr_app.importing.grid import Row
from vnr_app.importing.layouts.decisions import Lines
from vnr_app.importing.layouts.general.blocks import Block
from vnr_app.importing.layouts.general.cells import Look, Looks, text_of
from vnr_app.importing.layouts.general.columns import Columns, ValueColumn
from vnr_app.importing.layouts.general.dating import date_columns
from vnr_app.importing.layouts.general.headers import Header
from vnr_app.importing.layouts.general.pairing import headed_by_period, pair_dates
from vnr_app.importing.layouts.general.times import PeriodOf, is_whole_year, month_part, part_of
from vnr_app.importing.layouts.general.wording import (
    counts_months,
    is_code,
    lists_codes,
    numbers_rows,
    share,
)
from vnr_app.importing.layouts.headings import role_of_heading
from vnr_app.importing.recipe import LineRule
from vnr_app.importing.words import heading_of

_MOST = 0.5
"""Share of the codes of a column that are indicators' where it lists indicators."""


def find_columns(
    rows: list[Row], looks: Looks, block: Block, header: Header, decided: Lines
) -> Columns:
    """Tell the columns of a block apart; `decided` is what people said of some."""
    return _Finder(rows, looks, block, header, decided).find()


class _Finder:
    def __init__(
        self, rows: list[Row], looks: Looks, block: Block, header: Header, decided: Lines
    ) -> None:
        self.rows = rows
        self.looks = looks
        self.block = block
        self.header = header
        self.decided = decided
        self.period_of: PeriodOf = looks.period
        self.columns = Columns()

    def find(self) -> Columns:
        block, columns = self.block, self.columns
        self._place_stub()
        self._keep_a_label()
        numeric = [c for c in range(block.zone, block.right + 1) if self._is_valued(c)]
        numeric = self._leave_codes(numeric)
        numeric = self._take_labels(numeric)
        if not columns.stub:
            self._take_right_labels(numeric)
        self._drop_codes()
        numeric = self._decide(numeric)
        columns.values = [ValueColumn(c) for c in numeric]
        self._date_columns()
        date_columns(columns, self.header, self.period_of)
        self._leave_out_ranks()
        self._find_beside()
        return columns

    def _decide(self, numeric: list[int]) -> list[int]:
        """Give columns the parts that people gave them; the columns of values."""
        columns = self.columns
        for column, rule in self.decided.items():
            if not self.block.left <= column <= self.block.right:
                continue
            for places in (columns.labels, columns.periods, columns.parts, columns.ignored):
                if column in places:
                    places.remove(column)
            columns.roles = {role: at for role, at in columns.roles.items() if at != column}
            columns.headings[column] = self.header.heading(column)
            numeric = sorted({*numeric, column} if rule.role == "number" else {*numeric} - {column})
            self._give(column, rule)
        return numeric

    def _give(self, column: int, rule: LineRule) -> None:
        columns = self.columns
        role = {"area": "area_name", "note": "footnote"}.get(rule.role, rule.role)
        if role == "period":
            columns.periods.append(column)
        elif role in ("label", "dimension", "title", "area_name", "indicator", "series"):
            columns.labels = sorted([*columns.labels, column])
            if role == "dimension":
                columns.named[column] = rule.dimension
        if role in ("area_name", "indicator", "series", "unit", "source", "footnote", "status"):
            columns.roles[role] = column
        elif role == "ignore":
            columns.ignored.append(column)

    def _leave_out_ranks(self) -> None:
        """Columns of ranks are no values, unless there are no others."""
        ranked = [value for value in self.columns.values if value.ranked]
        if len(ranked) < len(self.columns.values):
            self.columns.ignored += [value.at for value in ranked]
            self.columns.values = [value for value in self.columns.values if not value.ranked]

    def _counts(self, column: int) -> dict[Look, int]:
        looks = [self.looks.at(n, column) for n in self.block.rows]
        return {look: looks.count(look) for look in Look}

    def _is_valued(self, column: int) -> bool:
        counts = self._counts(column)
        if counts[Look.NUMBER]:
            return counts[Look.TEXT] <= counts[Look.NUMBER] + counts[Look.MARK]
        headed = any(self.period_of(text) for text in self.header.texts(column))
        return headed and (counts[Look.MARK] + counts[Look.YEAR]) > 0

    def _place_stub(self) -> None:
        """The columns left of the values."""
        for column in range(self.block.left, self.block.zone):
            counts = self._counts(column)
            if any(counts[look] for look in Look if look is not Look.EMPTY):
                self._place(column, counts)

    def _keep_a_label(self) -> None:
        """What is headed as a source or a unit are the labels where there are no others."""
        columns = self.columns
        if not columns.stub and columns.roles:
            role, column = min(columns.roles.items(), key=lambda item: item[1])
            del columns.roles[role]
            columns.labels.append(column)

    def _place(self, column: int, counts: dict[Look, int]) -> None:
        columns = self.columns
        heading = self.header.heading(column)
        columns.headings[column] = heading
        filled = len(self.block.rows) - counts[Look.EMPTY]
        dated = counts[Look.PERIOD] + counts[Look.YEAR]
        if dated > 0.6 * filled and not numbers_rows(heading):
            columns.periods.append(column)
        elif self._counts_months(column, heading):
            columns.parts.append(column)
            columns.months.append(column)
        elif self._are_parts(column):
            columns.parts.append(column)
        elif (role := role_of_heading(heading)) and role not in ("value", "period", "series"):
            columns.roles.setdefault(role, column)
            if role in ("area_name", "indicator"):
                columns.labels.append(column)
        elif role == "" or (numbers_rows(heading) and counts[Look.TEXT] * 2 < filled):
            columns.ignored.append(column)
        else:
            if role == "series":
                columns.roles.setdefault(role, column)
            columns.labels.append(column)

    def _are_parts(self, column: int) -> bool:
        texts = [text for n in self.block.rows if (text := text_of(self.rows, n, column))]
        if heading_of(self.header.heading(column)) == "quantile":
            return False
        parts = sum(part_of(text) is not None for text in texts)
        return parts * 2 > len(texts) and all(part_of(t) or is_whole_year(t) for t in texts)

    def _leave_codes(self, numeric: list[int]) -> list[int]:
        """Leave out columns headed as codes, and take the numbers of months beside their years."""
        for column in list(numeric):
            heading = (self.header.texts(column) or [""])[-1]
            if len(numeric) > 1 and lists_codes(heading):
                numeric.remove(column)
                self.columns.ignored.append(column)
            elif len(numeric) > 1 and self._counts_months(column, heading):
                numeric.remove(column)
                self._place(column, self._counts(column))
        return numeric

    def _counts_months(self, column: int, heading: str) -> bool:
        texts = [text for n in self.block.rows if (text := text_of(self.rows, n, column))]
        return counts_months(heading) and bool(texts) and all(map(month_part, texts))

    def _take_labels(self, numeric: list[int]) -> list[int]:
        """Numbers that the rows need to be told apart are labels: ages, classes, weeks."""
        while len(numeric) > 1 and self._repeated(self.columns.stub):
            column = numeric[0]
            if headed_by_period(self.header, self.looks, column) or not self._may_label(column):
                break
            with_it = self._repeated([*self.columns.stub, column])
            if with_it * 2 > self._repeated(self.columns.stub):
                break
            self.columns.headings[column] = self.header.heading(column)
            self.columns.labels.append(column)
            numeric = numeric[1:]
        return numeric

    def _drop_codes(self) -> None:
        """Leave out codes beside names that tell the rows apart without them; not indicators'."""
        labels = self.columns.labels
        for column in list(labels):
            texts = [text for n in self.block.rows if (text := text_of(self.rows, n, column))]
            others = [c for c in labels if c != column]
            listed = column in self.columns.roles.values()
            if not others or listed or not all(map(is_code, texts)):
                continue
            if share(texts, self.looks.is_indicator) > _MOST:
                # What is headed "Indicator" beside it are the names.
                self.columns.roles["indicator"] = column
                continue
            stub = [c for c in self.columns.stub if c != column]
            if self._repeated(stub) <= self._repeated(self.columns.stub):
                labels.remove(column)
                self.columns.ignored.append(column)

    def _may_label(self, column: int) -> bool:
        """Whether the numbers of a column are whole, or stand among texts."""
        if self._counts(column)[Look.TEXT]:
            return True
        texts = [text for n in self.block.rows if (text := text_of(self.rows, n, column))]
        return all(re.fullmatch(r"\d{1,4}", text) for text in texts)

    def _repeated(self, stub: list[int]) -> int:
        """How many rows are labelled as an earlier row is."""
        seen: set[tuple[str, ...]] = set()
        above: dict[int, str] = {}
        section = ""
        wanted = set(self.block.rows)
        for number in range(self.block.first, self.block.last + 1):
            if number not in wanted:
                section = (
                    "|".join(t for c in stub if (t := text_of(self.rows, number, c))) or section
                )
                continue
            own = {c: text for c in stub if (text := text_of(self.rows, number, c))}
            above |= own
            key = tuple(own.get(c) or above.get(c, "") for c in stub)
            seen.add((section, *key))
        return len(self.block.rows) - len(seen)

    def _take_right_labels(self, numeric: list[int]) -> None:
        """Where nothing stands left of the values, the texts right of them are labels."""
        for column in range((numeric or [self.block.left])[-1] + 1, self.block.right + 1):
            counts = self._counts(column)
            if counts[Look.TEXT] + counts[Look.PERIOD] + counts[Look.YEAR] > 0.5 * len(
                self.block.rows
            ):
                self._place(column, counts)

    def _date_columns(self) -> None:
        """Columns of years or periods among the values date the values beside them."""
        values = self.columns.values
        for position, value in enumerate(list(values)):
            counts = self._counts(value.at)
            named = role_of_heading(self.header.heading(value.at)) == "period"
            dated = counts[Look.YEAR] and not counts[Look.NUMBER] and named
            if dated and position:
                values[position - 1].dated = value.at
        taken = {value.dated for value in values}
        self.columns.values = [value for value in values if value.at not in taken]
        pair_dates(self.columns, self.header, self.looks, self.block)

    def _find_beside(self) -> None:
        """Columns with a known part, and columns of flags right of the values that they mark."""
        values = {value.at: value for value in self.columns.values}
        dated = {value.dated for value in values.values()}
        known = {*values, *dated, *self.columns.stub}
        for column in range(self.block.zone, self.block.right + 1):
            if column in known:
                continue
            counts = self._counts(column)
            role = role_of_heading(self.header.heading(column))
            if counts[Look.MARK] and not counts[Look.TEXT] and column - 1 in values:
                values[column - 1].flags = column
            elif role in ("source", "footnote", "unit", "status", "indicator"):
                self.columns.roles.setdefault(role, column)
