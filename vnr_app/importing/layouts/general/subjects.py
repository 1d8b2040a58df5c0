"""What the rows of a block are about: their labels, what is carried down, the sections above."""

from collections import Counter
from dataclasses import dataclass, field

from vnr_app.domain.indicators import ValueState
from vnr_app.domain.periods import Period
from vnr_app.importing.date_steps import DateSteps
from vnr_app.importing.grid import Cell, Row, Sheet
from vnr_app.importing.layouts.general.blocks import Block
from vnr_app.importing.layouts.general.cells import Looks, text_of, without_notes
from vnr_app.importing.layouts.general.columns import Columns
from vnr_app.importing.layouts.general.times import Part, combine, month_part, part_of
from vnr_app.importing.layouts.general.wording import is_code
from vnr_app.importing.layouts.wide_kinds import CONNECTOR
from vnr_app.importing.notes import Notes, is_note
from vnr_app.importing.number_words import state_of_flag
from vnr_app.importing.period_texts import split_period

_LONGEST_SECTION = 160
_SPARSE = 0.3
_POINTS = " \t\n\r\xa0.·•"
"""Signs before a label that indent it: ".    Assets"."""
_FILLED = 3
"""Labels that a heading of rows does not have."""


@dataclass(slots=True)
class RowSubject:
    """What a row is about; `labels` are its label columns with what is carried down."""

    labels: dict[int, str] = field(default_factory=dict)
    sections: tuple[str, ...] = ()
    measure: str = ""
    period: Period | None = None
    part: Part | None = None
    dated: bool = True
    """Whether a label that should name a period does, or there is none to."""
    within: str = ""
    """The row above that tells this one from its likes."""
    rank: tuple[int, int] = (0, 0)
    """The column of its first label and the indentation of that."""
    state: ValueState = ValueState.OBSERVED
    """What the mark behind its period declares."""


def read_rows(
    sheet: Sheet, rows: list[Row], looks: Looks, block: Block, columns: Columns, notes: Notes
) -> dict[int, RowSubject]:
    """The subject of each row of a block with values."""
    return _Rows(sheet, rows, looks, block, columns, notes).read()


class _Rows:
    def __init__(
        self,
        sheet: Sheet,
        rows: list[Row],
        looks: Looks,
        block: Block,
        columns: Columns,
        notes: Notes,
    ) -> None:
        self.sheet = sheet
        self.rows = rows
        self.looks = looks
        self.block = block
        self.columns = columns
        self.notes = notes
        self.valued = set(block.rows)
        self.staggered = self._is_staggered()
        self.stack: list[tuple[str, int, int]] = []
        self.run: list[tuple[str, int, int]] = []
        self.measure = ""
        self.period: Period | None = None
        self.above: dict[int, str] = {}
        self.steps = {
            column: DateSteps(rows[n][column] for n in block.rows if column < len(rows[n]))
            for column in columns.periods
        }

    def read(self) -> dict[int, RowSubject]:
        subjects: dict[int, RowSubject] = {}
        top = max(self.block.header, default=self.block.first - 1) + 1
        for number in range(top, self.block.last + 1):
            if number in self.block.skipped or number in self.block.header:
                continue
            if number in self.valued:
                self._close_run()
                subjects[number] = self._subject(number)
            else:
                self._section(number)
        _tell_apart(subjects)
        return subjects

    def _text(self, number: int, column: int) -> str:
        """A label without footnote marks; of merged cells the first one's."""
        text = text_of(self.rows, number, column)
        if not text:
            for merge in self.sheet.merges:
                tall = merge.first_row < number <= merge.last_row
                if tall and merge.first_column == column:
                    text = text_of(self.rows, merge.first_row, column)
        return self.notes.split(without_notes(text))[0]

    def _is_staggered(self) -> bool:
        """Whether labels stand in one column or another by their rank, and none is carried down."""
        labels = self.columns.labels
        if len(labels) < 2:
            return False
        filled = [{c for c in labels if text_of(self.rows, n, c)} for n in self.block.rows]
        count = len(filled)
        first, last = (sum(c not in own for own in filled) for c in (labels[0], labels[-1]))
        whole = sum(not own or {labels[0], labels[-1]} <= own for own in filled)
        return min(first, last) > _SPARSE * count and whole <= _SPARSE * count / 3

    def _section(self, number: int) -> None:
        """A row without values: the heading of the rows below, a period, or a measure."""
        left, right = self.block.left, self.block.right
        texts = {c: t for c in range(left, right + 1) if (t := self._text(number, c))}
        if not texts or is_note(next(iter(texts.values()))):
            return
        over = [t for c, t in texts.items() if c >= self.block.zone and c not in self.columns.stub]
        stub = {c: t for c, t in texts.items() if c < self.block.zone or c in self.columns.stub}
        if len(over) == 1 and len(over[0]) <= _LONGEST_SECTION and number > self.block.first:
            self.measure, self.stack, self.run = over[0], [], []
            return
        coded = text_of(self.rows, number, self.columns.roles.get("area_code", self.block.right))
        if (len(stub) >= _FILLED or (coded and len(stub) > 1)) and not over:
            # A row of data whose values are all left out.
            return
        text = " ".join(dict.fromkeys(stub.values()) if stub else over)
        if not text or len(text) > _LONGEST_SECTION:
            return
        period = self.looks.period(self.rows[number][min(stub)]) if len(stub) == 1 else None
        if period is not None:
            self.period, self.stack, self.run = period, [], []
            return
        column = min(stub or texts)
        self.run.append((text, column, self._indent(number, column)))
        if len(stub) == 1 and column in self.columns.labels and column != self.columns.labels[-1]:
            # The heading stands in the column whose labels are carried down.
            self.above = {c: t for c, t in self.above.items() if c < column}

    def _indent(self, number: int, column: int) -> int:
        """How far a label is indented, by its format or by blanks before it."""
        cell = self.rows[number][column] if column < len(self.rows[number]) else ""
        blanks = len(cell) - len(cell.lstrip(_POINTS)) if isinstance(cell, str) else 0
        return self.sheet.indents.get((number, column), 0) + blanks

    def _close_run(self) -> None:
        """Sections that were told replace as many of the sections above, or those of their rank."""
        if self.stack:
            # "of which:" leaves the headings above as they are.
            self.run = [entry for entry in self.run if not CONNECTOR.fullmatch(entry[0].strip())]
        if not self.run:
            return
        ranks = {entry[1:] for entry in (*self.stack, *self.run)}
        if len(ranks) > 1:
            for entry in self.run:
                while self.stack and self.stack[-1][1:] >= entry[1:]:
                    self.stack.pop()
                self.stack.append(entry)
        else:
            kept = max(len(self.stack) - len(self.run), 0)
            self.stack = [*self.stack[:kept], *self.run]
        self.run = []
        self.above = {}

    def _subject(self, number: int) -> RowSubject:
        columns = self.columns
        own = {c: t for c in columns.stub if (t := self._text(number, c))}
        if self.staggered:
            self.above = {c: t for c, t in own.items() if c not in columns.labels}
            self.above |= self._joined(own)
        else:
            self._carry(own)
        subject = RowSubject(
            labels={c: self.above[c] for c in columns.labels if self.above.get(c)},
            sections=tuple(entry[0] for entry in self.stack),
            measure=self.measure,
            period=self.period,
        )
        column = next((c for c in columns.labels if c in own), None)
        if column is not None:
            subject.rank = (column, self._indent(number, column))
        self._date(subject, number)
        return subject

    def _joined(self, own: dict[int, str]) -> dict[int, str]:
        """The staggered labels of a row as one, without its code."""
        texts = [text for c, text in own.items() if c in self.columns.labels]
        named = [text for text in texts if not is_code(text)] or texts
        return {self.columns.labels[0]: " ".join(named)} if named else {}

    def _carry(self, own: dict[int, str]) -> None:
        """Keep the labels of the rows above where a row leaves them out.

        A new label ends those on its right; the last label column is carried only by merged cells
        or where the row has no label at all.
        """
        labels = self.columns.labels
        if not own and labels:
            self.above.pop(labels[-1], None)
        elif labels:
            first = min((c for c in own if c in labels), default=None)
            if first is not None:
                for column in labels:
                    if column > first:
                        self.above.pop(column, None)
        self.above |= own

    def _date(self, subject: RowSubject, number: int) -> None:
        columns = self.columns
        found: list[Period] = []
        for column in columns.periods:
            text = self.above.get(column, "")
            cell = self.rows[number][column] if column < len(self.rows[number]) else ""
            period = self._period_of(cell, column) if cell != "" else None
            period = period or (self.looks.period(text) if text else None)
            if period is not None:
                found.append(period)
                self.above[column] = text
                subject.state = state_of_flag(split_period(cell if cell != "" else text)[1])
            elif text:
                subject.labels[column] = text
        if found:
            subject.period = _closest(found)
        subject.dated = bool(found) or not columns.periods
        for column in columns.parts:
            text = self.above.get(column, "")
            if part := month_part(text) if column in columns.months else part_of(text):
                subject.part = part
        if subject.period and subject.part and (whole := combine(subject.period, subject.part)):
            subject.period, subject.part = whole, None

    def _period_of(self, cell: Cell, column: int) -> Period | None:
        """The period that a cell of a column of periods names."""
        return self.steps[column].period(cell) or self.looks.period(cell)


def _closest(found: list[Period]) -> Period:
    """Of a year and its quarter beside each other the shorter one; of two days all between.

    A month and its last day are the month.
    """
    days = sorted({each for each in found if each.start == each.end})
    if len(days) > 1:
        first, last = days[0], days[-1]
        return Period(first.start, last.end, f"{first.label} – {last.label}")
    longer = [each for each in found if each.start < each.end]
    ended = [each for each in longer if days and each.end == days[0].end]
    return min(ended or found, key=lambda each: each.end - each.start)


def _tell_apart(subjects: dict[int, RowSubject]) -> None:
    """Rows that are labelled alike belong to a row above them, by indentation or by its label.

    Without indentation it is the last row that is labelled as no other. Where rows above are
    labelled alike as well, they are told by what those belong to.
    """
    keys = {number: _key(subject) for number, subject in subjects.items()}
    counts = Counter(keys.values())
    parents: list[RowSubject] = []
    over: dict[int, RowSubject] = {}
    single = ""
    for number, subject in subjects.items():
        while parents and parents[-1].rank >= subject.rank:
            parents.pop()
        if counts[keys[number]] == 1:
            single = " ".join(subject.labels.values())
        else:
            above = " ".join(parents[-1].labels.values()).strip(_POINTS) if parents else ""
            subject.within = above or single
            if parents:
                over[number] = parents[-1]
        parents.append(subject)
    counts = Counter((keys[number], subject.within) for number, subject in subjects.items())
    again = [n for n in over if counts[keys[n], subjects[n].within] > 1]
    for number in again:
        if above := over[number].within:
            subjects[number].within = f"{above}, {subjects[number].within}"


def _key(subject: RowSubject) -> tuple[object, ...]:
    period = subject.period and (subject.period.start, subject.period.end)
    return (tuple(subject.labels.items()), subject.sections, subject.measure, period, subject.part)
