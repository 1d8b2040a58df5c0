"""What a file leaves open: each question once, answered by a default that can be changed."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from ui.names import counted, plain_tooltip
from ui.widgets.basics import button, clear_layout, label, strong
from vnr_app.domain.framework import Framework
from vnr_app.domain.importplan import Problem, Severity
from vnr_app.services.stakeholder_groups import group_name

_WIDEST = 200
_NARROW = 440
"""Pixels of width below which an answer stands under its question."""
_LEARNED = ("indicators.", "values.")
"""Decisions about a label, which may hold for all files."""

Answered = Callable[[str], str | None]
"""What was answered to the question about a decision; None where nothing was."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("Questions", text)


def choice_name(decides: str, choice: str, framework: Framework) -> str:
    """A choice in words; one that needs none stands for itself."""
    decision = decides.partition(".")[0]
    names = {
        "decimal_mark": {
            ".": _tr("point: 1.5"),
            ",": _tr("comma: 1,5"),
        },
        "markers": {
            "missing": _tr("no value"),
            "zero": _tr("zero"),
            "suppressed": _tr("kept confidential"),
            "not-applicable": _tr("not applicable"),
            "less-than-half": _tr("less than half of the unit"),
        },
        "brackets": {"unreliable": _tr("less reliable"), "negative": _tr("negative")},
        "percent": {"shown": _tr("as shown: 45.3 %"), "fraction": _tr("as stored: 0.453")},
        "calendar": {
            "gregorian": _tr("Gregorian"),
            "buddhist": _tr("Buddhist (2558 is 2015)"),
            "solar-hijri": _tr("Solar Hijri (1394 is 2015/16)"),
            "bikram-sambat": _tr("Bikram Sambat (2072 is 2015/16)"),
            "roc": _tr("Minguo (104 is 2015)"),
        },
        "date_order": {"dmy": _tr("day first"), "mdy": _tr("month first")},
        "split_years": {
            "period": _tr("a period of its own"),
            "first": _tr("its first year"),
            "last": _tr("its last year"),
        },
        "scale": {"stored": _tr("as stored"), "shown": _tr("as shown")},
        "hidden": {"skip": _tr("leave out"), "read": _tr("read")},
        "totals": {"keep": _tr("keep"), "skip": _tr("leave out")},
    }
    if decision in ("indicator", "indicators"):
        return _indicator_name(choice, framework)
    if decision == "values":
        is_group = decides.startswith("values.group.")
        return (group_name(choice) if is_group else choice) or _tr("none")
    return names.get(decision, {}).get(choice, choice)


def _indicator_name(code: str, framework: Framework) -> str:
    found = framework.find_indicator(code) if code else None
    if found is None:
        return code or _tr("none")
    return f"{found.code}  {found.title}"


class QuestionsPanel(QFrame):
    """One line a question; hidden where there is none.

    A question that was answered is not asked by the next reading; its line stays, so that the
    answer can be seen and changed.
    """

    answered = Signal(str, str)
    """The decision of the recipe and what was chosen."""
    remember_wanted = Signal(str, str, bool)
    """The decision, what was chosen, and whether it is to hold for all files (or no longer)."""
    cell_wanted = Signal(object)
    """The `Problem` whose cell is to be shown."""

    def __init__(self, framework: Framework, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("banner", "info")
        self._framework = framework
        self._asked: dict[str, Problem] = {}
        self._remembered: set[str] = set()
        self._title = strong(label())
        self._rows: list[QBoxLayout] = []
        self._lines = QVBoxLayout()
        self._lines.setSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 12)
        column.setSpacing(8)
        column.addWidget(self._title)
        column.addLayout(self._lines)
        self.hide()

    def begin(self) -> None:
        """Another file: nothing was asked yet."""
        self._asked.clear()
        self._remembered.clear()
        self.hide()

    @property
    def decisions(self) -> tuple[str, ...]:
        """What is asked about, or was."""
        return tuple(self._asked)

    def show_problems(self, problems: tuple[Problem, ...], answer: Answered) -> None:
        """Show the questions among these problems, each decision once."""
        asked: dict[str, Problem] = {}
        for problem in filter(is_question, problems):
            asked.setdefault(problem.decides, problem)
        # The lines stay in their order, so that none jumps away from the mouse.
        before = {d: p for d, p in self._asked.items() if d in asked or answer(d) is not None}
        self._asked = before | asked
        clear_layout(self._lines)
        self._rows.clear()
        for decides, problem in self._asked.items():
            self._lines.addWidget(self._line(decides, problem, answer(decides)))
        self._title.setText(
            counted("{n} question about this file", "{n} questions about this file", len(asked))
            if asked
            else self.tr("All questions are answered")
        )
        self.setVisible(bool(self._asked))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The answers stand below the questions where there is little room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        width = max(self.width() - 24, 1)
        is_narrow = width < _NARROW
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        for line in self._rows:
            line.setDirection(down if is_narrow else across)

    def _line(self, decides: str, problem: Problem, answer: str | None) -> QWidget:
        words = label(problem.message, wrap=True)
        words.setToolTip(plain_tooltip(problem.advice))
        choose = self._choices(decides, problem, answer)
        line = QWidget()
        both = QBoxLayout(QBoxLayout.Direction.LeftToRight, line)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(8)
        both.addWidget(words, 1)
        row = QHBoxLayout()
        row.setSpacing(8)
        both.addLayout(row)
        both.setAlignment(row, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._rows.append(both)
        if problem.cell:
            show = button(problem.cell, "quiet")
            show.setToolTip(_tr("Show the cell"))
            show.clicked.connect(lambda: self.cell_wanted.emit(problem))
            row.addWidget(show)
        row.addWidget(choose)
        if decides.startswith(_LEARNED):
            row.addWidget(self._remember(decides, problem, choose))
        return line

    def _choices(self, decides: str, problem: Problem, answer: str | None) -> QComboBox:
        choose = _Choices()
        choose.setAccessibleName(problem.message)
        choose.setMaximumWidth(_WIDEST)
        for choice in dict.fromkeys(problem.choices):
            choose.addItem(choice_name(decides, choice, self._framework), choice)
        choose.setCurrentIndex(max(choose.findData(answer), 0))
        choose.activated.connect(lambda at: self.answered.emit(decides, choose.itemData(at)))
        return choose

    def _remember(self, decides: str, problem: Problem, choose: QComboBox) -> QCheckBox:
        box = QCheckBox(_tr("Remember"))
        box.setToolTip(_tr("Read it like this in all files of this review"))
        box.setAccessibleName(f"{box.text()}: {problem.message}")
        box.setChecked(decides in self._remembered)

        def tell(on: bool) -> None:
            self._remembered ^= {decides}
            self.remember_wanted.emit(decides, choose.currentData(), on)

        box.clicked.connect(tell)
        choose.activated.connect(
            lambda at: (
                self.remember_wanted.emit(decides, choose.itemData(at), True)
                if box.isChecked()
                else None
            )
        )
        return box


class _Choices(QComboBox):
    """The wheel is for scrolling past a question, not for answering it."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


def is_question(problem: Problem) -> bool:
    """Whether a problem is a question with answers to choose from."""
    return problem.severity is Severity.QUESTION and bool(problem.decides and problem.choices)
