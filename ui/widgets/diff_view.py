"""Two texts side by side, paragraph by paragraph, with what changed marked word by word."""

from PySide6.QtCore import QEvent, QModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtCore import QPersistentModelIndex as PersistentIndex
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFontMetrics,
    QPainter,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui.editor.safe_document import SafeDocument
from ui.models.diff_model import LINE, DiffModel, Line
from ui.theme.colors import Colors, colors_of
from ui.theme.fonts import font
from ui.theme.icons import tinted_pixmap
from ui.widgets.basics import panel
from ui.widgets.diff_text import Names, side_document
from vnr_app.domain.richtext_diff import Comparison, Row

MARGIN = 16
GUTTER = 28
GAP = 24
SCROLL_BAR = 12
_FOLD = 36
_PAD = 8
_CAPTION = 20
_ICONS = {"added": "action-add", "removed": "minus", "changed": "action-update", "moved": "moved"}

_Index = QModelIndex | PersistentIndex


def column_width(width: int) -> int:
    """The width of each of the two texts in a view of that width."""
    return max(80, (width - 2 * MARGIN - GUTTER - GAP) // 2)


def column_heads(old: QWidget, new: QWidget) -> QFrame:
    """A row of what stands above the two columns of a view."""
    holder = panel("header")
    row = QHBoxLayout(holder)
    row.setContentsMargins(MARGIN + GUTTER, 8, MARGIN + SCROLL_BAR, 8)
    row.setSpacing(GAP)
    row.addWidget(old, 1)
    row.addWidget(new, 1)
    return holder


class _Documents:
    """The documents of the rows, laid out for one width in the colours of one palette."""

    def __init__(self) -> None:
        self._made: dict[tuple[int, bool], tuple[Row, SafeDocument | None]] = {}
        self._palette = ""
        self._names: Names = {}

    def forget(self, names: Names) -> None:
        """Another comparison is shown, with these names of sources."""
        self._made = {}
        self._names = names

    def get(self, row: Row, *, old: bool, width: int, colors: Colors) -> SafeDocument | None:
        """The document of a side of a row."""
        if colors.name != self._palette:
            self._made, self._palette = {}, colors.name
        place = (id(row), old)
        if place not in self._made:
            made = side_document(row, old=old, colors=colors, names=self._names)
            self._made[place] = (row, made)
        found = self._made[place][1]
        if found is not None and found.textWidth() != width:
            found.setTextWidth(width)
        return found


class _DiffDelegate(QStyledItemDelegate):
    """Symbol, what happened, the text before, the text now."""

    def __init__(self, documents: _Documents, parent: QAbstractItemView) -> None:
        super().__init__(parent)
        self._documents = documents
        self._view = parent

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """As high as the longer of the two texts."""
        line: Line = index.data(LINE)
        width = self._view.viewport().width()
        if line.row is None:
            return QSize(width, _FOLD)
        heights = (
            document.size().height()
            for document in self._both(line.row, column_width(width))
            if document is not None
        )
        caption = _CAPTION if line.is_change else 0
        return QSize(width, round(max(heights, default=0)) + 2 * _PAD + caption)

    def _both(self, row: Row, width: int) -> tuple[SafeDocument | None, SafeDocument | None]:
        colors = colors_of(self._view)
        return (
            self._documents.get(row, old=True, width=width, colors=colors),
            self._documents.get(row, old=False, width=width, colors=colors),
        )

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint one line."""
        area: QRect = option.rect
        state: QStyle.StateFlag = option.state
        line: Line = index.data(LINE)
        colors = colors_of(self._view)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        here = bool(state & QStyle.StateFlag.State_HasFocus)
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if line.is_change or here:
            painter.setPen(QColor(colors.accent if here else colors.border))
            painter.setBrush(QColor(colors.raised if line.is_change else colors.page))
            card = QRectF(area).adjusted(8.5, 2.5, -8.5, -2.5)
            painter.drawRoundedRect(card, 6, 6)
            if chosen and line.is_change:
                self._paint_bar(painter, area, colors)
        if line.row is None:
            self._paint_fold(painter, area, line.caption, colors)
        else:
            self._paint_row(painter, area, line, line.row)
        painter.restore()

    def _paint_bar(self, painter: QPainter, area: QRect, colors: Colors) -> None:
        bar = QRect(area.left() + 8, area.top() + 6, 3, area.height() - 12)
        place = QStyle.visualRect(self._view.layoutDirection(), area, bar)
        painter.fillRect(place, QColor(colors.accent))

    def _paint_fold(self, painter: QPainter, area: QRect, text: str, colors: Colors) -> None:
        icon = QRect(area.left() + MARGIN, area.top() + (_FOLD - 16) // 2, 16, 16)
        words = area.adjusted(MARGIN + GUTTER, 0, -MARGIN, 0)
        direction = self._view.layoutDirection()
        place = QStyle.visualRect(direction, area, icon)
        painter.drawPixmap(place, tinted_pixmap("unfold", colors.accent, 16))
        self._paint_words(painter, QStyle.visualRect(direction, area, words), text, colors.accent)

    def _paint_words(self, painter: QPainter, area: QRect, text: str, color: str) -> None:
        small = font("small")
        painter.setFont(small)
        painter.setPen(QColor(color))
        alignment = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        aligned = QStyle.visualAlignment(self._view.layoutDirection(), alignment)
        short = QFontMetrics(small).elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, int(aligned), short)

    def _paint_row(self, painter: QPainter, area: QRect, line: Line, row: Row) -> None:
        colors, direction = colors_of(self._view), self._view.layoutDirection()
        top = area.top() + _PAD
        left = area.left() + MARGIN + GUTTER
        if line.is_change:
            icon = QRect(area.left() + MARGIN, top + 1, 16, 16)
            pixmap = tinted_pixmap(_ICONS[row.kind], colors.text, 16)
            painter.drawPixmap(QStyle.visualRect(direction, area, icon), pixmap)
            words = QRect(left, top, area.right() - MARGIN - left, 18)
            place = QStyle.visualRect(direction, area, words)
            self._paint_words(painter, place, line.caption, colors.muted)
            top += _CAPTION
        width = column_width(area.width())
        for number, document in enumerate(self._both(row, width)):
            if document is not None:
                column = QRect(left + number * (width + GAP), top, width, area.bottom() - top)
                self._paint_text(painter, QStyle.visualRect(direction, area, column), document)

    def _paint_text(self, painter: QPainter, place: QRect, document: SafeDocument) -> None:
        context = QAbstractTextDocumentLayout.PaintContext()
        context.palette = self._view.palette()
        painter.save()
        painter.translate(place.topLeft())
        document.documentLayout().draw(painter, context)
        painter.restore()


class DiffView(QListView):
    """The rows of a comparison; Enter or a click unfolds what is unchanged."""

    change_reached = Signal(int)
    """Which of the changes the keyboard is at, 0 for none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._documents = _Documents()
        self._model = DiffModel(self)
        self.setModel(self._model)
        self._delegate = _DiffDelegate(self._documents, self)
        self.setItemDelegate(self._delegate)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Always there: what stands above the columns stays above them.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAccessibleName(self.tr("Changes, paragraph by paragraph"))
        self.activated.connect(self._unfold)
        self.clicked.connect(self._unfold)
        self.selectionModel().currentChanged.connect(self._tell_change)

    def show_comparison(self, comparison: Comparison, names: Names) -> None:
        """Show two texts, from the first change on."""
        self._documents.forget(names)
        self._model.show_comparison(comparison)
        self.setCurrentIndex(QModelIndex())
        self.step(1)

    @property
    def changes(self) -> int:
        """How many places are different."""
        return len(self._model.changes)

    def step(self, by: int) -> None:
        """Go to the next change, or to the one before."""
        places = self._model.changes
        here = self.currentIndex().row() if self.currentIndex().isValid() else -1
        if by > 0:
            target = next((row for row in places if row > here), None)
        else:
            target = next((row for row in reversed(places) if row < here), None)
        if target is not None:
            index = self._model.index(target)
            self.setCurrentIndex(index)
            self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)

    def _tell_change(self, current: QModelIndex) -> None:
        places = self._model.changes
        row = current.row()
        self.change_reached.emit(places.index(row) + 1 if row in places else 0)

    def _unfold(self, index: QModelIndex) -> None:
        self._model.unfold(index.row())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the rows out for the new width."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def changeEvent(self, event: QEvent) -> None:
        """Lay the rows out anew in other colours or another font."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self.scheduleDelayedItemsLayout()
