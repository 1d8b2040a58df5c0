"""What the XML of a sheet says beyond the values of its cells, collected while its pieces go by."""

import re
from dataclasses import dataclass, field

from vnr_app.domain.importplan import Region
from vnr_app.importing.grid import Place

DETAILED_CELLS = 200_000
"""Cells of a sheet whose styles are looked at; what follows looks like them."""
ESCAPE = b"_x00"
MOST_NAMED = 20
"""Numbers of strings or styles that are looked for one by one."""
MAX_NOTED = 5_000
"""Cells of one kind that are noted on a sheet."""

_ADDRESS = rb"<(?:\w+:)?c\s[^>]*?r=[\"']([A-Z]+)(\d+)[\"']"
_FILLED_CELL = re.compile(_ADDRESS + rb"(?:[^>]*[^/>])?>")
_ERROR_CELL = re.compile(
    _ADDRESS + rb"[^>]*?\bt=[\"']e[\"'][^>]*>"
    rb"(?:(?!</(?:\w+:)?c>).){0,2000}?<(?:\w+:)?v>([^<]{1,40})<",
    re.DOTALL,
)
_TEXT_CELL = re.compile(_ADDRESS + rb"[^>]*?\bt=[\"']s[\"'][^>]*>\s*<(?:\w+:)?v>(\d+)<")
_RICH_CELL = re.compile(
    _ADDRESS + rb"[^>]*?\bt=[\"']inlineStr[\"'][^>]*>"
    rb"\s*(<(?:\w+:)?is>(?:(?!</(?:\w+:)?c>).){0,65536}?</(?:\w+:)?is>)",
    re.DOTALL,
)
_FORMULA_CELL = re.compile(
    _ADDRESS + rb"([^>]*)>\s*<(?:\w+:)?f(?:\s[^>]*?)?(?:/>|>([^<]{0,65536})</(?:\w+:)?f>)\s*"
    rb"(?:<(?:\w+:)?v>([^<]*)</|())"
)
_HIDDEN_ROW = re.compile(
    rb"<(?:\w+:)?row\s(?=[^>]*?\bhidden=[\"'](?:1|true)[\"'])[^>]*?\br=[\"'](\d+)[\"']"
)
_HIDDEN_COLUMNS = re.compile(
    rb"<(?:\w+:)?col\s(?=[^>]*?\bhidden=[\"'](?:1|true)[\"'])"
    rb"(?=[^>]*?\bmin=[\"'](\d+)[\"'])[^>]*?\bmax=[\"'](\d+)[\"']"
)
_MERGE = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref=[\"']([A-Z]+)(\d+):([A-Z]+)(\d+)[\"']")
_FILTER = re.compile(rb"<(?:\w+:)?filterColumn\b|\bfilterMode=[\"'](?:1|true)[\"']")
_FOREIGN = re.compile(rb"\[\d+\]")


@dataclass(slots=True)
class Annotations:
    """Marks of the cells of a sheet; `texts` and `styles` say which shared strings and styles tell.

    Places are (row, column) from 0.
    """

    texts: frozenset[int] = frozenset()
    styles: frozenset[int] = frozenset()
    errors: dict[Place, str] = field(default_factory=dict)
    marked: list[tuple[Place, int]] = field(default_factory=list)
    """Cells with one of the shared strings asked for, and its number."""
    rich: list[tuple[Place, bytes]] = field(default_factory=list)
    """The XML of texts with marked runs that stand in the cell itself."""
    styled: dict[Place, int] = field(default_factory=dict)
    without_value: list[Place] = field(default_factory=list)
    """Formulas whose result was never kept."""
    foreign: list[Place] = field(default_factory=list)
    """Formulas that take their value from another workbook."""
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merges: list[Region] = field(default_factory=list)
    filtered: bool = False
    escapes: bool = False
    """Whether texts in cells hold characters written as "_x0008_"."""

    def add(self, data: bytes, *, detailed: bool) -> None:
        """Take a piece that ends between two tags; `detailed` ones are searched for styles."""
        # Each needle ends in a rare letter: the search then leaps over what cells are made of.
        if b"#" in data and (b't="e"' in data or b"t='e'" in data):
            for column, row, code in _ERROR_CELL.findall(data):
                self.errors[_place(column, row)] = code.decode("utf-8", "replace")
        if b"inlineS" in data:
            self._add_inline(data)
        if self.texts and _may_hold(data, self.texts):
            for column, row, index in _TEXT_CELL.findall(data):
                if int(index) in self.texts:
                    self.marked.append((_place(column, row), int(index)))
        if self.styles and detailed:
            self._add_styles(data)
        if b"<f" in data or b":f" in data:
            self._add_formulas(data)
        if b"hidden" in data:
            self.hidden_rows.update(int(row) - 1 for row in _HIDDEN_ROW.findall(data))

    def _add_styles(self, data: bytes) -> None:
        # The few styles that tell are found first, and only their cells are taken apart.
        for style in _any_style(self.styles).finditer(data):
            if cell := _FILLED_CELL.match(data, data.rfind(b"<", 0, style.start())):
                self.styled[_place(cell[1], cell[2])] = int(style[1])

    def _add_inline(self, data: bytes) -> None:
        if b"rP" in data and (b"vertAlign" in data or b"strike" in data):
            for column, row, content in _RICH_CELL.findall(data):
                self.rich.append((_place(column, row), content))
        self.escapes = self.escapes or (b"_" in data and ESCAPE in data)

    def _add_formulas(self, data: bytes) -> None:
        for column, row, attributes, formula, value, _none in _FORMULA_CELL.findall(data):
            is_text = b't="str"' in attributes or b"t='str'" in attributes
            if not value.strip() and not is_text and len(self.without_value) < MAX_NOTED:
                self.without_value.append(_place(column, row))
            if _FOREIGN.search(formula) and len(self.foreign) < MAX_NOTED:
                self.foreign.append(_place(column, row))

    def add_frame(self, data: bytes) -> None:
        """Take what stands before or after the cells: hidden columns, merged ranges, a filter."""
        for first, last in _HIDDEN_COLUMNS.findall(data):
            self.hidden_columns.update(range(int(first) - 1, min(int(last), 1 << 14)))
        for left, top, right, bottom in _MERGE.findall(data):
            if len(self.merges) < MAX_NOTED:
                self.merges.append(Region(*_place(left, top), *_place(right, bottom)))
        self.filtered = self.filtered or bool(_FILTER.search(data))


def _may_hold(data: bytes, texts: frozenset[int]) -> bool:
    """Whether the number of one of these shared strings stands in a piece; many are not sought."""
    return len(texts) > MOST_NAMED or any(b">%d<" % number in data for number in texts)


def _any_style(styles: frozenset[int]) -> re.Pattern[bytes]:
    """The attribute that names one of these styles; compiled once by `re` for the same set."""
    numbers = "|".join(map(str, sorted(styles))).encode()
    return re.compile(rb"\ss=[\"'](" + numbers + rb")[\"']")


def column_number(letters: bytes) -> int:
    """The number of a column counted from 1: A → 1, AA → 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _place(column: bytes, row: bytes) -> Place:
    return int(row) - 1, column_number(column) - 1
