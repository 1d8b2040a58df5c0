"""Scores the importer on the workbooks of corpus/ons and corpus/other.

For each table the file says by hand where its numbers stand and where their periods are printed;
a number counts as right when the plan has an observation of that cell with that value and period.
Numbers that belong to no data (row numbers, codes, ages) are outside the ranges.

    python -m tests.benchmarks.bench_tables [-v]
"""

import csv
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fnmatch import fnmatchcase
from pathlib import Path

from vnr_app.domain.importplan import ImportPlan, PlannedObservation, cell_name
from vnr_app.importing.context import PlanContext
from vnr_app.importing.grid import Cell, cell_text
from vnr_app.importing.pipeline import plan_file
from vnr_app.importing.readers import read_workbook
from vnr_app.importing.values import number_text
from vnr_app.services.countries import country_of_name
from vnr_app.services.framework import load_framework

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
NEEDED = 0.90


@dataclass(frozen=True)
class Truth:
    """Where numbers stand on sheets of that name, and where their periods do.

    `period` is "column A" (carried down), "row 6", "row 6 text" (a year within the heading), or the
    text of a period that holds for all. `text` tells that numbers are stored as text.
    """

    file: str
    sheet: str
    area: str
    period: str
    text: bool = False


_DEATHS = "EXAMPLE_cim2020deathcohortworkbook.xlsx"
_SPENDING = "Example_WB1.xlsx"
_NEET = "notineducationemploymentortrainingod221.xlsx"
TRUTHS = [
    Truth("9-c-1_data_from_SDG_database.xlsx", "Goal9", "I2:I47", "column H", text=True),
    Truth("Border_Force_Q4_2020_example.xlsx", "BF_04", "B5:L16", "column A"),
    Truth(_DEATHS, "Table_1", "B7:AL47", "column A"),
    Truth(_DEATHS, "Table_2", "D8:AH22", "2020"),
    Truth(_DEATHS, "Table_3", "D8:S383", "2020"),
    Truth(_DEATHS, "Table_[4567]", "C7:H150", "2020"),
    Truth(_DEATHS, "Table_8", "C7:R27", "2020"),
    Truth(_DEATHS, "Table_9", "C7:H129", "column A"),
    Truth(_DEATHS, "Table_1[0123456] ", "C8:R200", "2020"),
    Truth(_DEATHS, "Table_1[0123456]", "C8:R200", "2020"),
    Truth(_DEATHS, "Table_17 ", "B8:Q33", "2020"),
    Truth(_DEATHS, "Table_18", "D8:M49", "2020"),
    Truth(_DEATHS, "Table_19", "C8:L125", "2020"),
    Truth(_DEATHS, "Table_20", "C7:P30", "column A"),
    Truth(_DEATHS, "Table_21", "C6:I126", "column A"),
    Truth(_DEATHS, "Table_22", "B6:O16", "column A"),
    Truth(_DEATHS, "Table_23", "B7:AS32", "row 6 text"),
    Truth(_DEATHS, "Table_24", "B7:AC18", "row 6 text"),
    Truth(_DEATHS, "Table_25", "C7:L127", "column A"),
    Truth(_DEATHS, "Table_26", "B7:R17", "column A"),
    Truth(_DEATHS, "Table_27", "B7:I32", "row 6 text"),
    Truth(_SPENDING, "A[123]", "E12:N900", "2021-22"),
    Truth(_SPENDING, "A6", "E12:O400", "2021-22"),
    Truth(_SPENDING, "A11", "E9:J400", "2021-22"),
    Truth(_SPENDING, "3.[12]*", "E10:O420", "2021-22"),
    Truth(_SPENDING, "4.1", "E9:Z60", "row 6"),
    Truth(_SPENDING, "4.[23]", "E10:Z60", "row 7"),
    Truth("PESA_2022_CP_Chapter_4_tables_example.xlsx", "4_1", "C6:O50", "column B"),
    Truth("PESA_2022_CP_Chapter_4_tables_example.xlsx", "4_[234]", "B7:Y28", "row 5"),
    Truth("PWS_2021.xlsx", "Data for figure ?", "B5:F28", "column A"),
    Truth("avi0102.xlsx", "TSGB0202[adg]", "B8:L15", "row 7"),
    Truth("avi0102.xlsx", "TSGB0202[beh]", "B8:L58", "row 7"),
    Truth("avi0102.xlsx", "TSGB0202[cfi]", "B10:L19", "row 9"),
    Truth("energyintensitybyindustryexample.xlsx", "*", "D5:F139", "row 4"),
    Truth(_NEET, "* - *SA", "B10:P132", "column A"),
    Truth("ons_disaster_deaths.xlsx", "Table 1", "C11:G64", "column B"),
    Truth("ons_disaster_deaths.xlsx", "Table 2", "D11:H118", "column C"),
    Truth("ons_disaster_deaths.xlsx", "Table 3", "C11:AZ64", "column B"),
    Truth("ons_disaster_deaths.xlsx", "Table 4", "D11:BA118", "column C"),
    Truth("type_1_data.xls", "metadata_included", "D4:J8", "column A"),
    Truth("type_1_data.xls", "no_metadata", "D2:J6", "column A"),
    Truth("type_2_data.xlsx", "2008", "C7:J13", "2008"),
    Truth("type_2_data.xlsx", "2009", "C7:J13", "2009"),
    Truth("kg_2.4.1.1_sdmx_converter.xlsx", "2.4.1.1", "C5:I6", "row 4"),
    Truth("kz_indicator_3-1-1.xlsx", "indicator_3-1-1(1)", "C2:C240", "column A"),
]
COUNTRIES = {"kz": ("KAZ", "Kazakhstan"), "kg": ("KGZ", "Kyrgyzstan"), "ca": ("CAN", "Canada")}
BRITAIN = ("GBR", "United Kingdom")
M49 = {"398": "KAZ", "417": "KGZ", "124": "CAN", "826": "GBR"}

_YEAR = r"(?:19|20)\d\d"
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]


def context_for(file: str) -> PlanContext:
    """The context of the country that a file is about."""
    code, name = COUNTRIES.get(file[:2], BRITAIN)
    m49 = next(key for key, area in M49.items() if area == code)
    return PlanContext(load_framework(), code, name, m49, M49.get, country_of_name=country_of_name)


def expected(text: str) -> tuple[str, str] | None:
    """First and last month ("2020-01") of the period that a text prints, by plain rules."""
    text = text.strip()
    if match := re.search(rf"({_YEAR})\s*(?:to|-)\s*({_YEAR})", text):
        return f"{match[1]}-01", f"{match[2]}-12"
    if match := re.match(rf"({_YEAR})[-/](\d\d)(?!\d)", text):
        return f"{match[1]}-fiscal", f"{int(match[1]) + 1}-fiscal"
    if match := re.search(rf"({_YEAR})\s*Q([1-4])", text):
        return f"{match[1]}-{int(match[2]) * 3 - 2:02}", f"{match[1]}-{int(match[2]) * 3:02}"
    if match := re.match(rf"([A-Z][a-z]{{2}})(?:-([A-Z][a-z]{{2}}))?\s+({_YEAR})", text):
        first = _MONTHS.index(match[1].lower()) + 1
        last = _MONTHS.index((match[2] or match[1]).lower()) + 1
        return f"{match[3]}-{first:02}", f"{match[3]}-{last:02}"
    years = re.findall(rf"(?<!\d){_YEAR}(?!\d)", text)
    return (f"{years[-1]}-01", f"{years[-1]}-12") if years else None


def agrees(observation: PlannedObservation, wanted: tuple[str, str]) -> bool:
    """Whether an observation has that period."""
    period = observation.period
    if wanted[0].endswith("fiscal"):
        return (f"{period.start.year}-fiscal", f"{period.end.year}-fiscal") == wanted
    return (f"{period.start:%Y-%m}", f"{period.end:%Y-%m}") == wanted


@dataclass
class Score:
    """What became of the numbers of one sheet."""

    file: str
    sheet: str
    layout: str = ""
    numbers: int = 0
    right: int = 0
    wrong: int = 0
    told: int = 0
    missed: list[str] | None = None


def score_file(path: Path) -> list[Score]:
    """The scores of all sheets of a file that have a truth."""
    plan = plan_file(path, context_for(path.name))
    if path.suffix == ".csv":
        return [_score_tidy(path, plan)]
    sheets = {sheet.name: list(sheet.rows) for sheet in read_workbook(path).sheets}
    found = []
    for name, rows in sheets.items():
        truth = next(
            (t for t in TRUTHS if t.file == path.name and fnmatchcase(name, t.sheet)), None
        )
        if truth is not None:
            found.append(_score_sheet(plan, name, rows, truth))
    return found


def _score_sheet(plan: ImportPlan, name: str, rows: list[list[Cell]], truth: Truth) -> Score:
    tables = {i: t for i, t in enumerate(plan.tables) if t.sheet == name}
    planned = {(o.row, o.column): o for o in plan.observations if o.table in tables}
    unused = {cell for table in tables.values() for cell in table.numbers_unused}
    layouts = ",".join(sorted({table.layout for table in tables.values()}))
    score = Score(truth.file, name, layouts, missed=[])
    for row, column, cell, period in _cells(rows, truth):
        score.numbers += 1
        wanted = expected(period)
        found = planned.get((row, column))
        same = found is not None and found.value.number is not None and wanted is not None
        same = same and Decimal(found.value.number) == Decimal(number_text(cell))
        if same and agrees(found, wanted):
            score.right += 1
            continue
        score.wrong += found is not None
        score.told += cell_name(row, column) in unused
        score.missed.append(f"{cell_name(row, column)}={cell_text(cell)[:8]} ({period[:20]})")
    return score


def _cells(rows: list[list[Cell]], truth: Truth) -> Iterator[tuple[int, int, float, str]]:
    """Row, column, number and printed period of each cell of a truth."""
    match = re.fullmatch(r"([A-Z]+)(\d+):([A-Z]+)(\d+)", truth.area)
    assert match
    left, top, right, bottom = (
        _column(match[1]),
        int(match[2]) - 1,
        _column(match[3]),
        int(match[4]),
    )
    above = ""
    for number in range(top, min(bottom, len(rows))):
        row = rows[number]
        if truth.period.startswith("column"):
            at = _column(truth.period.split()[1])
            above = (cell_text(row[at]) if at < len(row) else "") or above
        for column in range(left, min(right + 1, len(row))):
            cell = row[column]
            if truth.text and isinstance(cell, str) and re.fullmatch(r"\d+(?:\.\d+)?", cell):
                cell = float(cell)
            if isinstance(cell, int | float) and not isinstance(cell, bool):
                yield number, column, cell, _printed(rows, truth, column, above)


def _printed(rows: list[list[Cell]], truth: Truth, column: int, above: str) -> str:
    if truth.period.startswith("column"):
        return above
    if truth.period.startswith("row"):
        return cell_text(rows[int(truth.period.split()[1]) - 1][column])
    return truth.period


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _score_tidy(path: Path, plan: ImportPlan) -> Score:
    """A tidy file: the first column is the year, the last one the value."""
    planned = {(o.row, o.column): o for o in plan.observations}
    score = Score(path.name, "", ",".join({t.layout for t in plan.tables}), missed=[])
    with path.open(encoding="utf-8-sig", newline="") as stream:
        for number, row in enumerate(csv.reader(stream)):
            try:
                value = Decimal(row[-1])
            except InvalidOperation:
                continue
            score.numbers += 1
            found = planned.get((number, len(row) - 1))
            dated = found is not None and row[0][:4] == str(found.period.year)
            if dated and found.value.number and Decimal(found.value.number) == value:
                score.right += 1
                continue
            score.wrong += found is not None
            score.missed.append(f"{number + 1}")
    return score


def score_all() -> list[Score]:
    """The scores of all tables of both folders."""
    files = [*sorted((CORPUS / "ons").iterdir()), *sorted((CORPUS / "other").iterdir())]
    return [score for path in files if path.suffix != ".xml" for score in score_file(path)]


def main() -> None:
    """Print a line for each sheet and the totals."""
    scores = score_all()
    print(f"{'file':34} {'sheet':22} {'layout':14} numbers    right  wrong   told")
    for score in scores:
        share = score.right / score.numbers if score.numbers else 0
        low = "" if share >= NEEDED else "  <"
        print(
            f"{score.file[:34]:34} {score.sheet[:22]:22} {score.layout[:14]:14} {score.numbers:7}"
            f" {share:8.1%} {score.wrong:6} {score.told:6}{low}"
        )
        if "-v" in sys.argv and score.missed:
            print("     ", ", ".join(score.missed[:6]))
    numbers, right = sum(s.numbers for s in scores), sum(s.right for s in scores)
    low = [s for s in scores if not s.numbers or s.right < NEEDED * s.numbers]
    print(f"{len(scores)} sheets, {numbers} numbers, {right / numbers:.2%} right, {len(low)} low")


if __name__ == "__main__":
    main()
