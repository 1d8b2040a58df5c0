import pytest

from tests.db.support import make_plan, run_import
from vnr_app.errors import KnownError
from vnr_app.services import indicators
from vnr_app.services.framework import load_framework


@pytest.fixture
def filled(review):
    run_import(
        review,
        make_plan(
            "a.csv",
            {
                ("3.1.1", "", "2015"): "30",
                ("3.1.1", "", "2020"): "26",
                ("3.1.1", "F", "2020"): "12",
                ("3.2.1", "F", "2020"): "5",
                ("8.4.1", "", "2020"): "9",
                ("3.99", "", "2020"): "1",
            },
        ),
    )
    return review


def test_a_goals_rows_stand_in_the_order_of_its_indicators(filled):
    rows = indicators.goal_rows(filled, "3")
    assert [(row.indicator, row.breakdown, len(row.points)) for row in rows] == [
        ("3.1.1", "", 2),
        ("3.2.1", "female", 1),  # it has no line for everybody
        ("3.99", "", 1),  # a national indicator
    ]
    assert rows[0].latest.period.label == "2020"
    assert rows[0].indicator_title == load_framework().find_indicator("3.1.1").title
    assert rows[2].indicator_title == "Series 3.99"
    assert rows[0].source == "a.csv"


def test_all_groups_on_demand(filled):
    rows = indicators.goal_rows(filled, "3", totals_only=False)
    assert [row.breakdown for row in rows] == ["", "female", "female", ""]


def test_figures_of_other_areas_are_never_the_countrys_own(filled):
    run_import(filled, make_plan("b.csv", {("3.1.1", "", "2021"): "99"}, area="AFG"))
    run_import(filled, make_plan("c.csv", {("4.1.1", "", "2021"): "7"}, area="AFG"))
    assert {row.area for row in indicators.goal_rows(filled, "3")} == {"ARM"}
    [elsewhere] = indicators.goal_rows(filled, "4")
    assert (elsewhere.area, elsewhere.own, elsewhere.breakdown) == ("AFG", False, "Afghanistan")
    every = indicators.goal_rows(filled, "3", totals_only=False)
    shown = [row.breakdown for row in every if row.indicator == "3.1.1"]
    assert shown == ["", "female", "Afghanistan"]
    assert indicators.coverage(filled)["4"][0] == 0


def test_coverage_counts_repeated_indicators_in_every_goal(filled):
    covered = indicators.coverage(filled)
    assert {goal: known for goal, (known, _all) in covered.items() if known} == {
        "3": 2,
        "8": 1,
        "12": 1,
    }
    assert sum(total for _known, total in covered.values()) == len(load_framework().indicators)


def test_an_indicator_is_found_in_any_spelling(filled):
    assert len(indicators.observations(filled, "12.2.1")) == 1
    assert len(indicators.observations(filled, "3.99")) == 1
    assert indicators.observations(filled, "1.1.1") == ()
    with pytest.raises(KnownError) as caught:
        indicators.observations(filled, "42")
    assert caught.value.code == "unknown-indicator"
