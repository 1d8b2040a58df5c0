"""Two texts side by side as rows: what changed, and unchanged stretches folded to one line."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from PySide6.QtCore import QAbstractListModel, QCoreApplication, QModelIndex, QObject, Qt
from PySide6.QtCore import QPersistentModelIndex as PersistentIndex

from ui.names import counted, plain_tooltip
from vnr_app.domain.richtext import TextBlock
from vnr_app.domain.richtext_diff import Comparison, Row
from vnr_app.domain.richtext_words import Segments

LINE = Qt.ItemDataRole.UserRole + 1
_Index = QModelIndex | PersistentIndex
_NO_PARENT = QModelIndex()
_CONTEXT = 1
"""Unchanged paragraphs that stay in sight before and after a change."""
_WORTH_FOLDING = 2


def _tr(text: str) -> str:
    return QCoreApplication.translate("Comparison", text)


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the comparison, or (`row` is None) unchanged rows that are folded away."""

    row: Row | None
    folded: tuple[Row, ...] = ()

    @property
    def is_change(self) -> bool:
        """Whether something is different here."""
        return self.row is not None and self.row.kind != "same"

    @property
    def caption(self) -> str:
        """What happened here, in words; empty for what is the same."""
        if self.row is None:
            return counted("{n} paragraph unchanged", "{n} paragraphs unchanged", len(self.folded))
        return _caption(self.row) if self.is_change else ""

    @property
    def sentence(self) -> str:
        """The line as a screen reader says it."""
        if self.row is None:
            return _tr("{caption}. Press Enter to show them.").format(caption=self.caption)
        old, new = side_text(self.row, old=True), side_text(self.row, old=False)
        match self.row.kind:
            case "same":
                return new
            case "added":
                return f"{self.caption}: {new}"
            case "removed":
                return f"{self.caption}: {old}"
        return _tr("{caption}. Before: {old} Now: {new}").format(
            caption=self.caption, old=old, new=new
        )


def _caption(row: Row) -> str:
    names = {"added": _tr("Added"), "removed": _tr("Removed"), "moved": _tr("Moved")}
    what = ", ".join(_what_names()[code] for code in row.what if code in _what_names())
    changed = _tr("Changed: {what}").format(what=what) if what else _tr("Changed")
    if row.kind == "moved":
        return f"{names['moved']} · {changed}" if row.what else names["moved"]
    return names.get(row.kind, changed)


def _what_names() -> dict[str, str]:
    """The words for what changed besides the words of a text, which are marked themselves."""
    return {
        "spacing": _tr("spaces"),
        "marks": _tr("bold, italics or links"),
        "comments": _tr("where comments stand"),
        "notes": _tr("notes"),
        "values": _tr("living numbers"),
        "citations": _tr("citations"),
        "references": _tr("references"),
        "kind": _tr("kind"),
        "style": _tr("style"),
        "level": _tr("level"),
        "direction": _tr("direction of writing"),
        "language": _tr("language"),
        "cells": _tr("cells"),
        "grid": _tr("rows and columns"),
        "header": _tr("heading rows"),
        "image_id": _tr("picture"),
        "caption": _tr("caption"),
        "alt_text": _tr("description"),
        "credit": _tr("credit"),
        "width": _tr("width"),
        "series": _tr("series"),
        "periods": _tr("periods"),
        "title": _tr("title"),
    }


def _words(segments: Segments) -> str:
    return "".join(each.text for each in segments)


def side_text(row: Row, *, old: bool) -> str:
    """The words of one side of a row."""
    if row.cells:
        return "\n".join(
            "\t".join(_words(cell.old_segments if old else cell.new_segments) for cell in line)
            for line in row.cells
        )
    return _words(row.old_segments if old else row.new_segments)


class DiffModel(QAbstractListModel):
    """The lines of a comparison."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: list[Line] = []

    def show_comparison(self, comparison: Comparison) -> None:
        """Show these rows, long unchanged stretches folded."""
        self.beginResetModel()
        self._lines = list(_folded(comparison.rows))
        self.endResetModel()

    def unfold(self, number: int) -> int:
        """Show what is folded in a line; returns how many lines stand there then."""
        hidden = self._lines[number].folded
        if hidden:
            self._lines[number] = Line(hidden[0])
            self.dataChanged.emit(self.index(number), self.index(number))
            self.beginInsertRows(QModelIndex(), number + 1, number + len(hidden) - 1)
            self._lines[number + 1 : number + 1] = [Line(row) for row in hidden[1:]]
            self.endInsertRows()
        return len(hidden)

    @property
    def changes(self) -> list[int]:
        """The lines where something is different."""
        return [number for number, line in enumerate(self._lines) if line.is_change]

    def line(self, index: _Index) -> Line:
        """The line at an index."""
        return self._lines[index.row()]

    def rowCount(self, parent: _Index = _NO_PARENT) -> int:
        """Rows and folds."""
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The present words (to be copied), the sentence for screen readers, the line itself."""
        line = self._lines[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole if line.row is not None:
                return side_text(line.row, old=line.row.new is None)
            case Qt.ItemDataRole.DisplayRole:
                return line.caption
            case Qt.ItemDataRole.AccessibleTextRole:
                return line.sentence
            case Qt.ItemDataRole.ToolTipRole if line.row is None:
                return plain_tooltip(line.sentence)
        return line if role == LINE else None


def _is_nothing(row: Row) -> bool:
    """Whether an empty paragraph came or went, which no reader sees."""
    block = row.old or row.new
    alone = row.old is None or row.new is None
    return alone and isinstance(block, TextBlock) and not side_text(row, old=row.new is None)


def _folded(rows: Sequence[Row]) -> Iterator[Line]:
    """Each row a line; of unchanged stretches, only what stands next to a change."""
    rows = [row for row in rows if not _is_nothing(row)]
    done = 0
    for same, group in groupby(rows, lambda row: row.kind == "same"):
        stretch = tuple(group)
        first, last = done == 0, done + len(stretch) == len(rows)
        done += len(stretch)
        head = 0 if first else _CONTEXT
        tail = len(stretch) - (0 if last else _CONTEXT)
        if not same or (first and last) or tail - head < _WORTH_FOLDING:
            yield from (Line(row) for row in stretch)
            continue
        yield from (Line(row) for row in stretch[:head])
        yield Line(None, stretch[head:tail])
        yield from (Line(row) for row in stretch[tail:])
