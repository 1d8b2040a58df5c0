"""Tidy tables: one row an observation, with columns for period, breakdowns and value."""

from collections.abc import Iterator

from vnr_app.domain.annex import unguarded
from vnr_app.domain.importplan import (
    PlannedObservation,
    PlannedSeries,
    cell_name,
)
from vnr_app.domain.indicators import Value, ValueState
from vnr_app.domain.periods import Period
from vnr_app.i18n import _
from vnr_app.importing.codes import (
    code_in,
    is_series_code,
    series_code,
    slug,
    strip_code,
)
from vnr_app.importing.column_reader import ColumnReader
from vnr_app.importing.grid import Cell, Row, Sheet, cell_text
from vnr_app.importing.layouts.base import Collector, head_rows, text_at, with_state
from vnr_app.importing.layouts.row_table import planned_table
from vnr_app.importing.layouts.tidy_columns import TidyColumns, find_columns
from vnr_app.importing.layouts.tidy_labels import period_texts, remark_in, state_in
from vnr_app.importing.layouts.tidy_settle import SAMPLE, settle
from vnr_app.importing.layouts.tidy_subjects import Subjects
from vnr_app.importing.notes import Notes, is_note, plain_mark
from vnr_app.importing.units import unit_in_title
from vnr_app.importing.values import fold_text
from vnr_app.importing.words import best_language

LAYOUT = "tidy"

_MULTIPLES = {"3": "thousands", "6": "millions", "9": "billions", "-2": "hundredths"}


def recognise(sheet: Sheet) -> bool:
    """Whether the sheet has a column of periods and a column of values."""
    return find_columns(sheet) is not None


class _Reader:
    """Reads the rows of one sheet, looking up what repeats."""

    def __init__(self, sheet: Sheet, columns: TidyColumns, collector: Collector) -> None:
        self.sheet = sheet
        self.columns = columns
        settle(
            columns, head_rows(sheet.rows, columns.header + SAMPLE)[columns.header + 1 :], collector
        )
        self.collector = collector
        self.table = collector.begin_table(sheet.name)
        self.unused: list[str] = []
        self.seen = 0
        self.indicators: dict[str, None] = {}
        self.unnamed = 0
        self.without: set[int] = set()
        """The series that nothing names an indicator of."""
        self.notes = Notes()
        self.title = self._read_head()
        self.fallback = self._indicator_of_names()
        self.names_one = False
        self.note_rows: set[int] = set()
        self._series: dict[tuple[str, ...], int] = {}
        self.subjects = Subjects(columns, collector, self.notes)
        self.reader = ColumnReader(
            self._value_cells(), collector.context.recipe, collector.survey.mark
        )

    def _read_head(self) -> str:
        """The title above the header, empty when there is none; notes there are kept."""
        title = ""
        for row in head_rows(self.sheet.rows, self.columns.header):
            texts = [text for cell in row if (text := cell_text(cell))]
            self.notes.add_row([(text, "") for text in texts if is_note(text)])
            titles = [text for text in texts if not is_note(text)]
            title = title or (best_language(titles) if titles else "")
        return title

    def _value_cells(self) -> Iterator[Cell]:
        """The cells of the value column; rows that are notes are kept as such on the way."""
        value = self.columns.at["value"]
        for number, row in enumerate(self.sheet.rows):
            if number <= self.columns.header:
                continue
            if self._is_note_row(row):
                self.note_rows.add(number)
                texts = (text for cell in row if (text := cell_text(cell)))
                self.notes.add_row([(" ".join(texts), "")])
            elif value < len(row):
                if self.collector.given and not self.names_one:
                    self.names_one = self._names_indicator(row)
                yield row[value]

    def _names_indicator(self, row: Row) -> bool:
        """Whether a row itself names an indicator."""
        at, collector = self.columns.at, self.collector
        name = text_at(row, at.get("series"))
        listed = text_at(row, at.get("indicator"))
        framework = collector.context.framework
        return bool(
            (listed and collector.indicators_of(listed))
            or (name and (code_in(name, framework) or collector.named(name)))
        )

    def _is_note_row(self, row: Row) -> bool:
        """Whether a row is a note around the table: a text or two alone, or what looks like one."""
        if self._period_of(row)[0] is not None:
            return False
        texts = [text for cell in row if (text := cell_text(cell))]
        alone = len(texts) <= 2 and not text_at(row, self.columns.at["value"])
        return bool(texts) and (alone or is_note(texts[0]))

    def _period_of(self, row: Row) -> tuple[Period | None, Cell]:
        """The period of a row, with the cell that should name it."""
        at = self.columns.at["period"]
        label = self.columns.text(row, at) if self.columns.coded else ""
        cell: Cell = label or (row[at] if at < len(row) else "")
        for sign, role in (("M", "month"), ("Q", "quarter")):
            if part := text_at(row, self.columns.at.get(role)):
                texts = period_texts(cell_text(cell), part, sign)
                periods = (self.collector.period(text) for text in texts)
                return next((period for period in periods if period), None), part
        return self.collector.period(cell), cell

    def _indicator_of_names(self) -> tuple[str, ...]:
        """The indicator that the title, the sheet's or the file's name carries."""
        framework = self.collector.context.framework
        for name in (self.title, self.sheet.name, self.collector.file_stem):
            if found := code_in(name, framework) or self.collector.named(name):
                self.collector.note_code(found.indicator)
                return (found.indicator,)
        return ()

    def read(self) -> None:
        """Read all rows below the header and add the table to the plan."""
        header = last = self.columns.header
        for number, row in enumerate(self.sheet.rows):
            if number <= header or number in self.note_rows or not any(row):
                continue
            self.collector.step(number, _("Reading rows"))
            self._read_row(number, row)
            last = number
        if self.unnamed:
            cell = cell_name(header, self.columns.at["value"])
            self.collector.unnamed[self.sheet.name, cell] = self.unnamed
        self._add_table(last)

    def _read_row(self, number: int, row: Row) -> None:
        columns, at = self.columns, self.columns.at
        if len(row) > columns.width and self.sheet.name == "" and any(row[columns.width :]):
            self._bad("csv-ragged", number, columns.width, row[columns.width])
            return
        raw: Cell = row[at["value"]] if at["value"] < len(row) else ""
        look = self.sheet.formats.get((number, at["value"]), "")
        parsed = self.reader.read(raw, look)
        if parsed.value is None:
            self._bad(parsed.problem, number, at["value"], raw)
            return
        has_number = parsed.value.number is not None
        self.seen += has_number
        planned = self._plan(number, row, raw, parsed.value, parsed.flag)
        if has_number and not planned:
            self.unused.append(cell_name(number, at["value"]))

    def _bad(self, code: str, number: int, column: int, raw: Cell) -> None:
        self.collector.bad_cell(code, self.sheet.name, number, column, raw)

    def _plan(self, number: int, row: Row, raw: Cell, value: Value, flag: str) -> bool:
        """Plan the observation of a row whose value could be read; whether it was planned."""
        at = self.columns.at
        period, cell = self._period_of(row)
        if period is None:
            self._bad("not-a-period", number, at["period"], cell)
            return False
        series = self._series_of(row)
        self.unnamed += series in self.without
        marks = [*self._marks(row, period), "" if flag == "()" else flag]
        notes = (*self._remarks(row), self.notes.footnote(marks))
        observation = PlannedObservation(
            series,
            self.table,
            number,
            at["value"],
            self.subjects.area_of(row),
            self.subjects.dimensions_of(row),
            period,
            with_state(value, self._state(row)),
            cell_text(raw),
            self.columns.text(row, at.get("nature")),
            "; ".join(note for note in notes if note),
            unguarded(text_at(row, at.get("source")))
            or self.notes.source
            or self.collector.context.recipe.source,
        )
        return self.collector.add(observation)

    def _marks(self, row: Row, period: Period) -> list[str]:
        """The marks of footnotes beside the period and the breakdowns of a row."""
        if not self.notes.marked:
            return []
        columns = (*self.columns.names, *(column for _name, column in self.columns.dimensions))
        marks = [mark for c in columns for mark in self.notes.split(text_at(row, c))[1]]
        label = fold_text(text_at(row, self.columns.at["period"]))
        beside = label.removeprefix(period.label)
        return [*marks, beside] if plain_mark(beside) in self.notes.marked else marks

    def _state(self, row: Row) -> ValueState | None:
        """The first state that the columns of status tell."""
        told = (self.columns.text(row, column) for column in self.columns.more.get("status", ()))
        return next((state for text in told if text and (state := state_in(text))), None)

    def _remarks(self, row: Row) -> list[str]:
        """What a row says of its value beside its state: footnotes, flags, bounds."""
        more = self.columns.more
        texts = [
            self.notes.footnote([text]) or text
            for column in more.get("footnote", ())
            if (text := text_at(row, column))
        ]
        texts += [remark_in(self.columns.text(row, column)) for column in more.get("status", ())]
        noted = ((self.columns.keys[c], text_at(row, c)) for c in more.get("noted", ()))
        return list(dict.fromkeys([*texts, *(f"{key}: {text}" for key, text in noted if text)]))

    def _series_of(self, row: Row) -> int:
        at = self.columns.at
        roles = ("indicator", "series", "series_code", "unit", "multiplier")
        key = tuple(unguarded(text_at(row, at.get(role))) for role in roles)
        if key not in self._series:
            self._series[key] = self._new_series(*key)
        return self._series[key]

    def _taught(self, code: str) -> tuple[str, ...]:
        """The indicator that people named for the code of a series."""
        taught = self.collector.memory.code("indicator", code) if code else None
        return (taught,) if taught else ()

    def _new_series(self, indicator: str, name: str, code: str, unit: str, multiplier: str) -> int:
        framework = self.collector.context.framework
        code = series_code(code)
        indicators = self._taught(code) or self.collector.indicators_of(indicator) or self.fallback
        if not indicators and (found := code_in(name, framework) or self.collector.named(name)):
            indicators = (found.indicator,)
        indicators = indicators or self.collector.of_series(code or name)
        if not indicators and not self.names_one:
            indicators = self.collector.given
        indicators = indicators or self.collector.guessed_of(name, self.title)
        self.indicators |= dict.fromkeys(indicators)
        own, _sep, label = name.partition(": ") if self.columns.coded else (name, "", "")
        if not code and is_series_code(own):
            code, name = own, label or own
        if not code and indicators:
            code = f"{indicators[0]}-{slug(name)}" if name else indicators[0]
        unit = unit.partition(": ")[0] if self.columns.coded else unit
        if self.title and not name:
            name = self.notes.split(strip_code(self.title, code_in(self.title, framework)))[0]
        unit = unit or unit_in_title(name) or self.collector.context.recipe.unit
        multiple = _MULTIPLES.get(multiplier, multiplier if multiplier.isalpha() else "")
        if multiple and multiple.lower() not in ("units", "unit", "one", "ones"):
            unit = f"{unit} ({multiple.lower()})".strip()
        if not indicators:
            name = name or self.collector.file_stem
        series = PlannedSeries(code or slug(name), name, unit, indicators)
        found_at = self.collector.series_index(series)
        if not indicators:
            self.without.add(found_at)
        return found_at

    def _add_table(self, last: int) -> None:
        columns = self.columns
        self.collector.tables.append(
            planned_table(
                self.sheet.name,
                LAYOUT,
                (columns.header, last, columns.width),
                columns.at["value"],
                indicators=tuple(self.indicators),
                seen=self.seen,
                unused=self.unused,
                title=self.title,
                notes=tuple(self.notes.texts),
                note_rows=tuple(sorted(self.note_rows)),
            )
        )


def read(sheet: Sheet, collector: Collector) -> None:
    """Read a recognised sheet into the plan."""
    columns = find_columns(sheet)
    assert columns is not None  # the caller has recognised the sheet
    _Reader(sheet, columns, collector).read()
