"""What is said below the fields of an export while there is something to say."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from ui.names import counted
from ui.widgets.basics import button, label

_TITLES_HEIGHT = 132


class Hint(QWidget):
    """A small sentence below a field, which takes no room while there is nothing to say."""

    def __init__(self, tone: str = "muted") -> None:
        super().__init__()
        self._text = label(size="small", tone=tone, wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 0)
        column.addWidget(self._text)
        self.hide()

    @property
    def text(self) -> str:
        """What is said."""
        return self._text.text()

    def say(self, text: str) -> None:
        """Say something, or nothing."""
        self._text.setText(text)
        self.setVisible(bool(text))


class Untranslated(QWidget):
    """How many texts are not in the language that is chosen; which ones, where that is asked."""

    def __init__(self) -> None:
        super().__init__()
        self.remark = Hint("warning")
        self.which = button(self.tr("Which ones?"), "chip")
        self.which.setCheckable(True)
        self.titles = QPlainTextEdit()
        self.titles.setReadOnly(True)
        self.titles.setProperty("framed", True)
        self.titles.setTabChangesFocus(True)
        self.titles.setFixedHeight(_TITLES_HEIGHT)
        self.titles.setAccessibleName(self.tr("Texts without a translation"))
        self.titles.hide()
        self.which.toggled.connect(self.titles.setVisible)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.remark)
        column.addWidget(self.which, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self.titles)
        self.hide()

    def show_titles(self, titles: tuple[str, ...]) -> None:
        """Say which texts stay as they were written."""
        told = counted(
            "{n} text has no translation and stays as it was written.",
            "{n} texts have no translation and stay as they were written.",
            len(titles),
        )
        self.remark.say(told if titles else "")
        text = "\n".join(titles)
        if text != self.titles.toPlainText():
            self.titles.setPlainText(text)
        self.setVisible(bool(titles))
