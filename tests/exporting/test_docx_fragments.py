"""Golden fragments: the exact XML of the small pieces."""

import pytest

from vnr_app.domain import richtext as rt
from vnr_app.exporting.docx_fields import field
from vnr_app.exporting.docx_lists import Lists
from vnr_app.exporting.docx_notes import Notes, notes_xml
from vnr_app.exporting.docx_outline import Bookmarks, heading_shift
from vnr_app.exporting.docx_text_tables import grid_of
from vnr_app.exporting.docx_widths import shared_widths
from vnr_app.exporting.ooxml import (
    bookmark,
    language_xml,
    paragraph,
    run,
    run_properties,
    runs_right_to_left,
)


@pytest.mark.parametrize(
    ("text", "xml"),
    [
        ("abc", "<w:r><w:t>abc</w:t></w:r>"),
        (" a", '<w:r><w:t xml:space="preserve"> a</w:t></w:r>'),
        ("a  b", '<w:r><w:t xml:space="preserve">a  b</w:t></w:r>'),
        ("a<b & c", "<w:r><w:t>a&lt;b &amp; c</w:t></w:r>"),
        ("a\tb", "<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t></w:r>"),
        ("a\u2028b\r\nc", "<w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r>"),
        ("a\x00\ud800\uffff", "<w:r><w:t>a</w:t></w:r>"),
        ("😀", "<w:r><w:t>😀</w:t></w:r>"),
        ("", ""),
        ("\x07", ""),
    ],
)
def test_run(text, xml):
    assert run(text) == xml


def test_run_properties_stand_in_order():
    assert run_properties() == ""
    assert run_properties(bold=True, italic=True, raised="superscript", rtl=True, lang="ar") == (
        '<w:rPr><w:b/><w:bCs/><w:i/><w:iCs/><w:vertAlign w:val="superscript"/><w:rtl/>'
        '<w:lang w:bidi="ar-SA"/></w:rPr>'
    )
    assert run_properties(style="S", color="112233", size=8.5, underline=True) == (
        '<w:rPr><w:rStyle w:val="S"/><w:color w:val="112233"/><w:sz w:val="17"/>'
        '<w:szCs w:val="17"/><w:u w:val="single"/></w:rPr>'
    )


def test_paragraph_has_its_direction_in_the_middle():
    assert paragraph("Body", "x", rtl=True, before="<w:keepNext/>", after="<w:jc/>") == (
        '<w:p><w:pPr><w:pStyle w:val="Body"/><w:keepNext/><w:bidi/><w:jc/></w:pPr>x</w:p>'
    )


def test_bookmark_and_field():
    assert bookmark(7, "vnr_b_1") == (
        '<w:bookmarkStart w:id="7" w:name="vnr_b_1"/><w:bookmarkEnd w:id="7"/>'
    )
    assert field("PAGEREF x \\h", "3", dirty=True) == (
        '<w:r><w:fldChar w:fldCharType="begin" w:dirty="true"/></w:r>'
        '<w:r><w:instrText xml:space="preserve"> PAGEREF x \\h </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>3</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


@pytest.mark.parametrize(
    ("text", "in_rtl", "rtl"),
    [
        ("plain", False, False),
        ("plain", True, False),
        ("2015–2020", True, True),
        ("2015–2020", False, False),
        ("صحة", False, True),
        ("صحة SDG", True, True),
        ("Здоровье", False, False),
    ],
)
def test_direction_of_a_run(text, in_rtl, rtl):
    assert runs_right_to_left(text, in_rtl) is rtl


@pytest.mark.parametrize(
    ("tag", "xml"),
    [
        ("en", '<w:lang w:val="en-GB"/>'),
        ("ar", '<w:lang w:bidi="ar-SA"/>'),
        ("zh-Hans", '<w:lang w:eastAsia="zh-Hans"/>'),
        ('x"', '<w:lang w:val="x&quot;"/>'),
    ],
)
def test_language(tag, xml):
    assert language_xml(tag) == xml


def test_notes_have_their_separators():
    notes = Notes()
    assert notes.add("<w:p/>") == 1
    xml = notes_xml(notes, rtl=False)
    assert '<w:footnote w:type="separator" w:id="-1">' in xml
    assert '<w:footnote w:type="continuationSeparator" w:id="0">' in xml
    assert xml.endswith('<w:footnote w:id="1"><w:p/></w:footnote></w:footnotes>')


def test_lists_restart_on_all_levels():
    lists = Lists(bullet=1, number=2, first_free=3)
    assert (lists.restart(), lists.restart()) == (3, 4)
    assert lists.xml().count('<w:startOverride w:val="1"/>') == 18
    assert lists.xml().startswith('<w:num w:numId="3"><w:abstractNumId w:val="2"/>')


def test_bookmarks_are_short_and_unique():
    bookmarks = Bookmarks()
    names = [bookmarks.reserve("b", "x" * 60) for _ in range(12)]
    names += [bookmarks.reserve("s", "goal-3/trends"), bookmarks.reserve("s", "goal_3_trends")]
    names.append(bookmarks.reserve("b", "X" * 60))
    assert len({name.lower() for name in names}) == len(names)
    assert max(map(len, names)) == 40
    assert "vnr_s_goal_3_trends" in names
    assert [bookmarks.take("b", "x" * 60) for _ in range(12)] == names[:12]


def test_widths_sum_up():
    assert shared_widths([1, 1, 1], 100) == [33, 34, 33]
    assert sum(shared_widths([0.3, 4.5, 1.7, 1], 9070)) == 9070


def test_headings_go_below_their_base():
    shown = (rt.Text("Shown"),)
    blocks = (rt.Heading(level=1), rt.Heading(level=2, runs=shown), rt.Heading(level=4, runs=shown))
    assert heading_shift(rt.Document(blocks=blocks), 2) == 1
    assert heading_shift(rt.Document(), 2) == 0


def test_spans_become_a_full_grid():
    rows = (
        rt.TableRow((rt.TableCell(row_span=2), rt.TableCell(col_span=2))),
        rt.TableRow((rt.TableCell(),)),
        rt.TableRow(()),
    )
    grid = grid_of(rt.Table(rows=rows))
    shape = [[(slot.column, slot.span, slot.merge) for slot in slots] for slots in grid]
    assert shape == [
        [(0, 1, "restart"), (1, 2, "")],
        [(0, 1, "continue"), (1, 1, ""), (2, 1, "")],
        [(0, 1, ""), (1, 1, ""), (2, 1, "")],
    ]
