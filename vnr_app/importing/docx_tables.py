"""Tables of Word: rows, merged cells, heading rows."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from vnr_app.domain.richtext import CellBlock, TableCell, TableRow
from vnr_app.importing.docx_parts import W, is_on, local, number, value

if TYPE_CHECKING:
    from lxml.etree import _Element

CellReader = Callable[["_Element"], tuple[CellBlock, ...]]
_WIDEST = 1000
_WRAPPERS = {"sdt", "sdtContent", "customXml", "ins"}


def _parts(element: "_Element", wanted: str) -> "Iterator[_Element]":
    """The rows of a table or the cells of a row, those in content controls too."""
    for child in element:
        name = local(child.tag)
        if name == wanted:
            yield child
        elif name in _WRAPPERS:
            yield from _parts(child, wanted)


@dataclass(slots=True)
class _Place:
    """A cell on the grid; `tall` counts the rows that it reaches over."""

    cell: TableCell
    column: int
    tall: int = 1


def _row_property(row: "_Element", name: str) -> "_Element | None":
    return row.find(f"{W}trPr/{W}{name}")


def _merges_up(cell: "_Element") -> bool:
    merge = cell.find(f"{W}tcPr/{W}vMerge")
    return merge is not None and value(merge, "continue") == "continue"


def _span(cell: "_Element") -> int:
    return min(max(number(value(cell.find(f"{W}tcPr/{W}gridSpan")), 1), 1), _WIDEST)


def _row_places(
    row: "_Element", above: dict[int, _Place], read_cell: CellReader
) -> tuple[list[_Place], dict[int, _Place]]:
    """The cells that begin in a row, and those that reach into or begin in it, by column."""
    places: list[_Place] = []
    open_here: dict[int, _Place] = {}
    column = min(max(number(value(_row_property(row, "gridBefore"))), 0), _WIDEST)
    if column:
        places.append(_Place(TableCell(col_span=column), 0))
    for cell in _parts(row, "tc"):
        span = _span(cell)
        upper = above.get(column) if _merges_up(cell) else None
        if upper is not None and upper.cell.col_span == span:
            upper.tall += 1
            open_here[column] = upper
        else:
            place = _Place(TableCell(blocks=read_cell(cell), col_span=span), column)
            places.append(place)
            open_here[column] = place
        column += span
    return places, open_here


def cell_paragraphs(table: "_Element") -> "Iterator[_Element]":
    """The paragraphs of all cells of a table and of the tables in it, in order."""
    for row in _parts(table, "tr"):
        for cell in _parts(row, "tc"):
            yield from _inner_paragraphs(cell)


def _inner_paragraphs(element: "_Element") -> "Iterator[_Element]":
    for child in element:
        name = local(child.tag)
        if name == "p":
            yield child
        elif name == "tbl":
            yield from cell_paragraphs(child)
        elif name in _WRAPPERS:
            yield from _inner_paragraphs(child)


def read_rows(table: "_Element", read_cell: CellReader) -> tuple[tuple[TableRow, ...], int]:
    """The rows of a table, and how many of the first ones are headings."""
    lines: list[list[_Place]] = []
    headings: list[bool] = []
    above: dict[int, _Place] = {}
    for row in _parts(table, "tr"):
        if _row_property(row, "del") is not None:
            continue
        places, above = _row_places(row, above, read_cell)
        lines.append(places)
        headings.append(is_on(_row_property(row, "tblHeader")) is True)
    rows = tuple(
        TableRow(tuple(replace(place.cell, row_span=place.tall) for place in places))
        for places in lines
    )
    return rows, (headings.index(False) if False in headings else len(headings))
