"""Sheets that nobody tuned the reader to: every number with its period, subject and unit."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.styles import Alignment
from openpyxl.utils import range_boundaries
from openpyxl.worksheet.table import Table

from tests.importing.offices import OFFICES, Office, Want
from vnr_app.domain.importplan import ImportPlan, PlannedObservation, Severity, cell_name
from vnr_app.domain.periods import Period
from vnr_app.importing.context import PlanContext
from vnr_app.importing.pipeline import plan_file
from vnr_app.importing.recipe import LineRule, Recipe
from vnr_app.services.countries import country, country_of_name
from vnr_app.services.framework import load_framework

NUMBER = re.compile(r"[\d٠-٩]")


def plan_office(office: Office, folder: Path, recipe: Recipe | None = None) -> ImportPlan:
    book = Workbook()
    page = book.active
    page.title = "Data"
    for row in office.rows:
        page.append(row)
    for merge in office.merges:
        page.merge_cells(merge)
    for area, code in office.formats.items():
        for row in page[area]:
            for cell in row:
                cell.number_format = code
    for cell, indent in office.indents.items():
        page[cell].alignment = Alignment(indent=indent)
    path = folder / f"{office.name}.xlsx"
    book.save(path)
    context = PlanContext(
        load_framework(),
        office.country,
        country(office.country).name,
        None,
        {}.get,
        country_of_name=country_of_name,
        recipe=recipe or Recipe(),
    )
    return plan_file(path, context)


def span(period: Period) -> str:
    first, last = f"{period.start:%Y-%m}", f"{period.end:%Y-%m}"
    year = f"{period.start:%Y}"
    return year if (first, last) == (f"{year}-01", f"{year}-12") else f"{first}/{last}"


def observations(plan: ImportPlan) -> dict[str, PlannedObservation]:
    return {cell_name(o.row, o.column): o for o in plan.observations}


def places(office: Office) -> set[str]:
    found = set()
    for area in office.data:
        left, top, right, bottom = range_boundaries(area)
        found |= {
            cell_name(row - 1, column - 1)
            for row in range(top, bottom + 1)
            for column in range(left, right + 1)
        }
    return found


def numbers(office: Office) -> set[str]:
    filled = {
        cell_name(number, column)
        for number, row in enumerate(office.rows)
        for column, cell in enumerate(row)
        if cell is not None and NUMBER.search(str(cell))
    }
    return filled & places(office)


def said(plan: ImportPlan, found: PlannedObservation, want: Want) -> Want:
    """What the plan says of a cell, as far as that is wanted."""
    series, dims = plan.series[found.series], dict(found.dimensions)
    return Want(
        float(found.value.number or "nan"),
        span(found.period),
        found.area if want.area else None,
        want.series if want.series and want.series in series.name else None,
        series.unit if want.unit else None,
        found.value.state.value if want.state else None,
        want.foot if want.foot and want.foot in found.footnote else None,
        {name: dims.get(name, "") for name in want.dims},
    )


@pytest.mark.parametrize("office", OFFICES, ids=[office.name for office in OFFICES])
def test_sheet_of_an_office(office: Office, tmp_path: Path) -> None:
    plan = plan_office(office, tmp_path)
    found = observations(plan)
    assert numbers(office) - set(found) == set(), "numbers without an observation"
    assert set(found) - places(office) == set(), "observations of what is no data"
    assert {c: said(plan, found[c], want) for c, want in office.wants.items()} == office.wants
    unused = [cell for table in plan.tables for cell in table.numbers_unused]
    assert set(unused) & set(found) == set()
    errors = {p.code for p in plan.problems if p.severity is Severity.ERROR}
    # An interval ("40–43") is no one value and blocks its own cell.
    assert errors <= {"number-range"}


def test_codes_beside_names_tell_the_indicators(tmp_path: Path) -> None:
    (office,) = (each for each in OFFICES if each.name == "indicator-list-national")
    plan = plan_office(office, tmp_path)
    found = {cell: plan.series[each.series].indicators for cell, each in observations(plan).items()}
    assert found == {
        f"{column}{row}": (code,)
        for row, code in ((3, "1.2.1"), (4, "3.3.1"), (5, "7.1.1"))
        for column in "DF"
    }


FACILITIES = [
    ["Health facilities by county, published 2022"],
    ["County", "Hospitals", "Clinics"],
    ["Nairobi", 30, 200],
    ["Kisumu", 12, 80],
]


def test_values_without_a_period_are_asked_about(tmp_path: Path) -> None:
    office = Office("undated", FACILITIES, [], {})
    plan = plan_office(office, tmp_path)
    assert not plan.observations
    (question,) = [p for p in plan.problems if p.code == "no-period"]
    assert (question.severity, question.decides) == (Severity.QUESTION, "period")
    assert question.choices == ("2022",)
    assert question.advice
    decided = observations(plan_office(office, tmp_path, Recipe(period="2021")))
    assert {cell: span(o.period) for cell, o in decided.items()} == dict.fromkeys(
        ("B3", "C3", "B4", "C4"), "2021"
    )


def lines(*rules: tuple[str, int, str, str]) -> Recipe:
    return Recipe(
        lines=tuple(
            LineRule(sheet="Data", axis=axis, at=at, role=role, dimension=dimension)
            for axis, at, role, dimension in rules
        )
    )


ODD = [
    ["Some table"],
    ["persons in thousands"],
    ["3.1.1"],
    ["Ministry of Health"],
    ["X", "Place", "A", "B", "Z", 2001, 2002],
    ["k", "North", "u", "m", 5, 7, 8],
    ["k", "South", "v", "n", 6, 9, 10],
    ["Counted anew"],
]


@pytest.fixture
def odd(tmp_path: Path) -> Callable[..., tuple[ImportPlan, dict[str, PlannedObservation]]]:
    def read(*rules: tuple[str, int, str, str]):
        plan = plan_office(Office("odd", ODD, [], {}), tmp_path, lines(*rules))
        return plan, observations(plan)

    return read


def test_rows_say_what_people_say_of_them(odd) -> None:
    plan, found = odd(
        ("row", 0, "note", ""),
        ("row", 1, "unit", ""),
        ("row", 2, "indicator", ""),
        ("row", 3, "source", ""),
        ("row", 7, "title", ""),
        ("column", 4, "dimension", "size"),
        ("column", 1, "area", ""),
    )
    first = found["F6"]
    series = plan.series[first.series]
    assert (series.unit, series.indicators) == ("persons in thousands", ("3.1.1",))
    assert (first.source, first.area) == ("Ministry of Health", "North")
    assert dict(first.dimensions)["size"] == "5"


def test_columns_are_what_people_say_of_them(odd) -> None:
    plan, found = odd(
        ("column", 0, "ignore", ""),
        ("column", 1, "area", ""),
        ("column", 2, "series", ""),
        ("column", 3, "unit", ""),
        ("column", 4, "number", ""),
        ("row", 4, "period", ""),
    )
    assert {"F6", "G6", "F7", "G7"} <= set(found)
    series = plan.series[found["G7"].series]
    assert series.unit == "n"
    assert "v" in series.name
    assert found["G7"].area == "South"
    assert (found["G7"].value.number, span(found["G7"].period)) == ("10", "2002")


def test_rows_of_areas_and_of_groups_head_columns(tmp_path: Path) -> None:
    rows = [
        ["Cars and vans, 2020"],
        [None, "Nairobi", None, "Kisumu", None],
        ["Kind", "blue", "red", "blue", "red"],
        ["Cars", 1, 2, 3, 4],
        ["Vans", 5, 6, 7, 8],
    ]
    recipe = lines(("row", 1, "area", ""), ("row", 2, "dimension", "colour"))
    found = observations(plan_office(Office("areas", rows, [], {}), tmp_path, recipe))
    assert len(found) == 8
    assert (found["B4"].area, found["E5"].area) == ("Nairobi", "Kisumu")
    assert dict(found["C5"].dimensions)["colour"] == "red"


def test_declared_tables_are_read_each_by_itself(tmp_path: Path) -> None:
    book = Workbook()
    page = book.active
    page.title = "Data"
    for row in (
        ["Beds and cars, 2020"],
        ["County", "Beds", "Place", "Cars"],
        ["Nairobi", 30, "Mombasa", 5],
        ["Kisumu", 12, "Nakuru", 6],
    ):
        page.append(row)
    page.add_table(Table(displayName="Beds", ref="A2:B4"))
    page.add_table(Table(displayName="Cars", ref="C2:D4"))
    path = tmp_path / "declared.xlsx"
    book.save(path)
    context = PlanContext(load_framework(), "KEN", "Kenya", None, {}.get)
    plan = plan_file(path, context)
    found = observations(plan)
    assert {cell: (o.area, o.value.number) for cell, o in found.items()} == {
        "B3": ("Nairobi", "30"),
        "B4": ("Kisumu", "12"),
        "D3": ("Mombasa", "5"),
        "D4": ("Nakuru", "6"),
    }
    assert len(plan.tables) == 2
