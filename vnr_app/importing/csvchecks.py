"""What is wrong with a delimited text that can still be cut into fields."""

import csv
import re
from collections.abc import Sequence
from itertools import chain, islice, pairwise
from pathlib import Path

from vnr_app.domain.importplan import Problem, Severity, cell_name
from vnr_app.errors import KnownError
from vnr_app.i18n import _, ngettext
from vnr_app.importing.csvtext import CONTROLS, LONGEST_CELL, TextRows, open_text
from vnr_app.importing.grid import Sheet
from vnr_app.importing.recipe import Recipe

CHECKED_RECORDS = 20_000
"""Records at the start of a text that are looked at one by one."""

_SHOWN = 5
_SHOWN_TEXT = 40
_NUMBER = re.compile(r"\s*[+-]?\d[\d\s.]*\s*")
_YEAR = re.compile(r"\s*(?:1[89]|2[01])\d\d\s*")
_GAP = re.compile(r"\S(?: {2,}|\u3000+)\S")
_DIGITS = re.compile(r"(?: {2,}|\u3000+)[-+]?\d")
_ALIGNED = 0.6
"""Share of the lines that have wide gaps where blanks set columns apart."""
_FORMULA = re.compile(r"\s*(?:[=@＝＋－＠].|[+-](?:[A-Za-z(]|\d[\d.]*[-+*/^(]))", re.DOTALL)


def read_text(path: Path, recipe: Recipe) -> Sheet:
    """The records of a text as a sheet of texts, and what a person should know of them.

    `KnownError` where its fields cannot be told apart.
    """
    rows = open_text(path, recipe)
    sheet = Sheet("", rows, typed=False)
    records = _numbered(rows)
    _refuse_aligned(path, records)
    _refuse_thousands(path, records)
    sheet.problems += [
        *_form_problems(rows, [record for _line, record in records]),
        *_text_problems(rows, records),
    ]
    return sheet


def _numbered(rows: TextRows) -> list[tuple[int, list[str]]]:
    """The first records with the number of their last line."""
    with rows.open() as stream:
        for _line in range(rows.skip):
            stream.readline()
        lines = (CONTROLS.sub("", line) for line in stream) if rows.has_controls else stream
        reader = csv.reader(lines, delimiter=rows.delimiter)
        try:
            return [
                (reader.line_num + rows.skip, record)
                for record in islice(reader, CHECKED_RECORDS)
                if any(map(str.strip, record))
            ]
        except csv.Error as error:
            raise KnownError(
                "csv-field", f"“{rows.path.name}”: {_('a field is too long to read.')}"
            ) from error


def _refuse_aligned(path: Path, records: Sequence[tuple[int, list[str]]]) -> None:
    """Refuse a text whose columns are set apart by blanks alone: empty cells could not be told."""
    if max((_width(record) for _line, record in records), default=0) != 1:
        return
    texts = [record[0].strip() for _line, record in records]
    aligned = [text for text in texts if _GAP.search(text)]
    if any(_DIGITS.search(text) for text in aligned) and len(aligned) >= _ALIGNED * len(texts):
        raise KnownError(
            "csv-aligned",
            _("“{name}” sets its columns apart by blanks, not by a sign.").format(name=path.name),
            _("Open it in a spreadsheet program, divide the text into columns and save it."),
        )


def _header(records: Sequence[tuple[int, list[str]]]) -> tuple[int, int]:
    """The position and width of the last row before the first with numbers that are no years."""
    for position, (_line, record) in enumerate(records):
        if any(_NUMBER.fullmatch(cell) and not _YEAR.fullmatch(cell) for cell in record):
            above = range(position - 1, -1, -1)
            head = next((n for n in above if _width(records[n][1]) > 1), -1)
            return head, _width(records[head][1]) if head >= 0 else 0
    return -1, 0


def _width(record: list[str]) -> int:
    """The fields of a record up to the last that is not empty."""
    for count in range(len(record), 0, -1):
        if record[count - 1].strip():
            return count
    return 0


def _refuse_thousands(path: Path, records: Sequence[tuple[int, list[str]]]) -> None:
    """Refuse a text whose thousands separators cut its numbers in two: all columns would shift."""
    position, width = _header(records)
    if position < 0:
        return
    lines = [
        line
        for line, record in records[position + 1 :]
        if 0 < _width(record) - width <= _cut_numbers(record)
    ]
    if lines:
        shown = ", ".join(map(str, lines[:_SHOWN])) + ("…" if len(lines) > _SHOWN else "")
        raise KnownError(
            "csv-ragged",
            _("“{name}” has more fields in some lines than headings: {lines}.").format(
                name=path.name, lines=shown
            ),
            _("Unquoted thousands separators cut numbers in two; save the file without them."),
        )


def _cut_numbers(record: list[str]) -> int:
    """How many neighbours could be one number with a thousands separator: "1", "234"."""
    return sum(
        bool(re.fullmatch(r"\s*[+-]?\d{1,3}", left) and re.fullmatch(r"\d{3}(\.\d+)?\s*", right))
        for left, right in pairwise(record)
    )


def _form_problems(rows: TextRows, records: list[list[str]]) -> list[Problem]:
    """What the numbers of records and of their fields tell."""
    found = []
    width = max(map(_width, records), default=0)
    if width == 1:
        message = _("The text has one column only, so there are no values.")
        found.append(_warning("no-values", message))
    elif len(records) == 1:
        message = _("The text has a row of headings but no rows below it.")
        found.append(_warning("no-rows", message))
    elif _is_cut(rows, records):
        message = _("The file ends in the middle of its last row, which may be incomplete.")
        found.append(_warning("truncated", message, rows.open_end, len(rows) - 1))
    return found


def _is_cut(rows: TextRows, records: list[list[str]]) -> bool:
    """Whether the last line has no end and fewer fields than every record before it."""
    if not rows.open_end:
        return False
    last = next(csv.reader([rows.open_end], delimiter=rows.delimiter))
    whole = [len(record) for record in records if record != last]
    return 1 < len(last) < min(whole, default=0)


def _text_problems(rows: TextRows, records: list[tuple[int, list[str]]]) -> list[Problem]:
    """What single fields hold that is no plain text."""
    found = []
    if rows.has_controls:
        message = _("The text holds control characters, which were left out.")
        found.append(_warning("control-chars", message))
    if rows.has_long_lines:
        found += _long_fields(rows)
    texts = set(chain.from_iterable(record for _line, record in records))
    alike = {text for text in texts if _FORMULA.match(text)}
    if alike:
        formulas = [cell for _line, record in records for cell in record if cell in alike]
        message = ngettext(
            "{count} text looks like a formula; it stays a text and calculates nothing.",
            "{count} texts look like formulas; they stay texts and calculate nothing.",
            len(formulas),
        )
        found.append(
            Problem(
                "",
                "",
                "formula-like-text",
                formulas[0][:_SHOWN_TEXT],
                Severity.NOTE,
                message.format(count=len(formulas)),
            )
        )
    return found


def _long_fields(rows: TextRows) -> list[Problem]:
    message = _("This text is longer than a cell can hold; its end was not read.")
    # The rows come cut, so that a field of full length is taken for one that was longer.
    places = (
        (number, column, cell)
        for number, record in enumerate(rows)
        for column, cell in enumerate(record)
        if len(str(cell)) == LONGEST_CELL
    )
    return [
        Problem(
            "",
            cell_name(row, column),
            "text-too-long",
            f"{str(cell)[:_SHOWN_TEXT]}…",
            Severity.WARNING,
            message,
        )
        for row, column, cell in islice(places, _SHOWN)
    ]


def _warning(code: str, message: str, value: str = "", row: int | None = None) -> Problem:
    cell = "" if row is None else cell_name(row, 0)
    return Problem("", cell, code, value, Severity.WARNING, message)
