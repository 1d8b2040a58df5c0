"""Runs of rows with values on a sheet, apart from the headers between them."""

from collections import Counter

from vnr_app.importing.grid import Row, cell_text
from vnr_app.importing.layouts.general.blocks import HEADED, TABLE, Block, is_enumeration
from vnr_app.importing.layouts.general.cells import Look, Looks, text_of, year_in
from vnr_app.importing.layouts.general.wording import lists_codes
from vnr_app.importing.layouts.general.zones import heading_above, split_beside
from vnr_app.importing.notes import is_note

_FAR = 6
"""Rows without values after which other columns mean another table."""


def find_blocks(rows: list[Row], looks: Looks) -> list[Block]:
    """All blocks of a sheet from top to bottom, side by side ones from left to right."""
    blocks: list[Block] = []
    for run in _Runs(rows, looks).find():
        blocks += split_beside(rows, looks, run)
    return blocks


class _Runs:
    """Follows the rows of a sheet and gathers those with values into runs."""

    def __init__(self, rows: list[Row], looks: Looks) -> None:
        self.rows = rows
        self.looks = looks
        self.runs: list[Block] = []
        self.columns: Counter[int] = Counter()
        self.open = False
        self.noted = False
        """Whether a note stands below the last values."""

    def find(self) -> list[Block]:
        for number in range(len(self.looks.rows)):
            if is_enumeration(self.rows, self.looks, number) and not self._is_data(number):
                self._end()
            elif self._is_header(number):
                if self.open and self._repeats(number):
                    self.runs[-1].skipped.append(number)
                else:
                    self._end()
            elif self._has_values(number):
                self._add(number)
            else:
                self._pass(number)
        for run in self.runs:
            _drop_numbered_header(self.rows, self.looks, run)
        return [run for run in self.runs if run.rows]

    def _pass(self, number: int) -> None:
        """End the run at a title, or at the gap below its notes."""
        first = next((text_of(self.rows, number, c) for c in _filled(self.looks.rows[number])), "")
        if TABLE.match(first) or (self.noted and not first):
            self._end()
        self.noted = self.open and (self.noted or is_note(first))

    def _end(self) -> None:
        self.open = False

    def _is_data(self, number: int) -> bool:
        """Whether a row that could count columns goes on with the values of the rows above."""
        return (
            self.open
            and number - 1 == self.runs[-1].last
            and _label_at(self.looks, number, min(self.columns))
        )

    def _has_values(self, number: int) -> bool:
        looks = self.looks.rows[number]
        numbers = [c for c, look in enumerate(looks) if look is Look.NUMBER]
        if numbers:
            return True
        years = [c for c, look in enumerate(looks) if look is Look.YEAR]
        marks = [c for c, look in enumerate(looks) if look is Look.MARK]
        if not self.open:
            return bool(years and marks and max(marks) > min(years))
        valued = self._valued()
        return any(c in valued for c in (*years, *marks))

    def _valued(self) -> set[int]:
        most = max(self.columns.values(), default=0)
        return {column for column, count in self.columns.items() if count * 4 >= most}

    def _is_header(self, number: int) -> bool:
        """Whether a row heads columns: texts or periods over values, and no number."""
        looks = self.looks.rows[number]
        if number in self.looks.headers:
            return True
        if any(look is Look.NUMBER for look in looks):
            return False
        headed = [c for c, look in enumerate(looks) if look in HEADED]
        years = [c for c in headed if looks[c] is not Look.TEXT]
        if not self.open:
            return len(years) >= 2
        valued = self._valued()
        over = [c for c in headed if c in valued]
        if len(over) < 2 or any(looks[c] is Look.MARK for c in valued if c < len(looks)):
            return False
        if all(looks[c] is Look.YEAR for c in over):
            return self._are_years(number, over)
        return not self._is_remark(number, over)

    def _is_remark(self, number: int, columns: list[int]) -> bool:
        """Whether a labelled row says the same in place of each value: "Not surveyed"."""
        texts = {text_of(self.rows, number, c) for c in columns}
        labelled = _label_at(self.looks, number, min(columns))
        return len(texts) == 1 and len(columns) > 2 and labelled

    def _are_years(self, number: int, columns: list[int]) -> bool:
        """Whether year-like numbers over values are years: in order, and no row of a table."""
        years = [year_in(self.rows[number][c]) for c in columns]
        ordered = years in (sorted(years), sorted(years, reverse=True))
        labelled = _label_at(self.looks, number, min(columns))
        follows = number - 1 == self.runs[-1].last and labelled
        return ordered and len(set(years)) > 1 and (not follows or self._repeats(number))

    def _repeats(self, number: int) -> bool:
        """Whether a header is the one above the run again."""
        above = next(
            (n for n in range(self.runs[-1].first - 1, -1, -1) if self._same(n, number)), None
        )
        return above is not None and above >= self.runs[-1].first - 4

    def _same(self, one: int, other: int) -> bool:
        """Whether two rows say the same beside their years, or are the same."""
        texts = [[cell_text(cell) for cell in self.rows[n] if cell != ""] for n in (one, other)]
        labels = [self._labels(n) for n in (one, other)]
        same = len(texts[0]) > 1 and texts[0] == texts[1]
        return same or (bool(labels[0]) and labels[0] == labels[1])

    def _labels(self, number: int) -> list[tuple[int, str]]:
        """Columns and texts of a row that are no years."""
        looks = self.looks.rows[number]
        cells = enumerate(self.rows[number])
        return [(c, cell_text(v)) for c, v in cells if v != "" and looks[c] is not Look.YEAR]

    def _add(self, number: int) -> None:
        looks = self.looks.rows[number]
        columns = {c for c, look in enumerate(looks) if look in (Look.NUMBER, Look.YEAR)}
        if self.open and number - self.runs[-1].last > _FAR:
            shared = len(columns & self._valued())
            if shared * 3 < min(len(columns), len(self._valued())):
                self._end()
        if not self.open:
            self.runs.append(Block([], 0, max(len(looks) - 1, 0)))
            self.columns = Counter()
            self.open = True
        self.noted = False
        run = self.runs[-1]
        run.rows.append(number)
        run.right = max(run.right, len(looks) - 1)
        self.columns.update(columns)


def _filled(looks: list[Look]) -> list[int]:
    return [column for column, look in enumerate(looks) if look is not Look.EMPTY]


def _label_at(looks: Looks, number: int, before: int) -> bool:
    return any(looks.at(number, c) in (Look.TEXT, Look.PERIOD) for c in range(before))


def _drop_numbered_header(rows: list[Row], looks: Looks, run: Block) -> None:
    """Take rows off a run's head that belong to its header though they hold numbers.

    "Less | 30 | 50 | All" over "than | to | to | households": texts stand where values should.
    """
    numeric = Counter(
        c for n in run.rows for c, look in enumerate(looks.rows[n]) if look is Look.NUMBER
    )
    most = max(numeric.values(), default=0)
    often = (column for column, count in numeric.items() if count * 2 >= most)
    valued = {column for column in often if not lists_codes(heading_above(rows, run, column))}
    if not valued:
        return
    while len(run.rows) > 2:
        head = run.rows[0]
        filled = _filled(looks.rows[head])
        over = [c for c in filled if c in valued and looks.at(head, c) is Look.TEXT]
        numbers = [c for c in filled if c in valued and looks.at(head, c) is Look.NUMBER]
        labelled = any(c < min(valued) for c in filled) or len(numbers) > len(over)
        if len(over) > 1 and not labelled and all(len(text_of(rows, head, c)) > 1 for c in over):
            del run.rows[0]
        else:
            return
