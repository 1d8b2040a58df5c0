"""The texts around a wide table: its code, title and unit above, its notes on both sides."""

from dataclasses import dataclass, field

from vnr_app.importing.codes import CodeInText, code_in, strip_code, vote_code
from vnr_app.importing.grid import Row, Sheet, cell_text
from vnr_app.importing.layouts.base import Collector
from vnr_app.importing.layouts.wide_find import WideTable
from vnr_app.importing.notes import Notes, is_note
from vnr_app.importing.units import plain_unit, unit_in_title, unit_row
from vnr_app.importing.words import best_language

_MAX_UNIT = 60


@dataclass(slots=True)
class TableTexts:
    """What the texts around a table say; `titled` when the title itself names the indicator."""

    code: CodeInText | None = None
    title: str = ""
    titled: bool = False
    unit: str = ""
    notes: Notes = field(default_factory=Notes)


def read_texts(sheet: Sheet, rows: list[Row], table: WideTable, collector: Collector) -> TableTexts:
    """Read the rows above and below a table; a missing code is sought in the names."""
    framework = collector.context.framework
    notes, lines = _notes_and_lines(sheet, rows, table)
    texts = [text for line in lines for text in line]
    named = next((name for text in texts if (name := collector.named(text))), None)
    code = (
        vote_code(texts, framework)
        or named
        or code_in(sheet.name, framework)
        or code_in(collector.file_stem, framework)
    )
    if code:
        collector.note_code(code.indicator)
    units = [line for line in lines if unit_row(line)]
    coded = [
        line
        for line in lines
        if any(code_in(text, framework) or collector.named(text) for text in line)
    ]
    titles = coded or [line for line in lines if line not in units]
    title = notes.split(strip_code(best_language(titles[0]), code))[0] if titles else ""
    return TableTexts(code, title, bool(coded), _unit(title, units, lines), notes)


def _notes_and_lines(
    sheet: Sheet, rows: list[Row], table: WideTable
) -> tuple[Notes, list[list[str]]]:
    """The notes of a table, and the texts of each row above it that are none."""
    notes = Notes()
    lines = []
    for number in sorted((*table.title_rows, *table.note_rows)):
        cells = [
            (text, sheet.marks.get((number, column), ""))
            for column, cell in enumerate(rows[number])
            if (text := cell_text(cell))
        ]
        if number in table.title_rows:
            lines.append([text for text, _mark in cells if not is_note(text)])
            cells = [cell for cell in cells if is_note(cell[0])]
        notes.add_row(cells)
    return notes, [line for line in lines if line]


def _unit(title: str, units: list[list[str]], lines: list[list[str]]) -> str:
    """The unit of a unit row, unless that is an explanation; else the first that a text names."""
    unit = plain_unit(best_language(units[0])) if units else ""
    if unit and len(unit) <= _MAX_UNIT:
        return unit
    found = (unit_in_title(text) for line in [[title], *lines] for text in reversed(line))
    return next((text for text in found if text), unit)
