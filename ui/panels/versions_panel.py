"""The right panel's versions: those of the text that has the keyboard, newest first."""

from PySide6.QtCore import QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtCore import QPersistentModelIndex as PersistentIndex
from PySide6.QtGui import QColor, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ui.names import plain_tooltip
from ui.presenters.versions import PRESENT, Listing
from ui.theme.colors import colors_of
from ui.theme.fonts import font
from ui.theme.icons import tinted_pixmap
from ui.version_names import draft_words, quoted, when_and_who, words_of
from ui.widgets.basics import button, label
from ui.widgets.row_paint import paint_line
from vnr_app.services.revisions import Revision

_VERSION = Qt.ItemDataRole.UserRole + 1
_ICON = Qt.ItemDataRole.UserRole + 2
_LINES = Qt.ItemDataRole.UserRole + 3
_ROW = 64


class _VersionDelegate(QStyledItemDelegate):
    """Symbol, when and who, words, and what stands out of this version."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | PersistentIndex) -> QSize:
        """All rows are equally high."""
        return QSize(200, _ROW)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | PersistentIndex,
    ) -> None:
        """Paint one version."""
        widget: QWidget = option.widget
        area: QRect = option.rect
        state: QStyle.StateFlag = option.state
        colors = colors_of(widget)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        card = area.adjusted(1, 2, -1, -2)
        if state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colors.accent_soft))
            painter.drawRoundedRect(card, 6, 6)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QColor(colors.accent))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(card, 6, 6)
        icon = QRect(card.left() + 10, card.top() + 8, 16, 16)
        direction = widget.layoutDirection()
        pixmap = tinted_pixmap(index.data(_ICON), colors.muted, 16)
        painter.drawPixmap(QStyle.visualRect(direction, area, icon), pixmap)
        looks = (
            (font(bold=True), colors.text),
            (font("small"), colors.muted),
            (font("small"), colors.text),
        )
        for number, (text, (chosen, color)) in enumerate(
            zip(index.data(_LINES), looks, strict=True)
        ):
            line = QRect(card.left() + 34, card.top() + 5 + number * 17, card.width() - 42, 17)
            paint_line(painter, QStyle.visualRect(direction, area, line), text, chosen, color)
        painter.restore()


class VersionsPanel(QFrame):
    """Shows versions; emits what the person wants to do with them."""

    part_chosen = Signal(str)
    compare_wanted = Signal(str)
    """A version, to be compared with the present text; `PRESENT`, with the one before it."""
    restore_wanted = Signal(str)
    name_wanted = Signal()
    merge_wanted = Signal()

    def __init__(self, *, read_only: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", "side")
        self._read_only = read_only
        self._listing: Listing | None = None
        self._is_present = True
        self._build()

    def _build(self) -> None:
        self._part = QComboBox()
        self._part.setAccessibleName(self.tr("Part whose versions are shown"))
        self._part.activated.connect(lambda _row: self.part_chosen.emit(self._part.currentData()))
        self._empty = label(
            self.tr("Nothing is written here yet. Every time you leave a text, its version is "
                    "kept here."),
            tone="muted", wrap=True,
        )  # fmt: skip
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(8)
        column.addWidget(self._part)
        column.addWidget(self._empty)
        column.addWidget(self._build_list(), 1)
        column.addStretch()
        column.addLayout(self._build_buttons())

    def _build_list(self) -> QListView:
        self._model = QStandardItemModel(self)
        self._list = QListView()
        self._list.setProperty("panel", "side")
        self._list.setModel(self._model)
        self._delegate = _VersionDelegate(self._list)
        self._list.setItemDelegate(self._delegate)
        self._list.setAccessibleName(self.tr("Versions of the text"))
        self._list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.selectionModel().currentChanged.connect(lambda *_args: self._allow())
        self._list.activated.connect(lambda _index: self._compare.click())
        return self._list

    def _build_buttons(self) -> QVBoxLayout:
        self._merge = button(self.tr("Compare and merge"), "primary", icon="merge")
        self._merge.clicked.connect(self.merge_wanted)
        self._compare = button(self.tr("Compare with the present text"), icon="compare")
        self._compare.clicked.connect(self._ask_to_compare)
        self._restore = button(self.tr("Restore"), icon="undo")
        self._restore.clicked.connect(lambda: self.restore_wanted.emit(self.version))
        self._name = button(self.tr("Name the present version…"), icon="bookmark")
        self._name.clicked.connect(self.name_wanted)
        column = QVBoxLayout()
        column.setSpacing(8)
        for each in (self._merge, self._compare, self._restore, self._name):
            column.addWidget(each)
        return column

    def show_parts(self, parts: tuple[tuple[str, str], ...], chosen: str) -> None:
        """Offer the parts of a section: (key, title)."""
        self._part.clear()
        for key, title in parts:
            self._part.addItem(title, key)
        self._part.setCurrentIndex(max(0, self._part.findData(chosen)))
        self._part.setVisible(len(parts) > 1)

    def show_versions(self, listing: Listing) -> None:
        """Show the versions of a text; the one that was chosen stays chosen."""
        before = self.version if self._listing is not None else None
        same = self._listing is not None and self._listing.key == listing.key
        self._listing = listing
        self._part.setCurrentIndex(max(0, self._part.findData(listing.key)))
        self._model.clear()
        if listing.draft is not None:
            lines = (self.tr("Being written"), draft_words(listing.draft), "")
            self._add(PRESENT, "action-update", lines)
        for each in listing.revisions:
            self._add(each.id, *self._looks(each, listing))
        there = self._model.rowCount() > 0
        self._empty.setVisible(not there)
        self._list.setVisible(there)
        rows = {self._model.index(row, 0).data(_VERSION): row
                for row in range(self._model.rowCount())}  # fmt: skip
        if there:
            self._list.setCurrentIndex(
                self._model.index(rows.get(before, 0) if same and before is not None else 0, 0)
            )
        self._allow()

    def _looks(self, revision: Revision, listing: Listing) -> tuple[str, tuple[str, str, str]]:
        """Symbol and lines of a version."""
        icon, facts = "history", [quoted(revision.names)]
        if revision.is_head:
            icon = "check"
            facts.insert(0, self.tr("last kept") if listing.draft else self.tr("present text"))
        elif revision.waiting:
            icon = "merge"
            facts.insert(0, self.tr("waits to be merged"))
        elif revision.names:
            icon = "bookmark"
        third = " · ".join(fact for fact in facts if fact)
        return icon, (when_and_who(revision), words_of(revision), third)

    def _add(self, version: str, icon: str, lines: tuple[str, str, str]) -> None:
        sentence = ", ".join(line for line in lines if line)
        item = QStandardItem(sentence)
        item.setData(version, _VERSION)
        item.setData(icon, _ICON)
        item.setData(lines, _LINES)
        item.setToolTip(plain_tooltip(sentence))
        self._model.appendRow(item)

    def _allow(self) -> None:
        """Offer what makes sense for the version that is chosen."""
        listing, version = self._listing, self.version
        count = self._model.rowCount()
        head = listing.head if listing is not None else None
        drafted = listing is not None and listing.draft is not None
        waits = listing is not None and any(each.waiting for each in listing.revisions)
        self._is_present = version == PRESENT or (
            head is not None and version == head.id and not drafted
        )
        self._merge.setVisible(waits)
        self._compare.setText(
            self.tr("Compare with the version before")
            if self._is_present
            else self.tr("Compare with the present text")
        )
        self._compare.setEnabled(count > int(self._is_present))
        self._restore.setEnabled(count > 0 and not self._is_present and not self._read_only)
        self._name.setEnabled(count > 0 and not self._read_only)

    def _ask_to_compare(self) -> None:
        """The present text is compared with the version before it."""
        self.compare_wanted.emit(PRESENT if self._is_present else self.version)

    @property
    def version(self) -> str:
        """The version that is chosen; `PRESENT` for what is being written."""
        return self._list.currentIndex().data(_VERSION) or PRESENT

    @property
    def key(self) -> str:
        """The text whose versions are shown."""
        return "" if self._listing is None else self._listing.key

    def focus_list(self) -> None:
        """Bring the keyboard here."""
        target = self._list if self._list.isVisible() else self._name
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)
