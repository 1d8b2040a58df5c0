"""Putting figures of the data into a text: by the dialog, by dragging, by the menu of a card."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QContextMenuEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QMenu

from tests.services.observed import observed
from tests.ui.conftest import command, said, settle
from tests.ui.figures import VALUES, open_goal, write_into
from ui.dialogs.insert_value import InsertValueDialog
from ui.editor import commands, series_mime
from ui.models.indicator_model import ROW
from vnr_app.domain.richtext import Chart, IndicatorTable, Paragraph, Text, ValueRef
from vnr_app.domain.richtext_ops import plain_text, value_refs
from vnr_app.services import history
from vnr_app.services.framework import load_framework
from vnr_app.services.insertions import InsertAs
from vnr_app.services.value_search import all_series


@pytest.fixture
def goal(opened, qtbot, table_path):
    return open_goal(opened, qtbot, table_path)


@pytest.fixture
def dialog(themed, qtbot):
    made = InsertValueDialog(all_series(VALUES, load_framework()), VALUES, "#4C9F38")
    qtbot.addWidget(made)
    made.show()
    return made


def open_menu(qtbot):
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    return QApplication.activePopupWidget()


def test_a_figure_is_found_and_chosen_by_the_keyboard(dialog, qtbot):
    qtbot.keyClicks(dialog._field, "poverty")
    assert dialog._series.count() == 1
    qtbot.keyClick(dialog._field, Qt.Key.Key_Tab)
    qtbot.keyClick(dialog._series, Qt.Key.Key_Tab)
    assert dialog._figures.hasFocus()
    qtbot.keyClick(dialog._figures, Qt.Key.Key_Down)
    qtbot.keyClick(dialog._figures, Qt.Key.Key_Tab)
    qtbot.keyClick(dialog._forms.checkedButton(), Qt.Key.Key_Right)
    value = dialog.insertion
    assert (value.series, value.period, value.breakdown) == ("8", "2020", "sex=M")
    assert value.text == "18.5%"
    assert "18.5%" in dialog._preview.accessibleName()
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.result() == InsertValueDialog.DialogCode.Accepted


def test_the_arrow_keys_move_among_the_series_from_the_field(dialog, qtbot):
    assert dialog.insertion.series == "8"
    qtbot.keyClick(dialog._field, Qt.Key.Key_Down)
    assert dialog.insertion.series == "7"
    qtbot.keyClick(dialog._field, Qt.Key.Key_Down)
    assert dialog.insertion.series == "7"
    qtbot.keyClick(dialog._field, Qt.Key.Key_Up)
    assert dialog.insertion.series == "8"


def test_nothing_found_can_not_be_inserted(dialog, qtbot):
    qtbot.keyClicks(dialog._field, "zzz")
    assert dialog.insertion is None
    assert not dialog._take.isEnabled()
    assert "Nothing is called so." in dialog._count.text()


def test_tables_and_charts_can_be_chosen(dialog):
    forms = list(InsertAs)
    dialog._forms.button(forms.index(InsertAs.TABLE)).setChecked(True)
    assert isinstance(dialog.insertion, IndicatorTable)
    dialog._forms.button(forms.index(InsertAs.BAR_CHART)).setChecked(True)
    assert dialog.insertion.kind == "bar"
    assert not dialog._preview.grab().isNull()


def test_the_command_puts_the_figure_at_the_caret(goal, qtbot):
    editor = write_into(goal, qtbot, "It is ")

    def choose():
        shown = QApplication.activeModalWidget()
        shown._forms.button(2).setChecked(True)
        shown.accept()

    QTimer.singleShot(200, choose)
    command(goal, "insert-figure").try_run()
    assert plain_text(editor.document_now()) == "It is 27.2 per 100 000 live births (2021)"
    assert goal.focusWidget() is editor  # the offscreen window is not active any more


def blocks(editor):
    return [type(each) for each in editor.document_now().blocks]


def test_a_chart_stands_after_the_paragraph_and_text_follows(goal, qtbot):
    editor = write_into(goal, qtbot, "One two")
    editor.moveCursor(editor.textCursor().MoveOperation.Left)
    row = goal.workspace.data_panel._model.index(0, 0).data(ROW)
    before = editor.document_now()
    goal.workspace.data_panel.form_wanted.emit(row.latest, InsertAs.LINE_CHART)
    assert blocks(editor) == [Paragraph, Chart, Paragraph]
    qtbot.keyClicks(editor, "after")
    first, _chart, last = editor.document_now().blocks
    assert (first.runs, last.runs) == ((Text("One two"),), (Text("after"),))
    editor.undo()
    editor.undo()
    assert editor.document_now() == before


def test_in_a_list_and_in_a_table_it_stands_behind(goal, qtbot):
    editor = write_into(goal, qtbot, "One")
    page = goal.workspace.section_page
    row = goal.workspace.data_panel._model.index(0, 0).data(ROW)
    page.toolbar.bullets()
    goal.workspace.data_panel.form_wanted.emit(row.latest, InsertAs.TABLE)
    assert [each.__name__ for each in blocks(editor)] == ["ListItem", "IndicatorTable", "Paragraph"]
    commands.insert_new_table(editor.textCursor(), rows=3, columns=3)
    editor.moveCursor(editor.textCursor().MoveOperation.End)
    qtbot.keyClicks(editor, "tail")
    cursor = editor.textCursor()
    cursor.movePosition(cursor.MoveOperation.StartOfBlock)
    cursor.movePosition(cursor.MoveOperation.PreviousCharacter)
    editor.setTextCursor(cursor)
    assert cursor.currentTable() is not None
    goal.workspace.data_panel.form_wanted.emit(row.latest, InsertAs.BAR_CHART)
    names = [each.__name__ for each in blocks(editor)]
    assert names[-4:] == ["Table", "Paragraph", "Chart", "Paragraph"]
    assert editor.document_now().blocks[-3].runs == (Text("tail"),)


def drop(editor, mime, place):
    """What Qt does with a drop."""
    actions = Qt.DropAction.CopyAction
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(place, actions, mime, buttons, keys)
    QApplication.sendEvent(editor.viewport(), enter)
    event = QDropEvent(QPointF(place), actions, mime, buttons, keys)
    QApplication.sendEvent(editor.viewport(), event)


def test_a_dragged_card_is_dropped_where_the_mouse_is(goal, qtbot):
    editor = write_into(goal, qtbot, "Start end")
    row = goal.workspace.data_panel._model.index(0, 0).data(ROW)
    mime = series_mime.to_mime(row.latest, "en")
    assert mime.text() == "27.2 per 100 000 live births"
    cursor = editor.textCursor()
    cursor.setPosition(6)
    drop(editor, mime, editor.cursorRect(cursor).center())
    assert plain_text(editor.document_now()) == "Start end"  # nothing before the form is chosen
    menu = open_menu(qtbot)
    assert menu.activeAction() is menu.actions()[0]
    qtbot.keyClick(menu, Qt.Key.Key_Down)
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    assert plain_text(editor.document_now()) == "Start 27.2 per 100 000 live birthsend"
    editor.undo()
    assert plain_text(editor.document_now()) == "Start end"


def test_a_series_of_another_review_is_refused(goal, qtbot):
    editor = write_into(goal, qtbot, "Start")
    stranger = series_mime.to_mime(observed("1", "1901"), "en")
    drop(editor, stranger, QPoint(4, 4))
    qtbot.waitUntil(lambda: "another review" in said(goal.messages))
    assert plain_text(editor.document_now()) == "Start"


@pytest.mark.parametrize("content", [b"", b"7", b"[]", b'{"series": "7"}', b"\xff", b'{"x": 1}'])
def test_rubbish_is_no_series(content):
    mime = QMimeData()
    mime.setData(series_mime.MIME_TYPE, content)
    assert series_mime.from_mime(mime) is None


def test_what_is_dragged_arrives():
    observation = observed("1", "2020", dimensions=(("sex", "F"),))
    mime = series_mime.to_mime(observation, "en")
    assert series_mime.from_mime(mime) == ValueRef("7", "2020", "sex=F")


def test_a_read_only_text_takes_no_drop(goal, qtbot):
    editor = write_into(goal, qtbot, "Start")
    row = goal.workspace.data_panel._model.index(0, 0).data(ROW)
    editor.setReadOnly(True)
    dropped = []
    editor.pasting.series_dropped.connect(dropped.append)
    mime = series_mime.to_mime(row.latest, "en")
    drop(editor, mime, QPoint(4, 4))
    editor.insertFromMimeData(mime)
    qtbot.wait(50)
    assert dropped == []
    assert plain_text(editor.document_now()) == "Start"


@pytest.mark.parametrize("reason", ["Mouse", "Keyboard"])
def test_the_menu_of_a_card_offers_every_form(goal, qtbot, reason):
    editor = write_into(goal, qtbot, "Now ")
    panel = goal.workspace.data_panel
    panel.focus_list()
    place = panel._list.visualRect(panel._model.index(0, 0)).center()
    event = QContextMenuEvent(
        QContextMenuEvent.Reason[reason], place, panel._list.viewport().mapToGlobal(place)
    )
    QApplication.sendEvent(panel._list.viewport(), event)
    menu = open_menu(qtbot)
    assert [each.text() for each in menu.actions() if not each.isSeparator()] == [
        "Number: 27.2",
        "With unit: 27.2 per 100 000 live births",
        "With unit and period: 27.2 per 100 000 live births (2021)",
        "Sentence: the maternal mortality ratio was 27.2 per 100 000 live birth…",
        "Table",
        "Line chart",
        "Bar chart",
        "Show the cell in its file",
    ]
    menu.actions()[3].trigger()
    menu.close()
    text = plain_text(editor.document_now())
    assert text == "Now the maternal mortality ratio was 27.2 per 100 000 live births in 2021"


def test_a_figure_of_another_area_is_not_offered(goal, qtbot):
    editor = write_into(goal, qtbot, "Now ")
    panel = goal.workspace.data_panel
    row = panel._model.index(0, 0).data(ROW)
    panel.show_rows((replace(row, own=False),), (1, 28))
    assert panel._list.indexWidget(panel._model.index(0, 0)) is None
    panel._offer_forms(panel._model.index(0, 0), QPoint(0, 0))
    menu = open_menu(qtbot)
    assert [each.text() for each in menu.actions()] == ["Show the cell in its file"]
    menu.close()
    panel._insert(panel._model.index(0, 0))
    assert "no value of the country" in said(goal.messages)
    assert plain_text(editor.document_now()) == "Now "


def test_a_card_can_be_dragged(goal, qtbot, monkeypatch):
    panel = goal.workspace.data_panel
    dragged = []
    panel._list.dragged.connect(dragged.append)
    viewport = panel._list.viewport()
    begin = panel._list.visualRect(panel._model.index(0, 0)).center()
    monkeypatch.setattr("ui.panels.data_panel.QDrag.exec", lambda *_args: None)
    qtbot.mousePress(viewport, Qt.MouseButton.LeftButton, pos=begin)
    qtbot.mouseMove(viewport, begin + QPoint(2, 0))
    assert dragged == []
    qtbot.mouseMove(viewport, begin + QPoint(40, 0))
    assert [index.row() for index in dragged] == [0]
    qtbot.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=begin)


def test_the_page_follows_an_import_and_its_undo(goal, qtbot, tmp_path):
    editor = write_into(goal, qtbot, "It is ")
    row = goal.workspace.data_panel._model.index(0, 0).data(ROW)
    goal.workspace.data_panel.form_wanted.emit(row.latest, InsertAs.NUMBER)
    [reference] = value_refs(editor.document_now())
    before = editor.document_now()
    newer = tmp_path / "newer.csv"
    newer.write_text(
        "Indicator 3.1.1 Maternal mortality ratio,,,\nper 100 000 live births,,,\n"
        "Region,2019,2020,2021\nTotal,31.5,29.8,26.9\n",
        encoding="utf-8",
    )
    goal.take_files([newer])
    settle(qtbot, goal)
    goal.workspace.desks.importing.presenter.commit()
    settle(qtbot, goal)
    goal.workspace.show_section("goal-3")
    settle(qtbot, goal)
    editor = goal.workspace.section_page.editors()[1]
    assert editor.living.words(reference) == "26.9"
    assert editor.document_now() == before
    review = goal.workspace.session.review
    done = goal.jobs.wait(lambda _job: history.operations(review, 20))
    for each in done:
        if each.kind == "import":
            goal.workspace.desks.operations.undo(each.id)
            settle(qtbot, goal)
    editor = goal.workspace.section_page.editors()[1]
    assert editor.living.is_gone(reference)
    assert editor.living.words(reference) == "27.2"
