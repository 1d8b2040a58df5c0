"""What there is to know of a file: its problems, and what is no longer in it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QBrush, QColor, QIcon
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from ui.importing.questions_panel import is_question
from ui.names import counted
from ui.theme.colors import Colors, colors_of
from ui.theme.icons import tinted_icon
from vnr_app.domain.comparison import GoneEntry
from vnr_app.domain.importplan import Problem, Severity
from vnr_app.services.imports import ImportPreview

_SHOWN = 200
_SHOWN_GONE = 20
_PLACE = Qt.ItemDataRole.UserRole
_SILENT = ("no-indicator", "recipe-applied", "recipe-proposed")
"""What another part of the page says already."""


def problem_line(problem: Problem) -> str:
    """A problem in a line: where, what stands there, what is wrong, what can be done."""
    value = f"“{problem.value}”" if problem.value else ""
    place = " ".join(part for part in (problem.sheet, problem.cell, value) if part)
    said = " ".join(part for part in (problem.message, problem.advice) if part)
    return f"{place}: {said}" if place else said


class ProblemsList(QListWidget):
    """The gravest first; Enter or a click goes to the cell."""

    cell_wanted = Signal(str, str)
    """A sheet and a cell (A1) that are to be shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("framed", True)
        self.setAccessibleName(self.tr("Problems"))
        self.setWordWrap(True)
        self.setMinimumHeight(48)
        self.setMaximumHeight(128)
        self.itemActivated.connect(self._go)
        self.itemClicked.connect(self._go)

    def show_preview(self, preview: ImportPreview) -> None:
        """List what a preview found; hidden where that is nothing."""
        self.clear()
        order = list(Severity)
        told = [each for each in preview.plan.problems if _is_told(each)]
        told.sort(key=lambda problem: order.index(problem.severity))
        colors = colors_of(self)
        for problem in told[:_SHOWN]:
            item = QListWidgetItem(_icon(problem, colors), problem_line(problem))
            item.setData(_PLACE, (problem.sheet, problem.cell))
            if problem.severity is Severity.NOTE:
                item.setForeground(QBrush(QColor(colors.muted)))
            self.addItem(item)
        if (rest := len(told) - _SHOWN) > 0:
            self.addItem(counted("and {n} more", "and {n} more", rest))
        for gone in preview.gone(0, _SHOWN_GONE):
            self.addItem(self.tr("No longer in the file: {what}").format(what=_gone_text(gone)))
        if (rest := preview.gone_count - _SHOWN_GONE) > 0:
            self.addItem(
                counted("{n} more is no longer there", "{n} more are no longer there", rest)
            )
        self.setVisible(self.count() > 0)

    def _go(self, item: QListWidgetItem) -> None:
        place = item.data(_PLACE)
        if place and place[1]:
            self.cell_wanted.emit(*place)


def _is_told(problem: Problem) -> bool:
    """Whether a problem is no question of the panel above and not said elsewhere."""
    silent = problem.code in _SILENT and problem.severity is not Severity.ERROR
    return not silent and not is_question(problem)


def _icon(problem: Problem, colors: Colors) -> QIcon:
    name, tone = {
        Severity.ERROR: ("error", colors.error),
        Severity.QUESTION: ("info", colors.accent),
        Severity.WARNING: ("warning", colors.warning),
        Severity.NOTE: ("info", colors.muted),
    }[problem.severity]
    return tinted_icon(name, tone, tone)


def _gone_text(gone: GoneEntry) -> str:
    words = (*gone.indicators, gone.series, gone.area, gone.period, gone.value)
    return " · ".join(filter(None, words))
