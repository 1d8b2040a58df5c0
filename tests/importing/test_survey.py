"""What is asked and told about a file before its tables are read."""

from datetime import date

import pytest
from openpyxl import Workbook

from vnr_app.domain.importplan import Severity
from vnr_app.importing.codes import unmangled_codes
from vnr_app.importing.folding import fold_text
from vnr_app.importing.grid import Sheet
from vnr_app.importing.homoglyphs import is_disguised, latin_code
from vnr_app.importing.pipeline import plan_file
from vnr_app.importing.recipe import Recipe
from vnr_app.importing.survey import survey
from vnr_app.importing.survey_texts import is_mojibake
from vnr_app.services.framework import load_framework


@pytest.fixture
def look(context):
    """Survey sheets of these rows under a recipe; the problems by code."""

    def found(rows, recipe=None, country="FJI", **annotations):
        made = context(country)
        if recipe is not None:
            made = type(made)(
                made.framework,
                made.country_alpha3,
                made.country_name,
                made.m49,
                made.area_of_m49,
                recipe=recipe,
            )
        return survey([Sheet("Data", rows, **annotations)], made)

    return found


def coded(result, code):
    return [problem for problem in result.problems if problem.code == code]


def test_a_number_that_reads_both_ways_is_asked_about_once(look):
    rows = [["Area", "2015", "2016"], ["A", "1,500", "2,250"], ["B", "1,250", "3,750"]]
    (question,) = coded(look(rows), "number-ambiguous")
    assert (question.severity, question.cell) == (Severity.QUESTION, "B2")
    assert (question.decides, question.choices) == ("decimal_mark", (".", ","))
    assert not coded(look(rows, Recipe(decimal_mark=",")), "number-ambiguous")


def test_one_column_proves_the_mark_of_the_file(look):
    result = look([["Area", "x", "y"], ["A", "1,500", "12,25"]])
    assert result.mark == ","
    assert not coded(result, "number-ambiguous")


def test_a_column_with_both_marks_is_asked_about(look):
    rows = [["Value"], *[[f"{n}.25"] for n in range(30)], ["7,5"]]
    (question,) = coded(look(rows), "number-ambiguous")
    assert (question.severity, question.cell, question.choices) == (
        Severity.QUESTION, "A32", (".", ","),
    )  # fmt: skip
    rows = [["Value"], *[[f"{n}.25"] for n in range(99)], ["7,5"]]
    (warning,) = coded(look(rows), "number-ambiguous")
    assert warning.severity is Severity.WARNING


def test_a_disputed_marker_is_asked_about_once_a_file(look):
    rows = [["Area", 2015, 2016], ["A", "-", 1.5], ["B", 2.5, "-"], ["C", "n/a", 3.5]]
    question, note = coded(look(rows), "missing-marker")
    assert (question.decides, question.choices[0]) == ("markers.-", "missing")
    assert "2 cells" in question.message
    assert note.severity is Severity.NOTE
    answered = coded(look(rows, Recipe(markers={"-": "zero"})), "missing-marker")
    assert [problem.severity for problem in answered] == [Severity.NOTE]


def test_a_country_called_na_is_no_missing_value(look):
    rows = [["Country", "Value"], ["NA", 1.5], ["ZA", 2.5], ["x", 3.5]]
    assert not coded(look(rows), "missing-marker")


def test_brackets_are_asked_about(look):
    (question,) = coded(look([["Value"], ["(12.5)"], [13.0]]), "brackets")
    assert question.choices == ("unreliable", "negative")
    (question,) = coded(look([["Value"], ["(12.5)"], ["$ 13"]]), "brackets")
    assert question.choices == ("negative", "unreliable")


def test_formats_are_asked_about_once_a_sheet(look):
    rows = [["Area", 2015, 2016], ["A", 0.453, 0.5], ["B", 0.1, 0.2]]
    formats = {(r, c): "0.0%" for r in (1, 2) for c in (1, 2)}
    (question,) = coded(look(rows, formats=formats), "format-meaning")
    assert (question.decides, question.choices) == ("percent", ("shown", "fraction"))
    assert not coded(look(rows, Recipe(percent="shown"), formats=formats), "format-meaning")
    accounts = {(1, 1): '_-* #,##0_-;-* #,##0_-;_-* "-"??_-'}
    assert not coded(look(rows, formats=accounts), "format-meaning")
    (warning,) = coded(look(rows, formats={(1, 1): '0.0"*"'}), "format-meaning")
    assert warning.severity is Severity.WARNING


def test_numbers_as_text_and_booleans_are_told_once_a_column(look):
    result = look([["Value"], ["1.5"], ["2.5"], [3.5], [True]])
    (note,) = coded(result, "number-as-text")
    assert (note.severity, note.cell) == (Severity.NOTE, "A2")
    (warning,) = coded(result, "type-mixed")
    assert (warning.severity, warning.cell) == (Severity.WARNING, "A5")
    assert not coded(look([["Value"], ["1.5"]], typed=False), "number-as-text")


def test_numbers_that_cannot_be_exact(look):
    (warning,) = coded(
        look([["Value"], [9007199254740992.0], [1e308], [float("inf")]]), "number-range"
    )
    assert warning.cell == "A2"
    assert "3 numbers" in warning.message


@pytest.mark.parametrize(
    ("row", "country", "likely"),
    [
        (["ปี", 2558.0, 2559.0, 2560.0], "FJI", "buddhist"),
        (["سال", 1394.0, 1395.0], "FJI", "solar-hijri"),
        (["वर्ष", 2072.0, 2073.0], "FJI", "bikram-sambat"),
        (["Area", "2558", "2559", "2560"], "FJI", "buddhist"),
    ],
)
def test_another_calendar_is_asked_about(look, row, country, likely):
    (question,) = coded(look([row, ["A", *[1.5] * (len(row) - 1)]]), "calendar")
    assert (question.decides, question.choices[0]) == ("calendar", "gregorian")
    assert likely in question.choices[:2]


@pytest.mark.parametrize(
    "row",
    [
        ["Area", 2400.0, 2600.0],
        ["A", 2558.0, 1.5, 2560.0],
        ["Area", 2060.0, 2070.0, 2080.0],
        ["A", 1400.0, 1300.0, 1450.0],
    ],
)
def test_values_and_projections_are_no_years_of_another_calendar(look, row):
    assert not coded(look([row, ["A", 1.5, 2.5, 3.5]]), "calendar")


def test_a_named_calendar_is_read_and_told(plan_rows):
    plan = plan_rows([["3.2.1", "", ""], ["Area", "平成27年", "平成28年"], ["Fiji", 1.5, 2.5]])
    assert [o.period.year for o in plan.observations] == [2015, 2016]
    assert "calendar" in {problem.code for problem in plan.problems}


def test_text_dates_are_asked_about_with_the_order_that_the_column_proves(look):
    (question,) = coded(look([["Date"], ["03/04/2015"], ["04/13/2015"]]), "date-ambiguous")
    assert (question.decides, question.choices) == ("date_order", ("mdy", "dmy"))
    assert not coded(look([["Date"], ["13/04/2015"]]), "date-ambiguous")


def test_a_year_under_a_date_format_is_told(look):
    (warning,) = coded(look([["Year"], [date(1905, 7, 7)]]), "date-range")
    assert "2015" in warning.message


def test_split_years_are_asked_about_once(look):
    (question,) = coded(look([["Area", "2016/17", "2017/18"], ["A", 1.5, 2.5]]), "year-split")
    assert question.decides == "split_years"


def test_years_with_marks_are_noted_once(look):
    rows = [["Area", "2013*", "2014 1/", 2015], ["A", 1.5, 2.5, 3.5]]
    (note,) = coded(look(rows), "year-normalised")
    assert (note.severity, note.cell) == (Severity.NOTE, "B1")


def test_a_code_that_became_a_date_is_proposed(look):
    rows = [["Indicator", "Value"], ["1.1.1", 1.5], [date(2001, 2, 1), 2.5], ["1.3.1", 3.5]]
    (question,) = coded(look(rows), "code-mangled")
    assert (question.cell, question.choices[0]) == ("A3", "1.2.1")
    assert question.decides == "indicators.2001-02-01"
    assert unmangled_codes("2001-01-02", load_framework()) == ("2.1.1", "1.2.1")
    assert unmangled_codes("2015-12-31", load_framework()) == ()


def test_a_target_without_its_zero_is_proposed(look):
    targets = [["Indicator"], ["8.5.1"], ["8.6.1"], [8.9], [8.1]]
    assert [p.choices[0] for p in coded(look(targets), "code-mangled")] == ["8.10"]


def test_letters_of_another_script(look):
    (warning,) = coded(look([["Code"], ["SI_РОV_DАY1"], ["KАZ"], ["Боку"]]), "code-homoglyph")
    assert "2 codes" in warning.message
    assert latin_code("si_pov_day1 ") == latin_code("SI_РОV_DАY1") == "SI_POV_DAY1"
    assert latin_code("IT_USE_ii99") == "IT_USE_ii99"
    assert latin_code("Rural women") == "Rural women"
    assert fold_text("Бишкeк") == "Бишкек"
    assert fold_text("KАZ") == "KAZ"
    assert fold_text("Ош шаары") == "Ош шаары"
    assert not is_disguised("Город")


def test_texts_that_are_not_what_they_look_like(look):
    result = look([["In\u00addicator", "a\x08b"], ["Ã©lÃ¨ves", "РљР°Р·Р°С…СЃС‚Р°РЅ"]])
    codes = [problem.code for problem in result.problems]
    assert codes == ["invisible-chars", "control-chars", "mojibake"]
    assert not is_mojibake("Élèves à Genève")
    assert not is_mojibake("Казахстан")


@pytest.mark.parametrize(
    ("recipe", "years"),
    [
        (Recipe(calendar="buddhist"), [2015, 2016]),
        (Recipe(), []),
    ],
)
def test_a_calendar_is_applied_to_a_table_only_when_people_say_so(tmp_path, context, recipe, years):
    book = Workbook()
    for row in [["3.2.1 Infant mortality"], ["Area", 2558, 2559], ["Fiji", 1.5, 2.5]]:
        book.active.append(row)
    book.save(tmp_path / "thai.xlsx")
    made = context("FJI")
    chosen = type(made)(made.framework, "FJI", "Fiji", made.m49, made.area_of_m49, recipe=recipe)
    plan = plan_file(tmp_path / "thai.xlsx", chosen)
    found = [o.period.year for o in plan.observations if o.period.label.startswith("255")]
    assert found == years


HOSTILE = {
    "number_text_zoo.xlsx": "number-as-text",
    "number_missing_markers.xlsx": "missing-marker",
    "number_format_meaning.xlsx": "format-meaning",
    "number_extremes.xlsx": "number-range",
    "number_bool_mixed.xlsx": "type-mixed",
    "date_edge_serials.xlsx": "date-range",
    "date_years_headers.xlsx": "year-normalised",
    "date_other_calendars.xlsx": "calendar",
    "date_ambiguous_text.xlsx": "date-ambiguous",
    "code_homoglyph.xlsx": "code-homoglyph",
    "text_invisible.xlsx": "invisible-chars",
    "formula_error_cells.xlsx": "cell-error",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_odd_cells_are_told_with_their_code(shared, context, name):
    plan = plan_file(shared / "hostile" / name, context("FJI"))
    assert HOSTILE[name] in {problem.code for problem in plan.problems}


def test_years_of_every_spelling_head_a_table(shared, context):
    plan = plan_file(shared / "hostile/date_years_headers.xlsx", context("FJI", "3.2.1"))
    assert [o.period.year for o in plan.observations] == list(range(2010, 2026))


def test_a_series_code_in_letters_of_another_script_is_matched(plan_text):
    plan = plan_text(
        "SeriesCode,GeoAreaCode,TimePeriod,Value,Indicator\n"
        "SI_РОV_DАY1,242,2015,1,1.1.1\nsi_pov_day1,0242,2016,2,1.1.1\n"
    )
    assert {series.code for series in plan.series} == {"SI_POV_DAY1"}
    assert {o.area for o in plan.observations} == {"FJI"}
    assert [p.code for p in plan.problems].count("code-homoglyph") == 1


@pytest.mark.parametrize(
    ("legend", "asked"),
    [
        ("... - data not available", {"-"}),
        ("«…» – нет данных; «-» – явление отсутствует", {"...", "-"}),
        ('Note: "..." not yet known', {"...", "-"}),
        ("- = not available; ... = no information", set()),
    ],
)
def test_a_legend_answers_what_a_mark_means(look, legend, asked):
    rows = [["Place", 2015, 2016], ["North", 1, "..."], ["South", "-", 2], [legend]]
    questions = coded(look(rows), "missing-marker")
    assert {p.value for p in questions if p.severity is Severity.QUESTION} == asked


def test_a_legend_that_says_otherwise_is_the_first_other_choice(look):
    rows = [["Place", 2015, 2016], ["North", 1, "-"], ["South", 4, 2], ["- means nil"]]
    (question,) = coded(look(rows), "missing-marker")
    assert question.choices[:2] == ("missing", "zero")
