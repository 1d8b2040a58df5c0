"""Where there is no room for three panes, the side panel takes the outline's place."""

from tests.ui.conftest import show
from ui.desks import comments


def shown(window):
    workspace = window.workspace
    return workspace.outline.isVisible(), workspace.side.isVisible()


def test_a_wide_window_shows_all_three(opened, qtbot):
    show(opened, qtbot, "goal-1")
    assert shown(opened) == (True, True)
    opened.workspace.toggle_side()
    assert shown(opened) == (True, False)
    opened.workspace.side.show_tab(comments.TAB)  # somebody asks for something in it
    assert shown(opened) == (True, True)


def test_a_narrow_window_shows_one_at_the_side_of_the_page(opened, qtbot):
    show(opened, qtbot, "goal-1")
    opened.resize(1000, 700)
    assert shown(opened) == (True, False)
    opened.workspace.toggle_side()
    assert shown(opened) == (False, True)
    opened.workspace.toggle_side()
    assert shown(opened) == (True, False)
    opened.resize(1440, 900)
    assert shown(opened) == (True, True)


def test_only_texts_have_something_at_their_side(opened, qtbot):
    show(opened, qtbot, "goal-1")
    opened.workspace.show_place("data")
    assert shown(opened) == (True, False)
