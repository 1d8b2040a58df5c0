"""What a chart shows, free of any drawing."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from vnr_app.domain.decimals import line_decimals


class ChartKind(StrEnum):
    """The form of a chart; `BAR` and `STACKED` have upright bars, `DOT` has dots without lines."""

    LINE = "line"
    BAR = "bar"
    STACKED = "stacked"
    DOT = "dot"


class ChartSeries(NamedTuple):
    """A name and a decimal number for each category ("12.4"), None where there is none.

    `signs` are those of bounds, "<" for a value that is known to be below its number, "" for
    others; empty where the series has no bound. `decimals` are those that its values are written
    with; None where nobody knows better than the values themselves.
    """

    name: str
    values: tuple[str | None, ...]
    signs: tuple[str, ...] = ()
    decimals: int | None = None

    def sign(self, place: int) -> str:
        """The sign of the value of a category."""
        return self.signs[place] if place < len(self.signs) else ""

    def shown_decimals(self) -> int:
        """The decimals that the values are written with; bounds are written as they are."""
        if self.decimals is not None:
            return self.decimals
        exact = (value for at, value in enumerate(self.values) if value and not self.sign(at))
        return line_decimals(exact)


@dataclass(frozen=True, slots=True)
class ChartData:
    """The figures of a chart: periods or groups as categories, one or more series over them.

    `source` is a small line below the chart. `alt_text` describes it for those who cannot see it;
    where it is empty the writer makes one of the figures.
    """

    kind: ChartKind
    title: str
    unit: str
    categories: tuple[str, ...]
    series: tuple[ChartSeries, ...]
    source: str = ""
    alt_text: str = ""
