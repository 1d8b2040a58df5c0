"""What a chart shows, free of any drawing."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class ChartKind(StrEnum):
    """The form of a chart; `BAR` and `STACKED` have upright bars, `DOT` has dots without lines."""

    LINE = "line"
    BAR = "bar"
    STACKED = "stacked"
    DOT = "dot"


class ChartSeries(NamedTuple):
    """A name and a decimal number for each category ("12.4"), None where there is none."""

    name: str
    values: tuple[str | None, ...]


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
