"""The cards of charts and tables in a text: a small chart, the first lines of the table."""

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from ui.editor.values import LivingNumbers
from ui.names import counted
from ui.theme.colors import Colors
from ui.theme.fonts import font
from ui.theme.icons import paint_icon
from ui.widgets.mini_chart import paint_chart
from vnr_app.domain.charts import ChartData
from vnr_app.domain.richtext import Chart, IndicatorTable
from vnr_app.services.living_tables import Line

_PLAIN = 56.0
_CHART = 236.0
_LINE = 24.0
_HEAD = 32.0
_SHOWN_LINES = 5
_SHOWN_PERIODS = 6
_LEADING = int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
_MIDDLE, _RIGHT = Qt.TextElideMode.ElideMiddle, Qt.TextElideMode.ElideRight
_TRAILING = int(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)


def card_height(block: Chart | IndicatorTable, living: LivingNumbers) -> float:
    """How high the card of a block is."""
    if isinstance(block, Chart):
        return _CHART if living.chart(block) is not None else _PLAIN
    body = len(living.lines(block)) - 1
    if body < 1:
        return _PLAIN
    return _HEAD + _LINE * (1 + min(body, _SHOWN_LINES) + (body > _SHOWN_LINES)) + 16


def paint_card(
    painter: QPainter,
    area: QRectF,
    block: Chart | IndicatorTable,
    living: LivingNumbers,
    colors: Colors,
) -> None:
    """Paint what a block shows of the data, or that the data no longer have it."""
    if isinstance(block, Chart):
        chart = living.chart(block)
        title = block.title or (chart.title if chart else "")
        _paint_title(painter, area, _tr("Chart"), title, colors)
        if chart is not None:
            _paint_chart(painter, area, chart, living, colors)
        elif living.values is not None:
            _paint_gone(painter, area, colors)
        return
    lines = living.lines(block)
    _paint_title(painter, area, _tr("Table of figures"), "", colors)
    if len(lines) > 1:
        table = area.adjusted(16, _HEAD, -16, -8)
        _paint_table(painter, table, lines, colors)
    elif living.values is not None:
        _paint_gone(painter, area, colors)


def _paint_title(painter: QPainter, area: QRectF, kind: str, title: str, colors: Colors) -> None:
    line = QRectF(area.left() + 16, area.top() + 8, area.width() - 32, 18)
    painter.setFont(font("caption"))
    painter.setPen(QColor(colors.muted))
    painter.drawText(line, _LEADING, kind)
    used = QFontMetricsF(font("caption")).horizontalAdvance(kind) + 12
    rtl = painter.layoutDirection() == Qt.LayoutDirection.RightToLeft
    rest = line.adjusted(0, 0, -used, 0) if rtl else line.adjusted(used, 0, 0, 0)
    painter.setFont(font("small", bold=True))
    painter.setPen(QColor(colors.text))
    painter.drawText(rest, _LEADING, _elided(title, rest.width(), painter))


def _paint_gone(painter: QPainter, area: QRectF, colors: Colors) -> None:
    line = QRectF(area.left() + 16, area.top() + 28, area.width() - 32, 20)
    rtl = painter.layoutDirection() == Qt.LayoutDirection.RightToLeft
    icon = QRectF(line.right() - 16 if rtl else line.left(), line.top() + 2, 16, 16)
    paint_icon(painter, "warning", colors.warning, icon)
    painter.setFont(font("base"))
    painter.setPen(QColor(colors.warning))
    rest = line.adjusted(0, 0, -24, 0) if rtl else line.adjusted(24, 0, 0, 0)
    painter.drawText(rest, _LEADING, _tr("Its figures are no longer in the data."))


def _paint_chart(
    painter: QPainter, area: QRectF, chart: ChartData, living: LivingNumbers, colors: Colors
) -> None:
    foot = QRectF(area.left() + 16, area.bottom() - 24, area.width() - 32, 16)
    top = area.top() + _HEAD
    if chart.unit:
        painter.setFont(font("caption"))
        painter.setPen(QColor(colors.muted))
        unit = QRectF(area.left() + 16, top - 4, area.width() - 32, 14)
        painter.drawText(unit, _LEADING, _elided(chart.unit, unit.width(), painter))
        top += 14
    plot = QRectF(area.left() + 16, top, area.width() - 32, foot.top() - top - 2)
    paint_chart(painter, plot, chart, colors, living.color or colors.accent, living.number)
    painter.setFont(font("caption"))
    painter.setPen(QColor(colors.muted))
    painter.drawText(foot, _LEADING, _elided(chart.source, foot.width(), painter))


def _paint_table(painter: QPainter, area: QRectF, lines: tuple[Line, ...], colors: Colors) -> None:
    """The first lines and the last periods; what is left out is counted."""
    periods = len(lines[0]) - 1
    columns = min(periods, _SHOWN_PERIODS)
    first = area.width() * (0.62 if columns < 3 else 0.4)
    share = (area.width() - first) / max(1, columns)
    rtl = painter.layoutDirection() == Qt.LayoutDirection.RightToLeft
    body = lines[1 : 1 + _SHOWN_LINES]
    for row, line in enumerate((lines[0], *body)):
        top = area.top() + row * _LINE
        if row == 0:
            painter.fillRect(QRectF(area.left(), top, area.width(), _LINE), QColor(colors.hover))
        else:
            painter.setPen(QPen(QColor(colors.border), 1))
            below = QPointF(area.left(), top + _LINE)
            painter.drawLine(below, below + QPointF(area.width(), 0))
        painter.setFont(font("small", bold=row == 0))
        painter.setPen(QColor(colors.muted if row == 0 else colors.text))
        shown = (line[0], *line[len(line) - columns :])
        for column, text in enumerate(shown):
            start = 0.0 if column == 0 else first + (column - 1) * share
            width = first if column == 0 else share
            left = area.right() - start - width if rtl else area.left() + start
            cell = QRectF(left + 6, top, width - 12, _LINE)
            side = _LEADING if column == 0 else _TRAILING
            # The end of a long name says which group it is.
            painter.drawText(cell, side, _elided(text, cell.width(), painter, _MIDDLE))
    _paint_rest(painter, area, len(lines) - 1 - len(body), periods - columns, colors)


def _paint_rest(painter: QPainter, area: QRectF, rows: int, periods: int, colors: Colors) -> None:
    if not rows:
        return
    top = area.top() + _LINE * (1 + _SHOWN_LINES)
    line = QRectF(area.left() + 6, top, area.width() - 12, _LINE)
    words = counted("… {n} more row", "… {n} more rows", rows)
    if periods:
        words += ", " + counted("{n} earlier period", "{n} earlier periods", periods)
    painter.setFont(font("small"))
    painter.setPen(QColor(colors.muted))
    painter.drawText(line, _LEADING, words)


def _elided(text: str, width: float, painter: QPainter, side: Qt.TextElideMode = _RIGHT) -> str:
    return QFontMetricsF(painter.font()).elidedText(text, side, width)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Cards", text)
