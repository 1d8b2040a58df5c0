"""The dialog for a citation: the list of sources, and the place in the source."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from ui.dialogs.frame import FormDialog
from ui.dialogs.pick_list import PickList
from ui.dialogs.sources import SourceDialog
from ui.widgets.basics import button, label
from vnr_app.domain.richtext import CiteRef
from vnr_app.errors import KnownError
from vnr_app.services.sources import Source


class CitationDialog(FormDialog):
    """Takes a source and a locator; keeps the list of sources on the way."""

    save_wanted = Signal(str, object)
    """Id of a source (empty for a new one), its name, reference and address."""
    remove_wanted = Signal(str)

    def __init__(
        self,
        sources: Mapping[str, Source],
        citation: CiteRef | None = None,
        *,
        can_cite: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.call(
            self.tr("Cite a source") if can_cite else self.tr("Sources"),
            self.tr("Change") if citation else self.tr("Insert"),
        )
        self._sources = dict(sources)
        self._can_cite = can_cite
        self._form: SourceDialog | None = None
        self._build(citation)

    def _build(self, citation: CiteRef | None) -> None:
        self.setMinimumSize(560, 480)
        self.list = PickList(self.tr("Sources"), self.tr("Search in the sources…"), wide=1)
        self.list.chosen.connect(self._take_or_edit)
        self.list.moved.connect(self._allow)
        self.column.addWidget(self.list, 1)
        self._empty = label(
            self.tr("No sources yet. Add the first one: the report lists all that are cited."),
            tone="muted",
            wrap=True,
        )
        self.column.addWidget(self._empty)
        self.column.addLayout(self._build_row())
        self._locator = QLineEdit(citation.locator if citation else "")
        self._locator.setPlaceholderText(self.tr("For example “p. 12” or “table 3”"))
        self._locator.setAccessibleName(self.tr("Place in the source"))
        if self._can_cite:
            self.add_field(self.tr("Place in the source"), self._locator)
        else:
            self.take.hide()
        self.show_sources(self._sources, citation.source_id if citation else "")
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        add = button(self.tr("Add a source…"), icon="plus")
        self._edit = button(self.tr("Edit…"))
        self._remove = button(self.tr("Remove"))
        add.clicked.connect(lambda: self._open_form(None))
        self._edit.clicked.connect(lambda: self._open_form(self._sources.get(self.list.current)))
        self._remove.clicked.connect(lambda: self.remove_wanted.emit(self.list.current))
        for each in (add, self._edit, self._remove):
            each.setAutoDefault(False)
            row.addWidget(each)
        row.addStretch()
        return row

    @property
    def citation(self) -> CiteRef | None:
        """The citation that was chosen."""
        found = self.list.current
        return CiteRef(found, self._locator.text().strip()) if found else None

    def show_sources(self, sources: Mapping[str, Source], current: str = "") -> None:
        """Show the list as it is now; a form that was waiting for it is done."""
        self._sources = dict(sources)
        lines = tuple((each.id, each.label, each.reference) for each in sources.values())
        self.list.show_lines(lines, current)
        self._empty.setVisible(not lines)
        if self._form is not None:
            self._form.close()
            self._form = None
        self._allow()

    def say(self, error: KnownError) -> None:
        """Say why a source cannot be stored."""
        if self._form is not None:
            self._form.say(error)

    def _open_form(self, source: Source | None) -> None:
        form = self._form = SourceDialog(source, self)
        # It is closed by what was stored, not by the button: what was typed is kept till then.
        form.take.clicked.disconnect()
        form.take.clicked.connect(
            lambda: self.save_wanted.emit(source.id if source else "", form.values)
        )
        form.rejected.connect(self._forget_form)
        form.open()

    def _forget_form(self) -> None:
        self._form = None

    def _take_or_edit(self, source_id: str) -> None:
        if self._can_cite:
            self.accept()
        else:
            self._open_form(self._sources.get(source_id))

    def _allow(self) -> None:
        chosen = bool(self.list.current)
        for each in (self.take, self._edit, self._remove):
            each.setEnabled(chosen)
