"""Sheets of stakeholders and ministries: recognised by their headings, read as records."""

from dataclasses import replace

import pytest

from vnr_app.domain.importplan import Region, Severity
from vnr_app.domain.records import PERSONAL, RecordKind
from vnr_app.importing.grid import Sheet
from vnr_app.importing.layouts.base import Collector
from vnr_app.importing.recipe import Recipe, recipe_of
from vnr_app.importing.stakeholders import cells
from vnr_app.importing.stakeholders.headings import role_of_heading
from vnr_app.importing.stakeholders.reader import read, recognise
from vnr_app.jobs import JobContext
from vnr_app.services.framework import load_framework

WELLS = "We have built twenty wells together with the county government."


def layouts(plan):
    return [table.layout for table in plan.tables]


# --- Contributions ------------------------------------------------------------------------------


def test_contributions_become_records_and_no_number_is_lost_or_claimed(plan_rows):
    plan = plan_rows(
        [
            ["Contributions to the review", None, None, None, None],
            ["Organisation", "Major group", "SDG", "Contribution", "Region", "E-mail"],
            ["Water for All", "NGO", "SDG 6: Clean water, 3.9", WELLS, "North", "w@example.org"],
            ["Union of farmers", "Farmers", 2.3, "Credit for small farms.", None, None],
        ]
    )
    assert layouts(plan) == ["stakeholder-contributions"]
    assert plan.tables[0].title == "Contributions to the review"
    assert (plan.tables[0].numbers_seen, plan.tables[0].numbers_unused) == (0, ())
    assert not plan.observations
    assert not plan.problems
    water, farmers = plan.records
    assert water.kind is RecordKind.CONTRIBUTION
    assert (water.organisation, water.group, water.text) == ("Water for All", "ngos", WELLS)
    assert water.links == ("6", "3.9")
    assert water.extra == (("Region", "North"), (f"{PERSONAL}E-mail", "w@example.org"))
    assert (water.row, farmers.row) == (2, 3)
    assert (farmers.group, farmers.links, farmers.extra) == ("farmers", ("2.3",), ())


@pytest.mark.parametrize(
    ("headings", "row"),
    [
        (
            ["Organisme", "Grand groupe", "ODD", "Commentaires"],
            ["Eau pour tous", "Société civile", "ODD 6", "Vingt puits"],
        ),
        (
            ["Organización", "Grupo principal", "Objetivo", "Aporte"],
            ["Agua para todos", "Sociedad civil", "Agua limpia y saneamiento", "Veinte pozos"],
        ),
        (
            ["Название организации", "Тип организации", "ЦУР", "Предложения"],
            ["Вода для всех", "НПО", "ЦУР 6", "Двадцать колодцев"],
        ),
        (
            ["المنظمة", "المجموعة", "الهدف", "المساهمة"],
            ["الماء للجميع", "المنظمات غير الحكومية", "الهدف 6", "عشرون بئرا"],
        ),
        (["组织名称", "主要群体", "目标", "意见"], ["绿水会", "非政府组织", "目标6", "二十口水井"]),
        (
            ["Organisation / Организация", "Group / Группа", "Goal / Цель", "Text / Текст"],
            ["Water", "civil society", "6", "Twenty wells"],
        ),
    ],
)
def test_headings_are_understood_in_the_six_languages(plan_rows, headings, row):
    plan = plan_rows([headings, row])
    (record,) = plan.records
    assert (record.organisation, record.group, record.links) == (row[0], "ngos", ("6",))
    assert record.text == row[3]
    assert record.extra == ()


def test_a_group_nobody_knows_is_asked_and_kept(plan_rows):
    plan = plan_rows(
        [["Organisation", "Group", "Contribution"], ["Chess club", "Board games", "We play."]]
    )
    (record,) = plan.records
    assert (record.group, record.extra) == ("", (("Group", "Board games"),))
    (asked,) = plan.problems
    assert (asked.code, asked.cell, asked.severity) == ("group-unknown", "B2", Severity.QUESTION)
    assert asked.decides == "values.group.board games"
    assert "volunteers" in asked.choices


@pytest.mark.parametrize("source", ["recipe", "synonyms"])
def test_a_decision_about_a_group_is_remembered(context, source):
    known = context("FJI")
    if source == "recipe":
        recipe = Recipe(values={"group": {"board games": "volunteers"}})
        known = replace(known, recipe=recipe)
    else:
        known = replace(known, synonyms={("group", "board games"): "volunteers"})
    assert cells.group_code("Board games", known) == "volunteers"
    assert cells.group_code("NGO / civil society organisations", known) == "ngos"
    assert cells.group_code("Something else", known) == ""


def test_the_same_words_are_taken_once_and_nearly_the_same_are_flagged(plan_rows):
    plan = plan_rows(
        [
            ["Organisation", "Goal", "Contribution"],
            ["Water for All", "6", WELLS],
            ["“Water for all”", "6", WELLS + " "],
            ["Water for All", "6", WELLS.replace("twenty", "thirty")],
            ["Other people", "6", WELLS.replace("twenty", "forty")],
        ]
    )
    assert [record.row for record in plan.records] == [1, 3, 4]
    found = [(p.code, p.cell, p.severity) for p in plan.problems]
    assert found == [
        ("record-duplicate", "C3", Severity.WARNING),
        ("record-duplicate", "C4", Severity.WARNING),
    ]
    assert "taken once" in plan.problems[0].message


def test_a_goal_in_the_title_holds_for_every_row(plan_rows):
    plan = plan_rows(
        [
            ["Views of stakeholders on SDG 13"],
            ["Organisation", "Group", "Comments"],
            ["Youth Net", "youth", "Plant trees."],
        ]
    )
    assert plan.records[0].links == ("13",)


def test_rows_that_say_nothing_are_told_of(plan_rows):
    plan = plan_rows(
        [
            ["Organisation", "Goal", "Contribution"],
            ["Youth Net", "13", "Plant trees."],
            ["Elders", "3", None],
        ]
    )
    assert [record.organisation for record in plan.records] == ["Youth Net"]
    assert [(p.code, p.severity) for p in plan.problems] == [("empty-record", Severity.NOTE)]


def test_a_merged_organisation_holds_for_the_rows_below_it(context):
    sheet = Sheet(
        "Data",
        [
            ["Organisation", "Goal", "Contribution"],
            ["Youth Net", "13", "Plant trees."],
            ["", "4", "Teach."],
            ["Elders", "3", "Visit."],
            ["", "5", "Nobody said this."],
        ],
        merges=(Region(1, 0, 2, 0),),
    )
    collector = Collector("book", context("FJI"), JobContext())
    read(sheet, collector)
    assert [r.organisation for r in collector.records] == ["Youth Net", "Youth Net", "Elders", ""]


# --- Answers, measures, commitments ---------------------------------------------------------------


def test_survey_answers_keep_scales_reasons_and_flags(plan_rows):
    plan = plan_rows(
        [
            [
                "Target", "Actor", "Category", "Ambition", "Ambition reasoning", "Trend",
                "Trend reasoning", "Urgency", "ImpactAbroad", "NoComment", "Completed",
                "PublishProfile", "PublishTargetEvaluations",
            ],
            ["3.1", "Health League", "Science", "too little", "Few midwives", "realistic",
             "It improves", "B", 1, 0, 1, 1, 0],
            ["3.2", "Health League", "Science", "exactly right", None, "realistic",
             None, "A", 0, 0, 1, 1, 0],
            ["3.3", "Health League", "Science", None, None, None, None, None, None, 1, 1, 1, 1],
        ]
    )  # fmt: skip
    assert layouts(plan) == ["stakeholder-survey"]
    first, second = plan.records
    assert first.kind is RecordKind.ANSWER
    assert (first.links, second.links) == (("3.1",), ("3.2",))
    assert first.scales == (
        ("Ambition", "too little"),
        ("Trend", "realistic"),
        ("Urgency", "B"),
        ("ImpactAbroad", "1"),
    )
    assert first.text == "Ambition reasoning\nFew midwives\n\nTrend reasoning\nIt improves"
    assert second.text == ""
    assert first.consents == (("publish-name", True), ("publish", False))
    assert first.extra == (("NoComment", "0"), ("Completed", "1"))


def test_measures_activities_and_action_fields(plan_rows):
    plan = plan_rows(
        [
            ["Target", "Title", "Description", "Level", "Status", "References"],
            ["3.1", "Midwives", "Trains midwives", "National", "InProgress", "https://x.example"],
        ]
    )
    (record,) = plan.records
    assert layouts(plan) == ["measures"]
    assert (record.kind, record.title, record.text) == (
        RecordKind.MEASURE,
        "Midwives",
        "Trains midwives",
    )
    assert (record.level, record.status, record.links) == ("National", "InProgress", ("3.1",))
    assert record.extra == (("References", "https://x.example"),)

    plan = plan_rows(
        [["Title", "Description", "Level", "Status"], ["Tree day", "Plants", "Local", "Done"]]
    )
    assert [r.kind for r in plan.records] == [RecordKind.MEASURE]

    plan = plan_rows(
        [
            ["Description", "Level", "Type"],
            ["Clean rivers", "National", "progress"],
            ["Traffic", "Local", "challenge"],
        ]
    )
    assert [(r.kind, r.status) for r in plan.records] == [
        (RecordKind.ACTION_FIELD, "progress"),
        (RecordKind.ACTION_FIELD, "challenge"),
    ]


def test_commitments(plan_rows):
    plan = plan_rows(
        [
            ["Organisation", "Type of organisation", "Commitment", "SDGs", "Status", "Due"],
            ["Acme", "Private sector", "Halve emissions", "13; 7", "on track", 2030],
        ]
    )
    (record,) = plan.records
    assert layouts(plan) == ["commitments"]
    assert (record.kind, record.group) == (RecordKind.COMMITMENT, "business-industry")
    assert (record.text, record.links, record.status) == (
        "Halve emissions",
        ("13", "7"),
        "on track",
    )
    assert record.extra == (("Due", "2030"),)


@pytest.mark.parametrize(
    "headings",
    [
        ["Year", "Sex", "Value"],
        ["Organisation", "2020", "2021"],
        ["Goal", "Target", "Indicator", "Unit", "Baseline 2015", "Responsible agency", "Remarks"],
        ["Goal", "Target", "Indicator", "SeriesCode", "Description", "Value"],
        ["Region", "Name", "Population"],
        ["Title", "Description"],
        ["Contents", "Link"],
    ],
)
def test_tables_of_figures_are_none(headings):
    rows = [headings, ["x"] * len(headings)]
    assert not recognise(Sheet("Data", rows))


def test_no_table_of_the_corpus_is_taken_for_records(shared):
    from vnr_app.importing.readers import read_workbook

    files = [
        *sorted((shared / "corpus/ons").glob("*.xlsx"))[:6],
        *sorted((shared / "corpus/kg").rglob("*.xlsx"))[:10],
        *sorted((shared / "corpus/other").glob("*.csv")),
    ]
    assert len(files) > 10
    for path in files:
        for sheet in read_workbook(path).sheets:
            assert not recognise(sheet), (path.name, sheet.name)


# --- Cells --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("3", ("3",)),
        ("3.1, 3.2", ("3.1", "3.2")),
        ("3;5;16.7.2", ("3", "5", "16.7.2")),
        ("3 5 16", ("3", "5", "16")),
        ("03.a", ("3.a",)),
        ("SDG 3: Good Health and Well-being, SDG 4: Quality Education", ("3", "4")),
        ("Target 3.1: By 2030, to less than 70 per 100,000 live births", ("3.1",)),
        ("goal_3 goal_05", ("3", "5")),
        ("ЦУР 4; Задача 5.1", ("4", "5.1")),
        ("الهدف 6", ("6",)),
        ("目标13", ("13",)),
        ("Industry, Innovation and Infrastructure", ("9",)),
        ("Борьба с изменением климата", ("13",)),
        ("3.99", ("3",)),
        ("18", ()),
        ("none of them", ()),
        ("since 2015", ()),
    ],
)
def test_links(text, links):
    assert cells.links_in(text, load_framework()) == links


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Yes", True), ("yes, you may publish it", True), ("1", True), ("Oui", True),
        ("да", True), ("نعم", True), ("是", True), ("✓", True), ("No", False), ("нет", False),
        ("0", False), ("否", False), ("perhaps", None), ("", None),
    ],
)  # fmt: skip
def test_yes_and_no(text, answer):
    assert cells.yes_or_no(text) is answer


@pytest.mark.parametrize(
    ("heading", "flag"),
    [
        ("May we publish your name?", "publish-name"),
        ("PublishProfile", "publish-name"),
        ("I agree that my answers are published", "publish"),
        ("May we contact you?", "contact"),
        ("Stay anonymous", "anonymous"),
        ("Согласие", "consent"),
    ],
)
def test_flags_of_consent(heading, flag):
    assert cells.consent_flag(heading) == flag
    assert role_of_heading(heading) == "consent"


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("1. Organisation *", "organisation"),
        ("What is the name of your organization?", "organisation"),
        ("Q3: Which SDGs does it contribute to?", "links"),
        ("Электронная почта", "personal"),
        ("您的电话", "personal"),
        ("To what extent do you agree?", "scale"),
        ("Why?", "reason"),
        ("Quelles difficultés ?", ""),
        ("x" * 5_000_000, ""),
    ],
)
def test_roles_of_headings(heading, role):
    assert role_of_heading(heading) == role


def test_a_column_of_types_is_the_group_where_it_names_classes(plan_rows):
    head = ["Organisation", "Type", "SDG", "Contribution"]
    rows = [["Water", "NGO", "6", WELLS], ["Union", "Business", "8", WELLS + "!"]]
    assert [r.group for r in plan_rows([head, *rows]).records] == ["ngos", "business-industry"]
    rows = [["Water", "Project", "6", WELLS], ["Union", "Seminar", "8", WELLS + "!"]]
    first, second = plan_rows([head, *rows]).records
    assert (first.group, first.extra, second.group) == ("", (("Type", "Project"),), "")


def test_goals_that_do_not_exist_are_told_of(plan_rows):
    head = ["Organisation", "Major group", "SDG", "Contribution"]
    rows = [["Water", "NGO", "SDG 6, 18", WELLS], ["Union", "NGO", "SDG 3: 25 wells; 4.a", "No."]]
    plan = plan_rows([head, *rows])
    assert [record.links for record in plan.records] == [("6",), ("3", "4.a")]
    (told,) = [p for p in plan.problems if p.code == "link-unknown"]
    assert (told.cell, told.value, told.severity) == ("C2", "SDG 6, 18", Severity.WARNING)
    assert "18" in told.message


def decided_sheet(recipe):
    """What is read of a sheet with two rows and a remark under this recipe."""
    rows = [
        ["Organisation", "Kind of body", "SDG", "Contribution", "Inner notes"],
        ["Water", "NGO", "6", WELLS, "call back"],
        ["Example only", "NGO", "7", "An example.", ""],
        ["Union", "Business", "8", WELLS + "!", ""],
    ]
    from vnr_app.importing.context import PlanContext

    context = PlanContext(load_framework(), "FJI", "Fiji", "242", {}.get, recipe=recipe)
    collector = Collector("sheet", context, JobContext())
    collector.sheet_names = ("Data",)
    read(Sheet("Data", rows), collector)
    return collector.records


def test_people_decide_about_rows_and_columns_of_records():
    lines = [
        {"sheet": "Data", "axis": "row", "at": 2, "role": "ignore"},
        {"sheet": "Data", "axis": "column", "at": 4, "role": "ignore"},
        {"sheet": "Data", "axis": "column", "at": 1, "role": "dimension", "dimension": "group"},
    ]
    water, union = decided_sheet(recipe_of({"lines": lines}))
    assert (water.organisation, water.group, water.extra) == ("Water", "ngos", ())
    assert (union.organisation, union.group) == ("Union", "business-industry")


def test_people_draw_the_rectangle_of_the_records():
    region = {"sheet": "Data", "first_row": 0, "first_column": 0, "last_row": 1, "last_column": 3}
    (water,) = decided_sheet(recipe_of({"regions": [region]}))
    assert (water.organisation, water.extra) == ("Water", (("Kind of body", "NGO"),))
