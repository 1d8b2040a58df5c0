"""The rules over planned observations, each on the cells that break it and on those that do not."""

from datetime import date

import pytest

from vnr_app.domain.importplan import (
    PlannedObservation,
    PlannedSeries,
    PlannedTable,
    Region,
    Severity,
)
from vnr_app.domain.indicators import Operator, Value, ValueState, sort_dimensions
from vnr_app.domain.periods import parse_period
from vnr_app.domain.staged import STAGED
from vnr_app.importing.ledger import Ledger
from vnr_app.importing.rules import Checker, Names, checker, rows
from vnr_app.importing.rules.kinds import UnitKind, unit_kind
from vnr_app.importing.rules.report import MOST

TODAY = date(2026, 6, 1)
PEOPLE, SHARE = ("Number of teachers", "persons"), ("Literacy", "percent")


class Sheet:
    """Observations in the order of their cells, a row each from row 1 in column A."""

    def __init__(self, *series: tuple[str, str]) -> None:
        self.series = [PlannedSeries("4.c.1", name, unit, ("4.c.1",)) for name, unit in series]
        self.planned: list[PlannedObservation] = []

    def add(
        self, number, year="2015", *, series=0, area="KEN", operator=None, state=None, **groups
    ):
        value = Value(number, operator, state or ValueState.OBSERVED)
        period = parse_period(year)
        dimensions = sort_dimensions(groups)
        at = len(self.planned)
        self.planned.append(
            PlannedObservation(series, 0, at, 0, area, dimensions, period, value, number or "..")
        )
        return self

    def check(self, batch=10_000):
        ledger = Ledger()
        for at, series in enumerate(self.series):
            ledger.know_series(series, at)
        for each in self.planned:
            assert ledger.add(each) is None
        checker = Checker(TODAY, "KEN", ledger)
        taken = []
        ledger.watch = taken.extend
        ledger.close()
        for first in range(0, len(taken), batch):
            checker.add(taken[first : first + batch])
        names = Names(ledger.series, ledger.known.areas, ledger.known.breakdowns)
        table = PlannedTable("Data", Region(0, 0, 9, 9), "x", (0,), (), "", "", (), (), 0, ())
        return checker.problems(self.series, [table], names)

    def codes(self):
        return [(problem.code, problem.cell) for problem in self.check()]


def test_the_positions_in_a_row_are_those_of_the_staged_parts():
    names = {
        "POSITION": "position",
        "SERIES": "series_id",
        "AREA": "area_id",
        "BREAKDOWN": "breakdown_id",
        "START": "period_start",
        "END": "period_end",
        "LABEL": "period_label",
        "NUMBER": "number",
        "OPERATOR": "operator",
        "STATE": "state",
        "TABLE": "table_number",
        "ROW": "cell_row",
        "COLUMN": "cell_column",
        "RAW": "raw",
    }
    assert {getattr(rows, name): part for name, part in names.items()} == {
        STAGED.index(part): part for part in names.values()
    }


# Parts against their total


def sexes(sheet, total, women, men, year="2015", **more):
    return (
        sheet.add(total, year, **more)
        .add(women, year, sex="F", **more)
        .add(men, year, sex="M", **more)
    )


def test_women_and_men_must_add_up_to_the_people():
    (problem,) = sexes(Sheet(PEOPLE), "100", "48", "55").check()
    assert (problem.sheet, problem.cell, problem.value) == ("Data", "A1", "100")
    assert (problem.code, problem.severity) == ("total-mismatch", Severity.WARNING)
    assert problem.message == "The parts (A2, A3) add up to 103, the total here is 100."
    assert problem.advice


@pytest.mark.parametrize(
    "numbers",
    [
        ("100", "48", "52"),
        ("100.0", "48.05", "51.9"),  # rounded each for itself
        ("100.1", "48.0", "52.0"),
        ("0", "0", "0"),
    ],
)
def test_rounding_is_no_mismatch(numbers):
    assert sexes(Sheet(PEOPLE), *numbers).check() == []


def test_those_of_unknown_sex_count_among_the_parts():
    assert sexes(Sheet(PEOPLE), "100", "48", "50").add("2", sex="_U").check() == []


def test_a_total_may_be_said_as_a_code():
    sheet = Sheet(PEOPLE).add("100", sex="_T").add("48", sex="F").add("55", sex="M")
    assert sheet.codes() == [("total-mismatch", "A1")]


def test_the_share_of_all_lies_between_those_of_women_and_men():
    assert sexes(Sheet(SHARE), "45", "40", "50").check() == []
    assert sexes(Sheet(SHARE), "55", "40", "50").codes() == [("total-mismatch", "A1")]
    assert sexes(Sheet(SHARE), "100", "40", "60").check() == []  # shares of one whole
    assert sexes(Sheet(SHARE), "50.04", "40", "50.0").check() == []


def test_town_and_country():
    sheet = Sheet(("Mortality", "per 1,000 live births"))
    sheet.add("30").add("20", location="U").add("25", location="R")
    assert sheet.codes() == [("total-mismatch", "A1")]


@pytest.mark.parametrize("series", [("Wages", "soms"), ("Forest", "hectares"), ("Unit", "")])
def test_a_unit_of_which_nothing_is_known_needs_witnesses(series):
    alone = sexes(Sheet(series), "100", "40", "30")
    assert alone.check() == []
    adding, averaging = Sheet(series), Sheet(series)
    for year in range(2010, 2016):
        sexes(adding, "70", "40", "30", str(year))
        sexes(averaging, "35", "40", "30", str(year))
    assert sexes(adding, "75", "40", "30", "2016").codes() == [("total-mismatch", "A19")]
    assert sexes(averaging, "45", "40", "30", "2016").codes() == [("total-mismatch", "A19")]


def test_indexes_and_gaps_have_no_parts():
    for series in (("Gender parity index", "ratio"), ("Pay gap", "percent")):
        assert sexes(Sheet(series), "3", "1", "2.5").check() == []


def test_a_total_that_rarely_holds_is_one_thing_to_look_at():
    sheet = Sheet(PEOPLE)
    for year in range(2010, 2016):
        sexes(sheet, "100", "48", "50", str(year))
    (problem,) = sheet.check()
    assert problem.message.endswith("5 more totals of this series have the same problem.")


def test_areas_that_make_up_the_country_everywhere_but_once():
    sheet = Sheet(("Forest", "hectares"))
    for year in range(2010, 2016):
        total = "60" if year < 2015 else "80"
        sheet.add(total, str(year)).add("10", str(year), area="A").add("20", str(year), area="B")
        sheet.add("30", str(year), area="C")
    assert sheet.codes() == [("total-mismatch", "A21")]


def test_some_areas_are_not_all_of_the_country():
    sheet = Sheet(PEOPLE)
    for year in range(2010, 2016):
        sheet.add("100", str(year)).add("10", str(year), area="A").add("20", str(year), area="B")
    assert sheet.check() == []


def test_bounds_and_gaps_are_compared_with_nothing():
    sheet = Sheet(PEOPLE).add("100").add("48", sex="F", operator=Operator.LESS).add("90", sex="M")
    assert sheet.check() == []
    missing = Sheet(PEOPLE).add("100").add(None, sex="F", state=ValueState.MISSING)
    assert missing.add("90", sex="M").check() == []


# Bounds


def test_percentages_above_100_and_below_0():
    sheet = Sheet(SHARE).add("100").add("100.1", "2016").add("-0.5", "2017").add("1012", "2018")
    assert sheet.codes() == [
        ("percent-range", "A2"),
        ("percent-range", "A4"),
        ("percent-range", "A3"),
    ]


@pytest.mark.parametrize(
    "series",
    [
        ("Annual growth of GDP", "%"),
        ("Темп прироста ВВП", "процентов"),
        ("Debt as a proportion of GDP", "percent"),
        ("Index", "percent of the previous year"),
        ("Gross enrolment", "%"),
        ("Maternal deaths", "per 100,000 live births"),
    ],
)
def test_percentages_that_are_no_share_may_be_above_100(series):
    assert Sheet(series).add("145").check() == []


def test_growth_may_be_negative():
    assert Sheet(("Growth of GDP", "percent")).add("-3.1").check() == []
    assert Sheet(("Net migration", "persons")).add("-1200").check() == []


def test_a_count_is_not_negative():
    assert Sheet(PEOPLE).add("-12").codes() == [("negative-count", "A1")]


def test_where_many_are_above_100_it_is_the_unit():
    sheet = Sheet(SHARE)
    for year in range(2000, 2020):
        sheet.add("120" if year % 2 else "80", str(year))
    (problem,) = sheet.check()
    assert problem.message == "10 of 20 percentages of this series are above 100."


def test_years_that_are_hardly_years():
    sheet = Sheet(PEOPLE).add("1", "1850").add("1", "1949").add("1", "1950").add("1", "2027")
    sheet.add("1", "2028").add("1", "2050", state=ValueState.PROJECTED)
    early, late = sheet.check()
    assert (early.code, early.cell, early.severity) == ("year-range", "A1", Severity.WARNING)
    assert "2 numbers are about years before 1950" in early.message
    assert (late.code, late.cell) == ("year-range", "A5")
    assert "2028" in late.message


# Units, lines, limits


def test_one_series_in_two_units():
    sheet = Sheet(("Forest area", "ha"), ("Forest  AREA", "km2"), ("Forest area", ""))
    sheet.add("12").add("13", series=1).add("14", series=2)
    (problem,) = sheet.check()
    assert (problem.code, problem.cell) == ("unit-conflict", "A2")
    assert problem.message == "“Forest  AREA” is in “km2” here and in “ha” in A1."


def test_series_of_different_names_may_have_different_units():
    assert Sheet(PEOPLE, SHARE).add("12").add("13", series=1).check() == []


def test_a_lost_decimal_mark_is_found_in_unordered_rows():
    sheet = Sheet(("Wages", "soms"))
    for year, number in (("2018", "455"), ("2015", "45.1"), ("2016", "45.3"), ("2017", "45.2")):
        sheet.add(number, year)
    (problem,) = sheet.check()
    assert (problem.code, problem.cell) == ("scale-suspect", "A1")
    assert problem.message == "455 is about 10 times its neighbours."


@pytest.mark.parametrize(("series", "listed"), [(4, 4), (5, 1), (9, 1)])
def test_a_year_in_which_a_whole_table_jumps_is_one_thing_to_look_at(series, listed):
    sheet = Sheet(*((f"Airport {at}", "passengers") for at in range(series)))
    for year in range(2010, 2022):
        for at in range(series):
            sheet.add("21.3" if year == 2020 else f"9{at}.{year % 7}", str(year), series=at)
    problems = sheet.check()
    assert [problem.code for problem in problems] == ["jump"] * listed
    more = f"So do {series - 1} more in 2020." in problems[0].message
    assert more is (listed == 1)


def test_quarters_among_years_are_not_compared_with_them():
    sheet = Sheet(("Visitors", "trips"))
    for year in range(2010, 2016):
        sheet.add("1012", str(year))
    for quarter in range(1, 5):
        sheet.add("101", f"2016-Q{quarter}")
    assert sheet.check() == []


def test_more_of_a_kind_are_counted():
    sheet = Sheet(PEOPLE)
    for year in range(1960, 1960 + MOST + 7):
        sheet.add("-5", str(year))
    problems = sheet.check()
    assert len(problems) == MOST + 1
    assert (problems[-1].sheet, problems[-1].cell) == ("", "")
    assert problems[-1].message == "7 more places have the same problem."


def test_batches_of_any_size_find_the_same():
    sheet = sexes(Sheet(PEOPLE), "100", "48", "55").add("-1", "1900").add("45", "2019")
    assert sheet.check(batch=1) == sheet.check() != []


def test_above_a_limit_series_are_not_compared_any_more(monkeypatch):
    monkeypatch.setattr(checker, "MOST_COMPARED", 3)
    sheet = sexes(Sheet(PEOPLE), "100", "48", "55").add("-1", "1900")
    assert [problem.code for problem in sheet.check(batch=2)] == ["year-range", "negative-count"]


@pytest.mark.parametrize(
    ("unit", "name", "kind"),
    [
        ("percent", "Poverty", UnitKind.SHARE),
        ("PT", "Poverty", UnitKind.SHARE),
        ("процентов", "Уровень бедности", UnitKind.SHARE),
        ("%", "Croissance du PIB", UnitKind.RATE),
        ("as a percentage of December of the previous year", "Prices", UnitKind.RATE),
        ("per 100,000 live births", "Deaths", UnitKind.RATE),
        ("на 1000 населения", "Число больных", UnitKind.RATE),
        ("persons", "Teachers", UnitKind.COUNT),
        ("человек", "Учителя", UnitKind.COUNT),
        ("тыс. человек", "Учителя", UnitKind.COUNT),
        ("", "Number of deaths", UnitKind.COUNT),
        ("number", "Average number of children", UnitKind.OTHER),
        ("tonnes", "Waste", UnitKind.OTHER),
        ("", "Waste", UnitKind.OTHER),
        ("index", "Parity", UnitKind.FREE),
        ("percent", "Gender pay gap", UnitKind.FREE),
        ("人", "教师人数", UnitKind.COUNT),
    ],
)
def test_kinds_of_units(unit, name, kind):
    assert unit_kind(unit, name) is kind
