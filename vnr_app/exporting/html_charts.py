"""Charts as SVG: lines, bars, stacked bars and dots, drawn without any script."""

import math
from collections.abc import Iterator, Sequence
from html import escape

from vnr_app.domain.charts import ChartData, ChartKind
from vnr_app.domain.decimals import line_decimals
from vnr_app.exporting.chart_scale import chart_numbers, chart_ticks
from vnr_app.exporting.colors import series_colors
from vnr_app.exporting.docx_chart_words import chart_in_words, shown_number
from vnr_app.i18n import Words

_WIDTH, _HEIGHT = 680, 300
_LEFT, _RIGHT, _TOP, _BOTTOM = 58, 16, 26, 34
_LEGEND = 20
_LETTER = 6.3
"""The usual width of a letter in the labels, in the units of the drawing."""
_GRID, _TEXT = "#DDE2E7", "#52606D"
_BAR_SHARE = 0.72


def chart_svg(chart: ChartData, color: str, words: Words) -> str:
    """A chart in shades of a colour (six hexadecimal digits), with its description inside."""
    return _Drawing(chart, color, words).svg()


class _Drawing:
    """One chart: its scales, and the pieces drawn on them."""

    def __init__(self, chart: ChartData, color: str, words: Words) -> None:
        self.chart, self.words = chart, words
        self.colors = series_colors(color)
        self.rows = chart_numbers(chart)
        self.ticks = chart_ticks(chart)
        self.legend = list(_legend_rows([each.name for each in chart.series]))
        if len(chart.series) == 1:
            self.legend = []
        self.height = _HEIGHT + _LEGEND * len(self.legend)

    def _x(self, place: float) -> float:
        step = (_WIDTH - _LEFT - _RIGHT) / max(1, len(self.chart.categories))
        return round(_LEFT + step * (place + 0.5), 1)

    def _y(self, value: float) -> float:
        low, high = self.ticks[0], self.ticks[-1]
        room = _HEIGHT - _TOP - _BOTTOM
        return round(_HEIGHT - _BOTTOM - room * (value - low) / (high - low), 1)

    def svg(self) -> str:
        """The whole drawing."""
        told = escape(chart_in_words(self.chart, self.words))
        pieces = [*self._axes(), *self._figures(), *self._legend()]
        return (
            f'<svg viewBox="0 0 {_WIDTH} {self.height}" '
            f'role="img" aria-label="{told}" font-size="11" direction="ltr" '
            f'font-family="Noto Sans, Segoe UI, Arial, sans-serif">'
            f"<title>{escape(self.chart.title)}</title><desc>{told}</desc>{''.join(pieces)}</svg>"
        )

    def _axes(self) -> Iterator[str]:
        ticks = [f"{tick:.12g}" for tick in self.ticks]
        decimals = line_decimals(ticks)
        for tick, number in zip(self.ticks, ticks, strict=True):
            y = self._y(tick)
            strong = tick == 0 or tick == self.ticks[0]
            yield (
                f'<line x1="{_LEFT}" x2="{_WIDTH - _RIGHT}" y1="{y}" y2="{y}" '
                f'stroke="{_TEXT if strong else _GRID}" stroke-width="1"/>'
            )
            shown = shown_number(number, self.words.language, decimals)
            yield _text(_LEFT - 6, y + 4, shown, "end")
        if self.chart.unit:
            yield _text(_LEFT - 6, 14, self.chart.unit, "start", indent=-_LEFT + 10)
        categories = self.chart.categories
        longest = max((len(each) for each in categories), default=1)
        step = (_WIDTH - _LEFT - _RIGHT) / max(1, len(categories))
        every = max(1, math.ceil((longest * _LETTER + 8) / step)) if longest < 14 else 1
        room = max(4, int(step / _LETTER))
        for place in range(0, len(categories), every):
            label = categories[place]
            shown = label if every > 1 or len(label) <= room else f"{label[: room - 1]}…"
            yield _text(self._x(place), _HEIGHT - _BOTTOM + 18, shown, "middle")

    def _figures(self) -> Iterator[str]:
        for number in range(len(self.rows)):
            color = f"#{self.colors[number % len(self.colors)]}"
            if self.chart.kind is ChartKind.BAR:
                yield from self._bars(number, color)
            elif self.chart.kind is ChartKind.STACKED:
                yield from self._stack(number, color)
            else:
                yield from self._line(number, color)

    def _line(self, number: int, color: str) -> Iterator[str]:
        """A line that crosses gaps in dots of its own, or dots alone."""
        points = [
            (self._x(place), self._y(value))
            for place, value in enumerate(self.rows[number])
            if value is not None
        ]
        if self.chart.kind is ChartKind.LINE and len(points) > 1:
            path = " ".join(f"{x},{y}" for x, y in points)
            yield (
                f'<polyline points="{path}" fill="none" stroke="{color}" stroke-width="2.2"'
                f"{_dashes(number)}/>"
            )
        size = 3 if self.chart.kind is ChartKind.LINE else 5
        yield from (f'<circle cx="{x}" cy="{y}" r="{size}" fill="{color}"/>' for x, y in points)

    def _bars(self, number: int, color: str) -> Iterator[str]:
        step = self._x(1) - self._x(0)
        width = step * _BAR_SHARE / len(self.rows)
        for place, value in enumerate(self.rows[number]):
            if value is not None:
                left = self._x(place) - step * _BAR_SHARE / 2 + width * number
                yield self._bar(left, width, 0.0, value, color)

    def _stack(self, number: int, color: str) -> Iterator[str]:
        width = (self._x(1) - self._x(0)) * _BAR_SHARE
        for place, value in enumerate(self.rows[number]):
            if value is None:
                continue
            below = (row[place] or 0.0 for row in self.rows[:number])
            base = sum(each for each in below if (each < 0) == (value < 0))
            yield self._bar(self._x(place) - width / 2, width, base, base + value, color)

    def _bar(self, left: float, width: float, start: float, end: float, color: str) -> str:
        top, bottom = sorted((self._y(start), self._y(end)))
        return (
            f'<rect x="{left:.1f}" y="{top}" width="{width:.1f}" height="{bottom - top:.1f}" '
            f'fill="{color}"/>'
        )

    def _legend(self) -> Iterator[str]:
        names = [each.name for each in self.chart.series]
        for line, row in enumerate(self.legend):
            y = _HEIGHT + 10 + _LEGEND * line
            x = float(_LEFT)
            for number in row:
                color = f"#{self.colors[number % len(self.colors)]}"
                yield f'<rect x="{x:.0f}" y="{y - 9}" width="12" height="10" fill="{color}"/>'
                yield _text(x + 17, y, names[number], "start")
                x += _entry_width(names[number])


def _text(x: float, y: float, text: str, anchor: str, *, indent: float = 0) -> str:
    return (
        f'<text x="{x + indent:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{_TEXT}">'
        f"{escape(text)}</text>"
    )


def _dashes(number: int) -> str:
    """Lines differ in more than colour."""
    pattern = ("", "7 3", "2 3", "9 3 2 3", "4 4", "1 3")[number % 6]
    return f' stroke-dasharray="{pattern}"' if pattern else ""


def _entry_width(name: str) -> float:
    return 34 + len(name) * _LETTER


def _legend_rows(names: Sequence[str]) -> Iterator[list[int]]:
    """The series by row of the legend, as many as have room."""
    row: list[int] = []
    used = 0.0
    for number, name in enumerate(names):
        width = _entry_width(name)
        if row and used + width > _WIDTH - _LEFT - _RIGHT:
            yield row
            row, used = [], 0.0
        row.append(number)
        used += width
    if row:
        yield row
