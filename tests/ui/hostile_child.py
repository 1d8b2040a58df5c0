"""A process of its own that shows hostile texts: in the program's editor, or in a bare one.

It reads from standard input what the texts name, so that no name is part of its command line,
and prints what Python's audit hooks saw of those names.
"""

import json
import sys
from pathlib import Path

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QHelpEvent
from PySide6.QtWidgets import QApplication, QTextEdit, QToolTip

from ui.editor import clipboard
from ui.editor.text_edit import PartEditor
from ui.theme.colors import LIGHT
from ui.theme.style import apply_theme
from vnr_app.domain.richtext import (
    Document,
    Figure,
    NoteRef,
    Paragraph,
    Table,
    TableCell,
    TableRow,
    Text,
    ValueRef,
)
from vnr_app.domain.richtext_ops import plain_text
from vnr_app.services import reviews, texts, writing

FORMS = (
    '<img src="{t}">',
    "<img src={t} srcset='{t} 2x'>",
    '<picture><source srcset="{t}"><img src="{t}"></picture>',
    '<style>@import "{t}";</style>',
    "<style>@import url({t}); p {{ background: url({t}) }}</style>",
    '<p style="background:url({t})">x</p>',
    "<p style=\"background-image:url('{t}'); border-image:url('{t}')\">x</p>",
    '<body background="{t}"><p>x</p></body>',
    '<table background="{t}"><tr><td background="{t}">x</td></tr></table>',
    '<link rel="stylesheet" href="{t}">',
    '<iframe src="{t}"></iframe>',
    '<object data="{t}"></object><embed src="{t}">',
    '<svg><image href="{t}" xlink:href="{t}"/><use href="{t}#a"/></svg>',
    '<base href="{t}/"><img src="x.png">',
    '<video src="{t}" poster="{t}"></video><audio src="{t}"></audio>',
    '<ul style="list-style-image:url({t})"><li>x</li></ul>',
    '<a href="{t}"><img src="{t}">x</a>',
    '<!--[if gte vml 1]><v:imagedata src="{t}"/><![endif]--><v:imagedata src="{t}"/>',
    '<input type="image" src="{t}"><script src="{t}"></script>',
    '<meta http-equiv="refresh" content="0;url={t}">',
    '<p class="MsoNormal" style="mso-list:l0 level1 lfo1;background:url({t})">x</p>',
)
BLIP = (
    '<w:drawing xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<wp:inline><wp:extent cx="9" cy="9"/><wp:docPr id="1" name="x"/><a:graphic>'
    '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
    '<pic:nvPicPr><pic:cNvPr id="1" name="x"/><pic:cNvPicPr/></pic:nvPicPr>'
    '<pic:blipFill><a:blip r:link="{0}" r:embed="{0}"/></pic:blipFill><pic:spPr/></pic:pic>'
    "</a:graphicData></a:graphic></wp:inline></w:drawing>"
)
TEMPLATE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"

seen: list[str] = []


def watch(token):
    """Note every event of Python's own that names the token, and every one of the network."""

    def hook(event, arguments):
        named = token in repr(arguments) and event.split(".")[0] in ("open", "os", "pathlib")
        if named or event in ("socket.connect", "socket.getaddrinfo", "subprocess.Popen"):
            seen.append(f"{event} {arguments!r}")

    sys.addaudithook(hook)


def html_of(target):
    return "".join(form.format(t=target) for form in FORMS) + "<p>words</p>"


def show(app, widget):
    widget.grab()
    app.processEvents()


def paste_all(app, editor, targets):
    """Paste each form by itself, and all of them together, as HTML and as plain text."""
    for target in targets:
        for html in (*(form.format(t=target) + "<p>words</p>" for form in FORMS), html_of(target)):
            data = QMimeData()
            data.setHtml(html)
            data.setText(html)
            editor.load(Document(blocks=(Paragraph(),)))
            editor.insertFromMimeData(data)
            assert "words" in plain_text(editor.document_now())
            show(app, editor)
        drag(app, editor, target)
        editor.selectAll()
        copied = editor.createMimeDataFromSelection()
        assert copied.html()
        editor.insertFromMimeData(copied)
        editor.undo()
        editor.redo()
        show(app, editor)


def drag(app, editor, target):
    data = QMimeData()
    data.setHtml(html_of(target))
    how = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton)
    keys = Qt.KeyboardModifier.NoModifier
    app.sendEvent(editor.viewport(), QDragEnterEvent(QPoint(5, 5), *how, keys))
    app.sendEvent(editor.viewport(), QDropEvent(QPointF(5, 5), *how, keys))
    assert "words" in plain_text(editor.document_now())


def load_all(app, editor, targets):
    """Show texts of the model whose words, links and pictures name the targets; ask for tips."""
    for target in targets:
        html = html_of(target)
        cell = TableCell(blocks=(Paragraph(runs=(Text(html, link=target),)),))
        document = Document(
            blocks=(
                Paragraph(runs=(NoteRef((Text(html),)), Text(html, link=target))),
                Paragraph(runs=(ValueRef(html, "2024", text=html),)),
                Figure(image_id=target, caption=(Text(html),), alt_text=html, credit=html),
                Table(rows=(TableRow((cell,)),)),
            )
        )
        editor.load(document)
        show(app, editor)
        tips(app, editor)
        editor.insertFromMimeData(clipboard.to_mime(document))
        show(app, editor)


def tips(app, editor):
    shown = 0
    for number in range(3):
        cursor = editor.textCursor()
        cursor.setPosition(editor.document().findBlockByNumber(number).position())
        spot = editor.cursorRect(cursor).center() + QPoint(3, 0)
        where = editor.viewport().mapToGlobal(spot)
        app.sendEvent(editor, QHelpEvent(QEvent.Type.ToolTip, spot, where))
        app.processEvents()
        shown += bool(QToolTip.text())
    assert shown, "no tooltip was asked for"
    QToolTip.hideText()


def read_all(app, editor, folder, targets):
    """Read files that name the targets into a section, and show it."""
    with reviews.create(folder / "review.vnr", country="ARM", year="2027") as review:
        key = "introduction"
        for target in targets:
            for path in files(folder, target):
                texts.write_file(review, key, path)
                document = writing.text(review, key).document
                assert "words" in plain_text(document)
                editor.load(document)
                show(app, editor)


def files(folder, target):
    page, markdown, word = folder / "a.html", folder / "a.md", folder / "a.docx"
    page.write_text(html_of(target), encoding="utf-8")
    markdown.write_text(
        f"![x]({target}) ![y][r] <img src='{target}'> [z](<{target}>)\n\n[r]: {target}\n\nwords\n",
        encoding="utf-8",
    )
    document = docx.Document()
    linked = document.part.relate_to(target, RELATIONSHIP_TYPE.IMAGE, is_external=True)
    document.add_paragraph("words").add_run()._r.append(parse_xml(BLIP.format(linked)))
    document.part._settings_part.relate_to(target, TEMPLATE, is_external=True)
    document.save(word)
    return page, markdown, word


def bare(app, targets):
    """What Qt does with such a text by itself."""
    editor = QTextEdit()
    editor.resize(300, 200)
    editor.show()
    for target in targets:
        editor.setHtml(html_of(target))
        show(app, editor)
    Path(targets[1]).read_bytes()


def main():
    order = json.load(sys.stdin)
    watch(order["token"])
    app = QApplication([])
    apply_theme(app, LIGHT)
    if order["bare"]:
        bare(app, order["targets"])
    else:
        editor = PartEditor("Text")
        editor.resize(300, 200)
        editor.show()
        paste_all(app, editor, order["targets"])
        load_all(app, editor, order["targets"])
        read_all(app, editor, Path(order["folder"]), order["targets"])
    print(json.dumps(seen))


if __name__ == "__main__":
    main()
