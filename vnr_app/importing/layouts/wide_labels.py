"""The labels of the rows of a wide table, without footnote marks; what repeats is read once."""

from vnr_app.importing.codes import is_series_code
from vnr_app.importing.grid import Row
from vnr_app.importing.layouts.base import Collector, text_at
from vnr_app.importing.layouts.wide_find import WideTable
from vnr_app.importing.layouts.wide_kinds import LabelledRow
from vnr_app.importing.layouts.wide_series import SeriesFinder
from vnr_app.importing.notes import Notes
from vnr_app.importing.values import fold_text
from vnr_app.importing.words import best_column

_DIGITS = "0123456789"
KEPT = 10_000
"""Different texts, rows or values that are remembered; then all are forgotten."""


class RowLabels:
    """Reads the labels of rows; `sample` are rows by which the language of a column is told."""

    def __init__(
        self,
        table: WideTable,
        notes: Notes,
        series: SeriesFinder,
        collector: Collector,
        sample: list[Row],
    ) -> None:
        self._table = table
        self._notes = notes
        self._numbered = bool(notes.marked)
        self._series = series
        self._collector = collector
        self._split: dict[str, tuple[str, list[str]]] = {}
        self._known: dict[tuple[object, ...], LabelledRow] = {}
        named = table.names or table.labels
        self.name = best_column({c: [self.label(row, c) for row in sample] for c in named})
        columns = [*table.labels, self.name, table.roles.get("indicator")]
        self._columns = [column for column in columns if column is not None]

    def is_bare(self, text: str) -> bool:
        """Whether a text ends in no footnote mark: in a letter, or a digit that is no mark here."""
        end = text[-1:]
        return end.isalpha() or (not self._numbered and end in _DIGITS)

    def split(self, text: str) -> tuple[str, list[str]]:
        """A text without the footnote marks at its end, and those."""
        if self.is_bare(text):
            return text, []
        found = self._split.get(text)
        if found is None:
            if len(self._split) >= KEPT:
                self._split.clear()
            found = self._split[text] = self._notes.split(text)
        return found

    def label(self, row: Row, column: int | None) -> str:
        """The text of a cell without footnote marks."""
        text = text_at(row, column)
        return self.split(text)[0] if text else ""

    def labelled(self, row: Row) -> LabelledRow:
        """A row by its labels; rows labelled alike are one object."""
        width = len(row)
        valued = any(c < width and row[c] != "" for c in self._table.periods)
        key = (valued, *[row[c] if c < width else "" for c in self._columns])
        found = self._known.get(key)
        if found is None:
            if len(self._known) >= KEPT:
                self._known.clear()
            found = self._known[key] = self._read(row, valued=valued)
        return found

    def _read(self, row: Row, *, valued: bool) -> LabelledRow:
        labels = [self.label(row, column) for column in self._table.labels]
        labels = [text for text in labels if text and not is_series_code(text)]
        own = self.label(row, self.name)
        name = own if own and not is_series_code(own) else (labels or [""])[-1]
        own_code = self._series.own_code(name)
        indicator = text_at(row, self._table.roles.get("indicator"))
        coded = bool(indicator and labels) or own_code is not None
        titled = own_code is not None and not indicator and self._collector.named(name) is not None
        return LabelledRow(labels, fold_text(name), valued, coded, titled)
