"""Whole reports: what a reader, python-docx and a second writing find in them."""

import io
import re
import zipfile
from itertools import pairwise
from threading import Event

import docx
import pytest
from lxml import etree

from tests.exporting import sample
from vnr_app.domain import report as rp
from vnr_app.domain import richtext as rt
from vnr_app.errors import CancelledError
from vnr_app.exporting.docx_writer import write_docx
from vnr_app.jobs import JobContext


@pytest.fixture(scope="module")
def content(written):
    return written(sample.sample_report())


@pytest.fixture(scope="module")
def body(content):
    return part(content, "word/document.xml")


def part(content, name):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name).decode()


def opened(content):
    return docx.Document(io.BytesIO(content))


def texts_of(document, style):
    return [p.text for p in document.paragraphs if p.style.name == style]


def test_opens_with_headings_in_order(content):
    document = opened(content)
    assert texts_of(document, "Heading 1") == [
        "Introduction",
        f"Goal 3\t{sample.GOALS[2][1]}",
        f"Goal 7\t{sample.GOALS[6][1]}",
        "Statistical annex",
    ]
    levels = [
        2 if p.style.name == "Goal Heading" else int(p.style.name[-1])
        for p in document.paragraphs
        if p.style.name.startswith(("Heading", "Goal Heading"))
    ]
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_contents_are_the_headings(content):
    tree = etree.fromstring(part(content, "word/document.xml").encode())
    lines = {1: [], 2: []}
    for paragraph in tree.iter("{*}p"):
        style = paragraph.find("{*}pPr/{*}pStyle").values()[0]
        if style in ("Toc1", "Toc2"):
            lines[int(style[-1])].append("".join(t.text for t in paragraph.iter("{*}t")))
    document = opened(content)
    for level, entries in lines.items():
        headings = texts_of(document, f"Heading {level}")
        assert entries == [heading.replace("\t", "") for heading in headings]


def test_contents_lead_to_headings_and_take_pages(written):
    report = sample.sample_report(goals=(3,))
    xml = part(written(report, pages={"vnr_s_goal_3": 5}), "word/document.xml")
    assert "PAGEREF vnr_s_goal_3 \\h" in xml
    known, unknown = (
        xml[: xml.index(f"PAGEREF {name} ")].rpartition("<w:fldChar")[2]
        for name in ("vnr_s_goal_3", "vnr_s_introduction")
    )
    assert "dirty" not in known
    assert 'w:dirty="true"' in unknown
    assert "updateFields" not in xml


def test_a_long_line_of_the_contents_leaves_room_for_its_page(content, written):
    goal = rp.Chapter("goal-7", sample.GOALS[6][1], (), sample.goal_mark(7))
    body = part(written(sample.sample_report(chapters=(goal,))), "word/document.xml")
    line = body[body.index("TOC ") : body.index("PAGEREF vnr_s_goal_7 ")]
    assert "modern </w:t><w:br/><w:t>energy for all</w:t></w:r><w:r><w:tab/></w:r>" in line
    assert '<w:ind w:right="0"/>' in body
    assert 'w:right="567"' in part(content, "word/styles.xml")


def test_a_hint_stands_where_pages_are_unknown(written):
    report = sample.sample_report(goals=())
    assert report.labels.contents_hint in part(written(report), "word/document.xml")
    assert report.labels.contents_hint not in part(
        written(report, pages={"vnr_s_introduction": 3}), "word/document.xml"
    )


def test_tables_repeat_their_header_and_fit_the_page(content):
    document = opened(content)
    heads = [t for t in document.tables if t._tbl.tr_lst[0].find(".//{*}tblHeader") is not None]
    assert len(heads) == 3 + 2 * 2 + 1
    widths = {
        sum(int(column.get(column.nsmap["w"].join("{}") + "w")) for column in t._tbl.tblGrid)
        for t in heads
    }
    # A4 less two margins of 25 mm upright, of 17.5 mm on its side.
    assert widths == {11906 - 2 * 1418, 16838 - 2 * 993}
    for table in heads:
        assert all(row.find(".//{*}cantSplit") is not None for row in table._tbl.tr_lst)


def test_captions_count_by_chapter(content):
    captions = texts_of(opened(content), "Caption")
    assert [caption.split("\u2002")[0] for caption in captions] == [
        "Table 3.1",
        "Table 3.2",
        "Table 7.1",
        "Table 7.2",
        "Table B.1",
    ]


def test_the_annex_lies_on_its_side(content):
    sections = opened(content).sections
    turned = [section.page_width > section.page_height for section in sections]
    # The cover, the contents and each chapter have a section of their own.
    assert turned == [False] * 5 + [True]


def test_no_empty_paragraph_makes_room(content):
    paragraphs = opened(content).paragraphs
    empty = [p for p in paragraphs if not p.text.strip()]
    # Word wants a paragraph after a table that ends a section, LibreOffice one after the contents.
    assert {p.style.name for p in empty} == {"Table Break"}
    assert all(p._p.pPr.find("{*}sectPr") is not None for p in empty[:-1])
    assert empty[-1]._p is paragraphs[-1]._p


def test_empty_lines_of_a_text_are_left_out_but_end_a_list(written):
    number = rt.ListKind.NUMBER
    blocks = (
        sample.text("", id="first"),
        sample.item("one", number, id="one"),
        sample.text(" ", id="between"),
        sample.item("one again", number, id="again"),
        rt.Heading(level=1, id="head"),
        sample.text(rt.NoteRef((rt.Text("Only a note."),)), id="noted"),
    )
    prose = rp.Prose("p", rt.Document(blocks=blocks))
    content = written(sample.sample_report(chapters=(rp.Chapter("c", "C", (prose,)),)))
    body = part(content, "word/document.xml")
    kept = [b.id for b in blocks if f"vnr_b_{b.id}" in body]
    assert kept == ["one", "again", "noted"]
    assert (
        len({p._p.pPr.numPr.numId.val for p in opened(content).paragraphs if "one" in p.text}) == 2
    )


def test_footnotes_are_real(content):
    notes = part(content, "word/footnotes.xml")
    assert notes.count("<w:footnote ") == 2 + 3
    assert "Vital statistics" in notes
    relations = part(content, "word/_rels/footnotes.xml.rels")
    assert "https://example.org/release?a=1&amp;b=2" in relations


def test_every_block_carries_its_id(body):
    for block in sample.narrative("goal-3").blocks:
        kind = "t" if isinstance(block, rt.Table) else "b"
        name = f"vnr_{kind}_" + block.id.replace("-", "_")
        assert body.count(f'w:name="{name}"') == 1


def test_lists_count_anew(content):
    lists = [
        p._p.pPr.numPr.numId.val
        for p in opened(content).paragraphs
        if p.style.name == "List Number"
    ]
    first, second, third = lists[:3]
    assert first == second != third


def test_same_report_same_bytes(content, written):
    assert written(sample.sample_report()) == content


def test_properties_are_the_reports_own(content):
    properties = opened(content).core_properties
    assert properties.title == "Voluntary National Review"
    assert properties.author == "Republic of Samplia"
    assert properties.language == "en"
    assert properties.created.date().isoformat() == "2026-05-12"
    assert properties.last_modified_by == ""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        everything = b"".join(archive.read(name) for name in archive.namelist())
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    for trace in (b"python-docx", b"rsid", b"thumbnail", b"Template"):
        assert trace not in everything


def test_arabic_runs_from_the_right(written):
    chapter = rp.Chapter(
        "introduction",
        "مقدمة",
        (rp.Prose("introduction", rt.Document(blocks=(sample.text(sample.ARABIC),))),),
    )
    labels = rp.Labels("المحتويات", "الجدول", "الهدف", "المصدر", "الصفحة", "")
    report = sample.sample_report(
        language="ar",
        right_to_left=True,
        country="جمهورية سامبليا",
        labels=labels,
        chapters=(chapter, sample.goal_chapter(3)),
    )
    content = written(report)
    body = part(content, "word/document.xml")
    turned = body.count('<w:bidi w:val="0"/>')
    assert body.count("<w:p>") == body.count("<w:bidi/>") - body.count("<w:sectPr>") + turned
    foreign = [p for p in body.split("<w:p>") if '<w:bidi w:val="0"/>' in p]
    assert all("Between the last" in p or not re.search("[\u0600-\u06ff]", p) for p in foreign)
    assert body.count("<w:tbl>") == body.count("<w:bidiVisual/>")
    assert f"<w:rPr><w:rtl/></w:rPr><w:t>{sample.ARABIC}</w:t>" in body
    assert 'w:bidi="ar-SA"' in part(content, "word/styles.xml")
    assert "<w:rtl/></w:rPr><w:t>جمهورية سامبليا" in part(content, "word/header3.xml")


def test_one_paragraph_may_run_the_other_way(body):
    paragraph = next(p for p in body.split("<w:p>") if sample.ARABIC in p)
    assert "<w:bidi/>" in paragraph
    assert '<w:rtl/><w:lang w:bidi="ar-SA"/>' in paragraph


def test_forbidden_characters_and_links_stay_out(written):
    runs = (rt.Text("a\x00b\x0b\ufffec\tno"), rt.Text(" file", link="file:///etc/passwd"))
    document = rt.Document(blocks=(rt.Paragraph(runs=runs),))
    chapter = rp.Chapter("one", 'Fish & "chips" <3', (rp.Prose("one", document),))
    content = written(sample.sample_report(chapters=(chapter,)))
    assert opened(content).paragraphs[-1].text == "abc\tno file"
    assert "passwd" not in part(content, "word/_rels/document.xml.rels")


def test_a_report_without_chapters_is_a_cover(written):
    assert "2026" in part(written(sample.sample_report(chapters=())), "word/document.xml")


def test_the_same_text_twice_keeps_names_apart(written):
    prose = rp.Prose("x", sample.narrative("x"))
    chapters = tuple(rp.Chapter("same/key", "Same", (prose,)) for _ in range(2))
    content = written(sample.sample_report(chapters=chapters))
    tree = etree.fromstring(part(content, "word/document.xml").encode())
    name = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}name"
    names = [mark.get(name) for mark in tree.iter("{*}bookmarkStart")]
    assert len(names) == len({each.lower() for each in names})
    assert {"vnr_s_same_key", "vnr_s_same_key_2"} <= set(names)


def test_progress_and_cancel(template):
    seen = []
    job = JobContext(listener=lambda done, total, message: seen.append((done, total)))
    write_docx(sample.sample_report(), template, io.BytesIO(), job)
    assert seen == [(0, 4), (1, 4), (2, 4), (3, 4), (4, 4)]
    stopped = Event()
    stopped.set()
    with pytest.raises(CancelledError):
        write_docx(sample.sample_report(), template, io.BytesIO(), JobContext(cancelled=stopped))
