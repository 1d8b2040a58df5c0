"""Notes, pictures, references, citations, special characters: put in, changed, followed."""

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QAccessible, QColor, QImage, QKeyEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from tests.ui.conftest import command, said, settle, show
from ui.desks import inserting
from ui.dialogs.citation import CitationDialog
from ui.dialogs.figure import FigureDialog
from ui.dialogs.note import NoteDialog
from ui.dialogs.reference import ReferenceDialog
from ui.dialogs.sources import SourceDialog
from ui.dialogs.special_characters import SpecialCharactersDialog, found, groups
from ui.dialogs.table_size import TableSizeDialog
from ui.editor.apparatus import Known
from ui.editor.context_menu import context_menu
from ui.editor.inserting import insert_run
from ui.editor.objects import object_positions, thing_near, things
from ui.editor.painters import describe
from ui.editor.picture_store import png_bytes
from ui.editor.text_edit import PartEditor
from vnr_app.domain.richtext import (
    Break,
    CiteRef,
    CrossRef,
    Document,
    Figure,
    Heading,
    NoteRef,
    Paragraph,
    ParagraphStyle,
    Table,
    TableCell,
    TableRow,
    Text,
)
from vnr_app.domain.richtext_ops import iter_runs, plain_text
from vnr_app.services import images, sources, writing

KEEP = QTextCursor.MoveMode.KeepAnchor
RICH_NOTE = (Text("See ", bold=True), Text("the survey", link="https://example.org"), Break())


@pytest.fixture
def editor(themed, qtbot):
    made = PartEditor("Text")
    qtbot.addWidget(made)
    made.resize(600, 80)
    made.show()
    return made


@pytest.fixture
def goal(opened, qtbot):
    """The window on a goal, the keyboard in its text on trends."""
    show(opened, qtbot, "goal-3/trends")
    opened.activateWindow()
    return opened


def paragraph(*runs):
    return Paragraph(runs=tuple(Text(each) if isinstance(each, str) else each for each in runs))


def picture(color="#3f7e44", size=(300, 120)):
    made = QImage(*size, QImage.Format.Format_ARGB32)
    made.fill(QColor(color))
    return made


def text_of(window):
    """The editor on trends."""
    page = window.workspace.section_page
    return page._parts["goal-3/trends"].editor


def write(window, qtbot, *blocks):
    """Store a text on trends and show it."""
    review = window.workspace.session.review
    document = Document(blocks=blocks)
    window.jobs.wait(lambda _job: writing.keep(review, "goal-3/trends", document))
    window.workspace.desks.writing.reload()
    settle(qtbot, window)
    editor = text_of(window)
    editor.setFocus()
    return editor


def dialog(window, qtbot, kind):
    """The dialog of a kind that is open."""
    qtbot.waitUntil(lambda: any(each.isVisible() for each in window.findChildren(kind)))
    return next(each for each in window.findChildren(kind) if each.isVisible())


def accept(window, qtbot, made):
    made.take.click()
    settle(qtbot, window)


def run(window, name):
    made = command(window, name)
    assert made.enabled()
    made.run()


def runs(editor, kind):
    return [each for each in iter_runs(editor.document_now()) if isinstance(each, kind)]


def caret(editor, position):
    cursor = editor.textCursor()
    cursor.setPosition(position)
    editor.setTextCursor(cursor)


# --- Things in a text ----------------------------------------------------------------------


def test_positions_of_things_are_those_of_qt(editor):
    editor.load(Document(blocks=(paragraph("😀 a ", NoteRef((Text("n"),)), " b", CiteRef("s")),)))
    assert list(object_positions(editor.document())) == [5, 8]
    assert [type(each.content) for each in things(editor.document())] == [NoteRef, CiteRef]


def test_notes_are_numbered_in_their_order(editor, qtbot):
    note = NoteRef((Text("n"),))
    editor.load(Document(blocks=(paragraph("one", note, " two", note),)))
    notes = editor.apparatus.notes
    assert [notes.number(each) for each in object_positions(editor.document())] == [1, 2]
    cursor = editor.textCursor()
    cursor.setPosition(0)
    insert_run(editor, cursor, note)
    qtbot.wait(20)
    assert [notes.number(each) for each in object_positions(editor.document())] == [1, 2, 3]
    editor.undo()
    assert [notes.number(each) for each in object_positions(editor.document())] == [1, 2]


def test_typing_beside_a_note_is_ordinary_text(editor):
    editor.load(Document(blocks=(paragraph("one", NoteRef((Text("n"),))),)))
    editor.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClicks(editor, " two")
    assert editor.document_now().blocks[0].runs[-1] == Text(" two")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (NoteRef((Text("From the survey"),)), "From the survey"),
        (CiteRef("gone"), "no longer on the list"),
        (CrossRef("gone", "Table 9.9"), "it was “Table 9.9”"),
    ],
)
def test_what_stands_behind_a_thing_is_told(editor, content, told):
    editor.show_known(Known({}, {}))
    assert told in describe(content, editor.living, editor.apparatus)


def test_words_of_citations_and_references_follow_the_review(editor):
    source = sources.Source("s", "UNICEF 2023", "The whole reference", "")
    editor.load(Document(blocks=(paragraph("See ", CrossRef("t", "Table 1.1")),)))
    before, words = editor.document_now(), editor.apparatus.words
    assert words(CrossRef("t", "Table 1.1")) == "Table 1.1"
    assert words(CiteRef("s", "p. 12")) == "[…, p. 12]"
    assert not editor.apparatus.is_gone(CiteRef("s"))
    editor.show_known(Known({"s": source}, {"t": "Table 3.2"}))
    assert words(CrossRef("t", "Table 1.1")) == "Table 3.2"
    assert words(CiteRef("s", "p. 12")) == "[UNICEF 2023, p. 12]"
    assert words(CiteRef("other")) == "[?]"
    assert editor.apparatus.is_gone(CiteRef("other"))
    assert editor.apparatus.is_gone(CrossRef("other", "Table 1.1"))
    assert not editor.document().isModified()
    assert editor.document_now() == before


# --- Notes ---------------------------------------------------------------------------------


def test_a_note_is_inserted_at_the_caret(goal, qtbot):
    editor = write(goal, qtbot, paragraph("Mortality fell. More."))
    caret(editor, 15)
    run(goal, "insert-note")
    made = dialog(goal, qtbot, NoteDialog)
    assert not made.take.isEnabled()
    QTest.keyClicks(made._field, "Survey of 2022.")
    QTest.keyClick(made._field, Qt.Key.Key_Return)
    settle(qtbot, goal)
    assert editor.document_now().blocks[0].runs == (
        Text("Mortality fell."),
        NoteRef((Text("Survey of 2022."),)),
        Text(" More."),
    )
    QTest.keyClicks(editor, "x")
    assert plain_text(editor.document_now()) == "Mortality fell.x More."
    editor.undo()
    editor.undo()
    assert plain_text(editor.document_now()) == "Mortality fell. More."


def test_a_note_that_was_only_looked_at_stays_as_it_was(goal, qtbot):
    editor = write(goal, qtbot, paragraph("One", NoteRef(RICH_NOTE)))
    before = editor.document_now()
    caret(editor, 3)
    QTest.keyClick(editor, Qt.Key.Key_F2)
    made = dialog(goal, qtbot, NoteDialog)
    accept(goal, qtbot, made)
    assert editor.document_now() == before
    assert not editor.document().isModified()


def test_a_note_is_edited_with_its_marks(goal, qtbot):
    editor = write(goal, qtbot, paragraph("One", NoteRef(RICH_NOTE)))
    caret(editor, 3)
    QTest.keyClick(editor, Qt.Key.Key_F2)
    made = dialog(goal, qtbot, NoteDialog)
    made._field.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClicks(made._field, "new")
    accept(goal, qtbot, made)
    (note,) = runs(editor, NoteRef)
    assert note.note == (*RICH_NOTE, Text("new"))


def test_enter_and_double_click_open_a_note(goal, qtbot):
    editor = write(goal, qtbot, paragraph("One", NoteRef((Text("n"),)), " two"))
    caret(editor, 3)
    cursor = editor.textCursor()
    cursor.setPosition(4, KEEP)
    editor.setTextCursor(cursor)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    dialog(goal, qtbot, NoteDialog).reject()
    settle(qtbot, goal)
    caret(editor, 3)
    place = editor.cursorRect().center() + QPoint(3, 0)
    assert isinstance(editor.things.under(place).content, NoteRef)
    QTest.mouseDClick(editor.viewport(), Qt.MouseButton.LeftButton, pos=place)
    dialog(goal, qtbot, NoteDialog).reject()
    settle(qtbot, goal)
    assert len(editor.document_now().blocks) == 1


def test_delete_removes_a_note(goal, qtbot):
    editor = write(goal, qtbot, paragraph("One", NoteRef((Text("n"),)), " two"))
    caret(editor, 3)
    QTest.keyClick(editor, Qt.Key.Key_Delete)
    assert editor.document_now().blocks[0].runs == (Text("One two"),)


# --- Pictures ------------------------------------------------------------------------------


def test_a_pasted_picture_becomes_a_figure(goal, qtbot):
    editor = write(goal, qtbot, paragraph("Before."), paragraph("After."))
    caret(editor, 3)
    editor.pasting.image_pasted.emit(picture())
    made = dialog(goal, qtbot, FigureDialog)
    QTest.keyClicks(made._caption, "The clinic")
    made._alt.setPlainText("A white\nbuilding")
    made._credit.setText("Ministry")
    made._width.setCurrentIndex(made._width.findData(50))
    accept(goal, qtbot, made)
    first, figure, last = editor.document_now().blocks
    assert (figure.caption, figure.alt_text) == ((Text("The clinic"),), "A white building")
    assert (figure.credit, figure.width) == ("Ministry", 50)
    assert (plain_text(Document(blocks=(first, last)))) == "Before.\nAfter."
    review = goal.workspace.session.review
    stored = goal.jobs.wait(lambda _job: images.load(review, figure.image_id))
    assert (stored.mime, stored.width, stored.height) == ("image/png", 300, 120)
    editor.undo()
    assert all(not isinstance(each, Figure) for each in editor.document_now().blocks)


def test_a_picture_that_was_given_up_is_not_kept(goal, qtbot):
    editor = write(goal, qtbot, paragraph("Before."))
    editor.pasting.image_pasted.emit(picture())
    dialog(goal, qtbot, FigureDialog).reject()
    settle(qtbot, goal)
    review = goal.workspace.session.review
    assert goal.jobs.wait(lambda _job: images.known(review)) == frozenset()
    assert plain_text(editor.document_now()) == "Before."


def test_a_picture_file_is_dropped_and_no_other(goal, qtbot, tmp_path):
    editor = write(goal, qtbot, paragraph("Before."))
    path = tmp_path / "clinic.png"
    path.write_bytes(png_bytes(picture()))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    assert editor.canInsertFromMimeData(data)
    editor.insertFromMimeData(data)
    accept(goal, qtbot, dialog(goal, qtbot, FigureDialog))
    assert any(isinstance(each, Figure) for each in editor.document_now().blocks)
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "data.csv"))])
    assert not editor.canInsertFromMimeData(data)


def test_a_file_that_is_no_picture_is_said(goal, qtbot, tmp_path):
    editor = write(goal, qtbot, paragraph("Before."))
    path = tmp_path / "clinic.png"
    path.write_bytes(b"no picture")
    editor.pasting.pictures_dropped.emit([path])
    settle(qtbot, goal)
    assert "no picture" in said(goal.messages)
    editor.pasting.pictures_dropped.emit([tmp_path / "gone.png"])
    settle(qtbot, goal)
    assert "cannot be read" in said(goal.messages)


def test_figures_are_painted_from_the_review(goal, qtbot):
    review = goal.workspace.session.review
    stored = goal.jobs.wait(lambda _job: images.add(review, png_bytes(picture("#26bde2"))))
    figure = Figure(image_id=stored.id, caption=(Text("Blue"),), width=100)
    editor = write(goal, qtbot, paragraph("Before."), figure, Figure(image_id="0" * 64))
    store = goal.workspace.desks.inserting._presenter.pictures
    assert store.look(stored.id).image.width() == 300
    assert store.look("0" * 64).missing
    shown = editor.grab().toImage()
    colors = {shown.pixelColor(x, 80).name() for x in range(10, shown.width() - 10, 10)}
    assert "#26bde2" in colors


def test_a_figure_is_edited(goal, qtbot):
    figure = Figure(id="fig", image_id="0" * 64, caption=(Text("Old", bold=True),), width=40)
    editor = write(goal, qtbot, paragraph("Before."), figure)
    (thing,) = things(editor.document())
    assert editor.things.edit(thing)
    made = dialog(goal, qtbot, FigureDialog)
    assert made.figure == figure
    made._alt.setPlainText("What it shows")
    accept(goal, qtbot, made)
    assert editor.document_now().blocks[1] == Figure(
        id="fig",
        image_id="0" * 64,
        caption=(Text("Old", bold=True),),
        width=40,
        alt_text="What it shows",
    )


# --- References ----------------------------------------------------------------------------

TABLE = Table(id="mortality", rows=(TableRow((TableCell(blocks=(Paragraph(),)),)),))
CAPTION = Paragraph(id="cap", style=ParagraphStyle.CAPTION, runs=(Text("Mortality"),))


def test_a_reference_is_inserted_and_followed(goal, qtbot):
    editor = write(goal, qtbot, paragraph("See ."), CAPTION, TABLE)
    caret(editor, 4)
    run(goal, "insert-reference")
    made = dialog(goal, qtbot, ReferenceDialog)
    QTest.keyClicks(made.list.field, "mortality")
    QTest.keyClick(made.list.field, Qt.Key.Key_Return)
    settle(qtbot, goal)
    assert runs(editor, CrossRef) == [CrossRef("mortality", "Table 3.1")]
    caret(editor, 4)
    QTest.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert editor.textCursor().currentTable() is not None


def test_what_was_just_typed_can_be_referred_to(goal, qtbot):
    editor = write(goal, qtbot, paragraph("See ."))
    editor.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QTest.keyClicks(editor, "A new heading")
    goal.workspace.section_page.toolbar.set_style("heading-1")
    run(goal, "insert-reference")
    made = dialog(goal, qtbot, ReferenceDialog)
    QTest.keyClicks(made.list.field, "new heading")
    assert made.reference.text == "A new heading"
    made.reject()


def test_a_reference_leads_to_another_section(goal, qtbot):
    review = goal.workspace.session.review
    there = Document(blocks=(Heading(id="far", runs=(Text("Far away"),)), paragraph("End")))
    goal.jobs.wait(lambda _job: writing.keep(review, "goal-5/measures", there))
    editor = write(goal, qtbot, paragraph("See ", CrossRef("far", "Far away")))
    caret(editor, 4)
    QTest.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, goal)
    page = goal.workspace.section_page
    assert page.key == "goal-5"
    assert page.toolbar.editor.textCursor().block().text() == "Far away"


def test_a_reference_to_nothing_is_said(goal, qtbot):
    editor = write(goal, qtbot, paragraph("See ", CrossRef("lost", "Table 9.9")))
    assert editor.apparatus.is_gone(CrossRef("lost", "Table 9.9"))
    editor.things.follow(thing_near(_after(editor)), "")
    assert "no longer in the review" in said(goal.messages)


def _after(editor):
    cursor = editor.textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.End)
    return cursor


def test_labels_follow_a_new_table(goal, qtbot):
    editor = write(goal, qtbot, paragraph("See ", CrossRef("mortality")), CAPTION, TABLE)
    words = text_of(goal).apparatus.words
    assert words(CrossRef("mortality")) == "Table 3.1"
    other = Paragraph(id="c2", style=ParagraphStyle.CAPTION, runs=(Text("First"),))
    first = Table(id="first", rows=TABLE.rows)
    editor = write(
        goal, qtbot, paragraph("See ", CrossRef("mortality")), other, first, CAPTION, TABLE
    )
    qtbot.wait(inserting._REFRESH_MS + 50)
    settle(qtbot, goal)
    assert editor.apparatus.words(CrossRef("mortality")) == "Table 3.2"


# --- Citations -----------------------------------------------------------------------------


def test_a_new_source_is_added_and_cited(goal, qtbot):
    editor = write(goal, qtbot, paragraph("Known."))
    caret(editor, 5)
    run(goal, "insert-citation")
    made = dialog(goal, qtbot, CitationDialog)
    assert not made.take.isEnabled()
    made._open_form(None)
    form = dialog(goal, qtbot, SourceDialog)
    form._label.setText("UNICEF 2023")
    form._url.setText("nonsense")
    form.take.click()
    settle(qtbot, goal)
    assert "no address of a web page" in form._problem.text()
    form._url.setText("https://example.org")
    form.take.click()
    settle(qtbot, goal)
    made._locator.setText("p. 12")
    accept(goal, qtbot, made)
    review = goal.workspace.session.review
    (source,) = goal.jobs.wait(lambda _job: sources.all_sources(review))
    assert (source.label, source.url) == ("UNICEF 2023", "https://example.org")
    assert runs(editor, CiteRef) == [CiteRef(source.id, "p. 12")]
    assert editor.apparatus.words(runs(editor, CiteRef)[0]) == "[UNICEF 2023, p. 12]"


def test_a_removed_source_is_said_in_the_text(goal, qtbot):
    review = goal.workspace.session.review
    source = goal.jobs.wait(lambda _job: sources.add(review, "WHO 2022", ""))
    editor = write(goal, qtbot, paragraph("Known ", CiteRef(source.id)))
    assert editor.apparatus.words(CiteRef(source.id)) == "[WHO 2022]"
    run(goal, "sources")
    made = dialog(goal, qtbot, CitationDialog)
    assert made.take.isHidden()
    made._remove.click()
    settle(qtbot, goal)
    assert made.list.current == ""
    made.reject()
    assert editor.apparatus.words(CiteRef(source.id)) == "[?]"


def test_a_citation_gets_another_place(goal, qtbot):
    review = goal.workspace.session.review
    source = goal.jobs.wait(lambda _job: sources.add(review, "WHO 2022", ""))
    editor = write(goal, qtbot, paragraph("Known ", CiteRef(source.id, "p. 1")))
    caret(editor, 6)
    QTest.keyClick(editor, Qt.Key.Key_F2)
    made = dialog(goal, qtbot, CitationDialog)
    assert made.citation == CiteRef(source.id, "p. 1")
    made._locator.setText("p. 2")
    accept(goal, qtbot, made)
    assert runs(editor, CiteRef) == [CiteRef(source.id, "p. 2")]


# --- Special characters and tables ---------------------------------------------------------


def test_characters_are_found_by_name():
    assert found("no-break")[0] == "\u00a0"
    assert found("euro") == "€"
    assert "²" in found("superscript")
    assert found("rlm") == "\u200f"
    assert found("nothing like it") == ""
    letters = "".join(each for _name, each in groups())
    assert len(letters) == len(set(letters))


def test_a_character_is_inserted_and_remembered(goal, qtbot):
    editor = write(goal, qtbot, paragraph("CO"))
    editor.moveCursor(QTextCursor.MoveOperation.End)
    run(goal, "insert-letter")
    made = dialog(goal, qtbot, SpecialCharactersDialog)
    QTest.keyClicks(made._field, "subscript two")
    QTest.keyClick(made._field, Qt.Key.Key_Return)
    settle(qtbot, goal)
    assert plain_text(editor.document_now()) == "CO₂"
    run(goal, "insert-letter")
    made = dialog(goal, qtbot, SpecialCharactersDialog)
    assert made.recent == "₂"
    made._buttons.buttons()[0].click()
    assert plain_text(editor.document_now()) == "CO₂₂"
    assert made.isVisible()
    made.reject()


def test_a_table_of_the_chosen_size_is_inserted(goal, qtbot):
    editor = write(goal, qtbot, paragraph("Before."))
    run(goal, "insert-table")
    made = dialog(goal, qtbot, TableSizeDialog)
    QTest.mouseMove(made._grid, QPoint(5 * 28 - 10, 2 * 28 - 10))
    made._grid.pointed.emit(*made._grid._at(QPoint(5 * 28 - 10, 2 * 28 - 10)))
    assert made.size_chosen == (2, 5)
    accept(goal, qtbot, made)
    QTest.keyClicks(editor, "first")
    table = next(each for each in editor.document_now().blocks if isinstance(each, Table))
    assert (len(table.rows), len(table.rows[0].cells), table.header_rows) == (2, 5, 1)
    assert table.rows[0].cells[0].blocks[0].runs == (Text("first"),)


def test_nothing_is_inserted_into_a_text_that_was_loaded_anew(goal, qtbot):
    editor = write(goal, qtbot, paragraph("Before."))
    editor.pasting.image_pasted.emit(picture())
    made = dialog(goal, qtbot, FigureDialog)
    goal.workspace.desks.writing.reload()
    settle(qtbot, goal)
    accept(goal, qtbot, made)
    assert "insert the picture again" in said(goal.messages)


# --- The menu under the mouse --------------------------------------------------------------


def entries(menu):
    return [each.text().partition("\t")[0] for each in menu.actions() if each.text()]


def test_the_menu_says_what_can_be_done_there(editor):
    link = Text("the site", link="https://example.org/a&b")
    editor.load(Document(blocks=(paragraph(NoteRef((Text("n"),)), " words ", link),)))
    caret(editor, 0)
    on_note = context_menu(editor, editor.cursorRect().center() + QPoint(3, 0))
    assert entries(on_note)[:2] == ["Edit the note…", "Remove the note"]
    on_note.actions()[1].trigger()
    assert not runs(editor, NoteRef)
    caret(editor, 9)
    on_link = context_menu(editor, editor.cursorRect().center() + QPoint(1, 0))
    assert entries(on_link)[0] == "Open https://example.org/a&&b"
    assert "Comment on the selection" not in entries(on_link)
    editor.selectAll()
    selected = context_menu(editor, editor.cursorRect().center())
    assert "Comment on the selection" in entries(selected)


def test_an_address_is_shown_before_it_is_opened(goal, qtbot):
    link = Text("site", link="https://example.org/page")
    editor = write(goal, qtbot, paragraph(link))
    editor.things.follow(None, "https://example.org/page")
    assert "https://example.org/page" in said(goal.messages)
    assert goal.messages.banner.has_action
    editor.things.follow(None, "file:///etc/passwd")
    assert "is not opened" in said(goal.messages)
    assert not goal.messages.banner.has_action


def test_a_text_that_is_only_read_offers_no_change(editor):
    editor.load(Document(blocks=(paragraph(NoteRef((Text("n"),)), " words"),)))
    editor.setReadOnly(True)
    caret(editor, 0)
    menu = context_menu(editor, editor.cursorRect().center() + QPoint(3, 0))
    assert entries(menu) == ["Copy", "Select all"]
    assert not editor.things.edit(next(things(editor.document())))


# --- The selection and the direction -------------------------------------------------------


def test_the_selection_is_counted(goal, qtbot):
    editor = write(goal, qtbot, paragraph("Three short words", NoteRef((Text("n"),))))
    editor.selectAll()
    qtbot.waitUntil(lambda: "3 words" in goal.status._selection.text())
    assert "17 characters" in goal.status._selection.text()
    caret(editor, 0)
    qtbot.waitUntil(lambda: not goal.status._selection.text())


@pytest.mark.parametrize(
    ("base", "typed", "direction"),
    [
        ("ltr", "انخفض", "rtl"),
        ("ltr", "1. انخفض", "rtl"),
        ("ltr", "fell to انخفض", None),
        ("rtl", "Poverty", "ltr"),
        ("rtl", "انخفض", None),
        ("ltr", "贫困率", None),
    ],
)
def test_a_paragraph_follows_its_first_letter(editor, base, typed, direction):
    editor.load(Document())
    editor.run_from(base)
    for letter in typed:
        _type(editor, letter)
    (block,) = editor.document_now().blocks
    assert (plain_text(editor.document_now()), block.dir) == (typed, direction)


def _type(editor, letter):
    none = Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(editor, QKeyEvent(QEvent.Type.KeyPress, 0, none, letter))


def test_the_direction_of_paragraphs_is_chosen(goal, qtbot):
    editor = write(goal, qtbot, paragraph("One"), paragraph("Two"))
    editor.selectAll()
    run(goal, "run-right")
    assert [block.dir for block in editor.document_now().blocks] == ["rtl", "rtl"]
    run(goal, "run-as-text")
    assert [block.dir for block in editor.document_now().blocks] == [None, None]
    editor.undo()
    assert [block.dir for block in editor.document_now().blocks] == ["rtl", "rtl"]


def test_every_dialog_names_its_controls(goal, qtbot):
    write(goal, qtbot, paragraph("Words"))
    for name, kind in (
        ("insert-note", NoteDialog),
        ("insert-reference", ReferenceDialog),
        ("insert-citation", CitationDialog),
        ("insert-letter", SpecialCharactersDialog),
        ("insert-table", TableSizeDialog),
    ):
        run(goal, name)
        made = dialog(goal, qtbot, kind)
        _assert_named(made)
        made.reject()
        settle(qtbot, goal)


def _assert_named(made: QDialog):
    for each in made.findChildren(QWidget):
        inner = each.objectName() == "qt_spinbox_lineedit"
        if inner or not each.isVisible() or each.focusPolicy() == Qt.FocusPolicy.NoFocus:
            continue
        found_name = QAccessible.queryAccessibleInterface(each).text(QAccessible.Text.Name)
        assert found_name, (type(made).__name__, each)


def test_a_missing_picture_that_came_later_is_looked_for_again(goal, qtbot):
    store = goal.workspace.desks.inserting._presenter.pictures
    store.take("0" * 64, None)
    assert store.look("0" * 64).missing
    goal.workspace.session.texts_changed.emit()
    assert not store.look("0" * 64).missing  # it is on its way
    qtbot.waitUntil(lambda: store.look("0" * 64).missing)
