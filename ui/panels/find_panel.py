"""The right panel's search: what is looked for, where it was found, what takes its place."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from ui.names import counted, number
from ui.panels.found_list import MOST_LISTED, FoundList
from ui.widgets.basics import IconButton, button, label
from vnr_app.domain.richtext_letters import Wanted
from vnr_app.services.search import Found


class FindPanel(QFrame):
    """Emits what the person wants; knows nothing of editors."""

    changed = Signal()
    """Something else is wanted, or elsewhere."""
    stepped = Signal(int)
    """The next match is wanted (1), or the one before (-1)."""
    chosen = Signal(str, int)
    """Key of a text and which of its matches, from 0 on."""
    replace_wanted = Signal()
    replace_all_wanted = Signal()
    left = Signal()
    """The person is done with it."""

    def __init__(self, *, writable: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", "side")
        self._writable = writable
        self._found: tuple[Found, ...] = ()
        self._build()
        self._show_replacing(False)
        self.show_found(())

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 0)
        column.setSpacing(8)
        column.addLayout(self._build_find())
        column.addWidget(self._build_replace())
        column.addWidget(self._build_scope())
        column.addLayout(self._build_options())
        self._said = label(size="small", tone="muted", wrap=True)
        column.addWidget(self._said)
        column.addWidget(self._build_list(), 1)

    def _build_find(self) -> QHBoxLayout:
        self._field = self._line(self.tr("Find in the texts"))
        self._field.textChanged.connect(lambda _text: self._change())
        row = QHBoxLayout()
        row.setSpacing(2)
        row.addWidget(self._field, 1)
        for icon, name, step in (
            ("arrow-up", self.tr("Previous match (Shift+F3)"), -1),
            ("arrow-down", self.tr("Next match (F3)"), 1),
        ):
            made = IconButton(icon, name)
            made.clicked.connect(lambda _checked, step=step: self.stepped.emit(step))
            row.addWidget(made)
        self._fold = IconButton("replace", self.tr("Replace (Ctrl+R)"), checkable=True)
        self._fold.toggled.connect(self._show_replacing)
        if not self._writable:
            self._fold.hide()
        row.addWidget(self._fold)
        return row

    def _build_replace(self) -> QWidget:
        self._replacement = self._line(self.tr("Replace by"))
        self._one = button(self.tr("Replace"))
        self._one.clicked.connect(self.replace_wanted)
        self._all = button(self.tr("Replace all"))
        self._all.clicked.connect(self.replace_all_wanted)
        self._replacing = QWidget()
        column = QVBoxLayout(self._replacing)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._replacement)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._one, 1)
        row.addWidget(self._all, 1)
        column.addLayout(row)
        return self._replacing

    def _line(self, name: str) -> QLineEdit:
        made = QLineEdit()
        made.setPlaceholderText(name)
        made.setAccessibleName(name)
        made.installEventFilter(self)
        return made

    def _build_scope(self) -> QComboBox:
        self._scope = QComboBox()
        self._scope.setAccessibleName(self.tr("Where to look"))
        self._scope.addItem(self.tr("In this section"), "section")
        self._scope.addItem(self.tr("In the whole review"), "review")
        self._scope.currentIndexChanged.connect(lambda _at: self._change())
        return self._scope

    def _build_options(self) -> QVBoxLayout:
        self._case = QCheckBox(self.tr("Match case"))
        self._whole = QCheckBox(self.tr("Whole words only"))
        self._accents = QCheckBox(self.tr("Ignore accents"))
        column = QVBoxLayout()
        column.setSpacing(4)
        for each in (self._case, self._whole, self._accents):
            each.toggled.connect(lambda _on: self._change())
            column.addWidget(each)
        return column

    def _build_list(self) -> FoundList:
        self._list = FoundList()
        self._list.chosen.connect(self.chosen)
        self._list.ticks_changed.connect(self._offer_all)
        return self._list

    # --- What is wanted ---------------------------------------------------------------------

    @property
    def wanted(self) -> Wanted:
        """What is looked for."""
        return Wanted(
            self._field.text(),
            match_case=self._case.isChecked(),
            whole_words=self._whole.isChecked(),
            ignore_accents=self._accents.isChecked(),
        )

    @property
    def replacement(self) -> str:
        """What takes its place."""
        return self._replacement.text()

    @property
    def everywhere(self) -> bool:
        """Whether the whole review is searched."""
        return bool(self._scope.currentData() == "review")

    @property
    def ticked(self) -> tuple[str, ...]:
        """Keys of the texts in which all is to be replaced."""
        return self._list.ticked

    def begin(self, text: str = "", *, replacing: bool = False) -> None:
        """Take the keyboard, with this text to be looked for where there is one."""
        if text:
            self._field.setText(text)
        if replacing and self._writable:
            self._fold.setChecked(True)
        target = self._replacement if replacing and text else self._field
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)
        target.selectAll()

    def focus_list(self) -> None:
        """Bring the keyboard here."""
        self.begin()

    def _change(self) -> None:
        self._list.forget_ticks()
        self.changed.emit()

    def _show_replacing(self, on: bool) -> None:
        self._replacing.setVisible(on)
        self.show_found(self._found)

    # --- What was found ---------------------------------------------------------------------

    def show_found(self, found: tuple[Found, ...]) -> None:
        """List the matches by text."""
        self._found = found
        self._list.show_found(found, tickable=not self._replacing.isHidden())
        total = sum(len(each.matches) for each in found)
        self._offer_all()
        self._one.setEnabled(bool(total))
        self._count(total, len(found))

    def _offer_all(self) -> None:
        self._all.setEnabled(bool(self.ticked))

    def _count(self, matches: int, texts: int) -> None:
        if not self._field.text():
            self.say("")
        elif not matches:
            self.say(self.tr("Not found."))
        else:
            words = self.tr("{matches} in {texts}").format(
                matches=counted("{n} match", "{n} matches", matches),
                texts=counted("{n} text", "{n} texts", texts),
            )
            if matches > MOST_LISTED:
                listed = self.tr("the first {n} are listed").format(n=number(MOST_LISTED))
                words = f"{words}; {listed}"
            self.say(words)

    def say(self, text: str) -> None:
        """Show a sentence above the list."""
        self._said.setText(text)

    # --- Keys -------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter goes to the next match, or replaces; Down goes into the list."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                if watched is self._replacement:
                    self.replace_wanted.emit()
                else:
                    self.stepped.emit(-1 if back else 1)
                return True
            if event.key() == Qt.Key.Key_Down:
                self._list.setFocus(Qt.FocusReason.ShortcutFocusReason)
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back to the text."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
