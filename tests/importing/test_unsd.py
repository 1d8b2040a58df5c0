from vnr_app.domain.importplan import Severity
from vnr_app.domain.indicators import Operator, ValueState
from vnr_app.importing.words import age_code

HEADER = ["SeriesCode", "[Sex]", "Indicator", "GeoAreaCode", "TimePeriod", "Value", "[Nature]"]


def row(value, *, sex="", indicator="3.1.1", area="242", period="2015", nature="C"):
    return ["SH_STA_MORT", sex, indicator, area, period, value, nature]


def codes(plan):
    return [problem.code for problem in plan.problems]


def test_columns_are_known_in_any_order_case_and_brackets(plan_rows):
    header = ["value", "TIMEPERIOD", "seriescode", "Sex", "geoareacode", "Units", "Time_Detail"]
    plan = plan_rows([header, ["24.1", 2019.0, "SI_POV_NAHC", "FEMALE", 242, "PERCENT", "2018/19"]])
    (observation,) = plan.observations
    assert plan.tables[0].layout == "unsd"
    assert plan.series[0].unit == "PERCENT"
    assert observation.area == "FJI"
    assert observation.dimensions == (("sex", "F"),)
    assert observation.footnote == "Time detail: 2018/19"
    assert (observation.row, observation.column) == (1, 0)
    # The series alone tells its indicator.
    assert plan.series[0].indicators == ("1.2.1",)
    assert codes(plan) == []


def test_value_texts_and_natures_give_states(plan_rows):
    rows = [
        row("<2.5", period="2010"),
        row("N", period="2011", nature="N"),
        row("NV", period="2012"),
        row("", period="2013"),
        row("5", period="2014", nature="E"),
        row(7, period="2015", nature="NOTSPEC"),
    ]
    plan = plan_rows([HEADER, *rows])
    bound, irrelevant, without, blank, estimate, plain = plan.observations
    assert (bound.value.operator, bound.value.number, bound.raw) == (Operator.LESS, "2.5", "<2.5")
    assert irrelevant.value.state is ValueState.NOT_APPLICABLE
    assert without.value.state is ValueState.MISSING
    assert blank.value.state is ValueState.MISSING
    assert estimate.value.state is ValueState.ESTIMATED
    assert (plain.value.number, plain.nature) == ("7", "NOTSPEC")
    assert plan.tables[0].numbers_seen == 3
    assert plain.source == "UN Global SDG Database"


def test_one_series_of_several_indicators(plan_rows):
    plan = plan_rows([HEADER, row("1", indicator="12.2.2, 8.4.2")])
    assert plan.series[0].indicators == ("8.4.2",)  # stored once, under its first code
    assert plan.tables[0].indicators == ("12.2.2", "8.4.2")


def test_unreadable_value_names_its_cell_and_the_rest_goes_on(plan_rows):
    plan = plan_rows([HEADER, row("12..5", period="2014"), row("3")])
    (problem,) = plan.problems
    assert (problem.sheet, problem.cell, problem.value) == ("Data", "F2", "12..5")
    assert (problem.code, problem.severity) == ("not-a-number", Severity.ERROR)
    assert len(plan.observations) == 1


def test_duplicates_are_a_warning_when_equal_and_an_error_when_not(plan_rows):
    plan = plan_rows([HEADER, row("12.5"), row("12.5"), row("13.0")])
    same, other = plan.problems
    assert (same.cell, same.severity) == ("F3", Severity.WARNING)
    assert (other.cell, other.severity) == ("F4", Severity.ERROR)
    assert "F2" in other.message
    assert [o.value.number for o in plan.observations] == ["12.5"]
    assert plan.tables[0].numbers_unused == ("F3", "F4")


def test_other_areas_are_kept_and_told_once(plan_rows):
    plan = plan_rows([HEADER, row("1"), row("2", area="051"), row("3", area="51", period="2016")])
    assert [o.area for o in plan.observations] == ["FJI", "ARM", "ARM"]
    (problem,) = plan.problems
    assert (problem.code, problem.value, problem.cell) == ("other-area", "ARM", "D3")
    assert problem.message.startswith("2 ")


def test_retired_indicator_is_kept_with_one_note(plan_rows):
    plan = plan_rows([HEADER, row("1", indicator="1.a.3"), row("2", indicator="1.a.3", sex="MALE")])
    assert plan.series[0].indicators == ("1.a.3",)
    assert codes(plan) in (["retired-indicator"], ["other-indicator"])
    assert plan.problems[0].severity is Severity.NOTE


def test_bad_period_is_a_problem(plan_rows):
    plan = plan_rows([HEADER, row("1", period="soon")])
    assert codes(plan) == ["not-a-period"]
    assert plan.tables[0].numbers_unused == ("F2",)


def test_download_of_armenia_loses_no_row(shared, context):
    import csv

    from vnr_app.importing.pipeline import plan_file

    path = shared / "corpus/unsd/armenia_2020-10.csv"
    asked = context("ARM")
    plan = plan_file(path, asked)

    def stored_code(code):
        known = asked.framework.find_indicator(code)
        return asked.framework.canonical(code) if known else code

    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert len(plan.observations) == len(rows) == 6186
    for row_, observation in zip(rows, plan.observations, strict=True):
        assert observation.raw == row_["Value"]
        assert observation.period.label == row_["TimePeriod"]
        series = plan.series[observation.series]
        assert series.code == row_["SeriesCode"]
        said = row_["Indicator"].split(", ")
        assert series.indicators == tuple(dict.fromkeys(map(stored_code, said)))
        assert dict(observation.dimensions).get("age", "") in (age_code(row_["[Age]"]), "_T")
    operators = {o.value.operator for o in plan.observations}
    assert operators == {None, Operator.LESS, Operator.GREATER}
    states = [o.value.state for o in plan.observations]
    assert states.count(ValueState.NOT_APPLICABLE) == 18
    odd = {p.code for p in plan.problems if p.severity is not Severity.NOTE}
    assert odd == {"percent-range", "jump", "scale-suspect"}


FIRST_GENERATION = """\
"Indicator Ref","Series Code","Series Description","Country or Area Code","Country or Area Name",\
"LDC","Source type","Age group","Location","Sex","Value type","Unit","Unit multiplier",\
"2010","FN","2011","FN"
"3.1.1","SH_STA_MMR","Maternal mortality ratio","242","Fiji","","M","15-49","All areas","Female",\
"Estimate","Per 100,000 live births","Units","605","1,2","577",""
"3.1.1","SH_STA_MMR","Maternal mortality ratio","51","Armenia","1","M","15-49","Urban","Female",\
"Estimate","Per 100,000 live births","Units","420","","",""
"Footnotes"
"1","Estimated by the agencies."
"2","Interval 400 to 800."
"""


def test_years_across_with_numbers_of_footnotes_behind_them(plan_text):
    plan = plan_text(FIRST_GENERATION.replace("\\\n", ""), "download.csv")
    assert plan.tables[0].layout == "unsd-wide"
    first, second, abroad = plan.observations
    assert (first.area, first.period.label, first.value.number) == ("FJI", "2010", "605")
    assert dict(first.dimensions) == {"age": "15-49", "location": "_T", "sex": "F"}
    assert first.value.state is ValueState.ESTIMATED
    assert first.footnote == "Estimated by the agencies.; Interval 400 to 800."
    assert (second.column, second.footnote) == (15, "")
    assert (abroad.area, dict(abroad.dimensions)["location"]) == ("ARM", "U")
    (series,) = plan.series
    assert (series.code, series.unit, series.indicators) == (
        "SH_STA_MMR",
        "Per 100,000 live births",
        ("3.1.1",),
    )
    assert codes(plan) == ["other-area"]
    assert plan.tables[0].numbers_unused == ()


def test_years_across_with_bracketed_breakdowns(plan_text):
    plan = plan_text(
        "Goal,Target,Indicator,SeriesCode,SeriesDescription,GeoAreaCode,GeoAreaName,[Age],"
        "[Nature],[Reporting Type],[Sex],[Units],2000,2005,2010\n"
        "1,1.1,1.1.1,SI_POV_DAY1,Below the poverty line,242,Fiji,ALLAGE,E,G,BOTHSEX,PERCENT,"
        "33.6,<35,N\n",
        "wide.csv",
    )
    assert [(o.value.number, o.value.state.value) for o in plan.observations] == [
        ("33.6", "estimated"),
        ("35", "estimated"),
        (None, "not-applicable"),
    ]
    assert dict(plan.observations[0].dimensions) == {"age": "_T", "sex": "_T"}
    assert plan.problems == ()


def test_download_with_a_sheet_of_codes_first(shared, context):
    from vnr_app.importing.pipeline import plan_file

    plan = plan_file(shared / "corpus/ons/9-c-1_data_from_SDG_database.xlsx", context("GBR"))
    assert len(plan.observations) == 46
    assert {o.area for o in plan.observations} == {"GBR"}
    assert plan.tables[0].sheet == "Goal9"
    assert codes(plan) == ["no-table"]


def test_a_country_without_a_number_is_known_by_its_name(tmp_path):
    from vnr_app.importing.pipeline import PlanContext, plan_file
    from vnr_app.services.framework import load_framework

    path = tmp_path / "download.csv"
    path.write_text(
        "SeriesCode,Indicator,GeoAreaCode,GeoAreaName,TimePeriod,Value\n"
        "SH_STA_MORT,3.1.1,900,Examplia,2015,1\n"
        "SH_STA_MORT,3.1.1,242,Fiji,2015,2\n"
    )
    context = PlanContext(load_framework(), "XEX", "Examplia", None, {"242": "FJI"}.get)
    plan = plan_file(path, context)
    assert [o.area for o in plan.observations] == ["XEX", "FJI"]
    assert codes(plan) == ["other-area"]


def test_a_time_detail_that_repeats_the_period_is_no_note(plan_rows):
    """Workbooks have the period as a number and the detail as a text."""
    header = ["SeriesCode", "GeoAreaCode", "TimePeriod", "Value", "Time_Detail"]
    details = {2015: "2015", 2016: "2016", 2017: "", 2018: "2018-19", 2019: 2019}
    rows = [["SH_STA_MORT", 242, year, year / 8, details[year]] for year in details]
    plan = plan_rows([header, *rows])
    assert [(o.period.label, o.value.number, o.footnote) for o in plan.observations] == [
        ("2015", "251.875", ""),
        ("2016", "252", ""),
        ("2017", "252.125", ""),
        ("2018", "252.25", "Time detail: 2018-19"),
        ("2019", "252.375", ""),
    ]
    assert [o.row for o in plan.observations] == [1, 2, 3, 4, 5]


def test_a_time_detail_that_repeats_one_period_is_a_note_at_another(plan_rows):
    header = ["SeriesCode", "GeoAreaCode", "TimePeriod", "Value", "Time_Detail"]
    periods = [2015, 2016, 2016, 2017, 2018]
    details = ["2015", "2015", "2016", "2017", "2015"]
    areas = [242, 242, 51, 51, 51]
    pairs = zip(areas, periods, details, strict=True)
    rows = [["SH_STA_MORT", area, year, 1, detail] for area, year, detail in pairs]
    plan = plan_rows([header, *rows])
    assert [o.footnote for o in plan.observations] == [
        "", "Time detail: 2015", "", "", "Time detail: 2015",
    ]  # fmt: skip
