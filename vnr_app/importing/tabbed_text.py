"""Tables that were copied as text: tabs between the cells, line ends between the rows."""

import csv
import io

from vnr_app.domain.richtext import Document, Paragraph, Table, TableCell, TableRow, Text
from vnr_app.domain.richtext_normalise import normalise
from vnr_app.domain.richtext_ops import from_plain_text

_Rows = list[list[str]]


def _is_grid(rows: _Rows) -> bool:
    """At least two rows and columns, in each row as many; not lines that are set in by tabs."""
    widths = {len(row) for row in rows}
    return (
        len(rows) > 1
        and len(widths) == 1
        and max(widths) > 1
        and any(row[0].strip() for row in rows)
        and any(cell.strip() for row in rows for cell in row[1:])
    )


def _rows(text: str) -> _Rows | None:
    """The cells of a text that is a table, else None."""
    if "\t" not in text:
        return None
    lines = text.replace("\r\n", "\n").removesuffix("\n").split("\n")
    rows = [line.split("\t") for line in lines]
    if _is_grid(rows):
        return rows
    # Line ends inside a cell, which spreadsheets put in quotation marks.
    try:
        rows = list(csv.reader(io.StringIO("\n".join(lines), newline=""), "excel-tab"))
    except csv.Error:
        return None
    return rows if _is_grid(rows) else None


def read_plain(text: str) -> Document:
    """A table where the text is one, else a paragraph for each line."""
    rows = _rows(text)
    if rows is None:
        return normalise(from_plain_text(text))
    cells = (
        TableRow(tuple(TableCell(blocks=(Paragraph(runs=(Text(cell),)),)) for cell in row))
        for row in rows
    )
    return normalise(Document(blocks=(Table(rows=tuple(cells)),)))
