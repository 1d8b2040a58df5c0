"""Runs that hold wholly, in part, or no more."""

import json

from sqlalchemy import text

from tests.db.support import held_rows, make_plan, run_import
from vnr_app.services import history, indicators


def years(first, last, number):
    return {("3.1.1", "F", str(year)): number for year in range(first, last + 1)}


def runs_of(review):
    """(first number, places of those that hold or None for all) of each run that holds."""
    query = """SELECT json_extract(r.numbers, '$[0]'), c.kept FROM current_run c
        JOIN history_run r ON r.id = c.run_id ORDER BY r.id"""
    with review.store.reading() as session:
        return [
            (number, kept and json.loads(kept)) for number, kept in session.execute(text(query))
        ]


def shown(review):
    return {o.period.label: o.value.number for o in indicators.observations(review)}


def test_observations_below_each_other_are_one_run(review):
    run_import(review, make_plan("a.csv", years(2010, 2015, "1")))
    assert runs_of(review) == [("1", None)]
    assert shown(review) == dict.fromkeys(map(str, range(2010, 2016)), "1")
    cells = [o.cell for o in indicators.observations(review)]
    assert cells == ["D2", "D3", "D4", "D5", "D6", "D7"]


def test_a_run_of_the_same_periods_takes_the_place_of_the_other(review):
    run_import(review, make_plan("a.csv", years(2010, 2015, "1")))
    run_import(review, make_plan("b.csv", years(2010, 2015, "2")))
    assert runs_of(review) == [("2", None)]
    history.undo(review)
    assert runs_of(review) == [("1", None)]


def test_what_a_later_import_does_not_say_holds_on(review):
    run_import(review, make_plan("a.csv", years(2010, 2015, "1")))
    later = run_import(review, make_plan("b.csv", years(2012, 2013, "2")))
    last = run_import(review, make_plan("c.csv", years(2013, 2014, "3")))
    assert runs_of(review) == [("1", [0, 1, 5]), ("2", [0]), ("3", None)]
    assert shown(review) == {
        "2010": "1", "2011": "1", "2012": "2", "2013": "3", "2014": "3", "2015": "1",
    }  # fmt: skip

    history.undo(review, later)
    assert runs_of(review) == [("1", [0, 1, 2, 5]), ("3", None)]
    history.undo(review, last)
    assert runs_of(review) == [("1", None)]
    history.redo(review)
    assert runs_of(review) == [("1", [0, 1, 2, 5]), ("3", None)]
    assert history.broken_links(review) == ()


def test_two_labels_of_one_year_are_one_observation(review):
    run_import(review, make_plan("a.csv", {("3.1.1", "F", "2015/16"): "1"}))
    run_import(review, make_plan("b.csv", {("3.1.1", "F", "2015-16"): "2"}))
    assert shown(review) == {"2015-16": "2"}


def test_leaving_out_the_middle_of_a_run_moves_no_cell(review):
    plan = make_plan("a.csv", years(2010, 2016, "1"))
    run_import(review, plan, left_out=[0, 2, 3])
    found = {o.period.label: o.cell for o in indicators.observations(review)}
    assert found == {"2011": "D3", "2014": "D6", "2015": "D7", "2016": "D8"}
    with review.store.reading() as session:
        assert session.scalar(text("SELECT COUNT(*) FROM history_run")) == 2
        assert len(held_rows(session)) == 4


def test_a_run_is_never_longer_than_its_names_allow(review):
    figures = {("3.1.1", "F", f"{1900 + n // 12}M{n % 12 + 1:02}"): str(n) for n in range(600)}
    run_import(review, make_plan("a.csv", figures))
    found = indicators.observations(review)
    assert len({o.id for o in found}) == 600
    assert [o.value.number for o in found] == [str(n) for n in range(600)]
    assert [o.cell for o in found[254:258]] == ["D256", "D257", "D258", "D259"]
    assert len(runs_of(review)) == 3
