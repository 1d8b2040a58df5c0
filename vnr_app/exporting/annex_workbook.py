"""The statistical annex as an Excel workbook: numbers are numbers, text never becomes a formula."""

import re
from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, BinaryIO

from vnr_app.domain.annex import Annex, AnnexSheet, Number, SheetCell, SheetRow
from vnr_app.exporting.colors import text_on
from vnr_app.exporting.findings_cells import plain_text
from vnr_app.jobs import JobContext

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_MADE = datetime(2000, 1, 1)  # noqa: DTZ001 - a fixed date: the same review gives the same bytes
_INK = "1F2933"
_GRID = "#D5DAE0"
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]")
_LONGEST_NAME = 31
_LIKE_FORMULA = ("=", "+", "-", "@")
_MOST_DECIMALS = 15
_LONGEST_FIGURE = 16
_WIDEST = 32
_WRAPPED_FROM = 20


def write_annex(annex: Annex, stream: BinaryIO, job: JobContext) -> None:
    """Write the workbook to an open stream; the same annex gives the same bytes.

    Raises `CancelledError` when stopped; the stream then holds nothing of use.
    """
    from xlsxwriter import Workbook  # noqa: PLC0415 - only such an export needs it

    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = Workbook(stream, options)
    try:
        _write_book(book, annex, job)
    finally:
        # Stopped half-way, its temporary files would stay open and lie about.
        book.close()


def _write_book(book: "Workbook", annex: Annex, job: JobContext) -> None:
    book.set_properties(
        {"title": annex.title, "subject": f"{annex.country}, {annex.year}", "created": _MADE}
    )
    names = _names((annex.about_name, *(each.name for each in annex.goals), annex.data.name))
    writer = _Writer(book, annex)
    writer.write_about(names[0])
    sheets = (*annex.goals, annex.data)
    for place, sheet in enumerate(sheets, start=1):
        job.check_cancelled()
        job.progress(place, len(sheets), sheet.title or sheet.name)
        writer.write_sheet(sheet, names[place])
    job.check_cancelled()


def _names(wanted: Iterable[str]) -> list[str]:
    """Names of sheets as Excel allows them: no such signs, not too long, no name twice."""
    names: list[str] = []
    for each in wanted:
        short = plain_text(_NOT_IN_NAMES.sub(" ", each)).strip("' ")[:_LONGEST_NAME] or "Sheet"
        name, count = short, 1
        while name.casefold() in {other.casefold() for other in names}:
            count += 1
            name = f"{short[: _LONGEST_NAME - 4]} ({count})"
        names.append(name)
    return names


def is_exact(number: str) -> bool:
    """Whether a cell can hold the number with all its digits; a file keeps sixteen of them."""
    return Decimal(f"{float(number):.16G}") == Decimal(number)


class _Writer:
    """Writes the sheets of one workbook."""

    def __init__(self, book: "Workbook", annex: Annex) -> None:
        self.book, self.annex = book, annex
        self._looks: dict[tuple[tuple[str, Any], ...], Format] = {}

    def _look(self, properties: dict[str, Any]) -> "Format":
        """A format of these properties, made once."""
        key = tuple(sorted(properties.items()))
        if key not in self._looks:
            base: dict[str, Any] = {"font_name": "Calibri", "font_size": 10, "valign": "top"}
            if self.annex.right_to_left:
                base["reading_order"] = 2
            self._looks[key] = self.book.add_format(base | properties)
        return self._looks[key]

    def _new_sheet(self, name: str, *, landscape: bool) -> "Worksheet":
        sheet = self.book.add_worksheet(name)
        sheet.hide_gridlines(2)
        if self.annex.right_to_left:
            sheet.right_to_left()
        if landscape:
            sheet.set_landscape()
        sheet.set_paper(9)
        sheet.set_margins(left=0.5, right=0.5, top=0.75, bottom=0.75)
        sheet.fit_to_pages(1, 0)
        annex = self.annex
        head = f"{annex.title} – {annex.country}, {annex.year}".replace("&", "&&")
        sheet.set_header(f"&L&8{head[:200]}&R&8&A")
        foot = annex.page.replace("&", "&&").format(number="&P", count="&N")
        sheet.set_footer(f"&R&8{foot}")
        return sheet

    def write_about(self, name: str) -> None:
        """The sheet that says what the workbook is, and how to read it."""
        sheet = self._new_sheet(name, landscape=False)
        sheet.set_column(0, 0, 18)
        sheet.set_column(1, 1, 92)
        self._text(sheet, 0, 0, self.annex.title, {"bold": True, "font_size": 18})
        for row, (title, text) in enumerate(self.annex.about, start=2):
            self._text(sheet, row, 0, title, {"bold": True})
            self._text(sheet, row, 1, text, {"text_wrap": True})

    def write_sheet(self, content: AnnexSheet, name: str) -> None:
        """A table with its heading above and its notes below."""
        sheet = self._new_sheet(name, landscape=True)
        sheet.set_tab_color(f"#{content.color or _INK}")
        for column, width in enumerate(_widths(content)):
            sheet.set_column(column, column, width)
        header = 0
        if content.title:
            sheet.set_row(0, 24)
            self._text(sheet, 0, 0, content.title, {"bold": True, "font_size": 16})
            header = 2
        self._header(sheet, content, header)
        # In the sheets for readers long texts take several lines.
        wrapped = frozenset(
            column
            for column, each in enumerate(content.columns)
            if content.title and each.width >= _WRAPPED_FROM
        )
        for place, row in enumerate(content.rows, start=header + 1):
            self._row(sheet, place, row, len(content.columns), wrapped)
        last = header + len(content.rows)
        sheet.freeze_panes(header + 1, content.frozen)
        sheet.autofilter(header, 0, max(last, header + 1), len(content.columns) - 1)
        sheet.repeat_rows(header)
        for place, note in enumerate(content.notes, start=last + 2):
            self._text(sheet, place, 0, note, {"font_size": 9, "font_color": "#52606D"})

    def _header(self, sheet: "Worksheet", content: AnnexSheet, row: int) -> None:
        color = content.color or _INK
        look = {
            "bold": True,
            "text_wrap": True,
            "bg_color": f"#{color}",
            "font_color": f"#{text_on(color, _INK)}",
        }
        for column, each in enumerate(content.columns):
            side = {"align": "right"} if each.numbers else {}
            self._text(sheet, row, column, each.title, look | side)

    def _row(
        self, sheet: "Worksheet", place: int, row: SheetRow, width: int, wrapped: frozenset[int]
    ) -> None:
        if row.group:
            heading = {"bold": True, "bg_color": "#EEF1F4"}
            for column in range(1, width):
                sheet.write_blank(place, column, None, self._look(heading))
            self._cell(sheet, place, 0, row.cells[0], heading)
            return
        for column, cell in enumerate(row.cells):
            look: dict[str, Any] = {"bottom": 4, "bottom_color": _GRID}
            if column in row.uncertain:
                look["italic"] = True
            if column in wrapped:
                look["text_wrap"] = True
            self._cell(sheet, place, column, cell, look)

    def _cell(
        self,
        sheet: "Worksheet",
        row: int,
        column: int,
        cell: SheetCell,
        look: dict[str, Any],
    ) -> None:
        if isinstance(cell, str):
            # Bounds and marks of gaps stand among numbers.
            figure = len(cell) < _LONGEST_FIGURE and cell.startswith(("<", ">", "~", "…"))
            self._text(sheet, row, column, cell, look | ({"align": "right"} if figure else {}))
        elif is_exact(cell.exact):
            shown = look | {"num_format": _number_format(cell), "align": "right"}
            sheet.write_number(row, column, float(cell.exact), self._look(shown))
        else:
            self._text(sheet, row, column, cell.exact, look | {"align": "right"})

    def _text(
        self, sheet: "Worksheet", row: int, column: int, text: str, look: dict[str, Any]
    ) -> None:
        """Text stays text; a mark keeps spreadsheets from making formulas of it when edited."""
        if not text:
            return
        mark = {"quote_prefix": True} if text.startswith(_LIKE_FORMULA) else {}
        sheet.write_string(row, column, plain_text(text), self._look(look | mark))


def _widths(content: AnnexSheet) -> list[int]:
    """The widths of the columns: a number that has no room would be shown as “###”."""
    widths = [each.width for each in content.columns]
    for row in content.rows:
        for column, cell in enumerate(row.cells):
            if isinstance(cell, Number):
                room = len(f"{float(cell.exact):,.{min(cell.decimals, _MOST_DECIMALS)}f}") + 2
                widths[column] = min(_WIDEST, max(widths[column], room))
    return widths


def _number_format(number: Number) -> str:
    decimals = min(number.decimals, _MOST_DECIMALS)
    return "#,##0" + ("." + "0" * decimals if decimals else "")
