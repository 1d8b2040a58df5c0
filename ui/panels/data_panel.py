"""The right panel: what belongs to the page, the indicators of its goal."""

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QDrag,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
)
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QListView,
    QStackedWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ui.editor import series_mime
from ui.models.indicator_model import ROW, IndicatorModel, detail
from ui.names import counted, number
from ui.theme.colors import Colors, colors_of
from ui.theme.fonts import font
from ui.widgets.basics import button, label
from ui.widgets.insert_menu import insert_menu
from ui.widgets.sparkline import line_points, paint_sparkline
from vnr_app.services.indicators import GoalTableRow, format_value

_ROW_HEIGHT = 104
_BUTTON_ROOM = 84
"""Pixels that the lower lines of a card leave to its button."""


class _CardDelegate(QStyledItemDelegate):
    """Code, name, latest value with unit and period, source, and the line over time."""

    def __init__(self, language: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._language = language

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """All cards are equally high."""
        return QSize(200, _ROW_HEIGHT)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint one card."""
        widget: QWidget = option.widget
        area: QRect = option.rect
        state: QStyle.StateFlag = option.state
        colors = colors_of(widget)
        card = area.adjusted(12, 4, -12, -4)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = bool(state & QStyle.StateFlag.State_HasFocus)
        painter.setPen(QColor(colors.accent if focused else colors.border))
        painter.setBrush(QColor(colors.page))
        painter.drawRoundedRect(QRectF(card).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        self._paint_card(painter, colors, card.adjusted(12, 8, -12, -8), index.data(ROW))
        painter.restore()

    def _paint_card(
        self, painter: QPainter, colors: Colors, area: QRect, row: GoalTableRow
    ) -> None:
        code, number_font = font("small", bold=True), font("heading", bold=True)
        value = format_value(row.latest.value, self._language)
        top, left, width = area.top(), area.left(), area.width()
        lower = width - _BUTTON_ROOM
        code_width = QFontMetrics(code).horizontalAdvance(row.indicator) + 8
        value_width = QFontMetrics(number_font).horizontalAdvance(value) + 8
        period_left = left + value_width
        lines = (
            (QRect(left, top, code_width, 18), row.indicator, code, colors.text),
            (
                QRect(left + code_width, top, width - code_width, 18),
                row.series.name,
                font("small"),
                colors.text,
            ),
            (QRect(left, top + 20, value_width, 28), value, number_font, colors.text),
            (
                QRect(period_left, top + 22, area.right() - 92 - period_left, 28),
                row.latest.period.label,
                font("small"),
                colors.muted,
            ),
            (QRect(left, top + 50, lower, 15), detail(row), font("caption"), colors.muted),
            (QRect(left, top + 65, lower, 15), row.source, font("caption"), colors.muted),
        )
        direction = painter.layoutDirection()
        for place, text, chosen, color in lines:
            _text(painter, QStyle.visualRect(direction, area, place), text, chosen, color)
        spark = QStyle.visualRect(direction, area, QRect(area.right() - 88, top + 20, 88, 28))
        paint_sparkline(painter, QRectF(spark), line_points(row.points), colors)


def _text(painter: QPainter, area: QRect, text: str, chosen: QFont, color: str) -> None:
    """One line of text, shortened where it does not fit."""
    painter.setFont(chosen)
    painter.setPen(QColor(color))
    short = QFontMetrics(chosen).elidedText(text, Qt.TextElideMode.ElideRight, area.width())
    leading = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
    painter.drawText(area, int(leading), short)


def _can_be_told(row: GoalTableRow) -> bool:
    """Whether a text can speak of the latest value: it is a number, and the country's own."""
    return row.own and row.latest.value.number is not None


class _CardList(QListView):
    """Tells of a card on Return, on a double click, on the menu key, and when it is dragged."""

    chosen = Signal(QModelIndex)
    menu_wanted = Signal(QModelIndex, QPoint)
    """A card, and a place on the screen."""
    dragged = Signal(QModelIndex)

    def __init__(self) -> None:
        super().__init__()
        self._pressed: QPoint | None = None
        self.doubleClicked.connect(self.chosen)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where a drag may begin."""
        super().mousePressEvent(event)
        is_left = event.button() == Qt.MouseButton.LeftButton
        self._pressed = event.position().toPoint() if is_left else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Begin a drag once the mouse has gone far enough with its button down."""
        begin, here = self._pressed, event.position().toPoint()
        far = QApplication.startDragDistance()
        if begin is None or not event.buttons() & Qt.MouseButton.LeftButton:
            super().mouseMoveEvent(event)
        elif (here - begin).manhattanLength() >= far and self.indexAt(begin).isValid():
            self._pressed = None
            self.dragged.emit(self.indexAt(begin))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with the card under the mouse, or under the keyboard."""
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        index = self.indexAt(event.pos()) if by_mouse else self.currentIndex()
        if index.isValid():
            middle = self.viewport().mapToGlobal(self.visualRect(index).center())
            self.menu_wanted.emit(index, event.globalPos() if by_mouse else middle)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return chooses the card that the keyboard is on."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.chosen.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)


class DataPanel(QFrame):
    """Indicators of the goal that is open, as small cards."""

    import_wanted = Signal()
    insert_wanted = Signal(object)
    """The `GoalTableRow` whose latest value is wanted in the text."""
    form_wanted = Signal(object, object)
    """An observation that is wanted in the text, and `InsertAs` what."""

    def __init__(
        self, language: str, *, read_only: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("panel", "side")
        self._read_only = read_only
        self._model = IndicatorModel(language, parent=self)
        self._language = language
        self._build(language)

    def _build(self, language: str) -> None:
        self._count = label(size="small", tone="muted")
        head = QVBoxLayout()
        head.setContentsMargins(16, 12, 16, 8)
        head.setSpacing(2)
        head.addWidget(self._count)
        self._list = _CardList()
        self._list.chosen.connect(self._insert)
        self._list.menu_wanted.connect(self._offer_forms)
        self._list.dragged.connect(self._drag)
        self._list.setProperty("panel", "side")
        self._list.setModel(self._model)
        self._list.setItemDelegate(_CardDelegate(language, self._list))
        self._list.setUniformItemSizes(True)
        self._list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setAccessibleName(self.tr("Indicators of this goal"))
        self._stack = QStackedWidget()
        self._stack.addWidget(self._list)
        self._stack.addWidget(self._build_empty())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._stack, 1)

    def _build_empty(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(16, 8, 16, 16)
        column.setSpacing(12)
        words = self.tr(
            "No figures yet. Import a table, and the latest values of this goal’s indicators "
            "stand here while you write."
        )
        column.addWidget(label(words, tone="muted", wrap=True))
        self._start = button(self.tr("Import a spreadsheet…"), icon="import")
        self._start.clicked.connect(self.import_wanted)
        self._start.setEnabled(not self._read_only)
        column.addWidget(self._start, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch()
        return page

    def show_rows(self, rows: tuple[GoalTableRow, ...], covered: tuple[int, int]) -> None:
        """Show a goal's rows; `covered` counts its indicators with data, and all."""
        self._model.show_rows(rows)
        have, every = covered
        text = counted(
            "{n} of {{all}} global indicators has data",
            "{n} of {{all}} global indicators have data",
            have,
        )
        self._count.setText(text.format(all=number(every)))
        self._stack.setCurrentIndex(0 if rows else 1)
        if not self._read_only:
            for at in range(self._model.rowCount()):
                index = self._model.index(at, 0)
                if _can_be_told(rows[at]):
                    self._list.setIndexWidget(index, self._build_button(rows[at]))

    def _build_button(self, row: GoalTableRow) -> QWidget:
        """A card's button, on a pane that lets everything else through to the card."""
        insert = button(self.tr("Insert"), "chip")
        insert.setToolTip(self.tr("Insert the latest value into the text"))
        insert.setAccessibleName(
            self.tr("Insert {indicator}, {series} into the text").format(
                indicator=row.indicator, series=row.series.name
            )
        )
        # The keyboard has Return on the card; a click must leave the caret in the text.
        insert.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        insert.clicked.connect(lambda: self.insert_wanted.emit(row))
        pane = QWidget()
        place = QHBoxLayout(pane)
        place.setContentsMargins(12, 4, 22, 12)
        place.addStretch()
        place.addWidget(insert, 0, Qt.AlignmentFlag.AlignBottom)
        return pane

    @property
    def chosen_row(self) -> GoalTableRow | None:
        """The card that was chosen last."""
        row: GoalTableRow | None = self._list.currentIndex().data(ROW)
        return row

    def _insert(self, index: QModelIndex) -> None:
        if not self._read_only:
            self.insert_wanted.emit(index.data(ROW))

    def _offer_forms(self, index: QModelIndex, place: QPoint) -> None:
        row: GoalTableRow = index.data(ROW)
        if self._read_only or not _can_be_told(row):
            return
        latest = row.latest
        menu = insert_menu(
            self, latest, self._language, lambda how: self.form_wanted.emit(latest, how)
        )
        menu.popup(place)

    def _drag(self, index: QModelIndex) -> None:
        row: GoalTableRow = index.data(ROW)
        if self._read_only or not _can_be_told(row):
            return
        drag = QDrag(self._list)
        drag.setMimeData(series_mime.to_mime(row.latest, self._language))
        drag.setPixmap(self._list.grab(self._list.visualRect(index)))
        drag.exec(Qt.DropAction.CopyAction)

    def focus_list(self) -> None:
        """Bring the keyboard here."""
        target = self._list if self._stack.currentIndex() == 0 else self._start
        if target is self._list and not self._list.currentIndex().isValid():
            self._list.setCurrentIndex(self._model.index(0, 0))
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)
