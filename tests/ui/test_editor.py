"""Writing: paragraphs, lists, tables, links, copy and paste."""

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QTextCursor, QTextDocument

from ui.editor import clipboard, commands
from ui.editor.text_edit import PartEditor
from ui.editor.toolbar import EditorToolbar
from vnr_app.domain.richtext import (
    Break,
    Document,
    Heading,
    ListItem,
    ListKind,
    NoteRef,
    Paragraph,
    ParagraphStyle,
    Table,
    Text,
    ValueRef,
)
from vnr_app.domain.richtext_ops import plain_text


@pytest.fixture
def editor(themed, qtbot):
    made = PartEditor("Text")
    qtbot.addWidget(made)
    made.resize(600, 80)
    made.show()
    return made


def load(editor, *blocks):
    editor.load(Document(blocks=blocks))


def kinds(editor):
    return [type(block).__name__ for block in editor.document_now().blocks]


def caret(editor, position):
    cursor = editor.textCursor()
    cursor.setPosition(position)
    editor.setTextCursor(cursor)


def test_grows_with_its_text_and_has_no_scroll_bar(editor, qtbot):
    low = editor.height()
    load(editor, *(Paragraph(runs=(Text("A line of text"),)) for _ in range(30)))
    qtbot.wait(10)
    assert editor.height() > low + 300
    assert editor.document().size().height() <= editor.height()


def test_loading_is_no_edit_but_typing_is(editor, qtbot):
    edits = []
    editor.edited.connect(lambda: edits.append(1))
    load(editor, Paragraph(runs=(Text("Stored"),)))
    assert edits == []
    qtbot.keyClicks(editor, "!")
    assert edits


def test_new_paragraphs_have_ids_of_their_own_and_old_ones_keep_theirs(editor, qtbot):
    load(editor, Paragraph(id="first", runs=(Text("one two"),)))
    caret(editor, 3)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    one, two = editor.document_now().blocks
    assert one.id == "first"
    assert two.id != "first"
    caret(editor, 0)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    empty, one, _two = editor.document_now().blocks
    assert (one.id, empty.runs) == ("first", ())
    assert editor.document_now() == editor.document_now()


def test_after_a_heading_comes_text(editor, qtbot):
    load(editor, Heading(level=2, runs=(Text("Title"),)))
    caret(editor, 5)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert kinds(editor) == ["Heading", "Paragraph"]


def test_shift_return_breaks_the_line(editor, qtbot):
    load(editor, Paragraph(runs=(Text("one"),)))
    caret(editor, 3)
    qtbot.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClicks(editor, "two")
    assert editor.document_now().blocks[0].runs == (Text("one"), Break(), Text("two"))


def test_lists_levels_and_the_way_out(editor, qtbot):
    load(editor, Paragraph(runs=(Text("point"),)))
    commands.toggle_list(editor.textCursor(), ListKind.NUMBER)
    caret(editor, 5)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.keyClick(editor, Qt.Key.Key_Tab)
    qtbot.keyClicks(editor, "below")
    first, second = editor.document_now().blocks
    assert (first.kind, first.level, second.kind, second.level) == ("number", 0, "number", 1)
    assert isinstance(second, ListItem)
    qtbot.keyClick(editor, Qt.Key.Key_Backtab)
    assert editor.document_now().blocks[1].level == 0
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert kinds(editor) == ["ListItem", "ListItem", "Paragraph"]
    editor.undo()


@pytest.mark.parametrize("style", commands.STYLES)
def test_every_style_is_set_and_shown(editor, style):
    load(editor, Paragraph(runs=(Text("words", bold=True),)))
    commands.set_style(editor.textCursor(), style)
    block = editor.document_now().blocks[0]
    if style.startswith("heading-"):
        assert block.level == int(style[-1])
    else:
        assert block.style == ParagraphStyle(style)
    assert block.runs == (Text("words", bold=True),)
    assert commands.marks_at(editor.textCursor()).style == style


def test_toolbar_marks_the_selection(editor, qtbot):
    load(editor, Paragraph(runs=(Text("plain"),)))
    bar = EditorToolbar()
    qtbot.addWidget(bar)
    bar.serve(editor)
    editor.selectAll()
    for act in (bar.bold, bar.italic, bar.underline, bar.superscript):
        act()
    run = editor.document_now().blocks[0].runs[0]
    assert (run.bold, run.italic, run.underline, run.sup) == (True, True, True, True)
    bar.set_link("https://example.org")
    assert editor.document_now().blocks[0].runs[0].link == "https://example.org"
    bar.set_link("")
    assert editor.document_now().blocks[0].runs[0].link is None
    bar.bold()
    assert not editor.document_now().blocks[0].runs[0].bold


def test_inserted_table_survives(editor):
    load(editor, Paragraph(runs=(Text("before"),)), Paragraph(runs=(Text("after"),)))
    caret(editor, 2)
    commands.insert_new_table(editor.textCursor(), rows=3, columns=2)
    table = next(b for b in editor.document_now().blocks if isinstance(b, Table))
    assert (len(table.rows), len(table.rows[0].cells), table.header_rows) == (3, 2, 1)
    assert plain_text(editor.document_now()).startswith("before")
    assert plain_text(editor.document_now()).endswith("after")


def test_copy_and_paste_keep_notes_and_values(editor, qtbot):
    note = NoteRef((Text("A note"),))
    value = ValueRef("series", "2022", text="27.2")
    load(editor, Paragraph(id="source", runs=(Text("It is "), value, note)))
    editor.selectAll()
    data = editor.createMimeDataFromSelection()
    assert data.text() == "It is 27.2"
    other = PartEditor("Other")
    qtbot.addWidget(other)
    other.insertFromMimeData(data)
    block = other.document_now().blocks[0]
    assert block.runs == (Text("It is "), value, note)
    assert block.id != "source"


def test_pasted_html_is_brought_to_the_model(editor):
    data = QMimeData()
    data.setHtml(
        "<h2 style='color:red'>Title</h2><p onclick='x()'>A <b>bold</b> "
        "<a href='https://example.org'>link</a><script>evil()</script>"
        "<img src='file:///etc/hostname'></p><ul><li>one</li></ul>"
    )
    load(editor, Paragraph())
    editor.insertFromMimeData(data)
    document = editor.document_now()
    assert "evil" not in plain_text(document)
    assert {type(b).__name__ for b in document.blocks} >= {"Heading", "ListItem"}
    runs = [run for b in document.blocks for run in b.runs]
    assert Text("bold", bold=True) in runs
    assert Text("link", link="https://example.org") in runs


def test_a_table_pasted_into_a_cell_becomes_paragraphs(editor):
    load(editor, Paragraph())
    commands.insert_new_table(editor.textCursor(), rows=2, columns=2)
    table = commands.table_of(QTextCursor(editor.document().begin().next()))
    cursor = table.cellAt(1, 1).firstCursorPosition()
    data = QMimeData()
    data.setHtml("<table><tr><td>inner</td><td>cell</td></tr></table>")
    clipboard.paste(cursor, clipboard.from_mime(data).document)
    blocks = editor.document_now().blocks
    assert sum(isinstance(b, Table) for b in blocks) == 1
    assert "inner" in plain_text(editor.document_now())


def test_files_dropped_on_text_are_left_to_the_window(editor, tmp_path):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "table.xlsx"))])
    assert not editor.canInsertFromMimeData(data)


def test_no_resource_is_ever_loaded(editor, tmp_path):
    secret = tmp_path / "secret.png"
    secret.write_bytes(b"secret")
    kind = QTextDocument.ResourceType.ImageResource.value
    image = editor.document().resource(kind, QUrl.fromLocalFile(str(secret)))
    assert (image.width(), image.height()) == (1, 1)
    style = QTextDocument.ResourceType.StyleSheetResource.value
    assert editor.document().resource(style, QUrl.fromLocalFile(str(secret))) == ""


def test_words_are_counted_while_typing(editor, qtbot):
    load(editor, Paragraph(runs=(Text("two words"),)))
    qtbot.keyClicks(editor, "and ")
    assert editor.words() == 3
