"""The indicator that a person names for a file, and what is told where nobody names one."""

import pytest

from vnr_app.domain.importplan import Severity


def test_a_wide_table_takes_the_indicator_named_for_the_file(plan_rows):
    plan = plan_rows([["Items", 2015, 2016], ["Total", 1, 2]], indicator="3.2.1")
    assert [s.indicators for s in plan.series] == [("3.2.1",)]
    assert plan.tables[0].indicators == ("3.2.1",)
    assert len(plan.observations) == 2
    assert not plan.problems


@pytest.mark.parametrize(
    "rows",
    [
        [["3.1.1 Rate"], ["Items", 2015, 2016], ["Total", 1, 2]],
        [["Items", 2015, 2016], ["3.1.1 Maternal mortality", 1, 2]],
        [["Code", "Items", 2015, 2016], ["3.1.1", "Maternal mortality", 1, 2]],
        [["Indicator", "Year", "Value"], ["3.1.1", 2015, 1]],
        [["Series", "Year", "Value"], ["3.1.1 Maternal mortality", 2015, 1]],
    ],
)
def test_a_table_that_names_one_keeps_it(plan_rows, rows):
    plan = plan_rows(rows, indicator="3.2.1")
    assert {s.indicators for s in plan.series} == {("3.1.1",)}


def test_rows_without_one_in_a_table_that_names_some_are_still_told(plan_rows):
    rows = [
        ["Key figures"],
        ["Indicator", 2014, 2015],
        ["Maternal mortality ratio", 3, 4],
        ["Mortality of something else", 7, 8],
    ]
    plan = plan_rows(rows, indicator="3.2.1")
    assert [s.indicators for s in plan.series] == [("3.1.1",), ()]
    assert [p.code for p in plan.problems] == ["no-indicator"]


def test_a_tidy_table_takes_the_indicator_named_for_the_file(plan_text):
    content = "Year,Sex,Value\n2015,Male,1\n2015,Female,2\n"
    assert [p.code for p in plan_text(content).problems] == ["no-indicator"]
    plan = plan_text(content, indicator="3.2.1")
    assert [s.indicators for s in plan.series] == [("3.2.1",)]
    assert [dict(o.dimensions) for o in plan.observations] == [{"sex": "M"}, {"sex": "F"}]
    assert not plan.problems


def test_a_download_without_indicators_takes_the_one_named(plan_text):
    content = "SeriesCode,GeoAreaCode,TimePeriod,Value\nSH_DYN_IMRT,242,2015,1\n"
    plan = plan_text(content, indicator="3.2.1")
    assert [s.indicators for s in plan.series] == [("3.2.1",)]
    assert not plan.problems


def test_a_missing_indicator_is_asked_and_keeps_nothing_out(plan_rows):
    rows = [["Items", 2015, 2016], ["Total", 1, "12..5"], ["Urban", "x1x", 3]]
    plan = plan_rows(rows)
    assert [o.value.number for o in plan.observations] == ["1", "3"]
    (question,) = [p for p in plan.problems if p.severity is Severity.QUESTION]
    assert (question.code, question.decides) == ("no-indicator", "indicator")
    errors = [p.code for p in plan.problems if p.severity is Severity.ERROR]
    assert errors == ["not-a-number", "not-a-number"]
