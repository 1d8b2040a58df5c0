"""Texts from other programs: what is kept, what is refused, what is said to be left out."""

import random
import zipfile

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st

from vnr_app.domain.richtext import (
    Break,
    Heading,
    ListItem,
    ListKind,
    NoteRef,
    Paragraph,
    ParagraphStyle,
    Text,
)
from vnr_app.domain.richtext_normalise import normalise
from vnr_app.domain.richtext_ops import is_empty, plain_text, runs_text
from vnr_app.errors import KnownError
from vnr_app.importing import container, docx_guard
from vnr_app.importing.html_text import html_to_text
from vnr_app.importing.texts import MAX_BYTES, read_html, read_text_file

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def blocks(html, **options):
    return html_to_text(html, "a.html", **options).document.blocks


def runs(html):
    (block,) = blocks(html)
    return block.runs


def cells(table):
    return [[[runs_text(b.runs) for b in c.blocks] for c in row.cells] for row in table.rows]


def read(path, content):
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_text_file(path)


def refused(path, content=None):
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(KnownError) as caught:
        read_text_file(path)
    assert path.name in caught.value.message
    return caught.value.code


# --- HTML -----------------------------------------------------------------------------------


def test_headings_are_clipped_at_four():
    html = "".join(f"<h{n}>T{n}</h{n}>" for n in range(1, 7))
    assert [block.level for block in blocks(html)] == [1, 2, 3, 4, 4, 4]


def test_inline_marks_add_up():
    assert runs("<p>a<b>b<i>c</i></b><u>d</u>m<sup>2</sup>H<sub>2</sub></p>") == (
        Text("a"),
        Text("b", bold=True),
        Text("c", bold=True, italic=True),
        Text("d", underline=True),
        Text("m"),
        Text("2", sup=True),
        Text("H"),
        Text("2", sub=True),
    )


def test_marks_written_as_styles_count_too():
    html = (
        '<b style="font-weight:normal"><span style="font-weight:700">a</span>'
        '<span style="font-style:italic; text-decoration: underline">b</span>'
        '<span style="vertical-align:super">c</span><span style="font-weight:400">d</span></b>'
    )
    assert runs(html) == (
        Text("a", bold=True),
        Text("b", italic=True, underline=True),
        Text("c", sup=True),
        Text("d"),
    )


@pytest.mark.parametrize(
    ("href", "kept"),
    [
        ("https://example.org/a", True),
        ("http://example.org", True),
        ("mailto:a@example.org", True),
        ("javascript:alert(1)", False),
        ("file:///etc/passwd", False),
        ("//server/share", False),
        ("\\\\server\\share", False),
        ("data:text/html,x", False),
        ("page.html", False),
        ("https:", False),
        ("http://[broken", False),
    ],
)
def test_only_links_to_the_web_and_to_mailboxes_are_kept(href, kept):
    assert runs(f'<p><a href="{href}">x</a></p>') == (Text("x", link=href if kept else None),)


def test_white_space_is_what_a_browser_shows():
    html = "<p>\n  a <b> b</b>\n c<br>\n d\u00a0 <i> </i></p>\n\n<p> </p>"
    assert runs(html) == (
        Text("a "),
        Text("b", bold=True),
        Text(" c"),
        Break(),
        Text("d\u00a0"),
    )


def test_lists_keep_kind_level_and_further_paragraphs():
    html = (
        "<ul><li>a<ol><li><p>b</p><p>more</p></li><li>c</li></ol></li><li>d</li></ul>"
        "<ol><li><ul><li>e</li></ul></li></ol>"
    )
    items = [(b.kind, b.level, runs_text(b.runs)) for b in blocks(html)]
    assert items == [
        (ListKind.BULLET, 0, "a"),
        (ListKind.NUMBER, 1, "b\nmore"),
        (ListKind.NUMBER, 1, "c"),
        (ListKind.BULLET, 0, "d"),
        (ListKind.BULLET, 1, "e"),
    ]


def test_text_after_a_nested_list_is_no_false_item():
    kinds = [type(b) for b in blocks("<ul><li>a<ul><li>b</li></ul>after</li></ul>")]
    assert kinds == [ListItem, ListItem, Paragraph]


def test_a_quotation_is_one():
    assert [b.style for b in blocks("<blockquote><p>a</p><p>b</p></blockquote><p>c</p>")] == [
        ParagraphStyle.QUOTE,
        ParagraphStyle.QUOTE,
        ParagraphStyle.BODY,
    ]


def test_a_table_keeps_caption_header_and_spans():
    html = """<table><caption>Cap</caption>
      <thead><tr><th rowspan="2">Area</th><th colspan="2">Years</th></tr>
             <tr><th>2020</th><th>2021</th></tr></thead>
      <tr><td>North</td><td>1</td><td><p>2</p><ul><li>x</li></ul></td></tr></table>"""
    caption, table, after = blocks(html)
    assert (caption.style, plain_text(html_to_text(html, "a.html").document)[:3]) == (
        "caption",
        "Cap",
    )
    assert isinstance(after, Paragraph)
    assert table.header_rows == 2
    assert [(c.col_span, c.row_span) for c in table.rows[0].cells] == [(1, 2), (2, 1)]
    assert cells(table) == [
        [["Area"], ["Years"]],
        [["2020"], ["2021"]],
        [["North"], ["1"], ["2", "x"]],
    ]


def test_tables_in_cells_become_text_and_headings_bold():
    html = (
        "<table><tr><td><h2>T</h2><table><tr><td>in</td><td>ner</td></tr></table></td></tr></table>"
    )
    table = blocks(html)[1]
    assert cells(table) == [[["T", "in", "ner"]]]
    assert table.rows[0].cells[0].blocks[0].runs == (Text("T", bold=True),)


def test_huge_spans_do_not_blow_up():
    row = '<tr><td colspan="1000" rowspan="65534">x</td></tr>'
    table = blocks(f"<table>{row * 300}</table>")[1]
    assert all(c.col_span == 1 and c.row_span == 1 for r in table.rows for c in r.cells)
    assert len(table.rows) == 300


def test_deep_nesting_is_read():
    (block,) = blocks("<div><b><span>" * 300 + "deep" + "</span></b></div>" * 300)
    assert runs_text(block.runs) == "deep"


@pytest.mark.parametrize("tag", ["<div>", "<b><p>", "<ul><li>", "<table><tr><td>"])
def test_nesting_beyond_any_text_is_refused(tmp_path, tag):
    assert refused(tmp_path / "a.html", tag.encode() * 100_000) == "damaged-file"


def test_a_text_that_is_too_long_is_refused(tmp_path):
    sentence = b"<p>Word after word.</p>\n"
    for name in ("a.html", "a.md", "a.txt"):
        assert refused(tmp_path / name, sentence * 250_000) == "file-too-large"


def test_pictures_inside_a_page_do_not_make_it_too_long(tmp_path):
    text = read(tmp_path / "a.html", f"<img src='data:image/png;base64,{'A' * 6_000_000}'>a")
    assert plain_text(text.document) == "a"


def test_pasted_html_is_read_or_refused_by_name():
    assert plain_text(read_html("<p>a</p>").document) == "a"
    with pytest.raises(KnownError, match="Clipboard"):
        read_html("<div>" * 2000)


def test_direction_and_language_are_kept():
    html = '<html dir="rtl"><body><p lang="ar">نص</p><p dir="ltr" lang="!">x</p></body></html>'
    assert [(b.dir, b.lang) for b in blocks(html)] == [("rtl", "ar"), ("ltr", None)]


def test_preformatted_text_keeps_its_lines():
    assert runs_text(runs("<pre>a  b\nc</pre>")) == "a \u00a0b\nc"


def test_scripts_and_styles_leave_nothing():
    text = html_to_text(
        "<head><title>T</title><style>p{}</style></head><script>x()</script>"
        "<p onclick='x()'>a<svg><text>s</text></svg><form><input value=v></form></p>",
        "a.html",
    )
    assert plain_text(text.document) == "a"
    assert text.dropped == ("1 embedded object was left out.",)


def test_what_is_left_out_is_said():
    text = html_to_text(
        "<p>a<img src='file:///x.png'><img src=x><s>b</s><video>v</video></p>", "a.html"
    )
    assert plain_text(text.document) == "ab"
    assert text.dropped == (
        "2 pictures were left out.",
        "1 embedded object was left out.",
        "Struck-through text is no longer struck through.",
    )


@pytest.mark.parametrize(
    "html",
    [
        # Pandoc
        '<p>a<a href="#fn1" class="footnote-ref" id="fnref1"><sup>1</sup></a></p>'
        '<section class="footnotes"><hr><ol><li id="fn1"><p>Note <b>x</b>'
        '<a href="#fnref1">↩︎</a></p></li></ol></section>',
        # Word, saved as a web page
        '<p>a<a href="#_ftn1" name="_ftnref1"><span>[1]</span></a></p><div><hr>'
        '<div id=ftn1><p><a href="#_ftnref1" name="_ftn1">[1]</a> Note <b>x</b></p></div></div>',
        # LibreOffice
        '<p>a<sup><a class="sdfootnoteanc" name="sdfootnote1anc" href="#sdfootnote1sym">1</a></sup>'
        '</p><div id="sdfootnote1"><p><a name="sdfootnote1sym" href="#sdfootnote1anc">1</a>'
        "Note <b>x</b></p></div>",
    ],
)
def test_footnotes_travel_with_their_mark(html):
    text, note = runs(html)
    assert text == Text("a")
    assert note == NoteRef((Text("Note "), Text("x", bold=True)))


def test_links_inside_a_page_are_no_footnotes():
    first, second = blocks('<p><a href="#t">see T</a></p><h2 id="t">T</h2>')
    assert first.runs == (Text("see T"),)
    assert isinstance(second, Heading)


@given(
    st.lists(
        st.sampled_from(
            [
                *(
                    "<p>",
                    "</p>",
                    "<ul>",
                    "</ul>",
                    "<li>",
                    "<table>",
                    "<tr>",
                    "<td>",
                    "</td>",
                    "<pre>",
                ),
                *("</table>", "<b>", "</b>", "<h1>", "<br>", "a", "\u00a0", "<blockquote>", "&lt;"),
                *("<a href=#x id=y>", "</a>", "<li id=x>", "<a href=#y>", "<caption>", "<img>"),
            ]
        ),
        max_size=25,
    )
)
def test_any_soup_gives_a_normalised_document(parts):
    document = html_to_text(" ".join(parts), "a.html").document
    assert normalise(document) == document


# --- Markdown and plain text ----------------------------------------------------------------


def test_markdown(tmp_path):
    text = read(
        tmp_path / "a.md",
        "# Goal 1\n\nPoverty **fell** to *12.4 %*[^1] (<u>see</u> [here](https://example.org)).\n\n"
        "- a\n  1. b\n\n> quoted\n\n| Year | % |\n|---|---|\n| 2023/24 | 12.4 |\n\n"
        "![picture](x.png)\n\n[^1]: Household *survey*.\n    Second line.\n[^2]: Nobody's.\n",
    )
    heading, paragraph, first, second, quote, table, last = text.document.blocks
    assert (heading.level, runs_text(heading.runs)) == (1, "Goal 1")
    assert paragraph.runs == (
        Text("Poverty "),
        Text("fell", bold=True),
        Text(" to "),
        Text("12.4 %", italic=True),
        NoteRef((Text("Household "), Text("survey", italic=True), Text(". Second line."))),
        Text(" ("),
        Text("see", underline=True),
        Text(" "),
        Text("here", link="https://example.org"),
        Text(")."),
    )
    assert [(i.kind, i.level) for i in (first, second)] == [("bullet", 0), ("number", 1)]
    assert quote.style is ParagraphStyle.QUOTE
    assert (table.header_rows, cells(table)) == (1, [[["Year"], ["%"]], [["2023/24"], ["12.4"]]])
    assert runs_text(last.runs) == "[^2]: Nobody's."
    assert text.dropped == ("1 picture was left out.",)


def test_markdown_keeps_what_only_looks_like_a_note(tmp_path):
    text = read(tmp_path / "a.md", "a[^x] b\n\n```\n[^x]: code\n```\n")
    assert plain_text(text.document) == "a[^x] b\n[^x]: code"


def test_notes_that_name_each_other_end(tmp_path):
    text = read(tmp_path / "a.md", "a[^x]\n\n[^x]: see [^y]\n[^y]: see [^x]\n")
    assert text.document.blocks[0].runs[1] == NoteRef((Text("see [^y]"),))


def test_plain_text(tmp_path):
    text = read(tmp_path / "a.TXT", "\ufeffone\r\n\r\ntwo <b>\n")
    assert [b.runs for b in text.document.blocks] == [(Text("one"),), (Text("two <b>"),)]


def test_an_empty_file_is_an_empty_text(tmp_path):
    assert is_empty(read(tmp_path / "a.txt", b"").document)
    assert is_empty(read(tmp_path / "a.html", b"").document)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
def test_encodings_are_found(tmp_path, encoding):
    sentence = "Уровень бедности снизился в сельской местности и в городах страны."
    text = read(tmp_path / "a.txt", sentence.encode(encoding))
    assert plain_text(text.document) == sentence


def test_html_declares_its_encoding(tmp_path):
    text = read(tmp_path / "a.htm", '<meta charset="windows-1256"><p>الفقر</p>'.encode("cp1256"))
    assert plain_text(text.document) == "الفقر"


def test_files_that_are_no_texts_are_refused(tmp_path):
    assert refused(tmp_path / "a.txt", bytes(range(256)) * 20) == "damaged-file"
    assert refused(tmp_path / "a.md", b"\x00\x01text") == "damaged-file"
    assert refused(tmp_path / "a.pdf", b"%PDF-1.7") == "unsupported-text"
    assert refused(tmp_path / "missing.md") == "file-not-found"
    (tmp_path / "folder.md").mkdir()
    assert refused(tmp_path / "folder.md") == "file-not-readable"


def test_a_file_that_is_too_large_is_refused(tmp_path):
    path = tmp_path / "a.txt"
    with path.open("wb") as stream:
        stream.truncate(MAX_BYTES + 1)
    assert refused(path) == "file-too-large"


# --- Word -----------------------------------------------------------------------------------


def saved(document, path):
    document.save(path)
    return path


def repacked(path, changes, **options):
    """The archive at the path with some parts replaced or added; None takes a part away."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()} | changes
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            if content is not None:
                archive.writestr(name, content, **options)
    return path


@pytest.fixture
def word(tmp_path):
    """A plain Word file."""
    document = docx.Document()
    document.add_paragraph("Text")
    return saved(document, tmp_path / "word.docx")


def test_word_text_with_its_structure(tmp_path):
    document = docx.Document()
    document.add_heading("Goal 3", level=2)
    paragraph = document.add_paragraph("Deaths  fell\tby ")
    paragraph.add_run("half").bold = True
    paragraph.add_run("u").underline = True
    paragraph.add_run("2").font.superscript = True
    document.add_paragraph("item", style="List Bullet")
    document.add_paragraph("step", style="List Number")
    document.add_paragraph("said", style="Quote")
    document.add_paragraph("Table 1", style="Caption")
    table = document.add_table(rows=2, cols=3)
    table.cell(0, 0).merge(table.cell(1, 0)).text = "tall"
    table.cell(0, 1).merge(table.cell(0, 2)).text = "wide"
    text = read_text_file(saved(document, tmp_path / "a.docx"))
    heading, body, item, step, quote, caption, grid, _after = text.document.blocks
    assert (heading.level, runs_text(heading.runs)) == (2, "Goal 3")
    assert body.runs == (
        Text("Deaths  fell\tby "),
        Text("half", bold=True),
        Text("u", underline=True),
        Text("2", sup=True),
    )
    assert (item.kind, step.kind) == ("bullet", "number")
    assert (quote.style, caption.style) == ("quote", "caption")
    assert [[(c.col_span, c.row_span) for c in r.cells] for r in grid.rows] == [
        [(1, 2), (2, 1)],
        [(1, 1), (1, 1)],
    ]
    assert text.dropped == ()


def test_word_notes_travel_with_their_mark(word):
    body = (
        f'<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body><w:p><w:r><w:t>Fell</w:t></w:r><w:r>'
        '<w:footnoteReference w:id="2"/></w:r><w:r><w:t xml:space="preserve"> fast.</w:t></w:r>'
        "</w:p></w:body></w:document>"
    )
    notes = (
        f'<w:footnotes xmlns:w="{W}"><w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r>'
        "<w:r><w:t>Household survey.</w:t></w:r></w:p><w:p><w:r><w:t>2023/24.</w:t></w:r></w:p>"
        "</w:footnote></w:footnotes>"
    )
    repacked(word, {"word/document.xml": body.encode(), "word/footnotes.xml": notes.encode()})
    (block,) = read_text_file(word).document.blocks
    assert block.runs[0] == Text("Fell")
    assert isinstance(block.runs[1], NoteRef)
    assert runs_text(block.runs[1].note).strip() == "Household survey.\n2023/24."
    assert block.runs[2] == Text(" fast.")


def test_what_word_shows_and_the_text_does_not_is_said(tmp_path):
    document = docx.Document()
    paragraph = document.add_paragraph("commented")
    document.add_comment(paragraph.runs, text="why?", author="A", initials="A")
    inserted = OxmlElement("w:ins")
    inserted.set(qn("w:id"), "1")
    inserted.set(qn("w:author"), "A")
    inserted.append(document.add_paragraph("new").runs[0]._r)
    paragraph._p.append(inserted)
    text = read_text_file(saved(document, tmp_path / "a.docx"))
    assert plain_text(text.document) == "commentednew"
    assert text.dropped == (
        "1 comment was left out.",
        "Tracked changes were read as if they were accepted.",
    )


@pytest.mark.parametrize("content", [b"", b"no archive", b"PK\x03\x04 cut short"])
def test_what_is_no_word_file_is_refused(tmp_path, content):
    assert refused(tmp_path / "a.docx", content) == "damaged-file"


def test_a_truncated_word_file_is_refused(word):
    assert refused(word, word.read_bytes()[:-200]) == "damaged-file"


def test_a_word_file_with_a_flipped_byte_is_refused(word):
    with zipfile.ZipFile(word) as archive:
        entry = archive.getinfo("word/document.xml")
    data = bytearray(word.read_bytes())
    data[entry.header_offset + 60 + len(entry.filename)] ^= 0xFF
    assert refused(word, bytes(data)) == "zip-corrupt"


def test_broken_xml_is_refused(word):
    assert refused(repacked(word, {"word/document.xml": b"<w:document"})) == "damaged-file"


def test_a_workbook_named_docx_is_refused(tmp_path):
    import openpyxl

    path = tmp_path / "a.docx"
    openpyxl.Workbook().save(path)
    assert refused(path) == "unsupported-text"


@pytest.mark.parametrize(
    ("encoding", "code"),
    [("utf-8", "xml-dtd"), ("utf-16", "xml-encoding"), ("utf-16-le", "xml-encoding")],
)
def test_a_document_type_is_refused(word, encoding, code):
    xml = '<!DOCTYPE w [<!ENTITY a "aaaa">]><w>&a;</w>'
    assert refused(repacked(word, {"word/document.xml": xml.encode(encoding)})) == code


def test_a_document_type_across_two_pieces_is_found(word):
    noise = random.Random(1).randbytes(container._CHUNK // 2).hex().encode()
    xml = noise[4:] + b"<!DOCTYPE w>"
    assert refused(repacked(word, {"word/document.xml": xml})) == "xml-dtd"


def test_bombs_are_refused(word):
    bomb = {"word/media/image1.png": bytes(8 * 1024**2)}
    assert refused(repacked(word, bomb)) == "zip-ratio"


def test_sizes_are_counted_and_not_believed(word, monkeypatch):
    monkeypatch.setattr(docx_guard, "LIMITS", container.Limits(inflated=1000))
    assert refused(word) == "zip-ratio"


def test_a_text_whose_tree_would_fill_the_memory_is_refused(word, monkeypatch):
    monkeypatch.setattr(docx_guard, "MAX_XML_BYTES", 1000)
    assert refused(word) == "zip-ratio"


def test_too_many_parts_and_doubled_parts_are_refused(word, monkeypatch):
    with zipfile.ZipFile(word, "a") as archive:
        archive.writestr("Word/Document.xml", b"<x/>")
    assert refused(word) == "zip-duplicate-member"
    monkeypatch.setattr(container, "MAX_ENTRIES", 3)
    assert refused(word) == "zip-entries"


def test_a_word_file_kept_by_its_password_is_refused(tmp_path):
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)
    assert refused(tmp_path / "a.docx", ole) == "damaged-file"
