"""Habits of published workbooks: numbers that are no values, running heads, dates as months.

The sheets are made for these tests; nothing of them was published.
"""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.workbook.defined_name import DefinedName

from vnr_app.domain.importplan import ImportPlan, PlannedObservation, Severity, cell_name
from vnr_app.importing.date_steps import DateSteps
from vnr_app.importing.pipeline import plan_file
from vnr_app.importing.titles import is_link, without_number

Sheets = dict[str, list[list[object]]]


@pytest.fixture
def plan_book(tmp_path, context) -> Callable[..., ImportPlan]:
    """Plan a workbook of several sheets, with names for ranges."""

    def plan(sheets: Sheets, names: dict[str, str] | None = None) -> ImportPlan:
        book = Workbook()
        book.remove(book.active)
        for title, rows in sheets.items():
            page = book.create_sheet(title)
            for row in rows:
                page.append(row)
        for name, cells in (names or {}).items():
            book.defined_names[name] = DefinedName(name, attr_text=cells)
        path: Path = tmp_path / "book.xlsx"
        book.save(path)
        return plan_file(path, context("FJI"))

    return plan


def told(plan: ImportPlan, sheet: str = "") -> dict[str, PlannedObservation]:
    return {
        cell_name(o.row, o.column): o
        for o in plan.observations
        if not sheet or plan.tables[o.table].sheet == sheet
    }


def months(observation: PlannedObservation) -> str:
    return f"{observation.period.start:%Y-%m}/{observation.period.end:%Y-%m}"


def year(observation: PlannedObservation) -> str:
    period = observation.period
    assert (period.start, period.end) == (date(period.year, 1, 1), date(period.year, 12, 31))
    return str(period.year)


def errors(plan: ImportPlan) -> list[str]:
    return [p.code for p in plan.problems if p.severity is Severity.ERROR]


def test_a_text_in_a_column_of_dates_leaves_the_other_rows_readable(plan_rows):
    rows = [["Deaths by day"], ["Day", "Deaths"]]
    rows += [[date(2021, 3, day), 20 + day] for day in range(1, 9)]
    rows += [["Day not known", 4]]
    found = told(plan_rows(rows))
    assert set(found) == {f"B{n}" for n in range(3, 11)}
    assert found["B3"].period.start == found["B3"].period.end == date(2021, 3, 1)


CODED = [
    ["Population by district, 2021 to 2023"],
    [],
    ["UBIGEO", "Department and district", "Population", None, None],
    [None, None, 2021, 2022, 2023],
    [],
    ["010000", "NORTH", 900, 910, 920],
    ["010100", "Alba", 500, 505, 511],
    ["010101", "Alba", 300, 303, 306],
    ["010102", "Brena", "Founded in 2023", "Founded in 2023", 75],
    ["020000", "SOUTH", 400, 404, 409],
    ["020100", "Cruz", 400, 404, 409],
]


@pytest.mark.parametrize("names", [None, {"CODES": "Data!$A$6:$A$11", "ALL": "Data!$A$6:$E$11"}])
def test_codes_of_places_are_no_values(plan_book, names):
    plan = plan_book({"Data": CODED}, names)
    found = told(plan)
    assert set(found) == {f"{c}{r}" for c in "CDE" for r in range(6, 12)} - {"C9", "D9"}
    assert (found["E8"].value.number, year(found["E8"])) == ("306", "2023")
    assert plan.tables[0].numbers_unused == ()


def test_codes_between_names_are_no_values(plan_rows):
    plan = plan_rows(
        [
            ["People by region, census of 2017"],
            [
                "No",
                "NAME OF REGION",
                "REGION CODE",
                "NAME OF DISTRICT",
                "DISTRICT CODE",
                "SEX",
                "ALL",
            ],
            [1, "NATION", "Nation", "NATION", "Nation", "Total", 60],
            [2, "NATION", "Nation", "NATION", "Nation", "Men", 30],
            [3, "EAST", "15", "UPPER", "151", "Total", 40],
            [4, "EAST", "15", "UPPER", "151", "Men", 19],
            [5, "WEST", "1", "LOWER", "14", "Total", 20],
            [6, "WEST", "1", "LOWER", "14", "Men", 11],
        ]
    )
    found = told(plan)
    assert set(found) == {f"G{n}" for n in range(3, 9)}
    assert {year(o) for o in found.values()} == {"2017"}
    assert dict(found["G6"].dimensions)["sex"] == "M"


def test_years_and_months_beside_each_other_date_all_values(plan_rows):
    head = ["country", "region", "region_code", "population", "year", "month", "deaths"]
    rows = [
        ["Fiji", "Central", 51, 370000, 2020, 1, 125],
        ["Fiji", "Central", 51, 370000, 2020, 2, 133],
        ["Fiji", "Northern", 52, 131000, 2020, 1, 45],
        ["Fiji", "Northern", 52, 131000, 2020, 2, 47],
    ]
    found = told(plan_rows([head, *rows]))
    assert set(found) == {f"{c}{n}" for c in "DG" for n in range(2, 6)}
    assert {months(found["G2"]), months(found["G3"])} == {"2020-01/2020-01", "2020-02/2020-02"}
    assert found["G4"].area == "Northern"


def test_a_first_and_a_last_day_are_one_period(plan_rows):
    rows = [["region", "population", "first_day", "last_day", "deaths"]]
    rows += [
        [region, people, date(2021, 3, first), date(2021, 3, first + 6), first]
        for region, people in (("Central", 370000), ("Northern", 131000))
        for first in (3, 10, 17)
    ]
    found = told(plan_rows(rows))
    period = found["E3"].period
    assert (period.start, period.end) == (date(2021, 3, 10), date(2021, 3, 16))


@pytest.mark.parametrize(
    ("days", "first", "last"),
    [
        ([date(2020, m, 1) for m in range(1, 7)], "2020-01-01", "2020-01-31"),
        ([date(2020, m, 1) for m in (3, 6, 9, 12)], "2020-01-01", "2020-03-31"),
        ([date(2020, m, 1) for m in (1, 4, 7, 10)], "2020-01-01", "2020-03-31"),
        ([date(2020, 1, d) for d in (1, 8, 15)], "2020-01-01", "2020-01-01"),
        ([date(y, 7, 1) for y in (2019, 2020, 2021)], "2019-07-01", "2019-07-01"),
        (["2020-01-01", "2020-02-01", "2020-03-01"], "2020-01-01", "2020-01-31"),
    ],
)
def test_dates_stand_for_months_or_quarters_by_their_steps(days, first, last):
    period = DateSteps(days).period(days[0])
    assert (str(period.start), str(period.end)) == (first, last)


def test_first_days_of_years_stay_years():
    steps = DateSteps([date(year, 1, 1) for year in range(2015, 2020)])
    assert steps.period(date(2015, 1, 1)) is None


def test_monthly_dates_are_months_down_and_across(plan_rows):
    days = [date(2021, 11, 1), date(2021, 12, 1), date(2022, 1, 1), date(2022, 2, 1)]
    down = told(plan_rows([["Unemployed"], ["Month", "Rate"], *([d, 7.5] for d in days)]))
    assert months(down["B5"]) == "2022-01/2022-01"
    across = told(
        plan_rows([["Unemployed"], ["Area", *days], ["Suva", 1, 2, 3, 4], ["Nadi", 5, 6, 7, 8]])
    )
    assert [months(across[f"{c}3"]) for c in "BD"] == ["2021-11/2021-11", "2022-01/2022-01"]


def test_names_of_variables_carry_their_years(plan_rows):
    found = told(
        plan_rows(
            [
                ["Deaths of children"],
                ["Region", "Bounds", "U5MR.2019", "U5MR.2020", "IMR.2019", "IMR.2020"],
                ["Central", "Lower", 20.1, 19.5, 15.2, 15.0],
                ["Central", "Upper", 24.1, 23.5, 18.2, 18.0],
            ]
        )
    )
    assert [year(found[cell]) for cell in ("C3", "D3", "E4", "F4")] == ["2019", "2020"] * 2
    assert len(found) == 8


def test_one_year_among_the_headings_is_that_of_the_table(plan_rows):
    plan = plan_rows(
        [
            ["Poverty by district, estimates 2022"],
            [
                "Region",
                "District",
                "People",
                "Share of the poor 2022",
                "Lower limit",
                "Upper limit",
            ],
            ["North", "Alba", 4100, 0.21, 0.18, 0.24],
            ["North", "Brena", 1700, 0.33, 0.28, 0.38],
            ["South", "Cruz", 900, 0.41, 0.35, 0.47],
        ]
    )
    assert {year(o) for o in told(plan).values()} == {"2022"}
    assert len(told(plan)) == 12


def yearbook(number: str, title: str) -> list[list[object]]:
    return [
        ["Regions of the country. Social and economic indicators"],
        ["9. PRICES"],
        [f"{number}. {title}"],
        ["", 2019, 2020],
        ["Central", 10.5, 11.5],
        ["Northern", 12.5, 13.5],
    ]


def test_a_running_head_is_no_title(plan_book):
    titles = ["Prices of food in shops", "Prices of flats on the market", "Prices of goods made"]
    plan = plan_book({f"9.{n}": yearbook(f"9.{n}", t) for n, t in enumerate(titles, 1)})
    assert errors(plan) == []
    assert len(plan.observations) == 12
    assert len({plan.series[o.series].name for o in plan.observations}) == 3


def test_tables_numbered_by_chapters_name_no_indicators(plan_book):
    numbers = ["5.1.1", "5.1.2", "5.2", "5.3.1", "5.3.2", "5.4.1", "5.7", "5.8", "5.9.1", "5.9.2"]
    plan = plan_book({n: yearbook(n, f"Beds in hospitals of kind {n}") for n in numbers})
    assert {code for series in plan.series for code in series.indicators} == set()
    assert len(plan.observations) == 40


def test_sheets_numbered_by_indicators_name_them(plan_book):
    numbers = ["3.1.1", "3.2.1", "3.2.2", "3.3.1", "3.3.2", "3.4.1", "3.4.2", "3.6.1", "3.7.1"]
    plan = plan_book({n: yearbook(n, f"Series of {n}") for n in numbers})
    assert {code for series in plan.series for code in series.indicators} == set(numbers)


@pytest.mark.parametrize("text", ["К содержанию", "Back to contents", "← Contents", "Al índice"])
def test_links_are_no_titles(plan_rows, text):
    assert is_link(text)
    plan = plan_rows([[text], ["Beds in hospitals"], ["", 2019, 2020], ["Central", 4, 5]])
    assert plan.tables[0].title == "Beds in hospitals"


def test_numbers_of_tables_with_an_ordinal_sign():
    assert without_number("CUADRO Nº 3") == ""
    assert without_number("Cuadro Nº 03. Nacimientos") == "Nacimientos"


def test_the_cover_dates_sheets_without_a_year_and_it_is_asked(plan_book):
    table = [
        ["Speakers by language"],
        ["Region", "First", "Second"],
        ["East", 5, 6],
        ["West", 7, 8],
    ]
    plan = plan_book({"Cover": [["FINAL RESULTS"], ["CENSUS 2017"]], "Region": table})
    assert {year(o) for o in plan.observations} == {"2017"}
    question = next(p for p in plan.problems if p.code == "period-elsewhere")
    assert (question.severity, question.decides) == (Severity.QUESTION, "period")
    two = plan_book({"Cover": [["CENSUS 2017"], ["and 2007"]], "Region": table})
    assert list(two.observations) == []


def test_people_by_residence_and_country_of_birth(plan_rows):
    found = told(
        plan_rows(
            [
                ["Foreigners by region and country of birth"],
                [
                    "Region",
                    "Total 2021",
                    "Tonga 2021",
                    "Samoa 2021",
                    "Total 2022",
                    "Tonga 2022",
                    "Samoa 2022",
                ],
                ["Central", 30, 12, 18, 33, 13, 20],
                ["Northern", 10, 4, 6, 11, 4, 7],
            ]
        )
    )
    assert len(found) == 12
    assert (found["C4"].area, dict(found["C4"].dimensions)["country"]) == ("Northern", "TON")


def test_rows_without_values_are_no_headings_of_the_next(plan_text):
    lines = [
        "iso3,country,level,region,2019,2020",
        "FJI,Fiji,High,EAP,0.74,0.75",
        "MCO,Monaco,,,,",
        "TON,Tonga,High,EAP,0.73,0.74",
        "AFG,Afghanistan,Low,SA,0.48,0.47",
    ]
    plan = plan_text("\n".join(lines))
    found = told(plan)
    assert found["E4"].area == "TON"
    assert found["E5"].area == "AFG"
    assert len(found) == 6


def test_labels_that_are_numbers_are_not_told_as_unused(plan_rows):
    plan = plan_rows(
        [
            ["Population by single age"],
            ["Age", 2019, 2020],
            ["Total", 60, 63],
            [0, 19, 20],
            [1, 20, 21],
            [2, 21, 22],
        ]
    )
    assert plan.tables[0].numbers_unused == ()
    assert plan.tables[0].numbers_seen == 8


def test_ranks_beside_names_are_no_groups(plan_rows):
    rows = [["Index of development"], ["Rank", "Country", 2019, 2020]]
    rows += [[93, "Fiji", 0.74, 0.75], [105, "Tonga", 0.72, 0.73], [111, "Samoa", 0.71, 0.71]]
    found = told(plan_rows(rows))
    assert {o.dimensions for o in found.values()} == {()}
    assert found["C4"].area == "TON"


def test_points_before_labels_indent_them(plan_rows):
    rows = [
        ["Flows of capital", None],
        [None, 2021, 2022],
        ["Item", "Jan", "Jan"],
        ["1. Direct investment", 1, 2],
        [". Assets", 3, 4],
        [".    Shares", 5, 6],
        [".    Loans", 7, 8],
        [". Liabilities", 9, 10],
        [".    Shares", 11, 12],
        [".    Loans", 13, 14],
    ]
    plan = plan_rows(rows)
    assert errors(plan) == []
    assert len(plan.observations) == 14


def test_tables_titled_and_labelled_alike_are_told_apart_by_their_sheets(plan_book):
    rows = [["Production of oil"], ["", 2019, 2020], ["Central", 4, 5], ["Northern", 6, 7]]
    plan = plan_book({"Oil, tonnes": rows, "Oil, barrels": [*rows[:2], ["Central", 29, 36]]})
    assert errors(plan) == []
    assert len(plan.observations) == 6
    assert {s.name for s in plan.series} == {
        "Production of oil",
        "Production of oil (Oil, barrels)",
    }


def test_a_table_that_goes_on_on_another_sheet_is_one_series(plan_book):
    first = [["Production of oil"], ["", 2019, 2020], ["Central", 4, 5], ["Northern", 6, 7]]
    later = [["Production of oil"], ["", 2021, 2022], ["Central", 8, 9], ["Northern", 1, 2]]
    plan = plan_book({"Page A": first, "Page B": later})
    assert (len(plan.series), len(plan.observations)) == (1, 8)


def test_small_numbers_before_names_are_classes(plan_rows):
    rows = [["Births by decile and country, 2021"], ["Decile", "Area", "Births", "Stillbirths"]]
    rows += [[n, area, 500 + n, 3] for area in ("England", "Wales") for n in range(1, 6)]
    found = told(plan_rows(rows))
    assert set(found) == {f"{c}{n}" for c in "CD" for n in range(3, 13)}
    assert dict(found["C4"].dimensions)["decile"] == "2"


def test_a_group_over_a_section_holds_for_its_rows(plan_rows):
    ages = [["Under 1 year", 5, 6], ["1-14", 1, 2], ["15-44", 11, 12]]
    rows = [["Deaths"], ["", 2019, 2020], ["Total deaths", 34, 40]]
    for sex in ("Males", "Females"):
        rows += [[sex, None, None], ["Deaths by age group", None, None], *ages]
    plan = plan_rows(rows)
    assert errors(plan) == []
    assert dict(told(plan)["B7"].dimensions) == {"age": "1-14", "sex": "M"}
    assert dict(told(plan)["B12"].dimensions) == {"age": "1-14", "sex": "F"}


def test_of_which_leaves_the_heading_above(plan_rows):
    rows = [["Age of buildings, 2018"], [], ["Code", "Kind", "Number", "Age"]]
    for code, name in (("A", "SECTION A FARMING"), ("B", "SECTION B FISHING")):
        rows += [[code, name, None, None], [None, "Total", 17, 16], [None, "of which:", None, None]]
        rows += [[None, "Dwellings", 8, 18], [None, "Bridges", 3, 25]]
    plan = plan_rows(rows)
    assert errors(plan) == []
    assert len(plan.observations) == 12


def test_rows_below_rows_that_come_again_are_told_by_those_above(plan_rows):
    parts = ["Assets", ".  Debt", ".    Long", ".    Short", "Liabilities", ".  Debt"]
    parts += [".    Long", ".    Short"]
    rows = [["Flows of capital"], [None, 2021, 2022], ["Item", "Jan", "Jan"]]
    plan = plan_rows([*rows, *([part, n, n + 1] for n, part in enumerate(parts))])
    assert errors(plan) == []
    assert dict(told(plan)["B6"].dimensions)["within"] == "Assets, Debt"


def test_a_heading_over_areas_is_no_area(plan_rows):
    rows = [["Deaths by day and county"], ["Day", "Year", "Län / County", None]]
    rows += [[None, None, "Suva", "Nadi"], ["1 January", 2019, 11, 12], ["2 January", 2020, 13, 14]]
    areas = {o.area for o in told(plan_rows(rows)).values()}
    assert "Län / County" not in areas
