"""The texts around a wide table: its code, title and unit above, its notes on both sides."""

from dataclasses import dataclass, field

from vnr_app.domain.importplan import Problem, Severity
from vnr_app.i18n import _
from vnr_app.importing.codes import CodeInText, code_in, strip_code
from vnr_app.importing.grid import Sheet, cell_text
from vnr_app.importing.layouts.base import Collector
from vnr_app.importing.layouts.wide_find import RowsAt, WideTable
from vnr_app.importing.notes import Notes, is_note, source_in
from vnr_app.importing.titles import is_heading, without_number
from vnr_app.importing.units import plain_unit, unit_in_title, unit_line, unit_row
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


def read_texts(sheet: Sheet, rows: RowsAt, table: WideTable, collector: Collector) -> TableTexts:
    """Read the rows above and below a table; a missing code is sought in the names."""
    framework = collector.context.framework
    notes, lines = _notes_and_lines(sheet, rows, table)
    texts = [text for line in lines for text in line]
    given = next((c for text in texts if (c := collector.memory.code("indicator", text))), "")
    titled = next((name for text in texts if (name := collector.named(text))), None)
    code = (
        CodeInText(given)
        if given
        else collector.code_printed(*texts)
        or titled
        or collector.code_printed(sheet.name)
        or code_in(collector.file_stem, framework)
    )
    if code and (other := _named_by_file(code, sheet, collector)):
        code = other
    if code:
        collector.note_code(code.indicator)
    units = [
        [text for cell in rows[number] if (text := cell_text(cell))] for number in table.unit_rows
    ] or [line for line in lines if unit_row(line)]
    coded = [
        line
        for line in lines
        if any(collector.code_printed(text) or collector.named(text) for text in line)
    ]
    others = [line for line in lines if line not in units]
    headings = [line for line in others if any(map(is_heading, line))]
    titles = [best_language(line) for line in coded or headings or others]
    named = titles[0] if coded else collector.heads.title(titles)
    named = strip_code(named, code)
    title = notes.split(without_number(named) or named)[0]
    return TableTexts(code, title, bool(coded), _unit(title, units, lines), notes)


def _named_by_file(printed: CodeInText, sheet: Sheet, collector: Collector) -> CodeInText | None:
    """The code that a file is called by, where a title has another local code of that target.

    Offices renumber their own indicators and change the name of the file, not the title inside.
    """
    framework, stem = collector.context.framework, collector.file_stem
    named = code_in(stem, framework)
    if named is None or strip_code(stem, named) or code_in(sheet.name, framework):
        return None
    codes = (named.indicator, printed.indicator)
    local = not any(map(framework.find_indicator, codes))
    if codes[0] == codes[1] or not local or _target(codes[0]) != _target(codes[1]):
        return None
    decided = collector.context.recipe.indicator
    question = _conflict(sheet.name, *codes)
    if decided not in codes and question not in collector.problems:
        collector.problems.append(question)
    return None if decided == printed.indicator else named


def _conflict(sheet: str, named: str, printed: str) -> Problem:
    return Problem(
        sheet,
        "",
        "indicator-conflict",
        printed,
        Severity.QUESTION,
        _("The title says {printed}, the name of the file {named}.").format(
            printed=printed, named=named
        ),
        advice=_("The name of the file was taken; choose which indicator it is."),
        decides="indicator",
        choices=(named, printed),
    )


def _target(code: str) -> list[str]:
    return code.split(".")[:2]


def _notes_and_lines(sheet: Sheet, rows: RowsAt, table: WideTable) -> tuple[Notes, list[list[str]]]:
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
    named = [text for n in table.source_rows if (text := " ".join(map(cell_text, rows[n])).strip())]
    if named:
        notes.sources = [source_in(text) or text for text in named]
    return notes, [line for line in lines if line]


def _unit(title: str, units: list[list[str]], lines: list[list[str]]) -> str:
    """The unit of a unit row, unless that is an explanation; else the first that a text names."""
    unit = plain_unit(best_language(units[0])) if units else ""
    if unit and len(unit) <= _MAX_UNIT:
        return unit
    texts = [text for line in [[title], *lines] for text in reversed(line)]
    found = (*map(unit_in_title, texts), *map(unit_line, texts))
    return next((text for text in found if text), unit)
