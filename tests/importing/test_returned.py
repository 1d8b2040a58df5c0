"""Tracked changes accepted and rejected, comments with anchors, in fragments of Word files."""

import pytest
from lxml import etree

from vnr_app.importing.docx_parts import W
from vnr_app.importing.returned_beside import without_counters
from vnr_app.importing.returned_comments import read_comments, tidy_anchors
from vnr_app.importing.returned_tracked import settle, tracked, words_of

WHO = 'w:author="Anna" w:date="2026-03-01T10:00:00Z" w:id="1"'


def body(xml):
    return etree.fromstring(f'<w:body xmlns:w="{W.strip("{}")}">{xml}</w:body>')


def lines(xml, *, accept):
    root = body(xml)
    settle(root, accept=accept)
    return [words_of(each) for each in root.iter(f"{W}p")]


def p(content, mark=""):
    properties = f"<w:pPr><w:rPr>{mark}</w:rPr></w:pPr>" if mark else ""
    return f"<w:p>{properties}{content}</w:p>"


def r(text, tag="t"):
    return f"<w:r><w:{tag}>{text}</w:{tag}></w:r>"


def ins(content):
    return f"<w:ins {WHO}>{content}</w:ins>"


def gone(text):
    return f"<w:del {WHO}>{r(text, 'delText')}</w:del>"


@pytest.mark.parametrize(
    ("xml", "accepted", "rejected"),
    [
        (p(r("a") + ins(r("b")) + gone("c")), ["ab"], ["ac"]),
        (p(ins(r("a") + gone("b"))), ["a"], [""]),
        (p(ins(r("new")), f"<w:ins {WHO}/>") + p(r("old")), ["new", "old"], ["old"]),
        (p(gone("a"), f"<w:del {WHO}/>") + p(r("b")), ["b"], ["a", "b"]),
        (p(r("a"), f"<w:del {WHO}/>") + p(r("b")), ["ab"], ["a", "b"]),
        (p(r("a"), f"<w:ins {WHO}/>") + p(r("b")), ["a", "b"], ["ab"]),
        (
            p(f"<w:moveFrom {WHO}>{r('m')}</w:moveFrom>", f"<w:moveFrom {WHO}/>")
            + p(r("x"))
            + p(f"<w:moveTo {WHO}>{r('m')}</w:moveTo>", f"<w:moveTo {WHO}/>")
            + p(r("y")),
            ["x", "m", "y"],
            ["m", "x", "y"],
        ),
        (
            f"<w:tbl><w:tr><w:trPr><w:del {WHO}/></w:trPr><w:tc>{p(r('a'))}</w:tc></w:tr>"
            f"<w:tr><w:trPr><w:ins {WHO}/></w:trPr><w:tc>{p(r('b'))}</w:tc></w:tr></w:tbl>",
            ["b"],
            ["a"],
        ),
    ],
)
def test_both_states_of_tracked_changes(xml, accepted, rejected):
    assert lines(xml, accept=True) == accepted
    assert lines(xml, accept=False) == rejected


def test_former_properties_come_back_when_a_change_is_rejected():
    xml = (
        f'<w:p><w:pPr><w:pStyle w:val="Quote"/><w:pPrChange {WHO}><w:pPr>'
        '<w:pStyle w:val="Heading1"/></w:pPr></w:pPrChange></w:pPr><w:r><w:rPr><w:b/>'
        f"<w:rPrChange {WHO}><w:rPr/></w:rPrChange></w:rPr><w:t>x</w:t></w:r></w:p>"
    )
    for accept, style, bold in ((True, "Quote", True), (False, "Heading1", False)):
        root = body(xml)
        settle(root, accept=accept)
        assert next(root.iter(f"{W}pStyle")).get(f"{W}val") == style
        assert (next(root.iter(f"{W}b"), None) is not None) is bold
        assert not list(root.iter(f"{W}pPrChange", f"{W}rPrChange"))


def test_changes_are_told_with_author_time_and_paragraph():
    mark = '<w:bookmarkStart w:id="9" w:name="vnr_b_one"/>'
    root = body(p(mark + r("a") + ins(r("b"))))
    (change,) = tracked(root)
    assert (change.kind, change.author, change.text, change.marks) == (
        "insert",
        "Anna",
        "b",
        ("vnr_b_one",),
    )
    assert change.at.isoformat() == "2026-03-01T10:00:00+00:00"


def test_anchors_between_paragraphs_and_without_a_range_get_into_them():
    root = body(
        '<w:commentRangeStart w:id="1"/>'
        + p(r("a"))
        + '<w:commentRangeEnd w:id="1"/>'
        + p(r("b") + '<w:r><w:commentReference w:id="2"/></w:r>')
    )
    tidy_anchors(root)
    first, second = root.iter(f"{W}p")
    assert [each.get(f"{W}id") for each in first.iter(f"{W}commentRangeStart")] == ["1"]
    assert [each.get(f"{W}id") for each in first.iter(f"{W}commentRangeEnd")] == ["1"]
    assert second[0].tag == f"{W}commentRangeStart"
    assert second[-1].tag == f"{W}commentRangeEnd"


def test_comments_without_a_record_of_answers_stand_alone():
    root = etree.fromstring(
        f'<w:comments xmlns:w="{W.strip("{}")}"><w:comment w:id="3" w:author="Ben">'
        f"{p(r('One'))}{p(r('Two'))}</w:comment></w:comments>"
    )
    (comment,) = read_comments(root, None)
    assert (comment.id, comment.author, comment.at, comment.text) == ("3", "Ben", None, "One\nTwo")
    assert (comment.parent, comment.resolved) == ("", False)
    assert read_comments(None, None) == ()


def field(code, shown):
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    return (
        mark.format("begin")
        + r(f" {code} ", "instrText")
        + mark.format("separate")
        + r(shown)
        + mark.format("end")
    )


@pytest.mark.parametrize(
    ("xml", "said"),
    [
        (field("PAGE", "xvii") + r("a"), "a"),
        (field("page \\* roman", "iv"), ""),
        (r("Page ") + f'<w:fldSimple w:instr=" NUMPAGES ">{r("250")}</w:fldSimple>', "Page "),
        (field('STYLEREF "Heading 1"', "Goal  3"), ""),
        (field("STYLEREF 1", "Goal 3 typed"), "Goal 3 typed"),
        (field("DATE", "1 March"), "1 March"),
    ],
)
def test_what_programs_count_in_headers_is_left_out(xml, said):
    root = body(p(xml))
    without_counters(root, frozenset({"Goal 3"}))
    assert words_of(root) == said
