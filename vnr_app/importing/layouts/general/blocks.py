"""Blocks of numbers on a sheet: rows that share their columns."""

import re
from dataclasses import dataclass, field
from itertools import pairwise

from vnr_app.importing.codes import column_key
from vnr_app.importing.grid import Row, cell_text
from vnr_app.importing.layouts.columns import role_of
from vnr_app.importing.layouts.general.cells import Look, Looks
from vnr_app.importing.words import heading_of

TABLE = re.compile(
    r"(?:table|таблица|tableau|cuadro|tabla|quadro|جدول|表)\s*[№n.°º]*\s*[\dA-Z٠-٩]", re.IGNORECASE
)
_STUB = re.compile(
    r"items?|names?|levels?|descriptions?|показател\w*|наименовани\w*|көрсөткүч\w*|libellé"
    r"|indicateurs?|concepto|المؤشر|البيان|指标|项目",
    re.IGNORECASE,
)
"""Headings of the labels, which stand beside the numbers of columns."""

_SMALL = re.compile(r"\d{1,3}(?:\.0)?")

HEADED = (Look.TEXT, Look.PERIOD, Look.YEAR)


@dataclass(slots=True)
class Block:
    """A run of rows with values (`rows`) in columns between `left` and `right`; all from 0.

    `header` are the rows of its header from top to bottom, `skipped` repeated headers and rows of
    column numbers, `captions` the rows of text above it.
    """

    rows: list[int]
    left: int
    right: int
    zone: int = 0
    """The first column of values."""
    header: list[int] = field(default_factory=list)
    skipped: list[int] = field(default_factory=list)
    captions: list[int] = field(default_factory=list)
    beside: bool = False
    """Whether another table stands to its left."""

    @property
    def first(self) -> int:
        """The first row with values."""
        return self.rows[0]

    @property
    def last(self) -> int:
        """The last row with values."""
        return self.rows[-1]


def is_enumeration(rows: list[Row], looks: Looks, number: int) -> bool:
    """Whether a row only counts its columns: 1, 2, 3 …, perhaps anew for every group."""
    numbers: list[int] = []
    others: list[str] = []
    for column, look in enumerate(looks.rows[number]):
        if look is Look.EMPTY:
            continue
        text = cell_text(rows[number][column])
        if look is Look.NUMBER and _SMALL.fullmatch(text):
            numbers.append(int(float(text)))
        elif look is Look.NUMBER and len(text) > 1:
            return False
        else:
            others.append(text)
    if len(numbers) < 3 or any(len(text) > 1 and not _is_heading(text) for text in others):
        return False
    return numbers[0] in (0, 1, 2) and all(b in (a + 1, 1) for a, b in pairwise(numbers))


def _is_heading(text: str) -> bool:
    return bool(role_of(column_key(text)) or heading_of(text) or _STUB.fullmatch(text))
