"""Reads the rows of a recognised sheet as records; every filled cell ends up in one of them."""

from dataclasses import replace

from vnr_app.domain.importplan import PlannedTable, Problem, Region, Severity, cell_name
from vnr_app.domain.records import PlannedRecord
from vnr_app.i18n import _, ngettext
from vnr_app.importing.grid import Row, Sheet, cell_text
from vnr_app.importing.layouts.base import Collector, head_rows
from vnr_app.importing.layouts.decisions import Lines, lines_of, means_sheet, regions_of, within
from vnr_app.importing.stakeholders import cells
from vnr_app.importing.stakeholders.columns import find_columns, recognise
from vnr_app.importing.stakeholders.duplicates import Repetition, repetitions
from vnr_app.importing.stakeholders.merged import MergedLabels
from vnr_app.importing.stakeholders.rows import RowReader

__all__ = ["read", "recognise"]

_MOST_UNKNOWN = 20
"""Unknown groups that are asked about, a sheet."""


def read(sheet: Sheet, collector: Collector) -> None:
    """Read a recognised sheet into the plan's records: the rectangles that people drew, or all."""
    recipe, names = collector.context.recipe, collector.sheet_names
    drawn = regions_of(recipe, sheet.name, names)
    told = any(means_sheet(rule, sheet.name, names) for rule in recipe.lines)
    if not drawn and not told:
        _Reader(sheet, {}, collector).read()
        return
    rows = list(sheet.rows)
    down, across = lines_of(recipe, sheet.name, rows, names)
    rows = [
        [] if number in down and down[number].role == "ignore" else row
        for number, row in enumerate(rows)
    ]
    parts = [replace(sheet, rows=within(rows, region)) for region in drawn]
    for part in filter(recognise, parts or [replace(sheet, rows=rows)]):
        _Reader(part, across, collector).read()


class _Reader:
    """Reads the rows of one sheet."""

    def __init__(self, sheet: Sheet, decided: Lines, collector: Collector) -> None:
        self.sheet = sheet
        self.collector = collector
        self.columns = find_columns(sheet, decided)
        self.table = collector.begin_table(sheet.name)
        self.records: list[PlannedRecord] = []
        self.empty = 0
        self.merged = MergedLabels(sheet, self.columns)
        self.rows = RowReader(self.columns, collector.context, self._links_above())

    def _links_above(self) -> tuple[str, ...]:
        """Goals that the title above the headings or the sheet's name gives to every row."""
        if "links" in self.columns.at:
            return ()
        above = [
            text
            for row in head_rows(self.sheet.rows, self.columns.header)
            for cell in row
            if (text := cell_text(cell))
        ]
        framework = self.collector.context.framework
        links = [cells.named_links(text, framework) for text in (*above, self.sheet.name)]
        return next((each for each in links if each), ())

    def read(self) -> None:
        """Read all rows below the headings and add the table to the plan."""
        last = self.columns.header
        for number, row in enumerate(self.sheet.rows):
            if number <= self.columns.header or not any(row):
                continue
            self.collector.step(number, _("Reading rows"))
            self._read_row(number, self.merged.fill(number, row))
            last = number
        self._add_table(last)
        self._take()

    def _read_row(self, number: int, row: Row) -> None:
        record = self.rows.record(self.table, number, row)
        if record.title or record.text or record.scales:
            self.records.append(record)
        else:
            self.empty += 1

    def _take(self) -> None:
        """Hand over the records, each once, and tell what is repeated, unknown or empty."""
        found = repetitions(self.records)
        dropped = {each.again for each in found if each.exact}
        for each in found:
            self._report_repetition(each)
        self.collector.records += [r for i, r in enumerate(self.records) if i not in dropped]
        for label, (row, text) in list(self.rows.unknown.items())[:_MOST_UNKNOWN]:
            self.collector.problems.append(self._group_question(label, row, text))
        for (row, column), (text, codes) in list(self.rows.no_links.items())[:_MOST_UNKNOWN]:
            self._tell_no_link(cell_name(row, column), text, codes)
        if self.empty:
            self.collector.problem(
                "empty-record",
                ngettext(
                    "{count} row says nothing and was skipped.",
                    "{count} rows say nothing and were skipped.",
                    self.empty,
                ).format(count=self.empty),
                sheet=self.sheet.name,
                severity=Severity.NOTE,
            )

    def _tell_no_link(self, cell: str, text: str, codes: tuple[str, ...]) -> None:
        message = _("There is no goal or target {codes}; it was left out.")
        self.collector.problem(
            "link-unknown",
            message.format(codes=", ".join(codes)),
            sheet=self.sheet.name,
            cell=cell,
            value=text[:200],
            severity=Severity.WARNING,
        )

    def _group_question(self, label: str, row: int, text: str) -> Problem:
        column = self.columns.first("group")
        assert column is not None  # an unknown group stood in it
        return Problem(
            sheet=self.sheet.name,
            cell=cell_name(row, column),
            code="group-unknown",
            value=text[:200],
            severity=Severity.QUESTION,
            message=_("“{group}” is no class of stakeholders that is known.").format(
                group=text[:200]
            ),
            advice=_("Choose the class that it belongs to; it is remembered for the next file."),
            decides=f"values.group.{label}",
            choices=("", *dict.fromkeys(cells.group_words().values())),
        )

    def _report_repetition(self, found: Repetition) -> None:
        first, again = self.records[found.first], self.records[found.again]
        column = self._text_column()
        where = cell_name(first.row, column)
        message = (
            _("This was said in {cell} already, in the same words; it is taken once.")
            if found.exact
            else _("This is nearly what the same organisation said in {cell}.")
        )
        self.collector.problem(
            "record-duplicate",
            message.format(cell=where),
            sheet=self.sheet.name,
            cell=cell_name(again.row, column),
            value=(again.text or again.title)[:200],
            severity=Severity.WARNING,
        )

    def _text_column(self) -> int:
        at = self.columns.at
        columns = [c for role in ("text", "commitment", "title", "scale") for c in at.get(role, ())]
        return columns[0] if columns else 0

    def _add_table(self, last: int) -> None:
        header, width = self.columns.header, self.columns.width
        title = next(
            (
                text
                for row in head_rows(self.sheet.rows, header)
                for c in row
                if (text := cell_text(c))
            ),
            "",
        )
        self.collector.tables.append(
            PlannedTable(
                sheet=self.sheet.name,
                region=Region(header, 0, last, width - 1),
                layout=self.columns.layout,
                header_rows=(header,),
                indicators=(),
                title=title,
                unit="",
                notes=(),
                roles=(
                    ("header", Region(header, 0, header, width - 1)),
                    ("text", Region(header + 1, 0, max(last, header + 1), width - 1)),
                ),
                numbers_seen=0,
                numbers_unused=(),
            )
        )
