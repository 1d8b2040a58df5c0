"""A tiny line of a series over time."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from ui.theme.colors import Colors
from vnr_app.domain.indicators import Observation

Points = list[tuple[float, float]]


def line_points(observations: tuple[Observation, ...]) -> Points:
    """(day, number) of each observation that has a number, by day."""
    return sorted(
        (float(each.period.start.toordinal()), float(each.value.number))
        for each in observations
        if each.value.number is not None
    )


def paint_sparkline(painter: QPainter, area: QRectF, points: Points, colors: Colors) -> None:
    """Paint the line with a dot at its end; a single point is a dot."""
    if not points:
        return
    days = [day for day, _number in points]
    numbers = [number for _day, number in points]
    wide = (max(days) - min(days)) or 1.0
    high = (max(numbers) - min(numbers)) or 1.0
    inner = area.adjusted(3, 4, -4, -4)
    line = [
        QPointF(
            inner.left() + (day - min(days)) / wide * inner.width(),
            inner.bottom() - (number - min(numbers)) / high * inner.height()
            if max(numbers) > min(numbers)
            else inner.center().y(),
        )
        for day, number in points
    ]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(QColor(colors.accent), 1.5)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    if len(line) > 1:
        painter.drawPolyline(QPolygonF(line))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colors.accent))
    painter.drawEllipse(line[-1], 2.5, 2.5)
    painter.restore()
