"""What people decided stands in the place of what is found."""

from dataclasses import replace

import pytest
from openpyxl import Workbook

from vnr_app.domain.importplan import Severity
from vnr_app.importing.layouts.decisions import Memory, folded, means_sheet
from vnr_app.importing.pipeline import plan_file
from vnr_app.importing.recipe import LineRule, Recipe, RegionRule

ROWS = [
    ["3.2.1 Infant mortality"],
    ["Who", "Rank", 2014, 2015],
    ["Total", 1, 10, 11],
    ["Fair ones", 2, 5, 6],
    ["Norden", 3, 7, 8],
]


@pytest.fixture
def plan_with(tmp_path, context):
    """Plan a workbook of sheets for Fiji under a recipe and the team's corrections."""

    def plan(sheets, recipe=None, synonyms=None, name="book.xlsx"):
        book = Workbook()
        book.remove(book.active)
        for title, rows in sheets.items():
            page = book.create_sheet(title)
            for row in rows:
                page.append(row)
        book.save(tmp_path / name)
        given = replace(context("FJI"), recipe=recipe or Recipe(), synonyms=synonyms or {})
        return plan_file(tmp_path / name, given)

    return plan


def subjects(plan):
    return {o.row: (o.area, dict(o.dimensions)) for o in plan.observations}


def test_labels_mean_what_people_said(plan_with):
    recipe = Recipe(values={"sex": {"fair ones": "F"}, "area": {"norden": "FJ-N"}})
    found = subjects(plan_with({"Data": ROWS}, recipe))
    assert found == {2: ("FJI", {}), 3: ("FJI", {"sex": "F"}), 4: ("FJ-N", {})}


def test_the_recipe_goes_before_the_teams_corrections(plan_with):
    synonyms = {("sex", "fair ones"): "M", ("area", "norden"): "FJ-N"}
    recipe = Recipe(values={"sex": {"fair ones": "F"}})
    found = subjects(plan_with({"Data": ROWS}, recipe, synonyms))
    assert found[3] == ("FJI", {"sex": "F"})
    assert found[4] == ("FJ-N", {})


def test_a_label_may_mean_the_whole_country(plan_with):
    recipe = Recipe(values={"area": {"norden": "FJI"}})
    plan = plan_with({"Data": [ROWS[0], ROWS[1], ROWS[4]]}, recipe)
    assert {(o.area, o.dimensions) for o in plan.observations} == {("FJI", ())}


def test_a_measure_is_given_an_indicator(plan_with):
    rows = [["Items", 2014, 2015], ["Deaths of infants", 1, 2]]
    plan = plan_with({"Data": rows}, Recipe(indicators={"deaths of infants": "3.2.1"}))
    assert plan.series[0].indicators == ("3.2.1",)


def test_a_title_is_given_an_indicator(plan_with):
    rows = [["About infants"], ["Items", 2014, 2015], ["Total", 1, 2]]
    plan = plan_with({"Data": rows}, Recipe(indicators={"about infants": "3.2.1"}))
    assert plan.tables[0].indicators == ("3.2.1",)


def test_unit_source_and_area_of_the_recipe(plan_with):
    recipe = Recipe(unit="per 1,000", source="Registry", area="FJ-W")
    plan = plan_with({"Data": ROWS[:3]}, recipe)
    first = plan.observations[0]
    assert (plan.series[0].unit, first.source, first.area) == ("per 1,000", "Registry", "FJ-W")


def test_a_drawn_rectangle_is_the_table(plan_with):
    rows = [
        ["3.2.1 Infant mortality"],
        ["Items", 2014, 2015, "Items", 2014, 2015],
        ["Total", 1, 2, "Total", 3, 4],
        ["men", 5, 6, "men", 7, 8],
        ["women", 9, 10, "women", 11, 12],
    ]
    region = RegionRule(sheet="Data", first_row=1, first_column=3, last_row=3, last_column=5)
    plan = plan_with({"Data": rows}, Recipe(regions=(region,)))
    assert [(o.row, o.column) for o in plan.observations] == [(2, 4), (2, 5), (3, 4), (3, 5)]
    assert [dict(o.dimensions) for o in plan.observations] == [{}, {}, {"sex": "M"}, {"sex": "M"}]
    table = plan.tables[0]
    assert (table.indicators, table.numbers_unused) == (("3.2.1",), ())


def test_two_drawn_rectangles_are_two_tables(plan_with):
    rows = [
        ["3.2.1 Infant mortality"],
        ["Items", 2014, 2015, "", "Items", 2014, 2015],
        ["men", 1, 2, "", "women", 3, 4],
    ]
    regions = tuple(
        RegionRule(sheet="Data", first_row=1, first_column=c, last_row=2, last_column=c + 2)
        for c in (0, 4)
    )
    plan = plan_with({"Data": rows}, Recipe(regions=regions))
    assert len(plan.tables) == 2
    assert [dict(o.dimensions)["sex"] for o in plan.observations] == ["M", "M", "F", "F"]


def test_columns_play_the_part_that_people_gave_them(plan_with):
    rows = [
        ["3.2.1 Infant mortality"],
        ["Who", "Kind", "Where", "Remark", 2014, 2015],
        ["a", "k1", "Norden", "x", 1, 2],
        ["a", "k2", "Suden", "y", 3, 4],
    ]
    lines = (
        LineRule(sheet="Data", axis="column", at=0, role="ignore"),
        LineRule(sheet="Data", axis="column", at=9, text="KIND", role="dimension", dimension="age"),
        LineRule(sheet="Data", axis="column", at=2, text="Where", role="area"),
        LineRule(sheet="Data", axis="column", at=3, text="Remark", role="footnote"),
        LineRule(sheet="Data", axis="column", at=1, text="not there", role="ignore"),
    )
    plan = plan_with({"Data": rows}, Recipe(lines=lines))
    assert [(o.area, dict(o.dimensions), o.footnote) for o in plan.observations[::2]] == [
        ("Norden", {"age": "k1"}, "x"),
        ("Suden", {"age": "k2"}, "y"),
    ]


def test_rows_play_the_part_that_people_gave_them(plan_with):
    rows = [
        ["3.2.1 Infant mortality"],
        ["per 1,000 babies"],
        ["old", 1914, 1915],
        ["Items", 2014, 2015],
        ["Total", 1, 2],
        ["Checked", 99, 98],
        ["North is provisional"],
        ["North province", 3, 4],
    ]
    lines = (
        LineRule(sheet="Data", axis="row", at=1, text="per 1,000 babies", role="unit"),
        LineRule(sheet="Data", axis="row", at=3, text="Items", role="period"),
        LineRule(sheet="Data", axis="row", at=9, text="checked", role="ignore"),
        LineRule(sheet="Data", axis="row", at=6, role="note"),
    )
    plan = plan_with({"Data": rows}, Recipe(lines=lines))
    found = [(o.row, o.area, o.period.label) for o in plan.observations]
    assert found == [
        (4, "FJI", "2014"),
        (4, "FJI", "2015"),
        (7, "North province", "2014"),
        (7, "North province", "2015"),
    ]
    assert plan.series[0].unit == "per 1,000 babies"
    assert "North is provisional" in plan.tables[0].notes


def test_rules_find_next_years_sheet(plan_with):
    recipe = Recipe(
        regions=(
            RegionRule(sheet="Data 2023", first_row=1, first_column=0, last_row=2, last_column=3),
        )
    )
    plan = plan_with({"Data 2024": ROWS, "Other": ROWS}, recipe)
    per_sheet = [len([o for o in plan.observations if o.table == t]) for t in (0, 1)]
    assert per_sheet[0] == 2


def test_a_rule_keeps_to_its_own_sheet():
    rule = RegionRule(sheet="Table 1", first_row=0, first_column=0, last_row=1, last_column=1)
    assert means_sheet(rule, "Table 1", ("Table 1", "Table 2"))
    assert not means_sheet(rule, "Table 2", ("Table 1", "Table 2"))
    assert means_sheet(rule, "Table 7", ("Table 7",))


def test_labels_are_kept_folded():
    memory = Memory(Recipe(), {("sex", folded("Дамы\u00a0 Все")): "F"})
    assert memory.code("sex", "дамы все*") == "F"
    assert memory.code("age", "дамы все") is None
    assert memory.group("Дамы все") == ("sex", "F")


def test_a_file_called_by_another_local_code_asks(plan_with):
    rows = [["4.1.1.1a Number of children"], ["Items", 2014, 2015], ["Total", 1, 2]]
    plan = plan_with({"Data": rows}, name="4.1.1.2.xlsx")
    assert plan.tables[0].indicators == ("4.1.1.2",)
    (asked,) = [p for p in plan.problems if p.severity is Severity.QUESTION]
    assert (asked.code, asked.decides) == ("indicator-conflict", "indicator")
    assert asked.choices == ("4.1.1.2", "4.1.1.1")
    decided = plan_with({"Data": rows}, Recipe(indicator="4.1.1.1"), name="4.1.1.2.xlsx")
    assert decided.tables[0].indicators == ("4.1.1.1",)
    assert not [p for p in decided.problems if p.severity is Severity.QUESTION]


def test_a_title_with_a_global_code_goes_before_the_files_name(plan_with):
    rows = [["3.2.1 Infant mortality"], ["Items", 2014, 2015], ["Total", 1, 2]]
    plan = plan_with({"Data": rows}, name="3.2.2.xlsx")
    assert plan.tables[0].indicators == ("3.2.1",)
