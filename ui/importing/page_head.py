"""The head of the import: which file, how much of it, and the buttons that decide."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from ui.names import counted
from ui.widgets.basics import ElidedLabel, button, label, strong


class PageHead(QFrame):
    """Says what is looked at; its buttons import, skip, and keep what was decided."""

    save_wanted = Signal()
    """What was decided about the file is to be kept as a recipe."""
    recipes_wanted = Signal()
    """All recipes are to be shown."""
    findings_wanted = Signal()
    """What was found is to be written into a copy of the file."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", "header")
        self.file = ElidedLabel(size="small", tone="muted")
        self.counts = strong(ElidedLabel())
        self._more = button(self.tr("Recipe"), icon="bookmark")
        self._build_menu()
        self.skip = button(self.tr("Skip this file"))
        self.take = button(self.tr("Import"), "primary", icon="import")
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(label(self.tr("Import"), size="title"))
        words.addWidget(self.file)
        row = QHBoxLayout(self)
        row.setContentsMargins(32, 12, 32, 12)
        row.setSpacing(12)
        row.addLayout(words, 1)
        row.addWidget(self.counts, 2, Qt.AlignmentFlag.AlignVCenter)
        for each in (self._more, self.skip, self.take):
            row.addWidget(each)

    def _build_menu(self) -> None:
        menu = QMenu(self)
        menu.addAction(self.tr("Save as recipe…"), self.save_wanted.emit)
        menu.addAction(self.tr("All recipes…"), self.recipes_wanted.emit)
        menu.addSeparator()
        menu.addAction(self.tr("Write findings into a copy…"), self.findings_wanted.emit)
        self._more.setMenu(menu)
        self._more.setToolTip(self.tr("Keep what was decided about this file for the next one"))

    def wait(self, why: str) -> None:
        """Nothing can be decided while a file is read."""
        self._more.setEnabled(False)
        self.take.setEnabled(False)
        self.take.setToolTip(why)

    def offer(self, values: int | None, records: int | None, why: str) -> None:
        """Offer to import so many values and records; None where the file holds none.

        A file that brings nothing new is done with: `values` and `records` are 0 then.
        """
        self._more.setEnabled(True)
        self.take.setEnabled(values is not None or records is not None)
        self.take.setToolTip(why)
        self.take.setAccessibleDescription(why)
        self.take.setText(self._name(values, records))

    def _name(self, values: int | None, records: int | None) -> str:
        if values is None and records is None:
            return self.tr("Import")
        if records is None:
            return counted("Import {n} value", "Import {n} values", values or 0)
        text = counted("Import {n} record", "Import {n} records", records)
        if values is not None:
            more = counted("{n} value", "{n} values", values)
            text = self.tr("{records}, {values}").format(records=text, values=more)
        return text

    def offer_done(self) -> None:
        """The file brings nothing new: all that is left is to be done with it."""
        self.offer(0, None, "")
        self.take.setText(self.tr("Done"))
