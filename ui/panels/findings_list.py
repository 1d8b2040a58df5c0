"""The list of findings, on the page of checks and beside a section."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from ui.models.findings_model import ROW, FindingsModel
from ui.panels.findings_delegate import FindingsDelegate
from vnr_app.domain.findings import Finding
from vnr_app.domain.framework import Framework
from vnr_app.domain.importplan import Severity
from vnr_app.services.section_states import SectionState


class FindingsList(QListView):
    """Enter or a double click tells which finding the person wants to go to."""

    chosen = Signal(object)
    """The `Finding`."""

    def __init__(
        self,
        name: str,
        framework: Framework,
        *,
        captions: bool,
        margin: int,
        widest: int,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._model = FindingsModel(framework, captions=captions, parent=self)
        self._build(name, FindingsDelegate(margin, widest, self))

    def _build(self, name: str, delegate: FindingsDelegate) -> None:
        self.setModel(self._model)
        self.setItemDelegate(delegate)
        self.setAccessibleName(name)
        self.setMouseTracking(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.activated.connect(self._choose)

    @property
    def count(self) -> int:
        """How many lines are shown, captions among them."""
        return self._model.rowCount()

    def show_findings(
        self, findings: tuple[Finding, ...], states: tuple[SectionState, ...]
    ) -> None:
        """Show findings; the one that is chosen stays so."""
        self._make_anew(lambda: self._model.show_findings(findings, states))

    def narrow(self, severities: frozenset[Severity]) -> None:
        """Keep the findings that are as grave as that."""
        self._make_anew(lambda: self._model.narrow(severities))

    def focus(self) -> None:
        """Bring the keyboard here."""
        if not self.currentIndex().isValid() and self._model.first() >= 0:
            self.setCurrentIndex(self._model.index(self._model.first()))
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _make_anew(self, act: Callable[[], None]) -> None:
        index, place = self.currentIndex(), self.verticalScrollBar().value()
        finding = index.data(ROW).finding if index.isValid() else None
        act()
        row = self._model.row_of(finding) if finding is not None else -1
        if row >= 0:
            self.setCurrentIndex(self._model.index(row))
        self.verticalScrollBar().setValue(place)

    def _choose(self, index: QModelIndex) -> None:
        finding = index.data(ROW).finding
        if finding is not None:
            self.chosen.emit(finding)
