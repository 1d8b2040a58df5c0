"""Whom a file contradicts is said by name."""

from dataclasses import replace

from db.operation import operation
from tests.db.support import make_plan, run_import
from vnr_app.services import imports
from vnr_app.services.conflicts import conflict_problems, conflicts_text


def plan_of(name, values, source):
    keys = {("3.1.1", "", str(2010 + at)): value for at, value in enumerate(values)}
    plan = make_plan(name, keys)
    return replace(plan, observations=tuple(replace(o, source=source) for o in plan.observations))


def test_one_source_is_named_once(review):
    run_import(review, plan_of("survey.csv", "123", "Survey"))
    found = imports.compare(review, plan_of("census.csv", "929", "Census"))
    assert conflicts_text(found) == "2 values contradict “survey.csv”; tick those to take."
    assert [each.message for each in conflict_problems(found)] == [
        "This differs from 1, which “survey.csv” gave.",
        "This differs from 3, which “survey.csv” gave.",
    ]


def test_several_are_counted_and_what_was_typed_is_said_so(review, monkeypatch):
    run_import(review, plan_of("survey.csv", "123", "Survey"))
    with monkeypatch.context() as patch:
        patch.setattr(
            imports,
            "operation",
            lambda store, _kind, title, **said: operation(store, "figure", title, **said),
        )
        run_import(review, plan_of("typed", "4", "Survey"))
    found = imports.compare(review, plan_of("census.csv", "999", "Survey of 2020"))
    assert conflicts_text(found) == (
        "3 values contradict “survey.csv” (2), what was typed by hand (1); tick those to take."
    )
    assert conflict_problems(found)[0].message == "This differs from 4, which was typed by hand."


def test_many_sources_are_not_all_listed(review):
    for at in range(5):
        keys = {("3.1.1", "", str(2010 + at)): "1"}
        plan = make_plan(f"{'abcde'[at]}.csv", keys)
        rows = tuple(replace(each, source=f"Source {at}") for each in plan.observations)
        run_import(review, replace(plan, observations=rows))
    found = imports.compare(review, plan_of("census.csv", "22222", "Census"))
    assert conflicts_text(found) == (
        "5 values contradict “a.csv” (1), “b.csv” (1), “c.csv” (1), 2 other sources; tick those "
        "to take."
    )


def test_without_a_conflict_nothing_is_said(review):
    found = imports.compare(review, plan_of("census.csv", "1", "Census"))
    assert conflicts_text(found) == ""
    assert conflict_problems(found) == []
