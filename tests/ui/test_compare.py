"""Two versions side by side: what is marked, how one gets about, that nothing is taken for HTML."""

import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QWidget

from tests.services.desk import typed
from tests.ui.conftest import command, settle, stored
from tests.ui.versions import KEY, NEWER, PARTS, ask, keep, with_past
from ui.models.diff_model import LINE, DiffModel
from ui.theme.colors import PALETTES
from ui.widgets.diff_text import side_document
from ui.widgets.diff_view import DiffView
from vnr_app.domain.richtext import (
    CiteRef,
    Document,
    Heading,
    ListItem,
    Paragraph,
    Table,
    TableCell,
    TableRow,
    Text,
)
from vnr_app.domain.richtext_diff import compare
from vnr_app.services import revisions, sources, writing


def compared(window, qtbot):
    command(window, "compare-versions").try_run()
    settle(qtbot, window)
    return window.workspace.compare_page


def rows(page):
    model = page._view.model()
    return [model.index(row).data(LINE) for row in range(model.rowCount())]


def test_the_present_text_is_compared_with_the_version_before(opened, qtbot):
    with_past(opened, qtbot)
    page = compared(opened, qtbot)
    assert page._about.text() == "2 changes, +3 words"
    assert [each.caption for each in rows(page)] == ["Changed", "", "", "Added"]
    assert page._new.currentText() == "Present text"
    assert page._view.hasFocus()


def test_what_was_just_typed_is_part_of_the_present_text(opened, qtbot):
    with_past(opened, qtbot)
    qtbot.keyClicks(opened.workspace.section_page.editors()[0], "Typed now. ")
    page = compared(opened, qtbot)
    assert page._about.text() == "1 change, +2 words"
    assert stored(opened, KEY).startswith("Typed now. First good")


def test_f8_goes_from_change_to_change_and_back(opened, qtbot):
    with_past(opened, qtbot)
    page = compared(opened, qtbot)
    assert page._place.text() == "1 of 2"
    command(opened, "next-change").try_run()
    assert (page._place.text(), page._view.currentIndex().row()) == ("2 of 2", 3)
    command(opened, "next-change").try_run()
    assert page._place.text() == "2 of 2"
    command(opened, "previous-change").try_run()
    assert page._place.text() == "1 of 2"


def test_other_versions_are_chosen_above_the_columns(opened, qtbot):
    first, _second = with_past(opened, qtbot)
    keep(opened, "Nothing like it.")
    settle(qtbot, opened)
    page = compared(opened, qtbot)
    page._old.setCurrentIndex(page._old.findData(first.revision))
    page._old.activated.emit(page._old.currentIndex())
    settle(qtbot, opened)
    assert page._about.text() == "3 changes, +3 −10 words"
    page._new.setCurrentIndex(page._new.findData(first.revision))
    page._new.activated.emit(page._new.currentIndex())
    settle(qtbot, opened)
    assert page._about.text() == "The two versions are the same."
    assert not page._down.isEnabled()


def test_a_version_is_restored_from_the_comparison(opened, qtbot):
    with_past(opened, qtbot)
    page = compared(opened, qtbot)
    page._restore.click()
    settle(qtbot, opened)
    assert stored(opened, KEY) == "\n".join(PARTS)
    assert opened.workspace.section_page.isVisible()
    opened.messages.banner._button.click()
    settle(qtbot, opened)
    assert stored(opened, KEY) == "\n".join(NEWER)


def test_the_present_text_cannot_be_restored(opened, qtbot):
    with_past(opened, qtbot)
    page = compared(opened, qtbot)
    page._old.setCurrentIndex(page._old.findData(""))
    page._old.activated.emit(page._old.currentIndex())
    settle(qtbot, opened)
    assert not page._restore.isEnabled()


def test_escape_leads_back_to_the_text(opened, qtbot):
    with_past(opened, qtbot)
    page = compared(opened, qtbot)
    qtbot.keyClick(page._view, Qt.Key.Key_Escape)
    settle(qtbot, opened)
    assert opened.workspace.section_page.isVisible()
    assert opened.workspace.section_page.editors()[0].hasFocus()


def test_an_undo_elsewhere_is_seen_in_the_comparison(opened, qtbot):
    with_past(opened, qtbot)
    page = compared(opened, qtbot)
    keep(opened, *NEWER, "One more.")
    settle(qtbot, opened)
    assert "3 changes" in page._about.text()
    assert len(ask(opened, revisions.of_section, KEY)) == 3


def test_every_control_of_the_page_is_called_something(opened, qtbot):
    with_past(opened, qtbot)
    page = compared(opened, qtbot)
    nameless = [
        each
        for each in page.findChildren(QWidget)
        if each.isVisible()
        and each.focusPolicy() != Qt.FocusPolicy.NoFocus
        and not each.accessibleName()
        and not getattr(each, "text", str)()
    ]
    assert nameless == []


def test_a_comparison_that_comes_late_changes_nothing(opened, qtbot):
    with_past(opened, qtbot)
    command(opened, "compare-versions").try_run()
    opened.workspace.show_place("data")
    settle(qtbot, opened)
    assert opened.workspace.data_page.isVisible()
    assert opened.workspace.compare_page._listing is None


# --- The view by itself -------------------------------------------------------------------------


@pytest.fixture
def view(themed, qtbot):
    made = DiffView()
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show()
    return made


def test_long_unchanged_stretches_are_folded_and_opened(view, qtbot):
    words = [f"Paragraph number {number}." for number in range(12)]
    view.show_comparison(compare(typed(*words), typed(*words[:-1], "Another end.")), {})
    model = view.model()
    assert model.index(0).data() == "10 paragraphs unchanged"
    assert "Press Enter" in model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    count = model.rowCount()
    view.setCurrentIndex(model.index(0))
    view.activated.emit(model.index(0))
    assert model.rowCount() == count + 9
    assert model.index(0).data() == words[0]


def test_the_copied_words_are_those_of_now(view):
    view.show_comparison(compare(typed("Old words."), typed("New words.")), {})
    assert view.model().index(0).data() == "New words."
    said = view.model().index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Changed. Before: Old words. Now: New words."


def formats(document):
    """The words of a document that are marked: (text, struck, underlined)."""
    found = []
    block = document.begin()
    while block.isValid():
        position = block.begin()
        while not position.atEnd():
            form = position.fragment().charFormat()
            if form.fontStrikeOut() or form.fontUnderline():
                text = position.fragment().text()
                found.append((text.strip(), form.fontStrikeOut(), form.fontUnderline()))
            position += 1
        block = block.next()
    return found


@pytest.mark.parametrize("palette", PALETTES)
def test_changes_are_struck_and_underlined_whatever_the_colours(themed, palette):
    [row] = compare(typed("The old word."), typed("The new word.")).rows
    old, new = (
        side_document(row, old=side, colors=PALETTES[palette], names={}) for side in (True, False)
    )
    assert formats(old) == [("old", True, False)]
    assert formats(new) == [("new", False, True)]


def test_chinese_is_compared_by_the_character(themed):
    [row] = compare(typed("我们的旧方法。"), typed("我们的新方法。")).rows
    new = side_document(row, old=False, colors=PALETTES["light"], names={})
    assert formats(new) == [("新", False, True)]


def test_arabic_runs_from_the_right(themed):
    block = Paragraph(id="a" * 12, dir="rtl", runs=(Text("نص"),))
    [row] = compare(Document(), Document(blocks=(block,))).rows
    document = side_document(row, old=False, colors=PALETTES["light"], names={})
    assert document.begin().textDirection() == Qt.LayoutDirection.RightToLeft
    assert side_document(row, old=True, colors=PALETTES["light"], names={}) is None


def test_markup_in_a_text_stays_text(themed):
    hostile = "<img src='file:///etc/passwd'><b>bold</b>"
    [row] = compare(typed("x"), typed(hostile)).rows[-1:]
    document = side_document(row, old=False, colors=PALETTES["light"], names={})
    assert document.toPlainText() == hostile


def cell(text):
    return TableCell(blocks=(Paragraph(runs=(Text(text),)),))


def test_tables_are_compared_by_their_cells(view):
    old, new = (
        Table(id="t" * 12, rows=(TableRow((cell("County"), cell(value))),)) for value in ("1", "2")
    )
    view.show_comparison(compare(Document(blocks=(old,)), Document(blocks=(new,))), {})
    line = view.model().index(0).data(LINE)
    assert line.caption == "Changed: cells"
    document = side_document(line.row, old=False, colors=PALETTES["dark"], names={})
    table = QTextCursor(document.findBlock(1)).currentTable()
    assert (table.rows(), table.columns()) == (1, 2)
    assert formats(document) == [("2", False, True)]


def test_what_no_word_shows_is_said(view):
    old = Document(blocks=(Paragraph(id="1" * 12, runs=(Text("Same words"),)),))
    new = Document(blocks=(Heading(id="1" * 12, runs=(Text("Same words", bold=True),)),))
    view.show_comparison(compare(old, new), {})
    assert view.model().index(0).data(LINE).caption == "Changed: kind, bold, italics or links"


def test_sources_are_called_by_their_names(opened, qtbot):
    source = ask(opened, sources.add, "UNICEF 2023", "UNICEF, State of the World, 2023")
    keep(opened, "Words.")
    cited = Paragraph(id=f"{0:012x}", runs=(Text("Words."), CiteRef(source.id, "p. 12")))
    ask(opened, writing.keep, KEY, Document(blocks=(cited,)))
    opened.workspace.show_section(KEY)
    settle(qtbot, opened)
    page = compared(opened, qtbot)
    [line] = rows(page)
    document = page._view._documents.get(line.row, old=False, width=300, colors=PALETTES["light"])
    assert "[UNICEF 2023, p. 12]" in document.toPlainText()


def test_an_empty_paragraph_that_came_or_went_is_no_change(themed):
    model = DiffModel()
    block = ListItem(id="1" * 12, runs=(Text("Item"),))
    empty = Paragraph(id="2" * 12)
    model.show_comparison(compare(Document(blocks=(block,)), Document(blocks=(block, empty))))
    assert (model.rowCount(), model.changes) == (1, [])


def test_twelve_thousand_words_do_not_hold_the_window(view, qtbot):
    words = " ".join(f"word{number}" for number in range(60))
    old = [f"{number}. {words}." for number in range(200)]
    new = [text.replace("word7 ", "other ") for text in old]
    comparison = compare(typed(*old), typed(*new))
    began = time.perf_counter()
    view.show_comparison(comparison, {})
    view.grab()
    assert view.changes == 200
    assert time.perf_counter() - began < 4  # a loaded machine; unloaded it is a tenth of this
