from dataclasses import replace
from decimal import Decimal
from threading import Event

import pytest
from sqlalchemy import text

from tests.db.support import make_plan, present, run_import, write
from vnr_app.domain.importplan import Action, Problem, Severity
from vnr_app.domain.indicators import Operator, Value, ValueState
from vnr_app.errors import CancelledError, KnownError
from vnr_app.jobs import JobContext
from vnr_app.services import history, imports, indicators, reviews

WOMEN, EVERYBODY = ("3.1.1", "F", "2015"), ("3.1.1", "", "2015")


def with_value(plan, value, **changes):
    return replace(plan, observations=(replace(plan.observations[0], value=value, **changes),))


def actions(review, plan):
    return [str(entry.action) for entry in imports.compare(review, plan).entries()]


def test_a_plan_is_compared_value_by_value(review):
    run_import(review, make_plan("a.csv", {WOMEN: "1.50", EVERYBODY: "2"}))
    found = imports.compare(
        review, make_plan("b.csv", {EVERYBODY: "2", WOMEN: "1.5", ("4.1.1", "", "2015"): "9"})
    )
    assert [(each.action, each.old) for each in found.entries()] == [
        (Action.SAME, None), (Action.UPDATE, "1.50"), (Action.ADD, None),
    ]  # fmt: skip
    assert found.has_changes()
    assert found.counts() == {
        Action.ADD: 1, Action.UPDATE: 1, Action.CONFLICT: 0, Action.SAME: 1, Action.SKIP: 0,
        Action.ERROR: 0,
    }  # fmt: skip


def test_a_plan_is_compared_anew_with_what_it_brought_itself(review):
    plan = make_plan("a.csv", {WOMEN: "1", EVERYBODY: "2"})
    found = imports.compare(review, plan)
    assert found.actions == {0: {Action.ADD: 2}}
    assert [each.action for each in found.entries(Action.ADD)] == [Action.ADD, Action.ADD]
    assert found.changing(Action.ADD) == [0, 1]
    imports.commit(review, found, JobContext())

    found = imports.compare(review, found.plan)
    assert found.actions == {0: {Action.SAME: 2}}
    assert found.entries(Action.ADD) == []
    assert not found.has_changes()


def test_the_runs_of_an_import_stand_in_the_order_of_their_lines(review):
    figures = {("3.1.1", f"G{n}", str(y)): "1" for n in range(30) for y in range(1990, 1994)}
    run_import(review, make_plan("a.csv", figures))
    with review.store.reading() as session:
        rows = session.execute(text("SELECT line_id, periods FROM history_run ORDER BY id")).all()
    lines = [row.line_id for row in rows]
    assert len(lines) == 30
    assert lines == sorted(lines)
    assert {row.periods for row in rows} == {"[1990,1991,1992,1993]"}


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


# --- Against other sources, and what is no more -------------------------------------------------


def from_source(plan, source):
    return replace(
        plan, observations=tuple(replace(each, source=source) for each in plan.observations)
    )


def test_another_source_that_differs_is_a_conflict(review):
    survey = from_source(make_plan("survey_2019.csv", {WOMEN: "1", EVERYBODY: "2"}), "Survey")
    run_import(review, survey)
    census = from_source(make_plan("census.csv", {WOMEN: "3", EVERYBODY: "2"}), "Census")
    found = imports.compare(review, census)
    assert found.counts()[Action.CONFLICT] == 1
    [entry] = found.entries(Action.CONFLICT)
    assert (entry.position, entry.old, entry.observation.value.number) == (0, "1", "3")
    assert found.conflicts() == [0]
    assert found.has_changes()

    for name, source in (("Survey 2020 (2).xlsx", "Another"), ("census.csv", "Survey")):
        plan = from_source(make_plan(name, {WOMEN: "3"}), source)
        assert actions(review, plan) == ["update"]


def test_what_is_left_out_stays_as_it_is(review):
    run_import(review, make_plan("a.csv", {WOMEN: "1", EVERYBODY: "2"}))
    later = make_plan("b.csv", {WOMEN: "3", ("4.1.1", "", "2015"): "9", EVERYBODY: "4"})
    found = imports.compare(review, later)
    imports.commit(review, found, JobContext(), left_out=[0, 1])
    values = {
        each.dimensions: each.value.number for each in indicators.observations(review, "3.1.1")
    }
    assert values == {(("sex", "F"),): "1", (): "4"}
    assert indicators.observations(review, "4.1.1") == ()
    assert [row[1] for row in present(review.store)["series"]] == ["3.1.1"]
    assert history.broken_links(review) == ()


def test_what_a_file_has_no_more_is_told(review):
    run_import(review, make_plan("deaths 2019.csv", {WOMEN: "1", EVERYBODY: "2"}))
    found = imports.compare(review, make_plan("deaths 2020.csv", {EVERYBODY: "2"}))
    assert found.gone_count == 1
    [gone] = found.gone()
    assert (gone.indicators, gone.dimensions, gone.value) == (("3.1.1",), (("sex", "F"),), "1")
    assert (gone.area, gone.period, gone.series) == ("ARM", "2015", "Series 3.1.1")

    assert imports.compare(review, make_plan("births.csv", {EVERYBODY: "2"})).gone_count == 0
    # A series that next year's file has not at all may stand in another one.
    other = make_plan("deaths 2020.csv", {("4.1.1", "", "2015"): "9"})
    assert imports.compare(review, other).gone_count == 0
    same_name = make_plan("deaths 2019.csv", {("4.1.1", "", "2015"): "9"})
    assert imports.compare(review, same_name).gone_count == 2


def test_what_a_later_import_set_is_not_gone(review):
    run_import(review, make_plan("deaths 2019.csv", {WOMEN: "1", EVERYBODY: "2"}))
    run_import(review, make_plan("other.csv", {WOMEN: "5"}))
    assert imports.compare(review, make_plan("deaths 2020.csv", {EVERYBODY: "2"})).gone_count == 0


def test_entries_are_paged_and_searched(review):
    figures = {("3.1.1", "F" if n % 2 else "", str(1950 + n)): str(n) for n in range(60)}
    found = imports.compare(review, make_plan("a.csv", figures))
    assert [each.position for each in found.entries(first=50, count=20)] == list(range(50, 60))
    assert found.entries(first=60) == []
    assert found.number() == found.number(Action.ADD) == 60
    assert found.number(Action.UPDATE) == 0
    assert [each.position for each in found.entries(Action.ADD, first=58)] == [58, 59]
    assert found.number(search="FEMALE") == 30
    assert [each.position for each in found.entries(search="series female 1953")] == [3]
    assert found.number(Action.ADD, "nothing") == 0
    assert found.series_counts() == {0: 1}


def test_a_review_that_is_only_read_is_compared_too(review, closed_review):
    run_import(review, make_plan("a.csv", {WOMEN: "1", EVERYBODY: "2"}))
    review.close()
    with reviews.open_review(closed_review, read_only=True) as opened:
        found = imports.compare(opened, make_plan("a.csv", {WOMEN: "3"}))
        assert found.counts()[Action.UPDATE] == 1
        assert found.gone_count == 1


def test_comparing_again_forgets_what_was_found_before(review):
    plan = make_plan("a.csv", {WOMEN: "1"})
    found = imports.compare(review, plan)
    imports.commit(review, found, JobContext())
    again = imports.compare(review, found.plan)
    assert (again.counts()[Action.ADD], again.counts()[Action.SAME]) == (0, 1)
    assert imports.compare(review, again.plan).plan.problems == again.plan.problems


@pytest.mark.parametrize("first", [False, True])
def test_a_plan_is_not_committed_on_data_that_changed_since(review, first):
    census = from_source(make_plan("census.csv", {WOMEN: "2"}), "Census")
    if first:
        run_import(review, census)
    found = imports.compare(review, make_plan("a.csv", {WOMEN: "1"}))
    if first:
        history.undo(review)  # what contradicted it is gone
    else:
        run_import(review, census)
    before = present(review.store)
    with pytest.raises(KnownError) as caught:
        imports.commit(review, found, JobContext(), left_out=found.conflicts())
    assert caught.value.code == imports.STALE
    assert present(review.store) == before

    again = imports.compare(review, found.plan)
    assert again.conflicts() == ([] if first else [0])
    imports.commit(review, again, JobContext(), left_out=again.conflicts())


def test_text_that_is_written_meanwhile_does_not_matter(review):
    found = imports.compare(review, make_plan("a.csv", {WOMEN: "1"}))
    write(review, "introduction", "Some words.")
    history.undo(review)
    assert imports.commit(review, found, JobContext()).operation
