from xml.etree import ElementTree

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from vnr_app.domain.importplan import Severity
from vnr_app.domain.indicators import ValueState
from vnr_app.importing.pipeline import plan_file

TITLE = ["3.2.1 Коэффициент смертности", "3.2.1 Infant mortality rate per 1000 live births"]


def by_cell(plan):
    return {(o.row, o.column): o for o in plan.observations}


def test_parents_are_carried_down_by_order(plan_rows):
    plan = plan_rows(
        [
            TITLE,
            [],
            ["Показатели", "Items", 2014, 2015],
            ["Кыргызская Республика", "Kyrgyz Republic", 23.14, 21.5],
            ["мужчины", "\u00a0men", 24.9, "23,2"],
            ["Баткенская область", "Batken oblast ", "…", "7\u00a0433,2"],
            ["женщины", "women", "-", None],
            ["Примечание", "* Preliminary"],
        ],
        country="KGZ",
    )
    cells = by_cell(plan)
    assert plan.tables[0].layout == "wide-years"
    assert plan.series[0].unit == "per 1000 live births"
    assert plan.series[0].indicators == ("3.2.1",)
    assert (cells[3, 2].area, cells[3, 2].dimensions) == ("KGZ", ())
    assert (cells[4, 3].dimensions, cells[4, 3].value.number) == ((("sex", "M"),), "23.2")
    assert (cells[5, 3].area, cells[5, 3].value.number) == ("Batken oblast", "7433.2")
    assert cells[5, 2].value.state is ValueState.MISSING
    assert (cells[6, 2].area, cells[6, 2].dimensions) == ("Batken oblast", (("sex", "F"),))
    assert (6, 3) not in cells
    assert plan.tables[0].notes == ("* Preliminary",)
    assert {p.code for p in plan.problems} == {"number-as-text", "missing-marker"}


def test_sections_and_nested_groups(plan_rows):
    plan = plan_rows(
        [
            ["3.2.1 Infant mortality"],
            ["Items", 2014, 2015],
            ["Total", 10, 11],
            ["By age"],
            ["15-24 years", 1, 2],
            ["25 and over", 3, 4],
            ["By residence"],
            ["urban", 5, 6],
            ["men", 1, 1],
            ["women", 2, 2],
            ["rural", 7, 8],
            ["men", 3, 3],
            ["women", 4, 4],
            ["By region"],
            ["North", 9, 9],
        ]
    )
    dimensions = {o.row: (o.area, dict(o.dimensions)) for o in plan.observations}
    assert dimensions[2] == ("FJI", {})
    assert dimensions[4] == ("FJI", {"age": "15-24"})
    assert dimensions[5] == ("FJI", {"age": "25+"})
    assert dimensions[7] == ("FJI", {"location": "U"})
    assert dimensions[9] == ("FJI", {"location": "U", "sex": "F"})
    assert dimensions[11] == ("FJI", {"location": "R", "sex": "M"})
    assert dimensions[14] == ("North", {})


def test_measures_below_areas(plan_rows):
    plan = plan_rows(
        [
            ["1.5.2 Direct economic loss"],
            ["Items", 2014, 2015],
            ["Fiji"],
            ["Share of damage (percent)", 1, 2],
            ["Gross domestic product (million USD)", 3, 4],
            ["Northern province"],
            ["Share of damage (percent)", 5, 6],
            ["Gross domestic product (million USD)", 7, 8],
        ]
    )
    assert [s.unit for s in plan.series] == ["percent", "million USD"]
    assert plan.series[0].code == "1.5.2-share-of-damage-percent"
    last = plan.observations[-3]
    assert (last.area, last.series, last.value.number) == ("Northern province", 0, "6")


def test_superscripts_are_no_digits(tmp_path, context):
    raised = InlineFont(vertAlign="superscript")
    book = Workbook()
    sheet = book.active
    sheet.append(["3.2.1 Infant mortality"])
    sheet.append(["Items", 2021, CellRichText("2022", TextBlock(raised, "1")), 2023])
    sheet.append(["Total", 1.5, CellRichText("31.0", TextBlock(raised, "2")), 3])
    sheet.append([CellRichText(TextBlock(raised, "1"), "Preliminary data.")])
    book.save(tmp_path / "book.xlsx")
    plan = plan_file(tmp_path / "book.xlsx", context("FJI"))
    second = plan.observations[1]
    assert (second.period.label, second.value.number) == ("2022", "31.0")
    assert second.footnote == "2; Preliminary data."
    assert {p.severity for p in plan.problems} <= {Severity.NOTE}


def test_glued_year_without_rich_text_is_told(plan_rows):
    plan = plan_rows([["3.2.1 Rate"], ["Items", 2021, "20221", 2023], ["Total", 1, 2, 3]])
    assert [o.period.label for o in plan.observations] == ["2021", "2022", "2023"]
    told = [(p.code, p.cell) for p in plan.problems if p.severity is not Severity.NOTE]
    assert told == [("year-glued", "C2")]


def test_upper_header_and_indicator_column(plan_rows):
    plan = plan_rows(
        [
            ["", "", "Male", "", "Female"],
            ["Area", "Indicator", 2015, 2016, 2015, 2016],
            ["Fiji", "1.2.1", 1, 2, 3, 4],
            ["", "1.2.2", 5, 6, 7, 8],
        ]
    )
    cells = by_cell(plan)
    assert cells[2, 3].dimensions == (("sex", "M"),)
    assert cells[2, 4].dimensions == (("sex", "F"),)
    assert {s.indicators for s in plan.series} == {("1.2.1",), ("1.2.2",)}
    assert len(cells) == 8


def test_repeated_header_is_one_table(plan_rows):
    page = [["Items", 2015, 2016], ["Fiji", 1, 2], ["Northern province", 3, 4]]
    plan = plan_rows([["3.2.1 Rate"], *page, page[0], ["Western province", 5, 6]])
    assert len(plan.tables) == 1
    assert plan.tables[0].header_rows == (1, 4)
    assert len(plan.observations) == 6


def test_unused_numbers_are_named(plan_rows):
    plan = plan_rows(
        [
            ["3.2.1 Rate"],
            ["Items", 2015, 2016],
            ["Total", 1, "12..5"],
            [],
            ["Checked by", "", "", 99],
        ]
    )
    assert plan.tables[0].numbers_unused == ("D5",)
    assert plan.tables[0].numbers_seen == 2
    (problem,) = plan.problems
    assert (problem.code, problem.cell, problem.value) == ("not-a-number", "C3", "12..5")


def test_without_an_indicator_numbers_come_in_and_it_is_asked_for(plan_rows):
    plan = plan_rows([["Items", 2015, 2016], ["Total", 1, 2]])
    assert [o.value.number for o in plan.observations] == ["1", "2"]
    assert plan.series[0].indicators == ()
    (asked,) = plan.problems
    assert (asked.code, asked.severity) == ("no-indicator", Severity.QUESTION)
    assert asked.decides == "indicator"
    assert plan.tables[0].numbers_unused == ()


def test_languages_that_disagree_are_told(plan_rows):
    plan = plan_rows([["3.2.1 Rate"], ["a", "b", 2015, 2016], ["женщины", "men", 1, 2]])
    assert [(p.code, p.severity) for p in plan.problems] == [("labels-disagree", Severity.WARNING)]


def truth(path):
    """Observations of an SDMX file: (year, value, sex, whole country)."""
    return {
        (o.get("TIME_PERIOD"), float(o.get("OBS_VALUE")), s.get("SEX"), s.get("REF_AREA") == "KG")
        for s in ElementTree.parse(path).iter("Series")
        for o in s
    }


@pytest.mark.parametrize("code", ["3.2.1", "3.3.4", "3.4.2", "7.1.1", "16.1.1.1"])
def test_hand_made_workbooks_agree_with_their_sdmx(shared, context, code):
    folder = shared / "corpus/kg"
    plan = plan_file(folder / f"{code}.xlsx", context("KGZ"))
    assert plan.tables[0].indicators == (code,)
    assert plan.tables[0].numbers_unused == ()
    known = truth(folder / f"{code}.xml")
    years = {o.period.label for o in plan.observations}
    numbers = [o for o in plan.observations if o.value.number is not None]
    read = {
        (o.period.label, dict(o.dimensions).get("sex", "_T"), o.area == "KGZ"): set()
        for o in numbers
    }
    for o in numbers:
        key = (o.period.label, dict(o.dimensions).get("sex", "_T"), o.area == "KGZ")
        read[key].add(round(float(o.value.number), 2))
    missed = [
        (year, value, sex, whole)
        for year, value, sex, whole in known
        if year in years
        and not any(abs(value - v) <= 0.011 for v in read.get((year, sex, whole), ()))
    ]
    assert not missed


def test_infant_mortality_is_right_completely(shared, context):
    plan = plan_file(shared / "corpus/kg/3.2.1.xlsx", context("KGZ"))
    assert len(plan.observations) == 30 * 17
    assert len(plan.areas) == 10
    (series,) = plan.series
    assert series.name == "Infant mortality rate per 1000 live births (under 5 years of age)"
    assert (series.code, series.unit) == ("3.2.1", "per 1000 live births")
    assert {"KGZ", "Batken oblast", "Osh city"} <= {code for code, _name in plan.areas}
    assert {dict(o.dimensions).get("sex") for o in plan.observations} == {None, "M", "F"}
    # One total is below both of its parts; in 2023 the rates of one city double.
    assert [(p.code, p.cell) for p in plan.problems] == [
        ("total-mismatch", "M14"),
        *[("jump", f"T{row}") for row in (29, 30, 31, 33)],
    ]


def test_every_hand_made_workbook_is_read(shared, context):
    seen = unused = 0
    for path in sorted((shared / "corpus/kg").glob("*.xlsx")):
        plan = plan_file(path, context("KGZ"))
        assert plan.observations, path.name
        assert "title-other-area" not in {problem.code for problem in plan.problems}, path.name
        tables = [table for table in plan.tables if table.layout == "wide-years"]
        seen += sum(table.numbers_seen for table in tables)
        unused += sum(len(table.numbers_unused) for table in tables)
    assert unused * 100 <= seen


def test_an_annex_of_many_indicators(plan_rows):
    plan = plan_rows(
        [
            ["Annex: progress"],
            ["Indicator", "Code", "Unit", "2020/21", "2021/22", "Source"],
            ["Goal 3: Good health"],
            ["Maternal mortality ratio", "3.1.1", "per 100,000", 12, 11, "Ministry"],
            ["women 15-49", "", "", 10, 9, ""],
            ["Under-five mortality", "3.2.1", "", 5, 4, ""],
            ["Goal 8: Growth"],
            ["8.1.1 Growth of GDP", "", "percent", 2, 3, ""],
        ]
    )
    series = {(s.indicators[0], s.name, s.unit) for s in plan.series}
    assert ("3.1.1", "Maternal mortality ratio", "per 100,000") in series
    assert ("3.2.1", "Under-five mortality", "") in series
    assert plan.observations[2].dimensions == (("category", "women 15-49"),)
    assert plan.observations[2].series == plan.observations[0].series
    assert ("8.1.1", "Growth of GDP", "percent") in series
    assert plan.observations[0].period.label == "2020/21"
    assert plan.observations[0].source == "Ministry"
    assert {o.area for o in plan.observations} == {"FJI"}


def test_code_and_name_of_an_area(plan_rows):
    plan = plan_rows(
        [["3.2.1 Rate"], ["Country name", "Country code", 2015, 2016], ["Fiji", "FJI", 1, 2]]
    )
    assert plan.areas == (("FJI", "Fiji"),)
