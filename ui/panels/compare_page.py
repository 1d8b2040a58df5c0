"""Two versions of a text side by side in the middle of the window."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QSizePolicy, QVBoxLayout, QWidget

from ui.names import number
from ui.presenters.versions import PRESENT, RESCUED, Compared, Listing
from ui.version_names import changes_text, version_names
from ui.widgets.back_head import BackHead, leave_by_escape
from ui.widgets.basics import IconButton, button, label
from ui.widgets.diff_view import DiffView, column_heads


class ComparePage(QFrame):
    """Emits which versions are wanted and what shall become of the older one."""

    versions_chosen = Signal(str, str, str, str)
    """Key, language, and the two versions."""
    restore_wanted = Signal(str, str)
    """Key of the text and the version that shall be the present one again."""
    rescued_taken = Signal(object)
    rescued_discarded = Signal(object)
    """The `RescuedText` that is shown."""
    back_wanted = Signal(str)

    def __init__(self, *, read_only: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", "page")
        self._read_only = read_only
        self._listing: Listing | None = None
        self._build()

    def _build(self) -> None:
        self._view = DiffView()
        self._view.change_reached.connect(self._show_place)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._build_head())
        column.addWidget(self._build_columns())
        column.addWidget(self._view, 1)
        leave_by_escape(self, self._leave)

    def _build_head(self) -> BackHead:
        head = BackHead(self.tr("Back to the text (Esc)"))
        head.back_wanted.connect(self._leave)
        self._title, self._about = head.title, head.about
        self._place = label(size="small", tone="muted")
        self._up = IconButton("arrow-up", self.tr("Previous change (Shift+F8)"))
        self._up.clicked.connect(lambda: self.step(-1))
        self._down = IconButton("arrow-down", self.tr("Next change (F8)"))
        self._down.clicked.connect(lambda: self.step(1))
        head.add(self._place, self._up, self._down, *self._build_buttons())
        return head

    def _build_buttons(self) -> tuple[QWidget, ...]:
        self._restore = button(self.tr("Restore this version"), icon="undo")
        self._restore.clicked.connect(self._ask_to_restore)
        self._discard = button(self.tr("Discard the copy"))
        self._discard.clicked.connect(lambda: self.rescued_discarded.emit(self._rescued()))
        self._take = button(self.tr("Use the rescued text"), "primary")
        self._take.clicked.connect(lambda: self.rescued_taken.emit(self._rescued()))
        return self._restore, self._discard, self._take

    def _build_columns(self) -> QFrame:
        """The two choosers above the two texts."""
        self._old, self._new = QComboBox(), QComboBox()
        names = (self.tr("The version before"), self.tr("The version after"))
        for each, name in zip((self._old, self._new), names, strict=True):
            each.setAccessibleName(name)
            each.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            each.activated.connect(self._choose)
        return column_heads(self._old, self._new)

    def show_waiting(self) -> None:
        """Say that a comparison is on its way."""
        self._about.setText(self.tr("Comparing…"))

    def show_comparison(self, compared: Compared) -> None:
        """Show two versions."""
        listing = self._listing = compared.listing
        self._title.setText(self.tr("Versions of “{title}”").format(title=listing.title))
        for chooser, chosen in ((self._old, compared.old), (self._new, compared.new)):
            chooser.clear()
            for version, name in version_names(listing):
                chooser.addItem(name, version)
            chooser.setCurrentIndex(max(0, chooser.findData(chosen)))
            chooser.setToolTip(chooser.currentText())
        self._view.show_comparison(compared.comparison, compared.names)
        self._about.setText(changes_text(self._view.changes, compared.comparison))
        self._about.setAccessibleName(self._about.text())
        for each in (self._up, self._down):
            each.setEnabled(self._view.changes > 0)
        self._show_buttons(compared.old)

    def _show_buttons(self, old: str) -> None:
        rescued = self._rescued() is not None
        head = self._listing.head if self._listing is not None else None
        is_present = old == PRESENT or (head is not None and head.id == old)
        self._restore.setVisible(not rescued and not self._read_only)
        self._restore.setEnabled(not is_present)
        for each in (self._discard, self._take):
            each.setVisible(rescued and not self._read_only)
        self._take.setEnabled(old == RESCUED)

    def _rescued(self) -> object:
        return None if self._listing is None else self._listing.rescued

    def step(self, by: int) -> None:
        """Go to the next change, or to the one before."""
        self._view.step(by)
        self._view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def focus_list(self) -> None:
        """Bring the keyboard to the changes."""
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_place(self, at: int) -> None:
        self._place.setText(
            self.tr("{at} of {all}").format(at=number(at), all=number(self._view.changes))
            if at
            else ""
        )

    def _choose(self) -> None:
        if self._listing is not None:
            old, new = self._old.currentData(), self._new.currentData()
            self.versions_chosen.emit(self._listing.key, self._listing.language, old, new)

    def _ask_to_restore(self) -> None:
        if self._listing is not None:
            self.restore_wanted.emit(self._listing.key, self._old.currentData())

    def _leave(self) -> None:
        self.back_wanted.emit("" if self._listing is None else self._listing.key)
