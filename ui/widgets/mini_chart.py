"""A small chart: lines, bars or dots with the ends of the axes named, a legend where needed."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from ui.theme.colors import Colors, blend, shown_on
from ui.theme.fonts import font
from vnr_app.domain.charts import ChartData, ChartKind

Number = Callable[[float], str]
"""How the language writes a number of an axis."""

_LABEL = 16.0
_LEGEND = 18.0
_MARK = 3.0
_ALL = int(Qt.AlignmentFlag.AlignCenter)
_END = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_START = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where the figures are drawn, and between which numbers."""

    area: QRectF
    low: float
    high: float
    places: int

    def y(self, value: float) -> float:
        """The height of a number."""
        return self.area.bottom() - (value - self.low) / (self.high - self.low) * self.area.height()

    def x(self, place: float) -> float:
        """The middle of a category, counted from 0."""
        return self.area.left() + (place + 0.5) / self.places * self.area.width()


def paint_chart(
    painter: QPainter, area: QRectF, chart: ChartData, colors: Colors, color: str, number: Number
) -> None:
    """Paint a chart in shades of a colour "#RRGGBB"; bars begin at zero."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(font("caption"))
    # Time runs to the right here as in the document.
    painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    shades = series_shades(color, colors)
    inner = QRectF(area)
    if len(chart.series) > 1:
        _paint_legend(
            painter,
            QRectF(inner.left(), inner.top(), inner.width(), _LEGEND),
            chart,
            shades,
            colors,
        )
        inner.setTop(inner.top() + _LEGEND + 4)
    low, high = _range(chart)
    names = (number(low), number(high))
    metrics = QFontMetricsF(font("caption"))
    side = max(metrics.horizontalAdvance(name) for name in names) + 8
    plot = inner.adjusted(side, _LABEL / 2, -4, -_LABEL - 4)
    frame = _Frame(plot, low, high, max(1, len(chart.categories)))
    _paint_axes(painter, frame, names, side, chart.categories, colors)
    if chart.kind in (ChartKind.BAR, ChartKind.STACKED):
        _paint_bars(painter, frame, chart, shades)
    else:
        _paint_lines(painter, frame, chart, shades)
    painter.restore()


def series_shades(color: str, colors: Colors) -> tuple[str, ...]:
    """Six shades for the series of a chart; each stands out from the page."""
    strong = shown_on(color, colors)
    return (
        strong,
        blend(strong, colors.text, 0.4),
        blend(strong, colors.page, 0.62),
        colors.muted,
        blend(strong, colors.text, 0.7),
        colors.strong_border,
    )


def _numbers(chart: ChartData) -> list[list[float | None]]:
    return [[None if v is None else float(v) for v in each.values] for each in chart.series]


def _range(chart: ChartData) -> tuple[float, float]:
    """Least and most that the axis shows, never the same."""
    series = _numbers(chart)
    if chart.kind is ChartKind.STACKED:
        columns = [[v for v in column if v is not None] for column in zip(*series, strict=True)]
        found = [sum(v for v in column if v > 0) for column in columns]
        found += [sum(v for v in column if v < 0) for column in columns]
    else:
        found = [v for values in series for v in values if v is not None]
    if chart.kind in (ChartKind.BAR, ChartKind.STACKED):
        found.append(0.0)
    low, high = min(found, default=0.0), max(found, default=1.0)
    if low == high:
        return (low - abs(low) / 2, high + abs(high) / 2) if low else (0.0, 1.0)
    return low, high


def _paint_axes(
    painter: QPainter,
    frame: _Frame,
    names: tuple[str, str],
    side: float,
    categories: tuple[str, ...],
    colors: Colors,
) -> None:
    plot = frame.area
    painter.setPen(QPen(QColor(colors.border), 1))
    painter.drawLine(plot.bottomLeft(), plot.bottomRight())
    painter.drawLine(plot.topLeft(), plot.topRight())
    if frame.low < 0 < frame.high:
        painter.drawLine(QPointF(plot.left(), frame.y(0)), QPointF(plot.right(), frame.y(0)))
    painter.setPen(QColor(colors.muted))
    for name, y in zip(names, (plot.bottom(), plot.top()), strict=True):
        painter.drawText(QRectF(plot.left() - side, y - 8, side - 6, 16), _END, name)
    metrics = QFontMetricsF(painter.font())
    widest = max((metrics.horizontalAdvance(each) for each in categories), default=0.0) + 8
    step = max(1, -int(-widest * frame.places // max(1.0, plot.width())))
    for place, name in enumerate(categories):
        # The latest is always named, and then every so many before it.
        if (len(categories) - 1 - place) % step == 0:
            box = QRectF(frame.x(place) - widest / 2, plot.bottom() + 4, widest, _LABEL)
            left = min(max(box.left(), plot.left() - side), plot.right() + 4 - widest)
            box.moveLeft(left)
            painter.drawText(box, _ALL, name)


def _paint_lines(
    painter: QPainter, frame: _Frame, chart: ChartData, shades: tuple[str, ...]
) -> None:
    for at, values in enumerate(_numbers(chart)):
        shade = QColor(shades[at % len(shades)])
        points = [QPointF(frame.x(p), frame.y(v)) for p, v in enumerate(values) if v is not None]
        if chart.kind is ChartKind.LINE:
            painter.setPen(QPen(shade, 2))
            for one, other in pairwise(points):
                painter.drawLine(one, other)
        for point in points:
            _paint_mark(painter, point, at, shade)


def _paint_mark(painter: QPainter, at: QPointF, series: int, shade: QColor) -> None:
    """A mark of its own for each series, so that they are told apart without colour too."""
    painter.setPen(QPen(shade, 1.5))
    painter.setBrush(shade if series % 2 == 0 else Qt.BrushStyle.NoBrush)
    box = QRectF(at.x() - _MARK, at.y() - _MARK, 2 * _MARK, 2 * _MARK)
    if series % 4 in (0, 1):
        painter.drawEllipse(box)
    else:
        painter.drawRect(box)


def _paint_bars(
    painter: QPainter, frame: _Frame, chart: ChartData, shades: tuple[str, ...]
) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    series = _numbers(chart)
    stacked = chart.kind is ChartKind.STACKED
    room = frame.area.width() / frame.places * 0.72
    width = min(room if stacked else room / max(1, len(series)), 48.0)
    above, below = [0.0] * frame.places, [0.0] * frame.places
    for at, values in enumerate(series):
        painter.setBrush(QColor(shades[at % len(shades)]))
        for place, value in enumerate(values):
            if value is None:
                continue
            ends = above if value >= 0 else below
            begin = ends[place] if stacked else 0.0
            ends[place] += value
            shift = 0.0 if stacked else (at - (len(series) - 1) / 2) * width
            left = frame.x(place) + shift - width / 2
            top, bottom = sorted((frame.y(begin), frame.y(begin + value)))
            painter.drawRect(QRectF(left, top, width - (0 if stacked else 1), bottom - top))


def _paint_legend(
    painter: QPainter, area: QRectF, chart: ChartData, shades: tuple[str, ...], colors: Colors
) -> None:
    metrics = QFontMetricsF(painter.font())
    room = area.width() / len(chart.series)
    left = area.left()
    for at, series in enumerate(chart.series):
        shade = QColor(shades[at % len(shades)])
        _paint_mark(painter, QPointF(left + 6, area.center().y()), at, shade)
        name = metrics.elidedText(series.name, Qt.TextElideMode.ElideRight, room - 24)
        painter.setPen(QColor(colors.text))
        painter.drawText(QRectF(left + 14, area.top(), room - 20, area.height()), _START, name)
        left += min(room, metrics.horizontalAdvance(name) + 30)
