"""The import log: every import with what is left of it, and what can be done with it."""

from collections.abc import Mapping

from PySide6.QtCore import QItemSelection, QPoint, Qt, Signal, SignalInstance
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QMenu,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui.models.import_log_model import ENTRY, ImportLogModel, brought_text
from ui.names import counted, moment
from ui.widgets.basics import ElidedLabel, button, label, panel, strong
from ui.widgets.flow import FlowLayout
from ui.widgets.page_parts import fill_page, import_button, page_header
from ui.widgets.tables import rows_table
from vnr_app.services.import_log import ImportEntry, Standing, UndoEffect

_WIDTHS = (120, 200, 120, 150, 170, 130, 72, 0)
_SHOWN_TABLES = 6


class ImportLogPage(QFrame):
    """Shows imports; tells what the person wants to do with the one that is chosen."""

    import_wanted = Signal()
    chosen = Signal(object)
    """The `ImportEntry` of which more is to be said."""
    # Each of these comes with the `ImportEntry` that is meant.
    undo_wanted = Signal(object)
    redo_wanted = Signal(object)
    figures_wanted = Signal(object)
    file_wanted = Signal(object)
    save_wanted = Signal(object)

    def __init__(self, *, read_only: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", "page")
        self._read_only = read_only
        self._model = ImportLogModel(self)
        self._build()

    def _build(self) -> None:
        head, row = page_header(
            self.tr("Import log"),
            self.tr("Every file that came in, with what is left of it. Any can be taken back."),
        )
        start = import_button("primary", read_only=self._read_only)
        start.clicked.connect(self.import_wanted)
        row.addWidget(start)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._build_log())
        self._stack.addWidget(self._build_nothing())
        inner = QVBoxLayout()
        inner.addWidget(self._stack, 1)
        fill_page(self, head, inner)

    def _build_nothing(self) -> QWidget:
        words = self.tr(
            "Nothing was imported yet. Drop a spreadsheet anywhere in the window; each import "
            "is listed here with its file, and can be taken back at any time."
        )
        made = label(words, tone="muted", wrap=True)
        made.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        return made

    def _build_log(self) -> QWidget:
        self._table = rows_table(self.tr("Imports"), self._model)
        self._table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._table.customContextMenuRequested.connect(self._offer)
        self._table.activated.connect(lambda _index: self.show_file())
        self._table.selectionModel().selectionChanged.connect(self._choose)
        header = self._table.horizontalHeader()
        for column, width in enumerate(_WIDTHS):
            if width:
                self._table.setColumnWidth(column, width)
        header.setSectionResizeMode(len(_WIDTHS) - 1, QHeaderView.ResizeMode.Stretch)
        holder = QWidget()
        column_ = QVBoxLayout(holder)
        column_.setContentsMargins(0, 0, 0, 0)
        column_.setSpacing(16)
        column_.addWidget(self._table, 1)
        column_.addWidget(self._build_card())
        return holder

    def _build_card(self) -> QWidget:
        self._card = panel("card")
        self._title = strong(ElidedLabel(size="lead"))
        self._about = ElidedLabel(tone="muted")
        self._tables = label(size="small", wrap=True)
        self._effect = label(size="small", wrap=True)
        self._hash = label(size="caption", tone="muted")
        column = QVBoxLayout(self._card)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(6)
        for each in (self._title, self._about, self._tables, self._effect, self._hash):
            column.addWidget(each)
        column.addSpacing(6)
        column.addLayout(self._build_buttons())
        return self._card

    def _build_buttons(self) -> FlowLayout:
        self._undo = button(self.tr("Take back"), icon="undo")
        self._undo.clicked.connect(lambda: self._tell(self.undo_wanted))
        self._redo = button(self.tr("Do again"), icon="redo")
        self._redo.clicked.connect(lambda: self._tell(self.redo_wanted))
        self._figures = button(self.tr("Show its figures"), "quiet", icon="data")
        self._figures.clicked.connect(lambda: self._tell(self.figures_wanted))
        self._file = button(self.tr("Show the file"), "quiet", icon="table")
        self._file.clicked.connect(lambda: self._tell(self.file_wanted))
        self._save = button(self.tr("Save the original as…"), "quiet", icon="export")
        self._save.clicked.connect(lambda: self._tell(self.save_wanted))
        row = FlowLayout(gap=8)
        for each in self._acts():
            row.addWidget(each)
        return row

    def _acts(self) -> tuple[QPushButton, ...]:
        return (self._undo, self._redo, self._figures, self._file, self._save)

    def _tell(self, wanted: SignalInstance) -> None:
        if (entry := self.entry) is not None:
            wanted.emit(entry)

    @property
    def entry(self) -> ImportEntry | None:
        """The import that is chosen."""
        index = self._table.currentIndex()
        found: ImportEntry | None = index.data(ENTRY) if index.isValid() else None
        return found

    def show_entries(
        self, entries: tuple[ImportEntry, ...], standings: Mapping[str, Standing]
    ) -> None:
        """Show the imports; the one that is chosen stays so."""
        before = self.entry
        self._model.show_entries(entries, standings)
        self._stack.setCurrentIndex(0 if entries else 1)
        if entries:
            at = self._model.row_of(before.operation) if before is not None else 0
            self._table.setCurrentIndex(self._model.index(max(0, at), 0))

    def _choose(self, _now: QItemSelection, _before: QItemSelection) -> None:
        entry = self.entry
        if entry is None:
            return
        self._title.setText(entry.file or entry.title)
        said = (
            self._model.state_text(entry),
            brought_text(entry),
            moment(entry.at),
            entry.author,
        )
        self._about.setText(" · ".join(each for each in said if each))
        self._tables.setText(_tables_text(self._model.standing(entry)))
        self._tables.setVisible(bool(self._tables.text()))
        self._effect.hide()
        self._hash.setText(f"SHA-256 {entry.sha256}")
        self._hash.setVisible(bool(entry.sha256))
        self._enable(entry)
        self.chosen.emit(entry)

    def _enable(self, entry: ImportEntry) -> None:
        standing = self._model.standing(entry)
        self._undo.setVisible(not entry.undone)
        self._redo.setVisible(entry.undone)
        for each in (self._undo, self._redo):
            each.setEnabled(not self._read_only)
        self._figures.setEnabled(not entry.undone and standing.holding > 0)
        missing = "" if entry.has_original else self.tr("The review does not keep this file.")
        for each in (self._file, self._save):
            each.setEnabled(entry.has_original)
            each.setToolTip(missing)
        for each in self._acts():
            each.setAccessibleName(f"{each.text()}: {entry.file or entry.title}")

    def show_effect(self, operation: str, effect: UndoEffect) -> None:
        """Say what taking an import back would do, if it is still the one that is chosen."""
        entry = self.entry
        if entry is not None and entry.operation == operation and not entry.undone:
            said = _effect_text(effect)
            self._effect.setText(self.tr("If it is taken back: {what}").format(what=said))
            self._effect.setVisible(bool(said))

    def _offer(self, place: QPoint) -> None:
        """The buttons as a menu."""
        if self.entry is None:
            return
        menu = QMenu(self._table)
        menu.aboutToHide.connect(menu.deleteLater)
        for each in self._acts():
            if not each.isHidden():
                action = menu.addAction(each.text())
                action.setEnabled(each.isEnabled())
                action.triggered.connect(each.click)
        menu.popup(self._table.viewport().mapToGlobal(place))

    def show_file(self) -> None:
        """Ask for the file of the chosen import, if the review keeps it."""
        self._file.click()

    def focus_list(self) -> None:
        """Bring the keyboard to the imports."""
        self._table.setFocus(Qt.FocusReason.ShortcutFocusReason)


def _tables_text(standing: Standing) -> str:
    """The tables of an import, each with its sheet and cells."""
    names = [
        " ".join(part for part in (table.sheet, table.region, table.title) if part)
        for table in standing.tables
    ]
    shown = [name for name in names if name][:_SHOWN_TABLES]
    more = len(names) - len(shown)
    if shown and more > 0:
        shown.append(counted("and {n} more table", "and {n} more tables", more))
    return " · ".join(shown)


def _effect_text(effect: UndoEffect) -> str:
    """What taking an import back would do, in sentences."""
    parts = []
    if effect.vanish:
        parts.append(counted("{n} figure goes.", "{n} figures go.", effect.vanish))
    if effect.fall_back:
        parts.append(
            counted(
                "{n} figure gets the value of an earlier import.",
                "{n} figures get the values of earlier imports.",
                effect.fall_back,
            )
        )
    if effect.stay:
        kept = ", ".join(title for title, _count in effect.kept_by)
        text = counted(
            "{n} figure stays as later imports say: {{kept}}.",
            "{n} figures stay as later imports say: {{kept}}.",
            effect.stay,
        )
        parts.append(text.format(kept=kept))
    if effect.records:
        parts.append(
            counted(
                "{n} record goes, or says what earlier imports said.",
                "{n} records go, or say what earlier imports said.",
                effect.records,
            )
        )
    return " ".join(parts)
