"""Notes, sources and the marks that refer to them, alone and around tables of both layouts."""

import pytest

from vnr_app.importing.notes import Notes, is_note, source_in


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("Source: Ministry of Health, 2020", "Ministry of Health, 2020"),
        ("Data source – MICS", "MICS"),
        ("Источник: Нацстатком", "Нацстатком"),
        ("Источник данных: Нацстатком", "Нацстатком"),
        ("Булагы: УСК", "УСК"),
        ("Булак: УСК", "УСК"),
        ("Fuente: INE", "INE"),
        ("Source des données : INSEE", "INSEE"),
        ("المصدر: الجهاز المركزي", "الجهاز المركزي"),
        ("来源：国家统计局", "国家统计局"),
        ("资料来源: 国家统计局", "国家统计局"),
        ("Source:", ""),
        ("Sources of income: wages", None),
        ("Resource: water", None),
        ("Note: preliminary", None),
    ],
)
def test_sources_are_known_by_their_word(line, source):
    assert source_in(line) == source


@pytest.mark.parametrize("line", ["Note: x", "Примечание. x", "* x", "Source: x", "注：x"])
def test_notes_are_known_by_their_looks(line):
    assert is_note(line)


@pytest.mark.parametrize("line", ["3.2.1 Infant mortality", "Notable progress: x", "(in percent)"])
def test_titles_and_units_are_no_notes(line):
    assert not is_note(line)


def noted(*lines):
    notes = Notes()
    for line in lines:
        notes.add_row([(line, "")])
    return notes


@pytest.mark.parametrize(
    ("label", "text", "marks"),
    [
        ("Osh city*", "Osh city", ["*"]),
        ("Osh city 1)", "Osh city", ["1)"]),
        ("Osh city (1)", "Osh city", ["(1)"]),
        ("Osh city¹ *", "Osh city", ["¹", "*"]),
        ("Loans/GDP/2", "Loans/GDP", ["/2"]),
        ("local government1", "local government", ["1"]),
        ("Forest area, km²", "Forest area, km²", []),
        ("Women (15-49)", "Women (15-49)", []),
        ("Women (aged under 1)", "Women (aged under 1)", []),
        ("Table 3)", "Table 3)", []),
        ("CO2", "CO2", []),
        ("*", "*", []),
        ("", "", []),
    ],
)
def test_marks_are_told_from_the_label(label, text, marks):
    notes = noted("1) one", "2 two persons", "* star")
    assert notes.split(label) == (text, marks)


def test_a_mark_finds_its_note_however_it_is_written():
    notes = noted("Note: 1) Survey data.", "[2] Estimate", "a/ Excluding Osh", "* 2019 census")
    assert notes.footnote(["(1)", "²", "a)"]) == "Survey data.; Estimate; Excluding Osh"
    assert notes.footnote(["*", "*", "†"]) == "2019 census; †"


def test_a_line_in_several_languages_is_one_note():
    notes = Notes()
    notes.add_row([("Булагы: УСК\n* алдын ала", ""), ("Source: NSC\n* preliminary", "")])
    assert (notes.source, notes.texts) == ("NSC", ["* preliminary"])
    assert notes.marked == {"*": "preliminary"}


def test_a_source_may_stand_in_the_next_cell():
    notes = Notes()
    notes.add_row([("Source:", ""), ("Ministry of Health", "")])
    assert (notes.source, notes.texts) == ("Ministry of Health", [])


def test_notes_of_a_wide_table_reach_its_values(plan_rows):
    plan = plan_rows(
        [
            ["3.2.1 Infant mortality per 1000 live births", "", "Source: Survey"],
            ["Items", 2014, "2015 1)", 2016],
            ["Fiji", "1.5 2)", 2, 3],
            ["Northern province*", 3, "4*", 5],
            ["Western province 2)", 3, "5 2)", 5],
            [],
            ["1) Census year."],
            ["2) Estimate."],
            ["* Without the islands."],
            ["Values were rounded."],
            ["Источник: Бюро статистики"],
        ]
    )
    footnotes = [[o.footnote for o in plan.observations if o.row == row] for row in (2, 3, 4)]
    star = "Without the islands."
    assert footnotes == [
        ["Estimate.", "Census year.", ""],
        [star, f"{star}; Census year.", star],
        ["Estimate.", "Estimate.; Census year.", "Estimate."],
    ]
    assert {o.area for o in plan.observations} == {
        "FJI",
        "Northern province",
        "Western province",
    }
    assert {o.source for o in plan.observations} == {"Survey; Бюро статистики"}
    assert "Values were rounded." in plan.tables[0].notes
    assert not any("Survey" in note for note in plan.tables[0].notes)
    assert {problem.code for problem in plan.problems} == {"year-normalised"}


def test_each_table_of_a_sheet_has_its_own_source(plan_rows):
    plan = plan_rows(
        [
            ["3.2.1 Infant mortality"],
            ["Items", 2014, 2015],
            ["Fiji", 1, 2],
            ["Source: Survey"],
            [],
            ["3.2.2 Neonatal mortality"],
            ["Items", 2014, 2015],
            ["Fiji", 3, 4],
            ["Source:", "Registers"],
        ]
    )
    assert [o.source for o in plan.observations] == ["Survey", "Survey", "Registers", "Registers"]
    assert [t.title for t in plan.tables] == ["Infant mortality", "Neonatal mortality"]


def test_a_row_with_its_own_source_keeps_it(plan_rows):
    plan = plan_rows(
        [
            ["3.2.1 Rate"],
            ["Items", 2014, 2015, "Source"],
            ["Fiji", 1, 2, "Registers"],
            ["Northern province", 1, 2],
            ["Source: Survey"],
        ]
    )
    assert [o.source for o in plan.observations] == ["Registers", "Registers", "Survey", "Survey"]


def test_notes_of_a_tidy_table_reach_its_values(plan_rows):
    plan = plan_rows(
        [
            ["3.2.1 Infant mortality per 1,000 live births"],
            ["Year", "Region", "Sex", "Value"],
            [2014, "North", "", 1],
            [2015, "South*", "Female", "2 1)"],
            ["2016 1)", "South", "Female", 3],
            ["1) Estimate."],
            ["* Without the islands."],
            ["Source: Ministry"],
        ]
    )
    assert [o.footnote for o in plan.observations] == [
        "",
        "Without the islands.; Estimate.",
        "Estimate.",
    ]
    assert [o.area for o in plan.observations] == ["North", "South", "South"]
    assert {o.source for o in plan.observations} == {"Ministry"}
    assert plan.tables[0].notes == ("1) Estimate.", "* Without the islands.")
    (series,) = plan.series
    assert (series.name, series.unit) == (
        "Infant mortality per 1,000 live births",
        "per 1,000 live births",
    )
    assert not plan.problems


def test_a_note_line_of_a_csv_is_no_observation(plan_text):
    text = "Year,Value\n2015,1\nSource: Ministry of Health, 2020\n2016,2\n"
    plan = plan_text(text, "3-2-1.csv")
    assert [o.period.label for o in plan.observations] == ["2015", "2016"]
    assert plan.observations[0].source.startswith("Ministry of Health")
    assert not plan.problems
