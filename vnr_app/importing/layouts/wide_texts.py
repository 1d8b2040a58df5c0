"""The texts around a wide table: its code, title and unit above, its notes below."""

import re
from dataclasses import dataclass, field

from vnr_app.importing.codes import CodeInText, code_in, strip_code, vote_code
from vnr_app.importing.grid import Row, Sheet, cell_text
from vnr_app.importing.layouts.base import Collector
from vnr_app.importing.layouts.wide_find import WideTable
from vnr_app.importing.units import plain_unit, unit_in_title, unit_row

_MAX_UNIT = 60
_NOTE_MARK = re.compile(r"\s*([*†‡¹²³]+|\(?\d{1,2}[/)]?)\s*(?=\D)")


@dataclass(slots=True)
class TableTexts:
    """What the texts around a table say; `notes` by their footnote mark or their number."""

    code: CodeInText | None = None
    title: str = ""
    unit: str = ""
    notes: dict[str, str] = field(default_factory=dict)


def is_latin(text: str) -> bool:
    """Whether most letters of a text are Latin."""
    letters = [sign for sign in text if sign.isalpha()]
    return bool(letters) and sum(sign < "\u0250" for sign in letters) * 10 > len(letters) * 7


def _best(texts: list[str]) -> str:
    """Of a text in several languages the last in Latin script, else the first."""
    latin = [text for text in texts if is_latin(text)]
    return latin[-1] if latin else texts[0]


def read_texts(sheet: Sheet, rows: list[Row], table: WideTable, collector: Collector) -> TableTexts:
    """Read the rows above and below a table; a missing code is sought in the names."""
    framework = collector.context.framework
    lines = [
        [text for cell in rows[number] if (text := cell_text(cell))] for number in table.title_rows
    ]
    lines = [line for line in lines if line]
    code = (
        vote_code([text for line in lines for text in line], framework)
        or code_in(sheet.name, framework)
        or code_in(collector.file_stem, framework)
    )
    if code:
        collector.note_code(code.indicator)
    units = [line for line in lines if unit_row(line)]
    coded = [line for line in lines if any(code_in(text, framework) for text in line)]
    titles = coded or [line for line in lines if line not in units]
    title = strip_code(_best(titles[0]), code) if titles else ""
    return TableTexts(code, title, _unit(title, units, lines), _notes(sheet, rows, table))


def _unit(title: str, units: list[list[str]], lines: list[list[str]]) -> str:
    """The unit of a unit row, unless that is an explanation; else the first that a text names."""
    unit = plain_unit(_best(units[0])) if units else ""
    if unit and len(unit) <= _MAX_UNIT:
        return unit
    found = (unit_in_title(text) for line in [[title], *lines] for text in reversed(line))
    return next((text for text in found if text), unit)


def _notes(sheet: Sheet, rows: list[Row], table: WideTable) -> dict[str, str]:
    notes: dict[str, str] = {}
    for number in table.note_rows:
        filled = [(c, text) for c, cell in enumerate(rows[number]) if (text := cell_text(cell))]
        text = _best([text for _column, text in filled])
        raised = (sheet.marks.get((number, column), "") for column, _text in filled)
        match = _NOTE_MARK.match(text)
        mark = next((mark for mark in raised if mark), match[1] if match else "").strip("()/ ")
        notes[mark if mark and mark not in notes else f"row {number + 1}"] = text
    return notes
