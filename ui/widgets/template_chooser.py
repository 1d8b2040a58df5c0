"""A field for the template that a Word file is dressed in."""

from pathlib import Path

from PySide6.QtWidgets import QComboBox, QFileDialog, QWidget


class TemplateChooser(QComboBox):
    """Offers templates by their titles, and the way to one of the person's own."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._own: Path | None = None
        self.activated.connect(self._ask_where)
        self.show_templates(())

    def show_templates(self, named: tuple[tuple[str, str], ...]) -> None:
        """Offer templates, each a name and a title; the first is the default."""
        chosen = self.currentData()
        self.clear()
        for name, title in named:
            self.addItem(title, name)
        if self._own is not None:
            self.addItem(self._own.name, str(self._own))
        self.insertSeparator(self.count())
        self.addItem(self.tr("A template of your own…"), None)
        self.setCurrentIndex(max(0, self.findData(chosen)) if chosen else 0)

    @property
    def template(self) -> str | None:
        """Name or path of what is chosen; None for the default."""
        return self.currentData() if self.currentIndex() > 0 else None

    def take(self, path: Path) -> None:
        """Use a template of the person's own."""
        self._own = path
        rows = range(self.count())
        data = [self.itemData(row) for row in rows]
        named = [
            (str(name), self.itemText(row))
            for row, name in zip(rows, data, strict=True)
            if name is not None and name != str(path)
        ]
        self.show_templates(tuple(named))
        self.setCurrentIndex(self.findData(str(path)))

    def _ask_where(self) -> None:
        if self.currentData() is not None:
            return
        chosen, _filter = QFileDialog.getOpenFileName(
            self, self.tr("A template of your own"), "", self.tr("Word document (*.docx)")
        )
        self.setCurrentIndex(0)
        if chosen:
            self.take(Path(chosen))
