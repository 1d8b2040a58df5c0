"""Lines above a table that are no title of it, and sheets that list tables."""

import pytest

from vnr_app.domain.importplan import Severity
from vnr_app.importing.titles import is_heading, is_publisher, without_number

BODY = [["", 2015, 2016], ["Men", 100, 110], ["Women", 90, 95]]


@pytest.mark.parametrize(
    "text",
    [
        "National Statistics Office",
        "Bureau of Labor Statistics",
        "Statistics Canada",
        "Ministry of Health",
        "Национальный статистический комитет Кыргызской Республики",
        "Instituto Nacional de Estadística",
        "Institut national de la statistique et des études économiques",
        "国家统计局",
    ],
)
def test_names_of_offices_are_no_headings(text):
    assert is_publisher(text)
    assert not is_heading(text)


@pytest.mark.parametrize(
    "text", ["Statistics on births", "Vital statistics of Fiji", "Wages by sex", "Index of prices"]
)
def test_titles_are_headings(text):
    assert is_heading(text)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Table 3.4", ""),
        ("Table 3.4. Wages", "Wages"),
        ("Таблица 5: Зарплата", "Зарплата"),
        ("Table 3.1E5 Wages", "Wages"),
        ("Table 1 (continued)", "Table 1 (continued)"),
        ("Tables of deaths", "Tables of deaths"),
    ],
)
def test_a_title_without_the_number_of_its_table(text, left):
    assert without_number(text) == left


@pytest.mark.parametrize("above", [["National Statistics Office"], ["Table 3.4"], ["表 1"]])
def test_series_are_called_by_the_title_and_not_by_what_stands_above(plan_rows, above):
    plan = plan_rows([above, ["Average wage of workers"], [], *BODY])
    assert [series.name for series in plan.series] == ["Average wage of workers"]
    assert plan.tables[0].title == "Average wage of workers"


def test_a_number_before_the_title_is_no_part_of_the_series(plan_rows):
    rows = [["Ministry of Labour"], ["Table 3.4. Pay, 2015"], [], ["Sex", "Rate", "Index"]]
    plan = plan_rows([*rows, ["Men", 10, 11], ["Women", 9, 9.5]])
    assert {series.name for series in plan.series} == {"Pay: Rate", "Pay: Index"}


def test_an_office_is_the_title_where_nothing_else_stands_there(plan_rows):
    plan = plan_rows([["National Statistics Office"], [], *BODY])
    assert plan.series[0].name == "National Statistics Office"


@pytest.mark.parametrize(
    "rows",
    [
        [
            ["Contents"],
            ["1.1", "Wages 2015", 3],
            ["1.2", "Births, 2010 to 2019", 4],
            ["1.3", "P", 6],
        ],
        [["Table 1.1", "Wages 2015", 3], ["Table 1.2", "Births", 4], ["Table 1.3", "Deaths", 6]],
        [
            ["Where tables were published"],
            ["Title", 2015, 2014, 2013],
            ["Wages", "A1", "A1", "A1"],
            ["Pay", "A2", "A2", 7.2],
            ["Births", "A12Eq", "A3", "A4"],
            ["Deaths", "A13", "..", "A5"],
            ["Ages", "A14", "A6", "A7"],
        ],
    ],
)
def test_a_list_of_tables_is_no_table(plan_rows, rows):
    plan = plan_rows(rows)
    assert (plan.tables, plan.observations) == ((), ())
    assert [p.code for p in plan.problems if p.severity is Severity.ERROR] == []
    assert "no-table" in {problem.code for problem in plan.problems}


def test_codes_of_rows_make_no_list_of_tables(plan_rows):
    rows = [["Deaths by cause"], ["Code", "Chapter", 2015, 2016]]
    rows += [[f"A{n:02d}", f"B{n:02d}", n, n + 1] for n in range(1, 9)]
    plan = plan_rows(rows)
    assert plan.tables[0].numbers_seen == 16
