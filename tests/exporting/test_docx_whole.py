"""Whole reports: front matter, lists, numbers of pages, running heads, dashboard, languages."""

import getpass
import io
import json
import re
import shutil
import socket
import subprocess
import sys
import zipfile
from pathlib import Path

import docx
import pytest
from lxml import etree

from tests.exporting import sample
from vnr_app.domain import report as rp
from vnr_app.domain import richtext as rt
from vnr_app.exporting.colors import READABLE, TONES, contrast
from vnr_app.exporting.docx_folios import roman
from vnr_app.exporting.docx_writer import write_docx
from vnr_app.jobs import JobContext

ROOT = Path(__file__).parents[2]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TEXT, _TAB = f"{W}t", f"{W}tab"


@pytest.fixture(scope="module")
def content(written):
    return written(sample.whole_report())


@pytest.fixture(scope="module")
def body(content):
    return part(content, "word/document.xml")


def part(content, name):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name).decode()


def parts(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def paragraphs(body, style):
    """The texts of the paragraphs of a style, with their tabs."""
    return [
        "".join(t.text or "\t" for t in paragraph.iterfind(f".//{W}r/*") if t.tag in (_TEXT, _TAB))
        for paragraph in etree.fromstring(body.encode()).iter(f"{W}p")
        if paragraph.find(f"{W}pPr/{W}pStyle").get(f"{W}val") == style
    ]


def sections(body):
    return re.findall(r"<w:sectPr>.*?</w:sectPr>", body)


def heads(content, section):
    """The parts that a section refers to: {("header", "default"): xml, ...}."""
    relations = {
        each.get("Id"): each.get("Target")
        for each in etree.fromstring(part(content, "word/_rels/document.xml.rels").encode())
    }
    return {
        (kind, role): part(content, f"word/{relations[relation]}")
        for kind, role, relation in re.findall(
            r'<w:(header|footer)Reference w:type="(\w+)" r:id="(\w+)"/>', section
        )
    }


# --- Order and lists ------------------------------------------------------------------------


def test_the_foreword_stands_before_the_contents(body):
    places = [body.index(f">{title}<") for title in ("Foreword", "Contents", "List of tables")]
    assert places == sorted(places)
    after = body.index(">Acronyms and abbreviations<", body.index(">List of boxes<"))
    assert after > places[-1]
    assert paragraphs(body, "Toc1")[0].startswith("Foreword")


def test_lists_are_the_captions(content, body):
    listed = [line.split("\t")[0] for line in paragraphs(body, "TableOfFigures")]
    printed = paragraphs(body, "Caption") + paragraphs(body, "BoxTitle")
    for word in ("Table", "Figure", "Box"):
        lines = [line for line in listed if line.startswith(word)]
        assert lines == [caption for caption in printed if caption.startswith(f"{word} ")]
        assert f"TOC \\h \\z \\c &quot;{word}&quot;" in body
    assert len(listed) == len(printed)


def test_a_list_of_nothing_is_left_out(written):
    chapter = rp.Chapter("c", "C", (sample.graph(values=False),))
    body = part(written(sample.sample_report(chapters=(chapter,))), "word/document.xml")
    assert ">List of figures<" in body
    assert "List of tables" not in body
    assert "List of boxes" not in body


def test_pages_are_roman_before_the_first_chapter(body):
    numbers = [re.findall(r"<w:pgNumType[^>]*>", section) for section in sections(body)]
    assert numbers[:4] == [
        [],
        ['<w:pgNumType w:fmt="lowerRoman" w:start="1"/>'],
        ['<w:pgNumType w:fmt="lowerRoman"/>'],
        ['<w:pgNumType w:fmt="decimal" w:start="1"/>'],
    ]
    assert {each for (each,) in numbers[4:]} == {'<w:pgNumType w:fmt="decimal"/>'}


def test_contents_show_the_numbers_that_pages_print(written):
    pages = {
        "vnr_s_opening_statement": 2,
        "vnr_c_vnr_contents": 4,
        "vnr_s_acronyms": 6,
        "vnr_s_dashboard": 7,
        "vnr_s_goal_3": 12,
        "vnr_b_graph_3": 14,
    }
    body = part(written(sample.whole_report(), pages=pages), "word/document.xml")
    lines = dict(line.rsplit("\t", 1) for line in reversed(paragraphs(body, "Toc1")))
    assert lines["Foreword"] == "i"
    assert lines["Acronyms and abbreviations"] == "v"
    assert next(page for line, page in lines.items() if line.startswith("Goal 3")) == "6"
    figures = [line for line in paragraphs(body, "TableOfFigures") if line.startswith("Figure 3.1")]
    assert figures[0].endswith("\t8")


def test_roman_numbers():
    numbers = [roman(number) for number in (1, 4, 9, 14, 40, 49, 90, 119)]
    assert numbers == ["i", "iv", "ix", "xiv", "xl", "xlix", "xc", "cxix"]


# --- Running heads --------------------------------------------------------------------------


def test_each_chapter_is_named_in_its_head(content, body):
    cover, foreword, contents, dashboard, goal, *_others = sections(body)
    assert set(heads(content, cover)) == {("header", "first")}
    for section, title in ((foreword, "Foreword"), (dashboard, "The goals at a glance")):
        head = heads(content, section)["header", "default"]
        assert f"<w:t>{title}</w:t>" in head
        assert " STYLEREF 1 " in head
    assert "Contents" in heads(content, contents)["header", "default"]
    head = heads(content, goal)["header", "default"]
    assert "Goal 3" in head
    assert "STYLEREF" not in head
    assert "{" not in head


def test_first_pages_have_a_foot_but_no_head(content, body):
    for section in sections(body)[1:]:
        found = heads(content, section)
        assert "<w:t" not in found["header", "first"]
        assert "PAGE" in found["footer", "first"]
        assert "<w:titlePg/>" in section


def test_tabs_of_heads_move_to_the_margin_of_a_wide_page(content, body):
    wide = next(section for section in sections(body) if "landscape" in section)
    head = heads(content, wide)["header", "default"]
    assert f'w:pos="{16838 - 2 * 993}"' in head


def test_a_letterhead_stays_on_the_cover(tmp_path, template):
    document = docx.Document(template)
    document.sections[0].different_first_page_header_footer = True
    document.sections[0].first_page_header.paragraphs[0].text = "Letterhead"
    document.save(tmp_path / "template.docx")
    shutil.copy(template.with_name("manifest.json"), tmp_path)
    stream = io.BytesIO()
    write_docx(sample.whole_report(), tmp_path / "template.docx", stream, JobContext())
    cover, *others = sections(part(stream.getvalue(), "word/document.xml"))
    assert "Letterhead" in heads(stream.getvalue(), cover)["header", "first"]
    for section in others:
        assert "<w:t" not in heads(stream.getvalue(), section)["header", "first"]


# --- Blocks ---------------------------------------------------------------------------------


def test_a_foreword_is_signed(body):
    assert paragraphs(body, "SignatureName") == ["A name"]
    assert paragraphs(body, "SignatureText") == ["Minister of Planning", "Port Sample, 1 May 2026"]


def test_abbreviations_hang_in_a_column(body):
    lines = paragraphs(body, "Term")
    assert [line.split("\t")[0] for line in lines] == ["HLPF", "SIDS", "UN-Habitat"]
    column = re.search(r'<w:pStyle w:val="Term"/><w:tabs><w:tab w:val="left" w:pos="(\d+)"', body)
    assert f'<w:ind w:left="{column[1]}" w:hanging="{column[1]}"/>' in body


def test_the_dashboard_shows_every_goal_in_its_colour(body):
    table = body[body.index(">The goals at a glance<", body.index(">List of boxes<")) :]
    table = table[table.index("<w:tbl>") : table.index("</w:tbl>")]
    rows = table.split("<w:tr>")[2:-1]
    assert len(rows) == 17
    for row, (number, _title, color) in zip(rows, sample.GOALS, strict=True):
        assert f'w:fill="{color}"' in row
        assert f">{number}</w:t>" in row
    ink, ground = TONES["good"]
    assert f'w:fill="{ground}"' in rows[0]
    assert f'w:color w:val="{ink}"' in rows[0]
    assert "\u25b2\u00a0On track" in rows[0]
    assert all(row.count("<w:keepNext/>") == row.count("<w:p>") for row in rows)


def test_states_are_readable_on_white_and_on_their_ground():
    for ink, ground in TONES.values():
        assert contrast(ink, ground) >= READABLE
        assert contrast(ink, "FFFFFF") >= READABLE


def test_a_status_in_a_table_is_bold_and_coloured(body):
    shown = re.search(r"<w:rPr>(?:(?!</w:rPr>).)*</w:rPr><w:t>\u25bc Regressing", body)[0]
    assert "<w:b/>" in shown
    assert f'<w:color w:val="{TONES["poor"][0]}"/>' in shown


def test_the_reports_own_charts_count_as_figures(content, body):
    assert "Figure 3.1\u2002Under-five mortality, 2015–2023" in paragraphs(body, "Caption")
    drawn = [name for name in parts(content) if name.startswith("word/charts/")]
    assert len([name for name in drawn if name.endswith(".xml")]) == 8
    assert body.count("<c:chart ") == 8
    # The values below it have no caption, but a name.
    assert 'w:name="vnr_b_graph_3_values"' in body


@pytest.fixture
def numbering(tmp_path, template):
    """A template that numbers paragraphs."""
    shutil.copy(template, tmp_path)
    manifest = json.loads(template.with_name("manifest.json").read_text())
    manifest["numbered_paragraphs"] = True
    manifest["styles"]["numbered"] = "List Number"
    (tmp_path / "manifest.json").write_text(json.dumps(manifest))
    return tmp_path / template.name


def test_paragraphs_are_numbered_where_template_and_chapter_want_it(numbering):
    def chapter(key, *, numbered):
        document = rt.Document(blocks=(sample.text(key, id=key), sample.item("x", id=f"{key}-i")))
        return rp.Chapter(key, key, (rp.Prose(key, document),), numbered=numbered)

    chapters = (chapter("front", numbered=False), *(chapter(k, numbered=True) for k in ("a", "b")))
    stream = io.BytesIO()
    write_docx(sample.sample_report(chapters=chapters), numbering, stream, JobContext())
    body = part(stream.getvalue(), "word/document.xml")
    assert paragraphs(body, "ListNumber") == ["a", "b"]
    assert "front" in paragraphs(body, "BodyText")
    # One list for the whole report: no paragraph begins to count anew.
    assert "<w:numPr>" not in body[body.index(">a<") - 400 : body.index(">a<")]


def test_whose_a_quotation_is_has_no_number(numbering):
    quotation = rt.Paragraph(style=rt.ParagraphStyle.QUOTE, runs=(rt.Text("Said."),))
    speaker = rt.Paragraph(runs=(rt.Text("A farmer", italic=True),))
    emphatic = rt.Paragraph(runs=(rt.Text("All of it.", italic=True),))
    document = rt.Document(blocks=(emphatic, quotation, speaker, sample.text("After.")))
    chapter = rp.Chapter("a", "a", (rp.Prose("a", document),), numbered=True)
    stream = io.BytesIO()
    write_docx(sample.sample_report(chapters=(chapter,)), numbering, stream, JobContext())
    body = part(stream.getvalue(), "word/document.xml")
    assert paragraphs(body, "ListNumber") == ["All of it.", "After."]


def test_a_part_of_a_report_has_neither_cover_nor_contents(written):
    chapter = sample.whole_report().chapters[0]
    content = written(sample.sample_report(chapters=(chapter,), form="part"))
    body = part(content, "word/document.xml")
    assert len(sections(body)) == 1
    assert "TOC" not in body
    assert "A name" in body
    assert '<w:pageBreakBefore w:val="0"/>' in body
    assert paragraphs(body, "ListHeading") == ["Republic of Samplia"]


# --- Languages ------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "fr", "es", "ru", "ar", "zh"])
def test_every_language_is_without_faults(written, language):
    report = sample.whole_report(language=language, right_to_left=language == "ar")
    body = part(written(report), "word/document.xml")
    assert (language == "ar") == ("<w:bidi/><w:rtlGutter/></w:sectPr>" in body)
    charts = part(written(report), "word/charts/vnrchart1.xml")
    assert f'<c:lang val="{language}-' in charts


def test_chinese_is_set_as_chinese(written):
    italic = sample.text(rt.Text(sample.CHINESE, italic=True), rt.Text("Latin", italic=True))
    chapter = rp.Chapter("c", "目标", (rp.Prose("c", rt.Document(blocks=(italic,))),))
    content = written(sample.sample_report(language="zh", chapters=(chapter,)))
    styles, body = part(content, "word/styles.xml"), part(content, "word/document.xml")
    assert 'w:eastAsia="zh-CN"' in styles
    assert "<w:kinsoku/><w:wordWrap/><w:overflowPunct/>" in styles
    assert "<w:i/>" not in styles
    emphasis = '<w:rFonts w:hint="eastAsia"/><w:em w:val="dot"/></w:rPr>'
    assert f"{emphasis}<w:t>{sample.CHINESE}" in body
    assert "<w:i/><w:iCs/></w:rPr><w:t>Latin" in body


def test_the_lines_of_footnotes_begin_on_the_side_of_the_text(written):
    notes = part(
        written(sample.whole_report(language="ar", right_to_left=True)), "word/footnotes.xml"
    )
    separators = notes[: notes.index('w:id="1"')]
    assert separators.count("<w:bidi/>") == 2


# --- What must not be in a file -------------------------------------------------------------


def test_a_file_says_nothing_of_the_machine(content):
    names = [getpass.getuser(), socket.gethostname(), str(Path.home()), str(ROOT), "python-docx"]
    for name, data in parts(content).items():
        blobs = parts(data).values() if name.endswith(".xlsx") else (data,)
        for blob in blobs:
            text = blob.decode("utf-8", "ignore")
            # A name that is a common word ("root") is looked for as a whole word only.
            found = [each for each in names if re.search(rf"\b{re.escape(each)}\b", text)]
            assert not found, (name, found)


def test_relations_to_outside_are_links_of_the_text(content):
    for name, data in parts(content).items():
        if not name.endswith(".rels"):
            continue
        for relation in etree.fromstring(data):
            if relation.get("TargetMode") == "External":
                assert relation.get("Type").endswith("/hyperlink")
                assert relation.get("Target").startswith(("https://", "http://", "mailto:"))


def test_another_process_writes_the_same_bytes(content):
    script = (
        "import hashlib, io\n"
        "from tests.exporting import sample\n"
        "from vnr_app.exporting.docx_writer import write_docx\n"
        "from vnr_app.jobs import JobContext\n"
        "from vnr_app.paths import templates_dir\n"
        "stream = io.BytesIO()\n"
        "template = templates_dir() / 'default' / 'template.docx'\n"
        "write_docx(sample.whole_report(), template, stream, JobContext())\n"
        "sys.stdout.buffer.write(stream.getvalue())\n"
    )
    command = [sys.executable, "-c", f"import sys\n{script}"]
    other = {"PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "LANG": "C", "PATH": ""}
    made = subprocess.run(command, cwd=ROOT, env=other, capture_output=True, check=True)
    assert made.stdout == content
