"""A table that names no indicator: the person says what it is about."""

import pytest

from tests.ui.conftest import settle
from vnr_app.services import indicators

NAMELESS_CSV = "Maternal deaths\nRegion,2019,2020,2021\nTotal,31.5,29.8,27.2\n"


@pytest.fixture
def nameless(opened, qtbot, tmp_path):
    path = tmp_path / "nameless.csv"
    path.write_text(NAMELESS_CSV, encoding="utf-8")
    opened.take_files([path])
    settle(qtbot, opened)
    return opened.workspace.import_page


def test_the_page_asks_and_says_what_becomes_of_values_without_an_indicator(nameless):
    assert nameless._indicator.isVisible()
    assert nameless.focusWidget() is nameless._indicator._field
    assert nameless._import.isEnabled()
    assert "indicator" in nameless._import.toolTip()
    assert nameless._why.isVisible()
    assert not nameless._indicator._use.isEnabled()
    assert not nameless.questions.isVisible()
    listed = nameless.plan.problems
    assert not [at for at in range(listed.count()) if "indicator" in listed.item(at).text()]


def test_the_name_of_the_indicator_is_a_correction_and_taken_back(nameless, opened, qtbot):
    nameless._indicator._field.setEditText("3.1.1")
    nameless._indicator._use.click()
    settle(qtbot, opened)
    assert nameless.corrections.recipe.indicator == "3.1.1"
    assert not nameless._indicator.is_asking
    nameless.take_back()
    settle(qtbot, opened)
    assert nameless._indicator.is_asking
    assert nameless._indicator._field.code == ""


@pytest.mark.parametrize("typed", ["3.1.1", "Indicator 3.1.1"])
def test_the_file_is_read_anew_as_that_indicator(nameless, opened, qtbot, typed):
    nameless._indicator._field.setEditText(typed)
    nameless._indicator._use.click()
    settle(qtbot, opened)
    assert nameless._import.isEnabled()
    assert nameless._import.toolTip() == ""
    nameless._import.click()
    settle(qtbot, opened)
    review = opened.workspace.session.review
    found = opened.jobs.wait(lambda _job: indicators.observations(review, "3.1.1"))
    assert [each.value.number for each in found] == ["31.5", "29.8", "27.2"]


def test_the_next_file_is_not_about_the_indicator_of_the_last(nameless, opened, qtbot, table_path):
    nameless._indicator._field.setEditText("3.1.1")
    nameless._indicator._use.click()
    settle(qtbot, opened)
    nameless._skip.click()
    settle(qtbot, opened)
    opened.take_files([table_path])
    settle(qtbot, opened)
    assert not nameless._indicator.isVisible()
    assert nameless._indicator._field.code == ""


def test_an_indicator_is_found_by_a_word_of_its_title(nameless):
    field = nameless._indicator._field
    completer = field.completer()
    completer.setCompletionPrefix("maternal mortality")
    assert completer.currentCompletion().startswith("3.1.1 ")
    field.setEditText(completer.currentCompletion())
    assert field.code == "3.1.1"
