"""Pasting into the editor: what arrives, where it goes, and what is said of the rest."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication, QImage, QTextCursor

from ui.editor import clipboard
from ui.editor.text_edit import PartEditor
from vnr_app.domain.richtext import Document, Heading, Paragraph, Table, TableCell, TableRow, Text
from vnr_app.domain.richtext_ops import is_empty, plain_text

DATA = Path(__file__).parents[1] / "data" / "clipboard"


@pytest.fixture
def editor(themed, qtbot):
    made = PartEditor("Text")
    qtbot.addWidget(made)
    made.resize(600, 80)
    made.show()
    return made


@pytest.fixture
def said(editor):
    """What the editor says is left out, paste by paste."""
    sayings = []
    editor.pasting.pasted.connect(sayings.append)
    return sayings


def load(editor, *blocks):
    editor.load(Document(blocks=blocks or (Paragraph(),)))


def html(text, plain=""):
    data = QMimeData()
    data.setHtml(text)
    if plain:
        data.setText(plain)
    return data


def text(words):
    data = QMimeData()
    data.setText(words)
    return data


def table(*rows):
    return Table(
        id="ours",
        rows=tuple(
            TableRow(tuple(TableCell(blocks=(Paragraph(runs=(Text(w),)),)) for w in row))
            for row in rows
        ),
    )


def markup(*rows):
    cells = ("".join(f"<td>{word}</td>" for word in row) for row in rows)
    return html(f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>")


def caret_in(editor, row, column, *, end=False):
    """Put the caret into a cell of the only table."""
    inside = QTextCursor(editor.document().begin().next()).currentTable().cellAt(row, column)
    editor.setTextCursor(inside.lastCursorPosition() if end else inside.firstCursorPosition())


def cells(editor):
    (found,) = [b for b in editor.document_now().blocks if isinstance(b, Table)]
    return [
        ["/".join(plain_text(Document(blocks=(b,))) for b in cell.blocks) for cell in row.cells]
        for row in found.rows
    ]


# --- What arrives ---------------------------------------------------------------------------


@pytest.mark.parametrize("path", sorted(DATA.glob("*.html")), ids=lambda path: path.stem)
def test_every_example_arrives_as_it_was_read(editor, path):
    data = html(path.read_text(encoding="utf-8"))
    expected = clipboard.from_mime(data).document
    load(editor)
    editor.insertFromMimeData(data)
    seen = [line for line in plain_text(editor.document_now()).split("\n") if line.strip()]
    assert seen == [line for line in plain_text(expected).split("\n") if line.strip()]
    kinds = [type(b).__name__ for b in editor.document_now().blocks if not is_blank(b)]
    assert kinds == [type(b).__name__ for b in expected.blocks if not is_blank(b)]


def is_blank(block):
    return isinstance(block, Paragraph) and not block.runs


def test_what_is_left_out_is_said_once(editor, said):
    load(editor)
    editor.insertFromMimeData(html("<p>a<img src=x><img src=y><a href='file:///x'>b</a></p>"))
    editor.insertFromMimeData(html("<p>c</p>"))
    assert said == [
        (
            "2 pictures were left out.",
            "1 link was taken away: it does not lead to the web or to a mailbox.",
        ),
        (),
    ]


def test_tabbed_text_arrives_as_a_table(editor):
    load(editor)
    editor.insertFromMimeData(text((DATA / "table.txt").read_text(encoding="utf-8")))
    assert cells(editor) == [["Year", "Rate"], ["2023", "13.0"], ["2024", "12.4"]]


def test_rtf_is_left_for_the_text_beside_it(editor):
    data = text("Poverty fell.")
    data.setData("text/rtf", (DATA / "word.rtf").read_bytes())
    load(editor)
    editor.insertFromMimeData(data)
    assert plain_text(editor.document_now()) == "Poverty fell."


def test_html_that_is_too_large_comes_as_plain_text(editor, said):
    row = "<p>Word after word.</p>"
    load(editor)
    editor.insertFromMimeData(html(row * (clipboard.MAX_HTML // len(row) + 1), "one\ntwo"))
    assert plain_text(editor.document_now()) == "one\ntwo"
    assert said == [("What was copied is too large: it was pasted as plain text.",)]


def test_pictures_inside_the_html_do_not_make_it_too_large():
    inside = f"<p>a <b>b</b><img src='data:image/gif;base64,{'A' * clipboard.MAX_HTML}'></p>"
    found = clipboard.from_mime(html(inside, "plain"))
    runs = [run for b in found.document.blocks if isinstance(b, Paragraph) for run in b.runs]
    assert Text("b", bold=True) in runs


def test_html_that_cannot_be_read_comes_as_plain_text(editor, said):
    load(editor)
    editor.insertFromMimeData(html("<div>" * 2000 + "x", "the words"))
    assert plain_text(editor.document_now()) == "the words"
    assert said == [("“Clipboard” was not read: its elements are nested too deeply.",)]


def test_a_list_takes_the_place_of_an_empty_paragraph(editor):
    load(editor, Paragraph(), Paragraph(runs=(Text("after"),)))
    editor.insertFromMimeData(html("<ol><li>a<ul><li>b</li></ul></li></ol>"))
    first, second, after = editor.document_now().blocks
    assert (first.kind, first.level, first.runs) == ("number", 0, (Text("a"),))
    assert (second.kind, second.level, second.runs) == ("bullet", 1, (Text("b"),))
    assert after.runs == (Text("after"),)


def test_nothing_to_paste_leaves_what_is_selected(editor, said):
    load(editor, Paragraph(runs=(Text("kept"),)))
    editor.selectAll()
    editor.insertFromMimeData(html("<img src='file:///x.png'>"))
    assert plain_text(editor.document_now()) == "kept"
    assert said == [("1 picture was left out.",)]


def test_a_text_that_only_shows_is_not_pasted_into(editor):
    load(editor, Paragraph(runs=(Text("kept"),)))
    editor.setReadOnly(True)
    editor.insertFromMimeData(text("lost"))
    QGuiApplication.clipboard().setText("lost")
    editor.pasting.take_plain()
    assert plain_text(editor.document_now()) == "kept"


def test_pasting_without_formatting(editor, qtbot, said):
    QGuiApplication.clipboard().setMimeData(html("<h1>T</h1><p><b>bold</b></p>", "T\nbold"))
    load(editor)
    qtbot.keyClick(
        editor,
        Qt.Key.Key_V,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )
    assert [b.runs for b in editor.document_now().blocks] == [(Text("T"),), (Text("bold"),)]
    assert said == [()]
    load(editor)
    qtbot.keyClick(editor, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert isinstance(editor.document_now().blocks[0], Heading)


CELLS = clipboard.MAX_CELLS // 4 + 1


@pytest.mark.parametrize(
    "given",
    [
        text("word " * (clipboard.MAX_CHARACTERS // 5 + 1)),
        text("\n".join(["a\tb\tc\td\te"] * CELLS)),
        html("<table>" + "<tr><td>a<td>b<td>c<td>d</tr>" * CELLS + "</table>", "a"),
        html("<p>Word after word.</p>" * (clipboard.MAX_CHARACTERS // 16 + 1), "a"),
        clipboard.to_mime(Document(blocks=(table(*["abcd"] * CELLS),))),
    ],
    ids=["words", "tabs", "cells", "paragraphs", "ours"],
)
def test_what_is_too_large_is_not_pasted_but_said(editor, said, given):
    load(editor, Paragraph(runs=(Text("kept"),)))
    editor.selectAll()
    refused = []
    editor.pasting.refused.connect(refused.append)
    editor.insertFromMimeData(given)
    assert plain_text(editor.document_now()) == "kept"
    assert [error.code for error in refused] == ["too-large-to-paste"]
    assert not said
    assert not editor.document().isUndoAvailable()


def test_too_many_words_are_not_pasted_without_formatting_either(editor, said):
    QGuiApplication.clipboard().setText("word " * (clipboard.MAX_CHARACTERS // 5 + 1))
    load(editor, Paragraph(runs=(Text("kept"),)))
    with_error = []
    editor.pasting.refused.connect(with_error.append)
    editor.pasting.take_plain()
    assert (plain_text(editor.document_now()), len(with_error), said) == ("kept", 1, [])


def test_a_large_table_that_a_text_may_hold_is_pasted(editor, said):
    load(editor)
    editor.insertFromMimeData(text("\n".join(["a\tb\tc\td"] * 50)))
    assert said == [()]


@pytest.mark.parametrize("damaged", [b"\xff\xfe", b"{", b'{"version": 99, "blocks": []}'])
def test_a_damaged_text_of_our_own_kind_comes_as_plain_text(editor, damaged):
    data = text("the words")
    data.setData(clipboard.MIME_TYPE, damaged)
    load(editor)
    editor.insertFromMimeData(data)
    assert plain_text(editor.document_now()) == "the words"


def test_one_paste_is_undone_at_once(editor):
    load(editor, Paragraph(id="a"), table(["a", "b"], ["c", "d"]))
    before = editor.document_now()
    caret_in(editor, 0, 0)
    editor.insertFromMimeData(markup(["1", "2"], ["3", "4"]))
    assert cells(editor) == [["1", "2"], ["3", "4"]]
    editor.undo()
    assert editor.document_now() == before


# --- Tables into tables ---------------------------------------------------------------------


def test_a_table_fills_the_cells_from_the_caret_on(editor):
    load(editor, Paragraph(), table("abc", "def", "ghi"))
    caret_in(editor, 1, 1, end=True)
    editor.insertFromMimeData(markup(["1", "<b>2</b>"], ["3", "<ul><li>4</li></ul>"]))
    assert cells(editor) == [["a", "b", "c"], ["d", "1", "2"], ["g", "3", "4"]]
    found = editor.document_now().blocks[1]
    assert found.id == "ours"
    assert found.rows[1].cells[2].blocks[0].runs == (Text("2", bold=True),)
    assert type(found.rows[2].cells[2].blocks[0]).__name__ == "ListItem"
    ids = [b.id for row in found.rows for cell in row.cells for b in cell.blocks]
    assert len(set(ids)) == len(ids)


def test_selected_cells_are_filled_from_the_first(editor):
    load(editor, Paragraph(), table("ab", "cd"))
    caret_in(editor, 0, 0)
    cursor = editor.textCursor()
    cursor.setPosition(
        cursor.currentTable().cellAt(1, 1).lastPosition(), cursor.MoveMode.KeepAnchor
    )
    editor.setTextCursor(cursor)
    editor.insertFromMimeData(text("1\t2\n3\t4"))
    assert cells(editor) == [["1", "2"], ["3", "4"]]


def test_a_table_that_does_not_fit_becomes_paragraphs(editor):
    load(editor, Paragraph(), table("ab", "cd"))
    caret_in(editor, 1, 1, end=True)
    editor.insertFromMimeData(markup("12", "34"))
    assert cells(editor) == [["a", "b"], ["c", "d1/2/3/4"]]


def test_merged_cells_are_filled_by_the_same(editor):
    ours = table(["wide"], "cd")
    wide = TableRow((TableCell(blocks=ours.rows[0].cells[0].blocks, col_span=2),))
    load(editor, Paragraph(), Table(rows=(wide, ours.rows[1])))
    caret_in(editor, 0, 0)
    editor.insertFromMimeData(
        html("<table><tr><td colspan=2>1</td></tr><tr><td>2</td><td>3</td></tr></table>")
    )
    assert cells(editor) == [["1"], ["2", "3"]]
    caret_in(editor, 0, 0)
    editor.insertFromMimeData(markup("78", "90"))
    assert cells(editor) == [["7/8/9/01"], ["2", "3"]]


def test_a_merged_cell_goes_into_no_cells_apart(editor):
    load(editor, Paragraph(), table("ab", "cd"))
    caret_in(editor, 0, 0, end=True)
    editor.insertFromMimeData(
        html("<table><tr><td colspan=2>1</td></tr><tr><td>2</td><td>3</td></tr></table>")
    )
    assert cells(editor) == [["a1/2/3", "b"], ["c", "d"]]


def test_a_single_cell_is_text_wherever_it_goes(editor):
    load(editor, Paragraph(runs=(Text("rate: "),)), table("ab"))
    editor.moveCursor(QTextCursor.MoveOperation.EndOfBlock)
    editor.insertFromMimeData(markup(["12.4"]))
    caret_in(editor, 0, 1, end=True)
    editor.insertFromMimeData(markup(["!"]))
    assert editor.document_now().blocks[0].runs == (Text("rate: 12.4"),)
    assert cells(editor) == [["a", "b!"]]


# --- Pictures and files ---------------------------------------------------------------------


@pytest.fixture
def image(themed):
    made = QImage(4, 3, QImage.Format.Format_RGB32)
    made.fill(0xFF3366)
    return made


def with_image(data, image):
    data.setImageData(image)
    return data


@pytest.mark.parametrize(
    "beside",
    [
        QMimeData,
        lambda: html("<meta charset='utf-8'><img src='https://example.org/a.png' alt='x'/>"),
        lambda: html("<img src='https://example.org/a.png'>", "https://example.org/a.png"),
        lambda: text(" \r\n"),
    ],
)
def test_a_picture_alone_is_handed_on(editor, qtbot, image, beside):
    load(editor)
    with qtbot.waitSignal(editor.pasting.image_pasted) as caught:
        editor.insertFromMimeData(with_image(beside(), image))
    assert (caught.args[0].width(), caught.args[0].height()) == (4, 3)
    assert is_empty(editor.document_now())


@pytest.mark.parametrize(
    "beside",
    [
        lambda: html("<table><tr><td>1</td><td>2</td></tr></table>", "1\t2"),
        lambda: html("<p>words</p>"),
        lambda: text("words"),
    ],
)
def test_words_go_before_the_picture_of_them(editor, qtbot, image, beside):
    load(editor)
    with qtbot.assertNotEmitted(editor.pasting.image_pasted):
        editor.insertFromMimeData(with_image(beside(), image))
    assert not is_empty(editor.document_now())


def test_a_picture_can_be_pasted_and_local_files_cannot(editor, image, tmp_path):
    assert editor.canInsertFromMimeData(with_image(QMimeData(), image))
    files = with_image(text("x"), image)
    files.setUrls([QUrl.fromLocalFile(str(tmp_path / "table.xlsx"))])
    assert not editor.canInsertFromMimeData(files)
    load(editor)
    editor.insertFromMimeData(files)
    assert is_empty(editor.document_now())


def test_a_link_dragged_from_a_browser_arrives(editor):
    data = html("<a href='https://example.org/'>Example</a>")
    data.setUrls([QUrl("https://example.org/")])
    load(editor)
    drop = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    editor.dropEvent(drop)
    assert editor.document_now().blocks[0].runs == (Text("Example", link="https://example.org/"),)
