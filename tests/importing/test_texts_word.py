"""Word files as people and their programs write them: what of them arrives."""

import hashlib
import io
import struct
import zipfile
import zlib

import docx
import pytest
from docx.oxml import parse_xml

from vnr_app.domain.richtext import (
    Break,
    Figure,
    Heading,
    ListItem,
    ListKind,
    NoteRef,
    Paragraph,
    ParagraphStyle,
    Table,
    Text,
)
from vnr_app.domain.richtext_ops import plain_text, runs_text
from vnr_app.importing import pictures
from vnr_app.importing.texts import read_text_file

SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
)


def png(width=4, height=3, shade=0):
    def chunk(kind, data):
        crc = zlib.crc32(kind + data)
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", crc)

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"".join(b"\0" + bytes([shade]) * width for _ in range(min(height, 9))))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def sha(data):
    return hashlib.sha256(data).hexdigest()


@pytest.fixture
def word(tmp_path):
    """A function: the text of a Word file that holds this body, other parts changed or added."""

    def read(body, parts=None, relations=()):
        document = docx.Document()
        for kind, target in relations:
            document.part.relate_to(target, kind, is_external=True)
        stream = io.BytesIO()
        document.save(stream)
        path = tmp_path / "a.docx"
        xml = f"<w:document {SPACES}><w:body>{body}</w:body></w:document>"
        with zipfile.ZipFile(stream) as source, zipfile.ZipFile(path, "w") as target:
            changed = {"word/document.xml": xml.encode(), **(parts or {})}
            for name in source.namelist():
                if name not in changed:
                    target.writestr(name, source.read(name))
            for name, content in changed.items():
                target.writestr(name, content)
        return read_text_file(path)

    return read


def saved(document, path):
    document.save(path)
    return read_text_file(path)


def p(content, properties=""):
    return f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>"


def r(text, properties=""):
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def only(text):
    (block,) = text.document.blocks
    return block


# --- Runs -----------------------------------------------------------------------------------


def test_marks_of_runs_and_of_their_styles(tmp_path):
    document = docx.Document()
    line = document.add_paragraph()
    line.add_run("strong", style="Strong")
    line.add_run("not", style="Strong").bold = False
    line.add_run("leaning", style="Emphasis")
    line.add_run("low").font.subscript = True
    line.add_run("out").font.strike = True
    text = saved(document, tmp_path / "a.docx")
    assert only(text).runs == (
        Text("strong", bold=True),
        Text("not"),
        Text("leaning", italic=True),
        Text("low", sub=True),
        Text("out"),
    )
    assert text.dropped == ("Struck-through text is no longer struck through.",)


def test_signs_that_are_elements(word):
    inside = (
        "<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:noBreakHyphen/><w:t>c</w:t><w:softHyphen/>"
        '<w:br/><w:t>d</w:t><w:br w:type="page"/><w:cr/><w:sym w:font="Symbol" w:char="F0A3"/>'
        '<w:sym w:font="Wingdings" w:char="F0FC"/><w:sym w:font="Odd" w:char="F021"/></w:r>'
    )
    text = word(p(inside))
    assert only(text).runs == (
        Text("a\tb\u2011c\u00ad"),
        Break(),
        Text("d"),
        Break(),
        Text("≤✓\ufffd"),
    )
    assert text.dropped == ("1 sign of a symbol font is not known and became “\ufffd”.",)


def test_links_and_fields(word):
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{}</w:instrText></w:r>'
        '<w:r><w:t>hidden</w:t></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>{}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    link = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
    text = word(
        p(
            f'<w:hyperlink r:id="rId50">{r("one", "<w:u/>")}</w:hyperlink>'
            + field.format(' HYPERLINK "https://example.org/2" ', r("two"))
            + field.format("PAGE", r("3"))
            + f'<w:fldSimple w:instr="REF x">{r("four")}</w:fldSimple>'
            + f'<w:hyperlink r:id="rId51">{r("file")}</w:hyperlink>'
            + f'<w:hyperlink w:anchor="x">{r("inside")}</w:hyperlink>'
        ),
        {
            "word/_rels/document.xml.rels": (
                '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
                f'<Relationship Id="rId50" Type="{link}" Target="https://example.org/1" '
                'TargetMode="External"/>'
                f'<Relationship Id="rId51" Type="{link}" Target="file:///etc/passwd" '
                'TargetMode="External"/></Relationships>'
            ).encode()
        },
    )
    assert only(text).runs == (
        Text("one", underline=True, link="https://example.org/1"),
        Text("two", link="https://example.org/2"),
        Text("3fourfileinside"),
    )


def test_tracked_changes_are_accepted_and_hidden_text_is_said(word):
    text = word(
        p(
            f'<w:ins w:id="1">{r("new ")}</w:ins><w:del w:id="2"><w:r><w:delText>old</w:delText>'
            f"</w:r></w:del>{r('secret', '<w:vanish/>')}{r('end')}"
        )
    )
    assert runs_text(only(text).runs) == "new end"
    assert text.dropped == (
        "Tracked changes were read as if they were accepted.",
        "Hidden text was left out.",
    )


@pytest.mark.parametrize("kind", ["footnote", "endnote"])
def test_notes_of_both_kinds_arrive(word, kind):
    notes = (
        f'<w:{kind}s {SPACES}><w:{kind} w:type="separator" w:id="-1"><w:p/></w:{kind}>'
        f'<w:{kind} w:id="2">'
        + p(f"<w:r><w:{kind}Ref/></w:r>{r(' Survey ')}{r('2023', '<w:i/>')}")
        + p(r("More."))
        + f"</w:{kind}></w:{kind}s>"
    )
    mark = f'<w:r><w:{kind}Reference w:id="2"/></w:r>'
    text = word(p(r("Fell") + mark), {f"word/{kind}s.xml": notes.encode()})
    assert only(text).runs == (
        Text("Fell"),
        NoteRef((Text("Survey "), Text("2023", italic=True), Break(), Text("More."))),
    )


# --- Paragraphs -----------------------------------------------------------------------------


def test_direction_and_language(word):
    arabic, french = '<w:rtl/><w:lang w:bidi="ar-SA"/>', '<w:lang w:val="fr-FR"/>'
    text = word(
        p(r("نص", arabic), "<w:bidi/>")
        + p(r("un", french) + r(" deux", french), '<w:bidi w:val="0"/>')
        + p(r("two", french) + r(" tongues"))
        + p(r("as always", '<w:lang w:val="en-US"/>'))
    )
    assert [(block.dir, block.lang) for block in text.document.blocks] == [
        ("rtl", "ar"),
        ("ltr", "fr"),
        (None, None),
        (None, None),
    ]


def test_lists_by_style_and_by_number_keep_kind_and_level(tmp_path):
    document = docx.Document()
    for style in ("List Bullet", "List Bullet 2", "List Number", "List Number 3"):
        document.add_paragraph(style, style=style)
    document.add_paragraph("Not listed", style="List Bullet")._p.get_or_add_pPr().append(
        parse_xml(f'<w:numPr {SPACES}><w:numId w:val="0"/></w:numPr>')
    )
    *items, plain = saved(document, tmp_path / "a.docx").document.blocks
    assert [(item.kind, item.level) for item in items] == [
        (ListKind.BULLET, 0),
        (ListKind.BULLET, 1),
        (ListKind.NUMBER, 0),
        (ListKind.NUMBER, 2),
    ]
    assert isinstance(plain, Paragraph)


def test_headings_are_known_by_style_and_by_outline(tmp_path):
    document = docx.Document()
    document.add_heading("Title", 0)
    for level in (1, 5):
        document.add_heading("Heading", level)
    outlined = document.add_paragraph("Outlined")
    outlined._p.get_or_add_pPr().append(parse_xml(f'<w:outlineLvl {SPACES} w:val="2"/>'))
    own = document.styles.add_style("Ours", 1)
    own.base_style = document.styles["Heading 2"]
    document.add_paragraph("Built on", style=own)
    blocks = saved(document, tmp_path / "a.docx").document.blocks
    assert [block.level for block in blocks if isinstance(block, Heading)] == [1, 1, 4, 3, 2]


def test_content_controls_and_text_boxes_are_read_and_contents_are_not(word):
    box = f"<w:txbxContent>{p(r('boxed'))}</w:txbxContent>"
    text = word(
        f"<w:sdt><w:sdtContent>{p(r('controlled'))}</w:sdtContent></w:sdt>"
        + p(
            r("anchor")
            + "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>"
            + f"{box}</w:drawing></mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback>"
            + "</mc:AlternateContent></w:r>"
        )
        + p(r("Trends 3"), '<w:pStyle w:val="toc"/>'),
        {
            "word/styles.xml": (
                f'<w:styles {SPACES}><w:style w:type="paragraph" w:styleId="toc">'
                '<w:name w:val="toc 1"/></w:style></w:styles>'
            ).encode()
        },
    )
    assert plain_text(text.document) == "controlled\nanchor\nboxed"
    assert text.dropped == ("The table of contents was left out.",)


# --- Tables ---------------------------------------------------------------------------------


def test_a_table_with_merged_cells_heads_and_a_table_inside(tmp_path):
    document = docx.Document()
    table = document.add_table(rows=3, cols=3)
    table.cell(0, 0).merge(table.cell(1, 0)).text = "tall"
    table.cell(0, 1).merge(table.cell(0, 2)).text = "wide"
    table.cell(2, 1).add_table(rows=1, cols=2).cell(0, 1).text = "inner"
    for row in table.rows[:2]:
        row._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {SPACES}/>"))
    table._tbl.tblPr.append(parse_xml(f"<w:bidiVisual {SPACES}/>"))
    read = next(
        b for b in saved(document, tmp_path / "a.docx").document.blocks if isinstance(b, Table)
    )
    assert (read.header_rows, read.dir) == (2, "rtl")
    assert [[(c.col_span, c.row_span) for c in row.cells] for row in read.rows] == [
        [(1, 2), (2, 1)],
        [(1, 1), (1, 1)],
        [(1, 1), (1, 1), (1, 1)],
    ]
    texts = [runs_text(b.runs) for b in read.rows[2].cells[1].blocks]
    assert "".join(texts) == "inner"


def test_a_row_that_begins_further_in_and_one_that_is_deleted(word):
    def row(cells, properties=""):
        inside = "".join(f"<w:tc>{p(r(cell))}</w:tc>" for cell in cells)
        return f"<w:tr><w:trPr>{properties}</w:trPr>{inside}</w:tr>"

    text = word(
        "<w:tbl>"
        + row("ab")
        + row("x", '<w:del w:id="1"/>')
        + row("c", '<w:gridBefore w:val="1"/>')
        + "</w:tbl>"
        + p(r("after"))
    )
    table = next(b for b in text.document.blocks if isinstance(b, Table))
    cells = [[runs_text(c.blocks[0].runs) for c in row.cells] for row in table.rows]
    assert cells == [["a", "b"], ["", "c"]]


# --- Pictures -------------------------------------------------------------------------------


def test_pictures_become_figures_with_caption_description_and_width(tmp_path):
    document = docx.Document()
    section = document.sections[0]
    width = section.page_width - section.left_margin - section.right_margin
    document.add_picture(io.BytesIO(png()), width=width // 2)
    document.inline_shapes[0]._inline.docPr.set("descr", "A grey field")
    document.add_paragraph("Figure 1: Grey", style="Caption")
    document.add_paragraph("Table 1: Not its caption", style="Caption")
    document.add_table(rows=1, cols=1).cell(0, 0).text = "x"
    text = saved(document, tmp_path / "a.docx")
    figure, caption, table, _after = text.document.blocks
    assert figure == Figure(
        id=figure.id,
        image_id=sha(png()),
        alt_text="A grey field",
        caption=(Text("Figure 1: Grey"),),
        width=50,
    )
    assert caption.style is ParagraphStyle.CAPTION
    assert isinstance(table, Table)
    assert text.images == {sha(png()): png()}
    assert text.dropped == ()


def test_a_caption_above_a_table_is_not_that_of_the_picture_before(tmp_path):
    document = docx.Document()
    document.add_picture(io.BytesIO(png()))
    document.add_paragraph("Table 1", style="Caption")
    document.add_table(rows=1, cols=1).cell(0, 0).text = "x"
    figure, caption, table, _after = saved(document, tmp_path / "a.docx").document.blocks
    assert (figure.caption, type(table)) == ((), Table)
    assert caption.style is ParagraphStyle.CAPTION


def test_pictures_in_a_line_follow_it_and_those_in_a_table_stand_below(tmp_path):
    document = docx.Document()
    line = document.add_paragraph("Before ")
    line.add_run().add_picture(io.BytesIO(png(shade=1)))
    line.add_run(" after")
    cell = document.add_table(rows=1, cols=1).cell(0, 0)
    cell.paragraphs[0].add_run("in").add_picture(io.BytesIO(png(shade=2)))
    text = saved(document, tmp_path / "a.docx")
    kinds = [type(block) for block in text.document.blocks]
    assert kinds == [Paragraph, Figure, Paragraph, Table, Paragraph, Figure]
    assert runs_text(text.document.blocks[0].runs) == "Before  after"
    assert set(text.images) == {sha(png(shade=1)), sha(png(shade=2))}
    assert text.dropped == ("1 picture of a table stands below the table now.",)


def test_old_drawings_have_pictures_too(tmp_path):
    document = docx.Document()
    identifier, _image = document.part.get_or_add_image(io.BytesIO(png()))
    line = document.add_paragraph()
    line._p.append(
        parse_xml(
            f'<w:r {SPACES}><w:pict><v:shape alt="old"><v:imagedata r:id="{identifier}"/>'
            "</v:shape></w:pict></w:r>"
        )
    )
    figure = only(saved(document, tmp_path / "a.docx"))
    assert (figure.image_id, figure.alt_text, figure.width) == (sha(png()), "old", 100)


def blip(identifier, how="embed"):
    return p(f'<w:r><w:drawing><a:blip r:{how}="{identifier}"/></w:drawing></w:r>')


def test_a_picture_that_is_only_named_is_never_opened(word, tmp_path):
    secret = tmp_path / "secret.png"
    secret.write_bytes(png())
    image = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="out" Type="{image}" Target="{secret.as_uri()}" TargetMode="External"/>'
        f'<Relationship Id="up" Type="{image}" Target="../../secret.png"/>'
        f'<Relationship Id="gone" Type="{image}" Target="media/gone.png"/></Relationships>'
    )
    text = word(
        blip("out") + blip("out", "link") + blip("up") + blip("gone") + p(r("end")),
        {"word/_rels/document.xml.rels": relations.encode()},
    )
    assert plain_text(text.document) == "end"
    assert text.images == {}
    assert text.dropped == ("4 pictures were left out.",)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no picture",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"\x01\x00\x00\x00" + bytes(36) + b" EMF" + bytes(60),
        png(width=60_000, height=60_000),
        png(width=9_000, height=9_000),
        png() + bytes(pictures.MAX_BYTES),
    ],
)
def test_what_is_no_usual_picture_is_refused_by_its_header(data):
    assert not pictures.is_readable(data)


def test_a_picture_that_word_holds_but_nobody_can_read_is_said(tmp_path):
    document = docx.Document()
    document.add_picture(io.BytesIO(png()))
    path = tmp_path / "a.docx"
    document.save(path)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["word/media/image1.png"] = b"RIFF no picture"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    assert read_text_file(path).dropped == ("1 picture was left out.",)


def test_the_strict_form_of_the_standard_is_read(word):
    strict = (
        '<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"><w:body>'
        f"{p(r('strict', '<w:b/>'))}</w:body></w:document>"
    )
    assert only(word("", {"word/document.xml": strict.encode()})).runs == (
        Text("strict", bold=True),
    )


def test_a_list_item_with_a_note_and_a_break_is_one_item(word):
    item = '<w:numPr><w:ilvl w:val="12"/><w:numId w:val="1"/></w:numPr>'
    block = only(word(p(f"{r('a')}<w:r><w:br/></w:r>{r('b')}", item)))
    assert isinstance(block, ListItem)
    assert (block.level, runs_text(block.runs)) == (8, "a\nb")


def test_notes_that_name_each_other_end(word):
    def note(number, content):
        return f'<w:footnote w:id="{number}">{p(r(f"note {number}") + content)}</w:footnote>'

    def marks(number):
        return f'<w:r><w:footnoteReference w:id="{number}"/></w:r>' * 2

    notes = "".join(note(number, marks(number + 1)) for number in range(1, 60))
    xml = f"<w:footnotes {SPACES}>{notes}</w:footnotes>"
    block = only(word(p(r("a") + marks(1)), {"word/footnotes.xml": xml.encode()}))
    assert [runs_text(run.note) for run in block.runs[1:]] == ["note 1", "note 1"]


def test_tables_and_text_boxes_inside_of_each_other_are_read_once(word):
    inside = p(r("deep"))
    for _ in range(9):
        box = f"<w:r><w:pict><w:txbxContent>{inside}</w:txbxContent></w:pict></w:r>"
        inside = f"<w:tbl><w:tr><w:tc>{p(box)}</w:tc></w:tr></w:tbl>{p('')}"
    assert plain_text(word(inside).document).split() == ["deep"]
