"""The HTML report: one file that needs nothing else, and says to machines what it is."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise
from threading import Event
from xml.etree import ElementTree

import pytest

from tests.exporting.sample import (
    dashboard_chapter,
    goal_chapter,
    graph,
    illustrated_report,
    sample_report,
)
from vnr_app.domain import report as rp
from vnr_app.domain import richtext as rt
from vnr_app.domain.charts import ChartData, ChartKind, ChartSeries
from vnr_app.errors import CancelledError
from vnr_app.exporting.html_charts import chart_svg
from vnr_app.exporting.html_report import html_preview, html_report
from vnr_app.i18n import words_of
from vnr_app.jobs import JobContext

VOID = {"meta", "br", "img", "circle", "line", "rect", "polyline"}


class Tree(HTMLParser):
    """Reads a page, and notes tags that do not close."""

    def __init__(self, text):
        super().__init__()
        self.open, self.tags, self.faults = [], [], []
        self.feed(text)
        self.faults += self.open

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        if tag in VOID:
            return
        if not self.open or self.open.pop() != tag:
            self.faults.append(tag)

    def of(self, tag):
        return [attrs for name, attrs in self.tags if name == tag]


@pytest.fixture(scope="module")
def report():
    """A report with one of everything."""
    more = rp.Chapter(
        "more",
        "More",
        (
            graph(),
            rp.Terms((("GDP", "gross domestic product"),)),
            rp.Signature("A. Person", "Minister"),
        ),
    )
    base = illustrated_report()
    chapters = (*base.chapters, goal_chapter(7), dashboard_chapter(), more)
    return replace(base, chapters=chapters)


@pytest.fixture(scope="module")
def page(report):
    return html_report(report, JobContext())


def report_of(*blocks, **more):
    base = sample_report(goals=(3,))
    chapter = rp.Chapter("c", "Chapter", (rp.Prose("c", rt.Document(blocks=blocks)),))
    return replace(base, chapters=(chapter,), **more)


def words(*blocks, **more):
    return html_report(report_of(*blocks, **more), JobContext()).partition("<main>")[2]


@pytest.mark.parametrize("make", [html_report, html_preview])
def test_every_tag_closes_and_every_id_is_there_once(report, make):
    tree = Tree(make(report, JobContext()))
    assert tree.faults == []
    ids = [attrs["id"] for _tag, attrs in tree.tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    targets = {a["href"][1:] for a in tree.of("a") if a["href"].startswith("#")}
    assert targets <= set(ids)


@pytest.mark.parametrize("make", [html_report, html_preview])
def test_nothing_is_fetched_and_nothing_runs(report, make):
    tree = Tree(make(report, JobContext()))
    names = {tag for tag, _attrs in tree.tags}
    assert names.isdisjoint({"script", "link", "iframe", "object", "embed", "form"})
    for _tag, attrs in tree.tags:
        assert not any(name.startswith("on") for name in attrs)
        assert attrs.get("src", "data:").startswith("data:")
    assert "@import" not in make(report, JobContext())
    assert not re.search(r"url\(", make(report, JobContext()))


def test_headings_tables_and_pictures_say_what_they_are(page):
    tree = Tree(page)
    [root] = tree.of("html")
    assert (root["lang"], root["dir"]) == ("en", "ltr")
    assert all("scope" in head for head in tree.of("th"))
    assert all("alt" in image for image in tree.of("img"))
    assert tree.of("figcaption")
    assert tree.of("nav")
    levels = [int(tag[1]) for tag, _ in tree.tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_drawings_say_what_they_show(page):
    for svg in Tree(page).of("svg"):
        assert svg["role"] == "img"
        assert svg["aria-label"]


def test_arabic_runs_from_the_right():
    root = Tree(words(rt.Paragraph(runs=(rt.Text("نص"),)))).tags
    assert root
    text = html_report(report_of(language="ar", right_to_left=True), JobContext())
    assert '<html lang="ar" dir="rtl">' in text


@pytest.mark.parametrize("make", [html_report, html_preview])
def test_a_text_that_nobody_translated_runs_its_own_way(make):
    blocks = (
        rt.Paragraph(id="a", runs=(rt.Text("Not translated."),)),
        rt.Paragraph(id="b", runs=(rt.Text("نص عربي"),)),
    )
    text = make(report_of(*blocks, language="ar", right_to_left=True), JobContext())
    assert '<p id="v-a" dir="ltr">' in text
    assert '<p id="v-b">' in text


def test_texts_are_text():
    text = words(rt.Paragraph(runs=(rt.Text("<script>alert(1)</script> & “x”"),)))
    assert "<script" not in text
    assert "&lt;script&gt;" in text


@pytest.mark.parametrize("link", ["javascript:alert(1)", "data:text/html,x", "file:///etc"])
def test_only_links_of_the_web_are_links(link):
    assert link not in words(rt.Paragraph(runs=(rt.Text("x", link=link),)))


def test_marks_and_lists_and_boxes():
    text = words(
        rt.Paragraph(runs=(rt.Text("a", bold=True), rt.Break(), rt.Text("2", sup=True))),
        rt.ListItem(runs=(rt.Text("one"),)),
        rt.ListItem(level=2, kind=rt.ListKind.NUMBER, runs=(rt.Text("two"),)),
        rt.ListItem(runs=(rt.Text("three"),)),
        rt.Paragraph(style=rt.ParagraphStyle.BOX_TITLE, runs=(rt.Text("Title"),)),
        rt.Paragraph(style=rt.ParagraphStyle.BOX_TEXT, runs=(rt.Text("Text"),)),
    )
    assert "<strong>a</strong><br><sup>2</sup>" in text
    plain = re.sub(r' id="[^"]*"', "", text)
    assert "<ul><li>one<ol><li>two</li></ol></li><li>three</li></ul>" in plain
    assert '<aside class="box">' in text
    assert "Box A.1" in text


def test_a_note_has_a_way_there_and_back():
    text = words(rt.Paragraph(runs=(rt.Text("x"), rt.NoteRef((rt.Text("why"),)))))
    assert '<a id="m-1-1" href="#n-1-1">1</a>' in text
    assert '<p id="n-1-1"><a href="#m-1-1">1</a> why</p>' in text


def test_what_is_missing_is_said():
    text = words(
        rt.Figure(image_id="0" * 64, alt_text="x"),
        rt.Chart(series=("1",)),
        rt.Paragraph(runs=(rt.CiteRef("none"), rt.CrossRef("none"))),
    )
    assert "This picture is missing." in text
    assert "The data of this chart are missing." in text
    assert "[?][?]" in text


def test_the_same_report_gives_the_same_text(report, page):
    assert html_report(report, JobContext()) == page


def test_it_tells_of_chapters_and_can_be_stopped(report):
    told = []
    html_report(report, JobContext(lambda done, total, text: told.append((done, total, text))))
    # The sources that are cited make a last chapter.
    assert [done for done, _total, _text in told] == list(range(1, len(report.chapters) + 2))
    stopped = Event()
    stopped.set()
    with pytest.raises(CancelledError):
        html_report(report, JobContext(cancelled=stopped))


# --- Charts ---------------------------------------------------------------------------------


def chart(kind, *rows, categories=("2015", "2016", "2017"), unit="%"):
    series = tuple(ChartSeries(f"S{n} <b>", row) for n, row in enumerate(rows))
    return ChartData(kind, "A <title>", unit, categories, series)


def drawn(data):
    return ElementTree.fromstring(chart_svg(data, "4C9F38", words_of("en")))


@pytest.mark.parametrize("kind", list(ChartKind))
@pytest.mark.parametrize(
    "rows",
    [
        (("1", "2", "3"),),
        (("1", None, "3"), ("-4", "5", None)),
        ((None, None, None),),
        (("7", "7", "7"),),
        (("0", "0", "0"),),
        (("1e9", "2e-9", "-3"),),
        tuple((str(n), str(n + 1), "2") for n in range(9)),
        (("1",),),
        ((),),
    ],
)
def test_every_chart_is_drawn_inside_its_frame(kind, rows):
    root = drawn(chart(kind, *rows))
    _x, _y, width, height = map(float, root.get("viewBox").split())
    for each in root.iter():
        for name in ("x", "x1", "x2", "cx"):
            if each.get(name):
                assert -1 <= float(each.get(name)) <= width + 1
        for name in ("y", "y1", "y2", "cy"):
            if each.get(name):
                assert -1 <= float(each.get(name)) <= height + 1
        assert float(each.get("height", 0)) >= 0


def test_a_line_chart_has_a_line_and_its_points():
    root = drawn(chart(ChartKind.LINE, ("1", None, "3")))
    assert len(root.findall("polyline")) == 1
    assert len(root.findall("circle")) == 2


def test_dots_have_no_line():
    root = drawn(chart(ChartKind.DOT, ("1", "2", "3")))
    assert (len(root.findall("polyline")), len(root.findall("circle"))) == (0, 3)


def test_stacked_bars_stand_on_each_other():
    root = drawn(chart(ChartKind.STACKED, ("1", "2", "3"), ("1", "2", "3")))
    bars = [each for each in root.findall("rect") if each.get("width") != "12"]
    low, high = bars[0], bars[3]
    assert float(high.get("y")) + float(high.get("height")) == pytest.approx(
        float(low.get("y")), abs=0.2
    )


def test_bars_begin_at_zero():
    root = drawn(chart(ChartKind.BAR, ("90", "95", "99")))
    assert "0" in [each.text for each in root.findall("text")]


def test_many_categories_leave_room_between_their_labels():
    years = tuple(str(year) for year in range(1960, 2021))
    root = drawn(chart(ChartKind.LINE, tuple(str(n) for n in range(61)), categories=years))
    labels = [each for each in root.findall("text") if each.text in years]
    assert 5 < len(labels) < 25
