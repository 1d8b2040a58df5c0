from dataclasses import replace
from decimal import Decimal
from threading import Event

import pytest

from tests.db.support import make_plan, present, run_import
from vnr_app.domain.importplan import Action, Problem, Severity
from vnr_app.domain.indicators import Operator, Value, ValueState
from vnr_app.errors import CancelledError, KnownError
from vnr_app.jobs import JobContext
from vnr_app.services import history, imports, indicators

WOMEN, EVERYBODY = ("3.1.1", "F", "2015"), ("3.1.1", "", "2015")


def with_value(plan, value, **changes):
    return replace(plan, observations=(replace(plan.observations[0], value=value, **changes),))


def actions(review, plan):
    return [str(action) for action in imports.compare(review, plan).actions]


def test_a_plan_is_compared_value_by_value(review):
    run_import(review, make_plan("a.csv", {WOMEN: "1.50", EVERYBODY: "2"}))
    found = imports.compare(
        review, make_plan("b.csv", {EVERYBODY: "2", WOMEN: "1.5", ("4.1.1", "", "2015"): "9"})
    )
    assert found.actions == (Action.SAME, Action.UPDATE, Action.ADD)
    assert found.old_values == ("2", "1.50", None)
    assert found.has_changes()
    assert found.counts() == {
        Action.ADD: 1, Action.UPDATE: 1, Action.SAME: 1, Action.SKIP: 0, Action.ERROR: 0,
    }  # fmt: skip


@pytest.mark.parametrize(
    "changes",
    [
        {"value": Value("1", Operator.LESS)},
        {"value": Value("1", None, ValueState.ESTIMATED)},
        {"value": Value(None, None, ValueState.MISSING)},
        {"value": Value("1"), "footnote": "a note"},
        {"value": Value("1"), "nature": "E"},
        {"value": Value("1"), "source": "a survey"},
    ],
)
def test_what_a_reader_sees_decides_over_same(review, changes):
    plan = make_plan("a.csv", {WOMEN: "1"})
    run_import(review, plan)
    assert actions(review, plan) == ["same"]
    assert actions(review, with_value(plan, **changes)) == ["update"]


def test_where_a_value_stands_does_not(review):
    plan = make_plan("a.csv", {WOMEN: "1"})
    run_import(review, plan)
    moved = with_value(plan, Value("1"), row=40, column=9, raw=" 1 ")
    assert actions(review, replace(moved, file="b.csv", sha256="0" * 64)) == ["same"]


@pytest.mark.parametrize(
    "change",
    [
        {"area": "KEN"},
        {"dimensions": (("sex", "M"),)},
        {"dimensions": ()},
        {"period": make_plan("", {("3.1.1", "", "2015/16"): "1"}).observations[0].period},
    ],
)
def test_another_key_is_another_observation(review, change):
    plan = make_plan("a.csv", {WOMEN: "1"})
    run_import(review, plan)
    assert actions(review, with_value(plan, Value("1"), **change)) == ["add"]


def test_observations_come_back_as_they_went_in(review):
    plan = with_value(
        make_plan("a.csv", {("3.1.1", "F", "2023/24"): "149.80"}),
        Value("149.80", Operator.ABOUT, ValueState.PROVISIONAL),
        raw="≈149,80",
        nature="C",
        footnote="A note.",
        source="A survey.",
    )
    made = run_import(review, plan)

    [found] = indicators.observations(review, "3.1.1")
    planned = plan.observations[0]
    assert (found.value, found.raw, found.period) == (planned.value, planned.raw, planned.period)
    assert (found.nature, found.footnote, found.source) == ("C", "A note.", "A survey.")
    assert (found.dimensions, found.area) == (planned.dimensions, "ARM")
    assert (found.file, found.sheet, found.cell, found.operation) == ("a.csv", "Data", "D2", made)
    assert Decimal(found.value.number) == Decimal("149.8")


def test_comparing_writes_nothing(review):
    before = present(review.store)
    imports.compare(review, make_plan("a.csv", {WOMEN: "1"}))
    assert present(review.store) == before


def test_a_cancelled_import_changes_nothing(review):
    before, records = present(review.store), history.operations(review)
    found = imports.compare(review, make_plan("a.csv", {WOMEN: "1"}))

    def cancelled_at(step):
        cancelled = Event()
        return JobContext(lambda done, *_: done == step and cancelled.set(), cancelled)

    for step in (1, 2):
        with pytest.raises(CancelledError):
            imports.commit(review, found, cancelled_at(step))
    assert present(review.store) == before
    assert history.operations(review) == records


def test_only_what_is_needed_is_stored(review):
    run_import(review, make_plan("a.csv", {WOMEN: "1"}))
    before = present(review.store)
    plan = make_plan("b.csv", {WOMEN: "1", ("4.1.1", "", "2015"): "9"}, note="")
    run_import(review, plan)
    after = present(review.store)
    assert len(after["series"]) == len(before["series"]) + 1
    assert len(after["source_file"]) == len(before["source_file"]) + 1
    assert after["context"] == before["context"]


def test_a_file_without_any_observation_says_why(review):
    problem = Problem("Data", "B2", "no-table", "", Severity.ERROR, "No table was recognised here.")
    empty = replace(make_plan("a.csv", {}), problems=(problem,))
    with pytest.raises(KnownError, match=r"“a.csv” Data!B2: No table") as caught:
        imports.refuse_empty(imports.compare(review, empty))
    assert caught.value.code == "no-table"
    imports.refuse_empty(imports.compare(review, make_plan("a.csv", {WOMEN: "1"})))


def test_errors_are_counted_by_sheet(review):
    plan = make_plan("a.csv", {WOMEN: "1"})
    places = [("Data", Severity.ERROR), ("Other", Severity.ERROR), ("Data", Severity.NOTE)]
    problems = tuple(Problem(sheet, "B2", "x", "", severity, "") for sheet, severity in places)
    found = imports.compare(review, replace(plan, problems=problems))
    assert found.counts()[Action.ERROR] == 2
    assert found.counts(0)[Action.ERROR] == 1


def test_repeated_indicators_are_stored_once(review, tmp_path):
    path = tmp_path / "twice.csv"
    path.write_text(
        "Indicator,SeriesCode,GeoAreaCode,TimePeriod,Value\n"
        "12.2.1,EN_MAT,51,2019,4\n8.4.1,EN_MAT,51,2019,4\n8.4.1,EN_MAT,51,2020,5\n",
        encoding="utf-8",
    )
    found = imports.preview(review, path, JobContext())
    assert [series.indicators for series in found.plan.series] == [("8.4.1",)]
    assert [problem.code for problem in found.plan.problems] == ["key-duplicate"]
    imports.commit(review, found, JobContext())
    assert len(indicators.observations(review, "12.2.1")) == 2
