"""A field in which an indicator is found by its code or by the words of its title."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QWidget

from vnr_app.domain.framework import Framework


class IndicatorField(QComboBox):
    """All indicators of the framework in official order; none is chosen at first."""

    def __init__(self, name: str, framework: Framework, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(12)
        self.setAccessibleName(name)
        field = QLineEdit()
        field.setPlaceholderText(self.tr("Type a code or a word"))
        field.setAccessibleName(name)
        self.setLineEdit(field)
        for each in framework.indicators:
            self.addItem(f"{each.code} {each.title}", each.code)
        completer = QCompleter(self.model(), self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.setCompleter(completer)
        self._framework = framework
        self.choose("")

    @property
    def code(self) -> str:
        """The code that stands in the field, typed or chosen; empty for no indicator."""
        text = self.currentText().strip()
        at = self.findText(text)
        if at >= 0:
            return str(self.itemData(at))
        found = self._framework.find_indicator(text)
        return found.code if found is not None else ""

    def choose(self, code: str) -> None:
        """Show the indicator of that code; an unknown one empties the field."""
        self.setCurrentIndex(self.findData(code))
        if self.currentIndex() < 0:
            self.clearEditText()
        field = self.lineEdit()
        if field is not None:
            field.setCursorPosition(0)
