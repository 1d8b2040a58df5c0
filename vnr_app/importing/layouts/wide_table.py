"""Reading one wide table: its title, its rows' subjects, its values; rows come in pieces."""

from collections.abc import Iterable, Mapping, Sequence

from vnr_app.domain.importplan import PlannedTable, Severity, cell_name
from vnr_app.i18n import _, ngettext
from vnr_app.importing.column_reader import ColumnReader
from vnr_app.importing.grid import Row, Sheet
from vnr_app.importing.layouts.base import PROGRESS_EVERY, Collector, text_at
from vnr_app.importing.layouts.wide_areas import AreaRows
from vnr_app.importing.layouts.wide_cells import CellReader
from vnr_app.importing.layouts.wide_find import RowsAt, WideTable
from vnr_app.importing.layouts.wide_kinds import LabelledRow
from vnr_app.importing.layouts.wide_labels import RowLabels
from vnr_app.importing.layouts.wide_over import sexes_of
from vnr_app.importing.layouts.wide_periods import warn_glued
from vnr_app.importing.layouts.wide_record import Numbered, Used, planned_table
from vnr_app.importing.layouts.wide_rows import Subject, SubjectReader
from vnr_app.importing.layouts.wide_series import SeriesFinder
from vnr_app.importing.layouts.wide_texts import read_texts

SAMPLE = 1_000
"""Rows by which the language of a column is told."""

_TOGETHER = 5_000
"""Rows of areas that are looked over together."""


class TableReader:
    """Reads one table piece by piece.

    `rows` are at least those of the header, of the texts around the table and of the sample, which
    are the first rows of its body; `columns` read the cells of the columns of values.
    """

    def __init__(
        self,
        sheet: Sheet,
        rows: RowsAt,
        table: WideTable,
        sample: Iterable[int],
        columns: Mapping[int, ColumnReader],
        collector: Collector,
    ) -> None:
        self.sheet = sheet
        self.table = table
        self.collector = collector
        index = collector.begin_table(sheet.name)
        self.texts = read_texts(sheet, rows, table, collector)
        self.series = SeriesFinder(table, self.texts, collector)
        warn_glued(sheet.name, table.header, rows[table.header], table.periods, collector)
        first = [rows[number] for number in sample]
        self.labels = RowLabels(table, self.texts.notes, self.series, collector, first)
        if self.texts.code is None:
            self._tell_apart({self.labels.label(row, self.labels.name) for row in first})
        self.cells = CellReader(
            sheet, rows, table, self.texts, self.series, self.labels, collector, index
        )
        self.cells.readers = columns
        self._whole = Subject(collector.places.alpha3, (), "")
        self.areas = AreaRows(self.cells, self._whole)
        self.subjects = SubjectReader(collector.places, collector.memory, table.home, table.listed)
        self._above: dict[int, str] = {}
        self._carried = [*dict.fromkeys((*table.dimensions, *table.roles.values()))]
        self._measure = ""
        self._begun = False

    def _tell_apart(self, labels: set[str]) -> None:
        """Add the sheet to the title of a table that another one's title, rows and years repeat."""
        texts, sheet = self.texts, self.sheet.name
        days = frozenset(period.start for period in self.table.periods.values())
        alike = self.collector.titled.setdefault((texts.title, texts.unit), [])
        same = any(
            page != sheet and len(labels & others) * 2 > len(labels) and days & begun
            for page, others, begun in alike
        )
        alike.append((sheet, frozenset(labels), days))
        if same:
            texts.title = f"{texts.title} ({sheet})".strip()

    def read(self, piece: list[Numbered], used: Used) -> None:
        """Plan the observations of the next rows, and add what became observations to `used`."""
        if self.table.labels:
            rows = [self.labels.labelled(row) for _number, row in piece]
            self._read(piece, rows, used)
        else:
            self._read_unlabelled(piece, used)

    def read_whole(self, piece: list[Numbered], used: Used) -> int:
        """Read the rows up to the last that begins anew, as `read` does; the number of those rows.

        What begins there can be told by the rows behind it only.
        """
        if not self.table.labels:
            self._read_unlabelled(piece, used)
            return len(piece)
        rows = [self.labels.labelled(row) for _number, row in piece]
        count = self.subjects.kinds.whole(rows)
        self._read(piece[:count], rows[:count], used)
        return count

    def _read_unlabelled(self, piece: list[Numbered], used: Used) -> None:
        """Read rows without labels, of which the columns beside them tell all."""
        if not self._begun:
            self._settle(piece, [], [self._whole])
        for first in range(0, len(piece), _TOGETHER):
            rows = piece[first : first + _TOGETHER]
            for run, areas in self.areas.runs(rows):
                if areas is None or not self.areas.read(areas, self._above, used):
                    self._plan(run, [self._whole] * len(run), used)
            told = rows[-1][0] // PROGRESS_EVERY * PROGRESS_EVERY
            if rows[0][0] <= told:
                self.collector.step(told, _("Reading rows"))

    def _read(self, piece: list[Numbered], rows: list[LabelledRow], used: Used) -> None:
        subjects = self.subjects.subjects(rows)
        self._settle(piece, rows, subjects)
        for position in self.subjects.disagreeing:
            self._warn_labels(piece[position][0], rows[position])
        self._plan(piece, subjects, used)

    def _plan(
        self, piece: Sequence[Numbered], subjects: Sequence[Subject | None], used: Used
    ) -> None:
        message = _("Reading rows")
        for (number, row), subject in zip(piece, subjects, strict=True):
            if number % PROGRESS_EVERY == 0:
                self.collector.step(number, message)
            self._carry(row, subject)
            if subject is not None:
                columns = self.cells.read_row(number, row, subject, self._above)
                used.cells.update([(number, column) for column in columns])

    def _settle(
        self, piece: list[Numbered], rows: list[LabelledRow], subjects: list[Subject | None]
    ) -> None:
        """What the measures of the rows say of the table; the first piece tells most of it."""
        measures = {subject.measure for subject in subjects if subject is not None}
        unknown = measures - self.cells.sexes.keys()
        self.cells.sexes |= sexes_of(unknown, subjects, self.table, self.texts.title)
        self.series.names_one = self.series.names_one or any(
            labelled.coded and self._names_indicator(row)
            for labelled, (_number, row) in zip(rows, piece, strict=False)
        )
        if not self._begun:
            self.series.one_measure = self.texts.titled and len(measures) == 1
        self._begun = True

    def _names_indicator(self, row: Row) -> bool:
        """Whether a row that is set apart by a code or a title names an indicator by it."""
        listed = text_at(row, self.table.roles.get("indicator"))
        return not listed or bool(self.collector.indicators_of(listed))

    def _carry(self, row: Row, subject: Subject | None) -> None:
        """Keep what the columns beside the values say, for the rows below that leave it out."""
        above = self._above
        if subject is not None and subject.measure != self._measure:
            self._measure = subject.measure
            above.pop(self.table.roles.get("unit", -1), None)
        for column in self._carried:
            if text := self.labels.label(row, column):
                above[column] = text

    def _warn_labels(self, number: int, row: LabelledRow) -> None:
        self.collector.problem(
            "labels-disagree",
            _("The labels of this row name different groups in different languages."),
            sheet=self.sheet.name,
            cell=cell_name(number, self.table.labels[0]),
            value=" / ".join(row.labels),
            severity=Severity.WARNING,
        )

    def finish(self, unused: list[tuple[int, int]]) -> PlannedTable:
        """The record of the table, whose numbers `unused` became no observations."""
        self._tell_repeated()
        if self.cells.unnamed:
            cell = cell_name(self.table.header, min(self.table.periods))
            self.collector.unnamed[self.sheet.name, cell] = self.cells.unnamed
        indicators = tuple(self.series.indicators)
        used = self.cells.used_numbers
        return planned_table(self.sheet.name, self.table, self.texts, indicators, used, unused)

    def _tell_repeated(self) -> None:
        repeated = [n for n in self.table.header_rows if n > self.table.header + 1]
        if repeated:
            self.collector.problem(
                "header-repeated",
                ngettext(
                    "The header comes again {count} time; it was read once.",
                    "The header comes again {count} times; it was read once.",
                    len(repeated),
                ).format(count=len(repeated)),
                sheet=self.sheet.name,
                cell=cell_name(repeated[0], min(self.table.periods)),
                severity=Severity.NOTE,
            )
