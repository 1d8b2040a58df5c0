"""The invented series of the demo: how each begins, ends and moves in between."""

import csv
import math
import zlib
from dataclasses import dataclass
from decimal import Decimal

from vnr_app.paths import resources_dir

GROUPS = ("women", "men", "urban", "rural")


@dataclass(frozen=True, slots=True)
class DemoSeries:
    """An invented series: where it goes, how it begins and ends, how its groups lie around it.

    `groups` are factors of the total by group; `shock` is added in 2020 and 2021.
    """

    file: str
    indicator: str
    code: str
    name: str
    unit: str
    nature: str
    years: tuple[int, ...]
    first: float
    latest: float
    decimals: int
    shock: tuple[float, ...]
    bound: str
    groups: dict[str, float]
    source: str

    def value(self, year: int, factor: float = 1.0) -> Decimal:
        """The value of a year: a straight line with a small wobble, exact at both ends."""
        step = year - self.years[0]
        share = step / (self.years[-1] - self.years[0])
        size = 0.07 * abs(self.latest - self.first) + 0.002 * max(self.first, self.latest)
        phase = zlib.crc32(f"{self.indicator} {self.name}".encode()) % 628 / 100
        number = self.first + (self.latest - self.first) * share
        number += size * math.sin(math.pi * share) * math.sin(1.7 * step + phase)
        number += dict(zip((2020, 2021), self.shock, strict=False)).get(year, 0.0)
        number *= factor
        if self.unit.upper() == "PERCENT":
            number = min(number, 100.0)
        return Decimal(f"{number:.{self.decimals}f}")

    def text(self, year: int, factor: float = 1.0) -> str:
        """The value as the database prints it: "<2.5" below the least that it publishes."""
        value = self.value(year, factor)
        if self.bound:
            limit = Decimal(self.bound[1:])
            if value < limit if self.bound[0] == "<" else value > limit:
                return self.bound
        return str(value)


def load_series() -> tuple[DemoSeries, ...]:
    """The invented series of `resources/demo/series.tsv`."""
    path = resources_dir() / "demo" / "series.tsv"
    with path.open(encoding="utf-8", newline="") as stream:
        rows = csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)
        return tuple(_series(row) for row in rows)


def _series(row: dict[str, str]) -> DemoSeries:
    start, dash, end = row["years"].partition("-")
    years = range(int(start), int(end) + 1) if dash else map(int, row["years"].split())
    return DemoSeries(
        file=row["file"],
        indicator=row["indicator"],
        code=row["code"],
        name=row["name"],
        unit=row["unit"],
        nature=row["nature"],
        years=tuple(years),
        first=float(row["first"]),
        latest=float(row["latest"]),
        decimals=int(row["decimals"]),
        shock=tuple(float(number) for number in row["shock"].split()),
        bound=row["bound"],
        groups={group: float(row[group]) for group in GROUPS if row[group]},
        source=row["source"],
    )
