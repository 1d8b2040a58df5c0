"""National indicators: added by hand, brought by imports, shown beside the global ones."""

import dataclasses

import pytest

from tests.db.support import make_plan, run_import
from vnr_app.errors import KnownError
from vnr_app.services import history, indicators, national


@pytest.mark.parametrize(
    ("code", "target"),
    [
        ("3.1.1.1", "3.1"),
        ("KG-3.1", "3.1"),
        ("3.b.N2", "3.b"),
        ("ODS4", "4"),
        ("N17.19.1", "17.19"),
        ("3.99.1", "3"),
        ("18.1", ""),
        ("Happiness", ""),
    ],
)
def test_a_code_tells_its_target(code, target):
    assert national.target_of(code) == target


def test_a_national_indicator_is_added_changed_and_removed(review):
    made = national.add(review, " KG-3.1 ", "Deaths of mothers in towns", unit="persons")
    assert made == national.National("KG-3.1", "Deaths of mothers in towns", "3.1", "persons")
    assert national.titles(review) == {"KG-3.1": "Deaths of mothers in towns"}
    national.change(review, "KG-3.1", "Deaths", "5.1")
    assert national.all_national(review) == (national.National("KG-3.1", "Deaths", "5.1"),)
    history.undo(review)
    assert national.all_national(review) == (made,)
    national.remove(review, "KG-3.1")
    assert national.all_national(review) == ()
    history.undo(review)
    assert national.all_national(review) == (made,)


@pytest.mark.parametrize(
    ("code", "title", "target", "problem"),
    [
        ("", "Title", "", "no-code"),
        ("x" * 41, "Title", "", "no-code"),
        ("KG-3.1", " ", "", "no-title"),
        ("3.1.1", "Title", "", "global-indicator"),
        ("KG-1", "Title", "3.99", "unknown-target"),
        ("KG-2", "Title", "", "known-indicator"),
    ],
)
def test_what_cannot_be_added(review, code, title, target, problem):
    national.add(review, "KG-2", "Another one")
    with pytest.raises(KnownError) as caught:
        national.add(review, code, title, target)
    assert caught.value.code == problem
    with pytest.raises(KnownError):
        national.remove(review, "KG-9")


def test_an_import_brings_the_indicators_that_nobody_knows(review):
    national.add(review, "KG-4", "Known")
    plan = make_plan("a.csv", {("3.1.1", "", "2020"): "1", ("KG-3.1", "", "2020"): "2"})
    tables = (
        dataclasses.replace(plan.tables[0], indicators=("KG-3.1",), title="Mothers in towns"),
    )
    run_import(review, dataclasses.replace(plan, tables=tables))
    assert [(each.code, each.title, each.target) for each in national.all_national(review)] == [
        ("KG-3.1", "Mothers in towns", "3.1"),
        ("KG-4", "Known", "4"),
    ]
    rows = {row.indicator: row for row in indicators.goal_rows(review, "3")}
    assert rows.keys() == {"3.1.1", "KG-3.1"}
    assert rows["KG-3.1"].indicator_title == "Mothers in towns"
    assert {row.goal for row in rows.values()} == {"3"}
    assert "3" in indicators.goals_with_rows(review)

    history.undo(review)
    assert [each.code for each in national.all_national(review)] == ["KG-4"]


def test_a_known_indicator_without_figures_is_no_unknown_one(review):
    with pytest.raises(KnownError):
        indicators.observations(review, "KG-3.1")
    national.add(review, "KG-3.1", "Mothers")
    assert indicators.observations(review, "KG-3.1") == ()


def test_a_retired_code_is_no_national_indicator(review):
    plan = make_plan("a.csv", {("1.a.3", "", "2020"): "1"})
    run_import(review, plan)
    assert national.all_national(review) == ()
