"""What an import finds odd beside the review that it goes into."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.db.support import make_plan, run_import
from vnr_app.domain.importplan import Severity
from vnr_app.importing.rules.changes import Change, change_of
from vnr_app.services import import_checks, imports


def plan_of(name, numbers, first=2010, unit="", sex=""):
    figures = {("3.1.1", sex, str(first + at)): number for at, number in enumerate(numbers)}
    plan = make_plan(name, figures)
    return replace(plan, series=tuple(replace(each, unit=unit) for each in plan.series))


def found(review, plan):
    problems = imports.compare(review, plan).plan.problems
    return [(each.code, each.cell) for each in problems if each.code in import_checks.CODES]


STEADY = ["45.1", "44.8", "46.0", "45.5", "45.9"]


def test_nothing_is_odd_beside_an_empty_review(review):
    assert found(review, plan_of("a.csv", ["45.1", "451", "-45"])) == []


def test_the_same_file_again_is_not_odd(review):
    plan = plan_of("a.csv", STEADY)
    run_import(review, plan)
    assert found(review, plan) == []


def test_the_unit_of_the_review(review):
    run_import(review, plan_of("a.csv", STEADY, unit="ha"))
    plan = plan_of("b.csv", ["47"], first=2015, unit="km2")
    (problem,) = imports.compare(review, plan).plan.problems
    assert (problem.code, problem.sheet, problem.cell) == ("stored-unit", "Data", "D2")
    assert "“km2” here; the review has it in “ha”" in problem.message
    assert found(review, plan_of("b.csv", ["47"], first=2015, unit=" HA.")) == []
    assert found(review, plan_of("b.csv", ["47"], first=2015)) == []


def test_a_new_year_in_another_scale(review):
    run_import(review, plan_of("a.csv", STEADY))
    assert found(review, plan_of("b.csv", ["45900"], first=2015)) == [("stored-scale", "D2")]
    assert found(review, plan_of("b.csv", ["-45.9"], first=2015)) == [("stored-sign", "D2")]
    assert found(review, plan_of("b.csv", ["46.2"], first=2015)) == []
    # another group is another line
    assert found(review, plan_of("b.csv", ["45900"], first=2015, sex="F")) == []


def test_a_new_year_that_jumps(review):
    run_import(review, plan_of("a.csv", ["20.1", "20.4", "20.9", "21.0", "21.2", "20.8", "20.9"]))
    assert found(review, plan_of("b.csv", ["48.9"], first=2017)) == [("stored-jump", "D2")]


def test_what_the_file_itself_was_told_of_is_not_told_again(review):
    run_import(review, plan_of("a.csv", STEADY))
    plan = plan_of("b.csv", ["45900"], first=2015)
    (problem,) = imports.compare(review, plan).plan.problems
    known = replace(problem, code="scale-suspect")
    assert found(review, replace(plan, problems=(known,))) == []


def test_decimals_that_were_there_before(review):
    run_import(review, plan_of("a.csv", ["12.34", "11.26", "10.5", "9.75"]))
    plan = plan_of("b.csv", ["12.3", "11.3", "10.5", "9.71"])
    (problem,) = imports.compare(review, plan).plan.problems
    assert (problem.code, problem.cell) == ("decimals-dropped", "D2")
    assert problem.severity is Severity.WARNING
    assert "2 numbers" in problem.message
    assert "12.34 → 12.3" in problem.message


def test_more_decimals_are_a_note(review):
    run_import(review, plan_of("a.csv", ["12.3"]))
    (problem,) = imports.compare(review, plan_of("b.csv", ["12.34"])).plan.problems
    assert (problem.code, problem.severity) == ("rounding-only", Severity.NOTE)
    assert "12.3 → 12.34" in problem.message


def test_all_numbers_a_thousand_times(review):
    run_import(review, plan_of("a.csv", ["12.3", "13.1", "12.9"]))
    plan = plan_of("b.csv", ["12300", "13100", "-12.9"])
    assert found(review, plan) == [("stored-scale", "D2"), ("stored-sign", "D4")]
    (scale, _sign) = imports.compare(review, plan).plan.problems
    assert "2 numbers of" in scale.message
    assert "1,000 times" in scale.message


def test_numbers_a_thousand_times_smaller(review):
    run_import(review, plan_of("a.csv", ["12300", "13100", "12900"]))
    (scale,) = imports.compare(review, plan_of("b.csv", ["12.3", "13.1"])).plan.problems
    assert scale.code == "stored-scale"
    assert "2 numbers of" in scale.message
    assert "1,000 times smaller than those they replace" in scale.message


def test_comparing_again_says_everything_once(review):
    run_import(review, plan_of("a.csv", ["12.34"]))
    first = imports.compare(review, plan_of("b.csv", ["12.3"]))
    again = imports.compare(review, first.plan)
    assert len(first.plan.problems) == 1
    assert again.plan.problems == first.plan.problems


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("12.34", "12.3", (Change.DECIMALS_DROPPED, 1.0)),
        ("12.35", "12.4", (Change.DECIMALS_DROPPED, 1.0)),
        ("12.50", "12.5", (Change.DECIMALS_DROPPED, 1.0)),
        ("12", "12.4", (Change.ROUNDING_ONLY, 1.0)),
        ("12", "12.6", None),
        ("12.36", "12.3", None),
        ("12", "13", None),
        ("12", "-12", (Change.SIGN, -1.0)),
        ("12.3", "123", (Change.SCALE, 10.0)),
        ("12345", "12.3", (Change.SCALE, 0.001)),
        ("2", "2000000", (Change.SCALE, 1e6)),
        ("117831103.475", "117831103.48", (Change.DECIMALS_DROPPED, 1.0)),
        ("0", "5", None),
        ("0", "0.4", (Change.ROUNDING_ONLY, 1.0)),
        ("5", "0", None),
    ],
)
def test_kinds_of_changes(old, new, expected):
    assert change_of(old, new) == expected


@given(st.decimals(-(10**9), 10**9, places=3), st.integers(0, 2))
def test_a_rounded_number_is_no_other_change(number, places):
    old, new = str(number), str(round(number, places))
    if old != new:
        assert change_of(old, new) == (Change.DECIMALS_DROPPED, 1.0)
