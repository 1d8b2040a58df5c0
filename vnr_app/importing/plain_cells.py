"""Telling pieces of a sheet in which nothing stands but plain values, at usual addresses.

A long sheet is hundreds of pieces like that. One search for anything else costs a fraction of
looking at every cell.
"""

import re
from functools import lru_cache

from vnr_app.domain.importplan import column_letters
from vnr_app.importing.annotations import ESCAPE, MOST_NAMED, column_number

_ROW = re.compile(rb'<row r="([1-9]\d{0,6})"')


class PlainCells:
    """Tells the plain pieces of one sheet; `texts` and `styles` are numbers that need a look."""

    def __init__(self, texts: frozenset[int], styles: frozenset[int]) -> None:
        self._texts = texts
        self._styles = styles

    def reach(self, data: bytes, columns: int, *, detailed: bool) -> tuple[int, int] | None:
        """Rows and columns (counts) that no cell of a plain piece goes beyond, else None.

        `columns` is how many were seen so far. Styles matter in `detailed` pieces only. None where
        any cell says more than its value, is written in another way, or lies farther out.
        """
        styles = self._styles if detailed else frozenset[int]()
        row = _ROW.match(data, max(data.rfind(b"<row "), 0))
        if not row or not columns or max(len(styles), len(self._texts)) > MOST_NAMED:
            return None
        rows = _farthest(row[1].decode(), "9")
        width = _farthest(column_letters(columns - 1), "Z")
        if _odd_cell(rows, width, self._texts, styles).search(data) or _says_more(data):
            return None
        return int(rows), column_number(width.encode())


def _says_more(data: bytes) -> bool:
    """Whether there are hidden rows, cells with a prefix, or texts with escaped signs."""
    # One sign is found, or missed, ten times faster than several: rare ones are sought first.
    return (
        (b"h" in data and b"hidden=" in data)
        or (b":" in data and b":c" in data)
        or (b"_" in data and b"x" in data and ESCAPE in data and b"inlineS" in data)
    )


def _farthest(name: str, last: str) -> str:
    """The largest number, or last column, with the same first sign and as many signs."""
    return name[0] + last * (len(name) - 1)


@lru_cache(maxsize=16)
def _odd_cell(
    row: str, column: str, texts: frozenset[int], styles: frozenset[int]
) -> re.Pattern[bytes]:
    """Cells that are no plain values, or lie farther out than this row and this column."""
    place = _up_to(column, "A", "A-Z") + _up_to(row, "1", "0-9")
    typed = rf'inlineStr"><(?:is><t|/c)|s"><v>{_none_of(texts, "<")}|(?:n|b|str)"><v'
    # An empty branch is faster than an optional group.
    style = rf'| s="{_none_of(styles)}\d++"'
    cell = rf'<c(?! r="{place}"(?:{style})(?: t="(?:{typed})|><(?:/c|v)|/>))'
    return re.compile(cell.encode())


def _up_to(name: str, first: str, signs: str) -> str:
    """A pattern of the names that are shorter than a farthest one, or as long and not beyond it."""
    rest = len(name) - 1
    if not rest:
        return f"[{first}-{name}]"
    # Refusing what is beyond is a third faster than naming all that is not.
    last = signs[-1]
    beyond = f"(?![{chr(ord(name[0]) + 1)}-{last}][{signs}]{{{rest}}})" if name[0] < last else ""
    return f"{beyond}[{signs}]{{1,{rest + 1}}}+"


def _none_of(numbers: frozenset[int], end: str = '"') -> str:
    """A pattern that refuses these numbers before a sign."""
    return f"(?!(?:{'|'.join(map(str, sorted(numbers)))}){end})" if numbers else ""
