"""Numbers that are typed are offered for binding, quietly."""

import pytest
from PySide6.QtCore import Qt

from tests.ui.conftest import command, show
from tests.ui.figures import open_goal, write_into
from vnr_app.domain.richtext import Text
from vnr_app.domain.richtext_ops import plain_text, value_refs


@pytest.fixture
def goal(opened, qtbot, table_path):
    return open_goal(opened, qtbot, table_path)


@pytest.fixture
def strip(goal):
    return goal.workspace.desks.values.strip


def test_a_finished_number_that_the_data_know_is_offered(goal, strip, qtbot):
    editor = write_into(goal, qtbot, "It fell to 27.2")
    assert not strip.isVisible()  # it may go on
    qtbot.keyClicks(editor, " ")
    assert strip.isVisible()
    assert strip._words.text() == "“27.2” is Maternal mortality ratio, 2021."
    assert editor.hasFocus()
    qtbot.keyClicks(editor, "deaths")
    assert strip.isVisible()
    assert plain_text(editor.document_now()) == "It fell to 27.2 deaths"


def test_binding_puts_the_living_number_in_one_step(goal, strip, qtbot):
    editor = write_into(goal, qtbot, "It fell to 27.2 deaths")
    typed = editor.document_now()
    caret = editor.textCursor().position()
    command(goal, "bind-number").try_run()
    [block] = editor.document_now().blocks
    [number] = value_refs(editor.document_now())
    assert block.runs == (Text("It fell to "), number, Text(" deaths"))
    assert (number.period, number.format, number.text) == ("2021", "", "27.2")
    assert not strip.isVisible()
    assert editor.hasFocus()
    assert editor.textCursor().position() == caret - 3  # behind the same letter
    qtbot.keyClicks(editor, "!")
    assert plain_text(editor.document_now()) == "It fell to 27.2 deaths!"
    editor.undo()
    editor.undo()
    assert editor.document_now() == typed


@pytest.mark.parametrize("ending", [" ", ", ", ". ", ") ", "%", "; ", "\n"])
def test_every_ending_of_a_number_is_known(goal, strip, qtbot, ending):
    editor = write_into(goal, qtbot, "It is 29,8")
    for letter in ending:
        if letter == "\n":
            qtbot.keyClick(editor, Qt.Key.Key_Return)
        else:
            qtbot.keyClicks(editor, letter)
    assert strip.isVisible()
    goal.workspace.desks.values.bind()
    [number] = value_refs(editor.document_now())
    assert number.period == "2020"
    shown = plain_text(editor.document_now())
    assert shown.rstrip() == f"It is 29.8{ending}".rstrip()


@pytest.mark.parametrize(
    "text", ["In 2020 it ", "It is 99.9 and ", "the 3.1.1 of ", "27.23 ", "7 "]
)
def test_other_numbers_are_left_alone(goal, strip, qtbot, text):
    write_into(goal, qtbot, text)
    assert not strip.isVisible()


def test_a_refused_number_is_not_offered_again_until_the_text_is_opened_anew(goal, strip, qtbot):
    editor = write_into(goal, qtbot, "It is 27.2 ")
    qtbot.mouseClick(strip._refuse, Qt.MouseButton.LeftButton)
    assert not strip.isVisible()
    assert editor.hasFocus()
    qtbot.keyClicks(editor, "and 27.2 ")
    assert not strip.isVisible()
    qtbot.keyClicks(editor, "and 29.8 ")
    assert strip.isVisible()
    show(goal, qtbot, "goal-4")
    assert not strip.isVisible()
    show(goal, qtbot, "goal-3")
    write_into(goal, qtbot, "27.2 ")
    assert strip.isVisible()


def test_an_offer_goes_with_its_digits(goal, strip, qtbot):
    editor = write_into(goal, qtbot, "It is 27.2 ")
    assert strip.isVisible()
    for _ in range(2):
        qtbot.keyClick(editor, Qt.Key.Key_Backspace)
    assert not strip.isVisible()
    assert not goal.workspace.desks.values.offers
    command(goal, "bind-number").try_run()
    assert value_refs(editor.document_now()) == ()


def test_several_figures_of_the_same_number_are_a_choice(opened, qtbot, tmp_path):
    path = tmp_path / "same.csv"
    path.write_text(
        "Indicator 3.1.1 Maternal mortality ratio,,\nper 100 000 live births,,\n"
        "Region,2019,2020\nTotal,27.2,27.2\n",
        encoding="utf-8",
    )
    window = open_goal(opened, qtbot, path)
    strip = window.workspace.desks.values.strip
    editor = write_into(window, qtbot, "It is 27.2 ")
    assert strip._words.text() == (
        f"“27.2” is Maternal mortality ratio, 2020. Or {1} other figure."
    )
    window.workspace.desks.values.bind()
    menu = strip.findChild(type(strip.window().menuBar().addMenu("x")))
    assert [each.text() for each in menu.actions()] == [
        "Maternal mortality ratio, 2020",
        "Maternal mortality ratio, 2019",
    ]
    menu.actions()[1].trigger()
    menu.close()
    [number] = value_refs(editor.document_now())
    assert number.period == "2019"


def test_a_page_without_a_goal_offers_nothing(goal, strip, qtbot):
    show(goal, qtbot, "introduction")
    editor = goal.workspace.section_page.editors()[0]
    editor.setFocus()
    qtbot.keyClicks(editor, "It is 27.2 now")
    assert not strip.isVisible()
