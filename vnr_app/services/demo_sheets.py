"""The demo's spreadsheets, written as offices send them; every figure in them is made up."""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from vnr_app.io import atomic_write
from vnr_app.services.demo_series import DemoSeries, load_series

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

COUNTRY = "Examplia"
_Row = list[object]
_NUMERIC = "900"
"""A numeric code that ISO 3166-1 leaves to users; no country has it."""

_UN_COLUMNS = (
    "Goal,Target,Indicator,SeriesCode,SeriesDescription,GeoAreaCode,GeoAreaName,TimePeriod,Value,"
    "Time_Detail,TimeCoverage,UpperBound,LowerBound,BasePeriod,Source,GeoInfoUrl,FootNote,"
    "[Activity],[Age],[Cause of death],[Cities],[Disability status],[Education level],"
    "[Grounds of discrimination],[Ihr capacity],[Level status],[Location],[Migratory status],"
    "[Mode of transportation],[Name of international institution],"
    "[Name of non communicable disease],[Observation status],[Parliamentary committees],"
    "[Policy domains],[Policy instruments],[Quantile],[Sampling stations],[Sex],"
    "[Substance use disorders],[Type of occupation],[Type of product],[Type of skill],"
    "[Type of speed],[Type of waste treatment],[Nature],[Reporting Type],[Units]"
)
_UN_GROUPS = {
    "women": ("[Sex]", "FEMALE", "BOTHSEX"),
    "men": ("[Sex]", "MALE", "BOTHSEX"),
    "urban": ("[Location]", "URBAN", "ALLAREA"),
    "rural": ("[Location]", "RURAL", "ALLAREA"),
}
_TIDY_GROUPS = {
    "women": ("Female", ""),
    "men": ("Male", ""),
    "urban": ("", "Urban"),
    "rural": ("", "Rural"),
}
_GAP = ("3.3.2", "Lake region", 2020)
_WIDTH = 34


def write_sheets(folder: Path) -> tuple[Path, ...]:
    """Write all spreadsheets of the demo into a folder; the same bytes every time."""
    series = load_series()
    writers = {
        "un-database-examplia.csv": _un_database,
        "ministry-of-health.xlsx": _health,
        "indicator_4-1-2.csv": _education,
        "energy-and-climate.xlsx": _energy,
        "ministry-of-finance.xlsx": _finance,
    }
    paths = []
    for name, content in writers.items():
        with atomic_write(folder / name) as stream:
            stream.write(content(series))
        paths.append(folder / name)
    return tuple(paths)


def _of(series: Sequence[DemoSeries], file: str, indicator: str = "") -> list[DemoSeries]:
    return [s for s in series if s.file == file and indicator in ("", s.indicator)]


# --- Lists of observations ----------------------------------------------------------------------


def _un_database(series: Sequence[DemoSeries]) -> bytes:
    """A download of the UN Global SDG Database, in its columns."""
    page = io.StringIO(newline="")
    rows = csv.DictWriter(page, _UN_COLUMNS.split(","), restval="", quoting=csv.QUOTE_ALL)
    rows.writeheader()
    for each in _of(series, "un"):
        code = each.indicator.partition(",")[0]
        everybody = {_UN_GROUPS[g][0]: _UN_GROUPS[g][2] for g in each.groups}
        row = everybody | {
            "Goal": code.split(".", maxsplit=1)[0],
            "Target": code.rpartition(".")[0],
            "Indicator": each.indicator,
            "SeriesCode": each.code,
            "SeriesDescription": each.name,
            "GeoAreaCode": _NUMERIC,
            "GeoAreaName": COUNTRY,
            "Source": each.source,
            "[Nature]": each.nature,
            "[Reporting Type]": "G",
            "[Units]": each.unit,
        }
        for group, factor in {"": 1.0, **each.groups}.items():
            column = {_UN_GROUPS[group][0]: _UN_GROUPS[group][1]} if group else {}
            for year in each.years:
                value = each.text(year, factor)
                rows.writerow(
                    row | column | {"TimePeriod": year, "Time_Detail": year, "Value": value}
                )
    return page.getvalue().encode()


def _education(series: Sequence[DemoSeries]) -> bytes:
    """A tidy table as Open SDG sites publish it: blank means everybody."""
    page = io.StringIO(newline="")
    rows = csv.writer(page)
    rows.writerow(("Year", "Series", "Sex", "Location", "Units", "Source", "Value"))
    for each in _of(series, "education"):
        for group, factor in {"": 1.0, **each.groups}.items():
            columns = _TIDY_GROUPS[group] if group else ("", "")
            for year in each.years:
                value = each.value(year, factor)
                rows.writerow((year, each.name, *columns, each.unit, each.source, value))
    return page.getvalue().encode()


# --- Tables with the years across ---------------------------------------------------------------


def _health(series: Sequence[DemoSeries]) -> bytes:
    """Two sheets: areas with the sexes below them, a gap, provisional figures, footnotes."""
    titles = {
        "3.2.1": ("Under-five mortality rate", "(per 1,000 live births)", ("Girls", "Boys")),
        "3.3.2": ("Tuberculosis incidence", "(per 100,000 population)", ("Women", "Men")),
    }
    sheets = []
    for code, (title, unit, sexes) in titles.items():
        own = _of(series, "health", code)
        years = own[0].years
        rows: list[_Row] = [
            [f"{COUNTRY}, Ministry of Health"],
            [f"{code} {title}"],
            [unit],
            [],
            ["Area and sex", *years[:-1], f"{years[-1]}*"],
        ]
        for each in own:
            rows.append([each.name, *(_reported(each, year) for year in years)])
            for label, factor in zip(sexes, each.groups.values(), strict=True):
                rows.append([label, *(float(each.value(year, factor)) for year in years)])
        rows += [[], ["* Provisional data."]]
        if code == _GAP[0]:
            rows.append(["… The register of the region was being moved."])
        rows.append(["Source: Ministry of Health."])
        sheets.append((code, rows))
    return _workbook(sheets)


def _reported(series: DemoSeries, year: int) -> float | str:
    """The value of a year, or the mark of the one that was not reported."""
    is_gap = (series.indicator, series.name, year) == _GAP
    return "…" if is_gap else float(series.value(year))


def _energy(series: Sequence[DemoSeries]) -> bytes:
    """Two sheets in which some numbers are texts: decimal commas, no-break spaces."""
    energy = _of(series, "energy")
    climate = _of(series, "climate")
    years = energy[0].years

    def line(name: str, values: Iterable[Decimal]) -> _Row:
        return [name, *map(_office_number, values, years)]

    renewable: list[_Row] = [
        [f"7.2.1 Renewable energy share in the total final energy consumption of {COUNTRY}"],
        ["(per cent)"],
        ["Use of energy", *years],
    ]
    renewable += [line(each.name, map(each.value, years)) for each in energy]
    renewable += [[], ["Source: energy balance."]]
    gases: list[_Row] = [
        [f"13.2.2 Total greenhouse gas emissions of {COUNTRY}, without land use"],
        ["(thousand tonnes of CO2 equivalent)"],
        ["Sector", *years],
        line("Total", _totals(climate)),
    ]
    gases += [line(each.name, map(each.value, years)) for each in climate]
    gases += [[], ["Source: greenhouse gas inventory."]]
    return _workbook([("7.2.1", renewable), ("13.2.2", gases)])


def _totals(series: Sequence[DemoSeries]) -> list[Decimal]:
    """The sum of the series in each of their years."""
    return [sum((each.value(year) for each in series), Decimal()) for year in series[0].years]


def _office_number(value: Decimal, year: int) -> float | str:
    """Every third year was typed by somebody: "31 250,4" with a no-break space."""
    if year % 3:
        return float(value)
    return f"{value:,}".replace(",", "\u00a0").replace(".", ",")


def _finance(series: Sequence[DemoSeries]) -> bytes:
    """Revenue by fiscal year, the total above its parts."""
    own = _of(series, "finance")
    years = own[0].years
    rows: list[_Row] = [
        [f"{COUNTRY}, Ministry of Finance"],
        ["Indicator 17.1.1 Total government revenue as a proportion of GDP, by source"],
        ["(per cent)"],
        [],
        ["Fiscal year", *(f"{year}/{(year + 1) % 100:02d}" for year in years)],
        ["Total", *map(float, _totals(own))],
    ]
    rows += [[each.name, *(float(each.value(year)) for year in years)] for each in own]
    rows += [[], ["Note: the fiscal year begins on 1 July."], ["Source: Ministry of Finance."]]
    return _workbook([("Revenue", rows)])


def _workbook(sheets: Sequence[tuple[str, Sequence[_Row]]]) -> bytes:
    """A workbook of these sheets, the first two rows bold, as the same bytes every time."""
    from openpyxl import Workbook  # noqa: PLC0415 - loaded when a demo is made

    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets:
        page = book.create_sheet(name)
        for row in rows:
            page.append(row)
        _dress(page)
    stream = io.BytesIO()
    book.save(stream)
    return _without_times(stream.getvalue())


def _dress(page: "Worksheet") -> None:
    from openpyxl.styles import Font  # noqa: PLC0415 - loaded when a demo is made

    page.column_dimensions["A"].width = _WIDTH
    for number in (1, 2):
        page.cell(number, 1).font = Font(bold=True)


def _without_times(data: bytes) -> bytes:
    """The workbook with a fixed date in the place of the moment at which it was written."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as made,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as settled,
    ):
        for name in made.namelist():
            part = made.read(name)
            if name == "docProps/core.xml":
                part = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", b"2027-01-15T09:00:00Z", part)
            settled.writestr(zipfile.ZipInfo(name), part, zipfile.ZIP_DEFLATED)
    return stream.getvalue()
