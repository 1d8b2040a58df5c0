"""Tables of many forms that were made for this test: every number with its period and subject."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import Workbook

from vnr_app.domain.importplan import ImportPlan, Severity, cell_name
from vnr_app.importing.pipeline import plan_file
from vnr_app.importing.recipe import LineRule, Recipe, RegionRule

Sheets = dict[str, list[list[object]]]


@pytest.fixture
def plan_sheets(tmp_path, context) -> Callable[..., ImportPlan]:
    """Plan a workbook of several sheets, with cells merged on the first one."""

    def plan(sheets: Sheets, merges: tuple[str, ...] = (), name: str = "book.xlsx") -> ImportPlan:
        book = Workbook()
        book.remove(book.active)
        for title, rows in sheets.items():
            page = book.create_sheet(title)
            for row in rows:
                page.append(row)
        for merge in merges:
            book.worksheets[0].merge_cells(merge)
        path: Path = tmp_path / name
        book.save(path)
        return plan_file(path, context("FJI"))

    return plan


def cells(plan: ImportPlan) -> dict[str, tuple[str | None, str, str]]:
    """Cell → value, first and last month of its period."""
    return {
        cell_name(o.row, o.column): (
            o.value.number,
            f"{o.period.start:%Y-%m}",
            f"{o.period.end:%Y-%m}",
        )
        for o in plan.observations
    }


def subjects(plan: ImportPlan) -> dict[str, dict[str, str]]:
    """Cell → dimensions, with "area" and "series"."""
    return {
        cell_name(o.row, o.column): {
            **dict(o.dimensions),
            "area": o.area,
            "series": plan.series[o.series].name,
        }
        for o in plan.observations
    }


def year(value: float, at: int) -> tuple[str, str, str]:
    return (f"{value:g}", f"{at}-01", f"{at}-12")


def errors(plan: ImportPlan) -> list[str]:
    return [p.code for p in plan.problems if p.severity is Severity.ERROR]


def test_years_down_and_measures_across(plan_sheets):
    plan = plan_sheets(
        {
            "Data": [
                ["Births and deaths"],
                [],
                ["Year", "Number of births", "Death rate (per 1,000 population)"],
                [2019, 18200, 7.1],
                [2020, 17800, 7.4],
            ]
        }
    )
    assert cells(plan) == {
        "B4": year(18200, 2019),
        "C4": year(7.1, 2019),
        "B5": year(17800, 2020),
        "C5": year(7.4, 2020),
    }
    assert subjects(plan)["C4"]["series"].endswith("Death rate (per 1,000 population)")
    assert {s.unit for s in plan.series} >= {"per 1,000 population"}


def test_values_without_an_indicator_come_in_with_one_question(plan_sheets):
    rows = [["Year", "Births", "Deaths"], [2019, 5, 6], [2020, 7, 8]]
    plan = plan_sheets({"One": rows, "Two": [["Year", "Cars"], [2019, 9], [2020, 8]]})
    assert len(plan.observations) == 6
    assert {s.indicators for s in plan.series} == {()}
    (question,) = [p for p in plan.problems if p.code == "no-indicator"]
    assert question.severity is Severity.QUESTION
    assert question.decides == "indicator"
    assert question.message.startswith("6 values")


def test_quarters_under_years_that_are_merged(plan_sheets):
    plan = plan_sheets(
        {
            "Data": [
                ["Arrivals of tourists, thousands"],
                ["Country", 2021, None, None, None, 2022, None, None, None],
                [None, "Q1", "Q2", "Q3", "Q4", "Q1", "Q2", "Q3", "Q4"],
                ["Australia", 11, 12, 13, 14, 21, 22, 23, 24],
                ["New Zealand", 31, 32, 33, 34, 41, 42, 43, 44],
            ]
        },
        ("B2:E2", "F2:I2"),
    )
    found = cells(plan)
    assert found["B4"] == ("11", "2021-01", "2021-03")
    assert found["E4"] == ("14", "2021-10", "2021-12")
    assert found["G5"] == ("42", "2022-04", "2022-06")
    assert len(found) == 16
    assert subjects(plan)["B4"]["area"] == "AUS"


def test_months_beside_years(plan_sheets):
    plan = plan_sheets(
        {
            "CPI": [
                ["Год", "Месяц", "Индекс цен", "Индекс продуктов"],
                [2021, "январь", 101.5, 102],
                [None, "февраль", 101.7, 103],
                [2022, "январь", 105.1, 106],
            ]
        }
    )
    found = cells(plan)
    assert found["C2"] == ("101.5", "2021-01", "2021-01")
    assert found["D3"] == ("103", "2021-02", "2021-02")
    assert found["C4"] == ("105.1", "2022-01", "2022-01")


def test_fiscal_years_down(plan_sheets):
    plan = plan_sheets(
        {
            "Budget": [
                ["Table 3", "Government expenditure"],
                [None, None, "Shs billion"],
                ["Fiscal year", "Health", "Education", "Total"],
                ["2019/20", 100, 200, 300],
                ["2020/21", 110, 210, 320],
                ["2021/22", 120, 220, 340],
                ["Source: Ministry of Finance"],
            ]
        }
    )
    assert cells(plan)["C5"] == ("210", "2020-07", "2021-06")
    assert len(plan.observations) == 9
    assert not errors(plan)


def test_years_as_rows_above_their_values(plan_sheets):
    plan = plan_sheets(
        {
            "Data": [
                ["Region", "Boys", "Girls"],
                ["2018"],
                ["North", 1, 2],
                ["South", 3, 4],
                ["2019"],
                ["North", 5, 6],
                ["South", 7, 8],
            ]
        }
    )
    found = cells(plan)
    assert found["B3"] == year(1, 2018)
    assert found["C7"] == year(8, 2019)
    assert subjects(plan)["C7"]["sex"] == "F"
    assert not errors(plan)


def test_one_sheet_a_year(plan_sheets):
    rows = [["Schools by province"], ["Province", "Schools", "Pupils"], ["Ba", 1, 20]]
    plan = plan_sheets({"2019": [*rows, ["Bua", 2, 30]], "2020": [*rows, ["Bua", 3, 40]]})
    starts = [(o.period.start.year, o.value.number) for o in plan.observations]
    assert starts == [
        (2019, "1"), (2019, "20"), (2019, "2"), (2019, "30"),
        (2020, "1"), (2020, "20"), (2020, "3"), (2020, "40"),
    ]  # fmt: skip
    assert len(plan.series) == 2


def test_the_year_stands_in_the_title(plan_sheets):
    plan = plan_sheets(
        {
            "T1": [
                ["Distribution of households by fuel, census of 2017"],
                ["Date of release: March 2019"],
                [],
                ["Fuel", "Urban", "Rural", "Total"],
                ["Gas", 50, 10, 60],
                ["Wood", 5, 70, 75],
            ]
        }
    )
    assert cells(plan)["D6"] == year(75, 2017)
    assert subjects(plan)["C6"]["location"] == "R"
    assert len(plan.observations) == 6


def test_tables_side_by_side(plan_sheets):
    plan = plan_sheets(
        {
            "Data": [
                ["Men", None, None, None, "Women"],
                ["Age", 2019, 2020, None, "Age", 2019, 2020],
                ["15-24", 1, 2, None, "15-24", 5, 6],
                ["25-34", 3, 4, None, "25-34", 7, 8],
            ]
        }
    )
    found = cells(plan)
    assert found["B3"] == year(1, 2019)
    assert found["G4"] == year(8, 2020)
    assert len(found) == 8
    assert subjects(plan)["G4"]["age"] == "25-34"
    assert not errors(plan)


def test_tables_below_each_other_with_titles_of_their_own(plan_sheets):
    plan = plan_sheets(
        {
            "Data": [
                ["Table 1. Water supply (%)"],
                ["Area", 2019, 2020],
                ["Urban", 90, 91],
                ["Rural", 60, 61],
                [],
                ["Table 2. Sanitation (%)"],
                ["Area", 2015, 2016],
                ["Urban", 80, 81],
                ["Rural", 40, 41],
            ]
        }
    )
    found = cells(plan)
    assert found["C4"] == year(61, 2020)
    assert found["B9"] == year(40, 2015)
    assert len(plan.tables) == 2
    names = {subjects(plan)[cell]["series"] for cell in ("C4", "B9")}
    assert len(names) == 2


def test_groups_carried_down_and_pairs_of_code_and_name(plan_sheets):
    plan = plan_sheets(
        {
            "Data": [
                ["Code", "Province", "Sex", "Year", "Employed", "Unemployment rate (%)"],
                ["01", "Ba", "Male", 2019, 10, 4.5],
                [None, None, None, 2020, 11, 4.6],
                [None, None, "Female", 2019, 12, 4.7],
                [None, None, None, 2020, 13, 4.8],
                ["02", "Bua", "Male", 2019, 14, 4.9],
            ]
        }
    )
    found, about = cells(plan), subjects(plan)
    assert found["F5"] == year(4.8, 2020)
    assert about["F5"]["sex"] == "F"
    assert about["E5"]["area"] == "Ba"
    assert len(found) == 10
    assert not errors(plan)


def test_headers_over_five_rows_and_numbers_of_columns(plan_sheets):
    plan = plan_sheets(
        {
            "T": [
                ["Survey of households 2022"],
                [],
                [None, "Average", "Total", "House-"],
                [None, "weekly", "weekly", "holds"],
                [None, "spending", "spending", "in the"],
                [None, "of all", "(million)", "sample"],
                [None, "households", None, None],
                ["Item", 1, 2, 3],
                ["Bread", 5.4, 155, 5430],
                ["Rice", 0.4, 11, 1660],
            ]
        }
    )
    assert cells(plan)["B9"] == year(5.4, 2022)
    assert len(plan.observations) == 6
    assert subjects(plan)["B9"]["series"].endswith("Average weekly spending of all households")


def test_marks_and_notes_do_not_break_a_table(plan_sheets):
    plan = plan_sheets(
        {
            "T": [
                ["Airport [note 2]", 2019, "2020 [note 3]", 2021],
                ["Nadi", 5.5, "[x]", 2.5],
                ["Suva [note 1]", "[z]", 1.5, 3.5],
                ["Levuka", "[x]", "[x]", "[x]"],
                ["Labasa", 4.5, 4.6, 4.7],
                ["[x] not available"],
            ]
        }
    )
    found = cells(plan)
    assert found["C3"] == year(1.5, 2020)
    assert found["D5"] == year(4.7, 2021)
    assert sum(value[0] is not None for value in found.values()) == 7
    assert not errors(plan)


def test_arabic_headings(plan_sheets):
    plan = plan_sheets(
        {
            "جدول": [
                ["عدد الطلاب حسب السنة"],
                ["السنة", "ذكور", "إناث", "المجموع"],
                ["٢٠١٩", 10, 12, 22],
                ["٢٠٢٠", 11, 13, 24],
            ]
        }
    )
    assert cells(plan)["C4"] == year(13, 2020)
    assert subjects(plan)["C4"]["sex"] == "F"
    assert len(plan.observations) == 6


def test_chinese_headings(plan_sheets):
    plan = plan_sheets(
        {
            "表": [
                ["指标", "2022年", "2021年", "2020年"],
                ["年末总人口(万人)", 141175, 141260, 141212],
                ["男性人口(万人)", 72206, 72311, 72357],
                ["注：数据来源于抽样调查。"],
                ["数据来源：国家统计局"],
            ]
        }
    )
    assert cells(plan)["C3"] == year(72311, 2021)
    assert len(plan.observations) == 6


def test_french_headings_with_periods_in_words(plan_sheets):
    plan = plan_sheets(
        {
            "Feuil1": [
                ["Emploi par trimestre"],
                ["Période", "Hommes", "Femmes", "Ensemble"],
                ["T1 2021", "12,5", "13,5", "13,0"],
                ["T2 2021", "12,6", "13,6", "13,1"],
            ]
        }
    )
    assert cells(plan)["C4"] == ("13.6", "2021-04", "2021-06")
    assert subjects(plan)["C4"]["sex"] == "F"
    assert len(plan.observations) == 6


def test_spanish_months_across(plan_sheets):
    plan = plan_sheets(
        {
            "Hoja1": [
                ["Llegadas de turistas 2023"],
                ["País", "Enero", "Febrero", "Marzo"],
                ["Chile", 11, 12, 13],
                ["Perú", 21, 22, 23],
            ]
        }
    )
    assert cells(plan)["D4"] == ("23", "2023-03", "2023-03")
    assert subjects(plan)["B3"]["area"] == "CHL"


def test_indicators_across_and_years_down(plan_sheets):
    plan = plan_sheets(
        {
            "Data": [
                ["Year", "3.1.1 Maternal mortality ratio", "3.2.1 Under-5 mortality rate"],
                [2019, 30, 25],
                [2020, 29, 24],
            ]
        }
    )
    by_cell = {cell_name(o.row, o.column): plan.series[o.series] for o in plan.observations}
    assert by_cell["B2"].indicators == ("3.1.1",)
    assert by_cell["C3"].indicators == ("3.2.1",)
    assert not any(p.code == "no-indicator" for p in plan.problems)


def test_baseline_and_target(plan_sheets):
    plan = plan_sheets(
        {
            "Matrix": [
                ["Goal", "Indicator", "Unit", "Baseline 2015", "Latest (2022)", "Target 2030"],
                [3, "3.1.1 Maternal mortality ratio", "per 100,000", 40, 30, 20],
                [3, "3.2.1 Under-5 mortality rate", "per 1,000", 30, 25, 12],
            ]
        }
    )
    assert cells(plan) == {
        "D2": year(40, 2015),
        "E2": year(30, 2022),
        "D3": year(30, 2015),
        "E3": year(25, 2022),
    }
    assert plan.series[0].indicators == ("3.1.1",)
    assert plan.series[0].unit == "per 100,000"
    assert plan.tables[0].numbers_unused == ("F2", "F3")
    (note,) = [p for p in plan.problems if p.code == "target-value"]
    assert note.severity is Severity.NOTE


def test_the_year_beside_each_value(plan_sheets):
    plan = plan_sheets(
        {
            "Matrix": [
                ["Indicator", "Latest value", "Year", "Source"],
                ["3.1.1 Maternal mortality ratio", 30, 2021, "MoH"],
                ["3.2.1 Under-5 mortality rate", 25, 2019, "DHS"],
            ]
        }
    )
    assert cells(plan) == {"B2": year(30, 2021), "B3": year(25, 2019)}
    assert {o.source for o in plan.observations} == {"MoH", "DHS"}


def test_a_table_without_any_period_asks(plan_sheets):
    plan = plan_sheets({"Data": [["Province", "Schools", "Pupils"], ["Ba", 1, 20], ["Bua", 2, 30]]})
    assert not plan.observations
    (question,) = [p for p in plan.problems if p.code == "no-period"]
    assert question.severity is Severity.QUESTION
    assert plan.tables[0].numbers_unused == ("B2", "C2", "B3", "C3")


def test_sheets_of_text_beside_tables_are_only_noted(plan_sheets):
    plan = plan_sheets(
        {
            "Cover": [["Statistics of Fiji"], ["Released March 2024"]],
            "Table 1": [["Year", "Births"], [2019, 5], [2020, 6]],
        }
    )
    assert len(plan.observations) == 2
    (note,) = [p for p in plan.problems if p.code == "no-table"]
    assert (note.sheet, note.severity) == ("Cover", Severity.NOTE)


def test_columns_headed_alike_are_told_apart(plan_sheets):
    plan = plan_sheets(
        {
            "Data": [
                ["Year", "Floods", "Rate", "Lower limit", "Storms", "Rate", "Lower limit"],
                [2019, 5, 0.5, 0.4, 6, 0.6, 0.55],
                [2020, 7, 0.7, 0.6, 8, 0.8, 0.75],
            ]
        }
    )
    assert len(plan.observations) == 12
    assert not errors(plan)
    assert len({tuple(subjects(plan)[c].items()) for c in ("C2", "F2", "D2", "G2")}) == 4


def test_a_rectangle_drawn_by_a_person_is_read_alone(tmp_path, context):
    book = Workbook()
    page = book.active
    page.title = "Data"
    for row in [
        ["Year", "Births", "Deaths"],
        [2019, 5, 6],
        [2020, 7, 8],
        [2021, 9, 10],
    ]:
        page.append(row)
    book.save(tmp_path / "drawn.xlsx")
    drawn = RegionRule(sheet="Data", first_row=0, first_column=0, last_row=2, last_column=1)
    asked = replace(context("FJI"), recipe=Recipe(regions=(drawn,)))
    plan = plan_file(tmp_path / "drawn.xlsx", asked)
    assert cells(plan) == {"B2": year(5, 2019), "B3": year(7, 2020)}


def test_a_column_that_a_person_ignores_is_left_out(tmp_path, context):
    book = Workbook()
    page = book.active
    page.title = "Data"
    for row in [["Year", "Births", "Checks", "Deaths"], [2019, 5, 0, 6], [2020, 7, 1, 8]]:
        page.append(row)
    book.save(tmp_path / "ignored.xlsx")
    ignored = LineRule(sheet="Data", axis="column", at=9, text="Checks", role="ignore")
    asked = replace(context("FJI"), recipe=Recipe(lines=(ignored,)))
    plan = plan_file(tmp_path / "ignored.xlsx", asked)
    assert set(cells(plan)) == {"B2", "D2", "B3", "D3"}


@pytest.mark.parametrize("word", ["All years", "Total", "2015 and 2016 together"])
def test_a_row_for_all_years_among_the_years_of_a_column_is_no_year(plan_sheets, word):
    plan = plan_sheets(
        {
            "Births": [
                ["Births by province"],
                [],
                ["Province", "Year", "Births", "Deaths"],
                ["Nukuba", 2015, 10, 5],
                [None, 2016, 11, 6],
                [None, word, 21, 11],
                ["Lauba", 2015, 12, 7],
                [None, 2016, 13, 8],
                [None, word, 25, 15],
            ]
        }
    )
    assert {cell: found[0] for cell, found in cells(plan).items()} == {
        "C4": "10", "D4": "5", "C5": "11", "D5": "6", "C7": "12", "D7": "7", "C8": "13", "D8": "8",
    }  # fmt: skip
    [table] = plan.tables
    assert sorted(table.numbers_unused) == ["C6", "C9", "D6", "D9"]


def test_years_with_a_footnote_mark_head_the_second_block_too(plan_sheets):
    plan = plan_sheets(
        {
            "Jobs": [
                ["Employment by industry, thousand"],
                ["Industry", "Unit", "2015¹", "2016", "2017"],
                ["Farming", "thousand", 10.5, 11.5, 12.5],
                ["Mining", "thousand", 20.5, 21.5, 22.5],
                ["Industry", "Unit", "2018¹", "2019", "2020"],
                ["Farming", "thousand", 13.5, 14.5, 15.5],
                ["Mining", "thousand", 23.5, 24.5, 25.5],
            ]
        }
    )
    found = cells(plan)
    assert (found["C3"][1], found["E4"][1]) == ("2015-01", "2017-01")
    assert (found["C6"][1], found["E7"][1]) == ("2018-01", "2020-01")
    assert len(found) == 12


def test_a_table_of_years_and_marks_alone_is_read_without_a_number(plan_sheets):
    rows: list[list[object]] = [["Schools"], [], ["Place", "Opened", "Pupils"]]
    rows += [["Ba", 2015, "…"], ["Lau", 2016, ".."], ["Nadi", 2014, "…"], ["Ra", 2017, ".."]]
    plan = plan_sheets({"Schools": rows})
    assert "C4" not in {cell for cell, value in cells(plan).items() if value[0] is not None}


def test_a_heading_without_values_between_two_tables_is_no_table(plan_sheets):
    head: list[object] = ["Area", 2015, 2016, None] * 3
    rows = [head] + [
        [name, at + 1.5, at + 2.5, None, name, None, None, None, name, at + 3.5, at + 4.5]
        for at, name in enumerate(("Ba", "Lau", "Nadi"))
    ]
    plan = plan_sheets({"Rates": rows})
    found = cells(plan)
    assert (found["B2"][:2], found["C4"][:2]) == (("1.5", "2015-01"), ("4.5", "2016-01"))
