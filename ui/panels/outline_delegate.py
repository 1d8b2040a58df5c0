"""How a row of the outline is painted."""

from PySide6.QtCore import (
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.models.outline_model import ENTRY, Entry
from ui.theme.colors import Colors, colors_of
from ui.theme.fonts import font
from ui.theme.icons import tinted_pixmap
from ui.widgets.goal_tile import paint_goal_tile
from ui.widgets.row_paint import paint_ground, paint_line
from vnr_app.domain.sections import SectionKind, SectionStatus
from vnr_app.services.section_states import PartState, SectionState, is_overdue

_ROW = 46
_CAPTION = 34
_TILE = 26
_ICONS = {
    SectionKind.CHAPTER: "chapter",
    SectionKind.ANNEX: "annex",
    SectionKind.MAIN_MESSAGES: "messages",
}


def _tr(text: str) -> str:
    return QCoreApplication.translate("OutlineDelegate", text)


def status_color(colors: Colors, status: SectionStatus) -> str:
    """The colour of a status; its symbol and word stand beside it."""
    return {
        SectionStatus.NOT_STARTED: colors.muted,
        SectionStatus.DRAFTING: colors.accent,
        SectionStatus.IN_REVIEW: colors.warning,
        SectionStatus.CLEARED: colors.success,
        SectionStatus.LOCKED: colors.muted,
    }[status]


class OutlineDelegate(QStyledItemDelegate):
    """Tile, title, and below it status and words."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Captions are lower than sections."""
        entry = index.data(ENTRY)
        return QSize(200, _CAPTION if entry.state is None else _ROW)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint a caption or a section."""
        widget: QWidget = option.widget
        state: QStyle.StateFlag = option.state
        area: QRect = option.rect
        colors = colors_of(widget)
        entry: Entry = index.data(ENTRY)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if entry.state is None:
            _paint_caption(painter, colors, area, entry.title)
        else:
            selected = bool(state & QStyle.StateFlag.State_Selected)
            paint_ground(painter, QRectF(area.adjusted(8, 1, -8, -1)), colors, state)
            _paint_section(painter, colors, area, entry, entry.state, selected)
        painter.restore()


def _paint_caption(painter: QPainter, colors: Colors, area: QRect, title: str) -> None:
    painter.setFont(font("caption", bold=True))
    painter.setPen(QColor(colors.muted))
    inner = area.adjusted(16, 0, -16, -6)
    flags = Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeading
    painter.drawText(inner, int(flags), title)


def _mirrored(area: QRect, within: QRect, direction: Qt.LayoutDirection) -> QRect:
    return QStyle.visualRect(direction, within, area)


def _paint_section(
    painter: QPainter,
    colors: Colors,
    area: QRect,
    entry: Entry,
    state: SectionState | PartState,
    selected: bool,
) -> None:
    direction = painter.layoutDirection()
    if isinstance(state, PartState):
        _paint_words(painter, colors, area, entry, state, selected)
        return
    tile = QRect(area.left() + 16, area.center().y() - _TILE // 2 + 1, _TILE, _TILE)
    tile = _mirrored(tile, area, direction)
    if state.goal is not None:
        paint_goal_tile(painter, QRectF(tile), state.goal, entry.color)
    else:
        icon = tinted_pixmap(_ICONS.get(state.kind, "chapter"), colors.muted, 20)
        painter.drawPixmap(tile.left() + 3, tile.top() + 3, icon)
    _paint_words(painter, colors, area, entry, state, selected)


def _paint_words(
    painter: QPainter,
    colors: Colors,
    area: QRect,
    entry: Entry,
    state: SectionState | PartState,
    selected: bool,
) -> None:
    direction = painter.layoutDirection()
    left = area.left() + 16 + _TILE + 10
    width = area.right() - 16 - left
    title_area = QRect(left, area.top() + 5, width, 18)
    title_font = font("base", bold=selected)
    title_place = _mirrored(title_area, area, direction)
    paint_line(painter, title_place, entry.title, title_font, colors.text)
    _paint_state(painter, colors, QRect(left, area.top() + 24, width, 16), area, entry, state)


def _paint_state(
    painter: QPainter,
    colors: Colors,
    place: QRect,
    area: QRect,
    entry: Entry,
    state: SectionState | PartState,
) -> None:
    direction = painter.layoutDirection()
    color = status_color(colors, state.status)
    icon_area = _mirrored(QRect(place.left(), place.top() + 1, 13, 13), area, direction)
    painter.drawPixmap(icon_area.topLeft(), tinted_pixmap(f"status-{state.status}", color, 13))
    text = f"{_tr('overdue')} · {entry.facts}" if is_overdue(state) else entry.facts
    words = _mirrored(place.adjusted(18, 0, 0, 0), area, direction)
    tone = colors.warning if state.waiting or is_overdue(state) else colors.muted
    paint_line(painter, words, text, font("caption"), tone)
