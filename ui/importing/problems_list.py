"""What there is to know of a file: its problems, the gravest first."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QBrush, QColor, QIcon
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from ui.importing.questions_panel import is_question
from ui.names import counted
from ui.theme.colors import Colors, colors_of
from ui.theme.icons import tinted_icon
from vnr_app.domain.importplan import Problem, Severity
from vnr_app.services.imports import ImportPreview

_SHOWN = 200
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
        self.number = 0
        """How many problems there are, those that are not listed among them."""
        self.worst: Severity | None = None
        """How grave the gravest is."""
        self.itemActivated.connect(self._go)
        self.itemClicked.connect(self._go)

    def show_preview(self, preview: ImportPreview) -> None:
        """List what a preview found."""
        self.clear()
        order = list(Severity)
        every = (*preview.plan.problems, *preview.records.problems)
        told = [each for each in every if _is_told(each)]
        told.sort(key=lambda problem: order.index(problem.severity))
        self.number, self.worst = len(told), told[0].severity if told else None
        colors = colors_of(self)
        for problem in told[:_SHOWN]:
            item = QListWidgetItem(severity_icon(problem.severity, colors), problem_line(problem))
            item.setData(_PLACE, (problem.sheet, problem.cell))
            if problem.severity is Severity.NOTE:
                item.setForeground(QBrush(QColor(colors.muted)))
            self.addItem(item)
        if (rest := len(told) - _SHOWN) > 0:
            self.addItem(counted("and {n} more", "and {n} more", rest))

    def filter(self, text: str) -> None:
        """Keep the problems that contain all words of the text."""
        words = text.casefold().split()
        for item in (self.item(at) for at in range(self.count())):
            item.setHidden(not all(word in item.text().casefold() for word in words))

    def _go(self, item: QListWidgetItem) -> None:
        place = item.data(_PLACE)
        if place and place[1]:
            self.cell_wanted.emit(*place)


def _is_told(problem: Problem) -> bool:
    """Whether a problem is no question of the panel above and not said elsewhere."""
    silent = problem.code in _SILENT and problem.severity is not Severity.ERROR
    return not silent and not is_question(problem)


def severity_icon(severity: Severity, colors: Colors) -> QIcon:
    """The symbol of how grave a problem is."""
    name, tone = {
        Severity.ERROR: ("error", colors.error),
        Severity.QUESTION: ("info", colors.accent),
        Severity.WARNING: ("warning", colors.warning),
        Severity.NOTE: ("info", colors.muted),
    }[severity]
    return tinted_icon(name, tone, tone)
