"""Corrections of a recipe: each is a step that can be taken back."""

import pytest
from pydantic import ValidationError

from ui.importing.corrections import Corrections
from vnr_app.domain.importplan import Region
from vnr_app.importing.recipe import LineRule, Recipe


def test_a_table_takes_the_place_of_those_that_it_touches():
    made = Corrections()
    made.mark_table("Data", Region(0, 0, 5, 5))
    made.mark_table("Data", Region(10, 0, 15, 5))
    made.mark_table("Other", Region(0, 0, 5, 5))
    made.mark_table("Data", Region(4, 3, 8, 8))
    assert [(r.sheet, r.first_row) for r in made.recipe.regions] == [
        ("Data", 10), ("Other", 0), ("Data", 4),
    ]  # fmt: skip
    made.forget_tables("Data")
    assert [r.sheet for r in made.recipe.regions] == ["Other"]


def test_steps_are_taken_back_and_done_again():
    made = Corrections(Recipe(name="Health"))
    made.set_line(LineRule(sheet="A", axis="row", at=3, role="period"))
    made.set_line(LineRule(sheet="A", axis="row", at=3, role="ignore"))
    assert [rule.role for rule in made.recipe.lines] == ["ignore"]
    made.undo()
    assert made.line("A", "row", 3).role == "period"
    made.undo()
    assert made.recipe == Recipe(name="Health")
    assert not made.can_undo
    made.undo()
    made.redo()
    assert made.line("A", "row", 3).role == "period"
    made.forget_line("A", "row", 3)
    assert not made.can_redo
    assert made.line("A", "row", 3) is None


def test_what_changes_nothing_is_no_step():
    made = Corrections()
    made.forget_tables("A")
    made.answer("decimal_mark", "")
    assert not made.can_undo


@pytest.mark.parametrize(
    ("decides", "choice", "found"),
    [
        ("decimal_mark", ",", lambda r: r.decimal_mark),
        ("markers..", "missing", lambda r: r.markers["."]),
        ("markers.-", "zero", lambda r: r.markers["-"]),
        ("indicators.infant. mortality", "3.2.1", lambda r: r.indicators["infant. mortality"]),
        ("values.sex.муж.", "M", lambda r: r.values["sex"]["муж."]),
    ],
)
def test_an_answer_decides_what_the_question_names(decides, choice, found):
    made = Corrections()
    made.answer(decides, choice)
    assert found(made.recipe) == choice
    made.undo()
    assert made.recipe == Recipe()


def test_an_answer_that_is_none_is_refused():
    with pytest.raises(ValidationError):
        Corrections().answer("decimal_mark", ";")


def test_sheets_are_chosen():
    made = Corrections()
    made.choose_sheet("Old", read=False)
    made.choose_sheet("New", read=True)
    assert made.recipe.sheets == {"Old": False, "New": True}
