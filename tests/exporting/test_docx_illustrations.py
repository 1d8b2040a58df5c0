"""Figures, charts, references and citations in Word."""

import io
import re
import zipfile
from collections import Counter
from dataclasses import replace

import docx
import openpyxl
import pytest
from lxml import etree

from tests.exporting import sample
from tests.exporting.docx_check import problems
from vnr_app.domain import report as rp
from vnr_app.domain import richtext as rt
from vnr_app.domain.charts import ChartKind, ChartSeries
from vnr_app.domain.richtext_labels import labels
from vnr_app.exporting.colors import readable
from vnr_app.exporting.docx_chart_book import chart_workbook
from vnr_app.exporting.docx_chart_words import chart_in_words
from vnr_app.exporting.docx_charts import Dress, chart_xml
from vnr_app.i18n import words_of

EMU = 635
TEXT_WIDTH = (11906 - 2 * 1418) * EMU
TEXT_HEIGHT = (16838 - 2 * 1418) * EMU


@pytest.fixture(scope="module")
def content(written):
    return written(sample.illustrated_report())


@pytest.fixture(scope="module")
def archive(content):
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        yield opened


@pytest.fixture(scope="module")
def tree(archive):
    return etree.fromstring(archive.read("word/document.xml"))


def text_of(element):
    return "".join(t.text for t in element.iter("{*}t"))


def only(blocks, **fields):
    chapter = rp.Chapter("one", "One", (rp.Prose("one", rt.Document(blocks=blocks)),))
    return sample.sample_report(
        **{"chapters": (chapter,), "images": sample.PICTURES, "sources": sample.SOURCES, **fields}
    )


def tree_of(content):
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        return etree.fromstring(opened.read("word/document.xml"))


# --- Figures --------------------------------------------------------------------------------


def test_each_picture_is_one_part(archive, tree):
    names = [name for name in archive.namelist() if name.startswith("word/media/")]
    assert names == ["word/media/figure1.png", "word/media/figure2.jpeg"]
    assert {archive.read(name) for name in names} == {
        sample.PICTURES[name].data for name in (sample.WIDE, sample.SQUARE)
    }
    shown = Counter(blip.values()[0] for blip in tree.iter("{*}blip"))
    assert sorted(shown.values()) == [1, 2]


def test_a_figure_has_its_width_its_shape_and_its_description(tree):
    extents = [(int(e.get("cx")), int(e.get("cy"))) for e in tree.iter("{*}extent")]
    assert extents[0] == (TEXT_WIDTH, round(TEXT_WIDTH * 360 / 600))
    assert extents[1] == pytest.approx((TEXT_WIDTH * 0.35,) * 2, abs=1)
    described = [shape.get("descr") for shape in tree.iter("{*}docPr")]
    assert described[:2] == ["A low white building before green hills", "A red door"]


def test_a_tall_picture_keeps_its_shape_on_the_page(written):
    tall = sample.picture(100, 1000, "#000000")
    figure = rt.Figure(image_id="tall")
    (extent,) = tree_of(written(only((figure,), images={"tall": tall}))).iter("{*}extent")
    wide, high = int(extent.get("cx")), int(extent.get("cy"))
    assert high < TEXT_HEIGHT
    assert high == pytest.approx(10 * wide, rel=0.001)


def test_captions_stand_below_with_number_and_credit(content):
    lines = [(p.style.name, p.text) for p in docx.Document(io.BytesIO(content)).paragraphs]
    at = lines.index(("Caption", "Figure 3.1\u2002A clinic in the northern hills"))
    assert lines[at - 1][0] == "Body Text"
    assert lines[at + 1] == ("Source", "Photograph: Ministry of Health")
    assert ("Box Title", "Box 3.1\u2002A box with a number") in lines
    assert ("Caption", "Table 3.1\u2002Vaccines by province") in lines
    assert ("Caption", "Table 3.2\u2002Health of mothers and children, 2019–2024") in lines


@pytest.mark.parametrize("mime", ["image/svg+xml", None])
def test_a_picture_that_cannot_be_shown_is_said_to_be_missing(written, mime):
    images = {"x": rp.Image(b"<svg/>", mime, 1, 1)} if mime else {}
    figure = rt.Figure(image_id="x", caption=(rt.Text("Lost"),))
    lines = [text_of(p) for p in tree_of(written(only((figure,), images=images))).iter("{*}p")]
    at = lines.index("[This picture is missing.]")
    assert lines[at + 1] == "Figure A.1\u2002Lost"


def test_an_enhanced_metafile_stays_one(written):
    emf = rp.Image(b"\x01\x00\x00\x00 EMF", "image/x-emf", 10, 10)
    content = written(only((rt.Figure(image_id="x"),), images={"x": emf}))
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        assert opened.read("word/media/figure1.emf") == emf.data
        assert b'ContentType="image/x-emf"' in opened.read("[Content_Types].xml")


# --- Charts ---------------------------------------------------------------------------------


def test_charts_are_native_and_carry_their_workbook(archive, tree):
    assert (
        len(list(tree.iter("{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"))) == 4
    )
    chart = etree.fromstring(archive.read("word/charts/vnrchart1.xml"))
    values = [[v.text for v in s.iterfind("{*}val//{*}v")] for s in chart.iter("{*}ser")]
    assert values[0][:2] == ["60.0", "56.9"]
    assert [len(series) for series in values] == [9, 8]
    assert chart.find(".//{*}dispBlanksAs").get("val") == "span"
    book = openpyxl.load_workbook(io.BytesIO(archive.read("word/embeddings/vnrchart1.xlsx")))
    rows = list(book.active.values)
    assert rows[0] == (None, "Total", "Girls")
    assert rows[1] == ("2015", 60, 53)
    assert rows[4] == ("2018", 50.7, None)


def test_charts_are_drawn_in_the_colour_of_the_goal(archive):
    chart = archive.read("word/charts/vnrchart1.xml").decode()
    assert re.findall(r'<c:ser>.*?srgbClr val="(\w+)"', chart)[0] == readable("4C9F38")
    other = archive.read("word/charts/vnrchart3.xml").decode()
    assert '<c:grouping val="stacked"/>' in other


def test_no_text_becomes_a_formula_in_the_workbook():
    series = (ChartSeries("=1+1", ("1",)),)
    chart = sample.chart_data(categories=("=HYPERLINK(1)",), series=series)
    cells = list(openpyxl.load_workbook(io.BytesIO(chart_workbook(chart))).active.iter_rows())
    assert [cell.data_type for row in cells for cell in row][1:3] == ["s", "s"]


def test_control_characters_stay_out_of_charts(written):
    chart = sample.chart_data(
        title="a\x00", unit="b\x01&", categories=("<\x02",), series=(ChartSeries("\x03", ("1",)),)
    )
    block = rt.Chart(id="c", title="a")
    assert "a" in text_of(tree_of(written(only((block,), charts={"c": chart}))))


def test_a_report_with_charts_has_the_same_bytes_each_time(content, written):
    assert written(sample.illustrated_report()) == content


def test_a_chart_in_words():
    chart = sample.chart_data(
        title="Poverty",
        unit="%",
        categories=("2015", "2019", "2023"),
        series=(ChartSeries("Total", ("12.4", None, "8.1")),),
    )
    english = words_of("en")
    said = "Line chart: Poverty. Unit: %. Total: from 12.4 (2015) to 8.1 (2023)."
    assert chart_in_words(chart, english) == said
    assert chart_in_words(sample.chart_data(alt_text="As said."), english) == "As said."
    assert "12,4 (2015)" in chart_in_words(chart, words_of("fr"))
    bars = sample.chart_data(
        ChartKind.BAR,
        title="Poverty",
        unit="",
        categories=("North", "South"),
        series=(ChartSeries("Girls", ("1", "2")), ChartSeries("Boys", (None, None))),
    )
    assert chart_in_words(bars, english) == (
        "Bar chart: Poverty. Girls: North: 1; South: 2. Boys: no values."
    )


def test_the_description_of_a_chart_is_in_the_file(tree):
    described = [shape.get("descr") for shape in tree.iter("{*}docPr")]
    assert described[2].startswith(
        "Line chart: Under-five mortality, 2015–2023. Unit: per 1,000 live births. Total: from 60 "
    )


def test_a_chart_without_data_says_so(tree):
    lines = [text_of(p) for p in tree.iter("{*}p")]
    at = lines.index("[The data of this chart are missing.]")
    assert lines[at - 1] == "Figure 3.8\u2002A chart without data"


# --- References and citations ---------------------------------------------------------------


def test_references_repeat_the_labels(content, tree):
    report = sample.illustrated_report()
    known = labels(report.chapters, report.labels)
    paragraph = next(p for p in tree.iter("{*}p") if text_of(p).startswith("The picture in"))
    assert text_of(paragraph) == (
        "The picture in Figure 3.1 and the trend in Figure 3.2 tell the same story as Table 3.1 "
        "and Box 3.1; see also Introduction [UNICEF 2023, p. 12][Census 2022][?]."
    )
    printed = {text.split("\u2002")[0] for text in map(text_of, tree.iter("{*}p"))}
    numbered = {known[key] for key in ("fig-wide", "chart-line", "tab", "tab-caption", "box")}
    assert numbered | {known["goal-3-figures"]} <= printed
    codes = [code.text.split()[1] for code in paragraph.iter("{*}instrText")]
    assert codes == ["vnr_b_fig_wide", "vnr_b_chart_line", "vnr_b_tab_caption", "vnr_b_box"]


def test_a_bookmark_holds_just_the_label_that_a_reference_repeats(tree):
    body = etree.tostring(tree).decode()
    for name, label in (("fig_wide", "Figure 3.1"), ("tab_caption", "Table 3.1")):
        (inside,) = re.findall(
            rf'w:name="vnr_b_{name}"/>(.*?)<w:bookmarkEnd', body, flags=re.DOTALL
        )
        assert "".join(re.findall(r"<w:t[^>]*>([^<]*)</w:t>", inside)) == label


def test_each_chapter_counts_anew_and_fields_say_so(tree):
    codes = [c.text.strip() for c in tree.iter("{*}instrText") if "SEQ" in c.text]
    assert [code for code in codes if code.endswith("\\r 1")] == [
        "SEQ Figure \\* ARABIC \\r 1",
        "SEQ Table \\* ARABIC \\r 1",
        "SEQ Box \\* ARABIC \\r 1",
    ]
    assert len(codes) == 8 + 2 + 1


def test_a_reference_to_what_is_not_here_keeps_its_words(written):
    runs = (rt.CrossRef("gone", "Table 9.9"), rt.Text(" "), rt.CrossRef("gone"))
    tree = tree_of(written(only((rt.Paragraph(runs=runs),))))
    assert "Table 9.9 [?]" in [text_of(p) for p in tree.iter("{*}p")]


def test_sources_that_are_cited_are_listed_last(content, tree):
    lines = [p.text for p in docx.Document(io.BytesIO(content)).paragraphs if p.text.strip()]
    at = lines.index("Sources")
    assert lines[at + 1].startswith("Census 2022\u2002National Statistical Office")
    assert lines[at + 2].endswith(
        "The State of the World’s Children 2023. https://example.org/sowc"
    )
    assert len(lines) == at + 3
    anchors = [link.values()[0] for link in tree.iter("{*}hyperlink")]
    assert "vnr_b_vnr_sources_unicef" in anchors


def test_without_citations_there_is_no_list(written):
    assert "Sources" not in text_of(tree_of(written(only((sample.text("No one is cited."),)))))


def test_a_citation_in_a_note_or_a_caption_counts(written):
    note = rt.NoteRef((rt.CiteRef("census"),))
    figure = rt.Figure(image_id=sample.FLAT, caption=(rt.CiteRef("unicef"),))
    lines = text_of(tree_of(written(only((sample.text("Said", note), figure)))))
    assert "Census 2022\u2002" in lines
    assert "UNICEF 2023\u2002" in lines


def test_the_line_of_a_chart_runs_from_the_left_even_in_arabic(written):
    report = sample.illustrated_report(language="ar", right_to_left=True)
    drawn = [
        p for p in tree_of(written(report)).iter("{*}p") if p.find(".//{*}drawing") is not None
    ]
    chart = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"
    sides = [(p.find(f".//{chart}") is not None, p.find("{*}pPr/{*}bidi").values()) for p in drawn]
    assert len(drawn) == 7
    assert all(charted == (side == ["0"]) for charted, side in sides)


# --- Charts of the report's own ---------------------------------------------------------------


def charted(written, *graphs):
    chapter = rp.Chapter("one", "One", graphs)
    return written(sample.sample_report(chapters=(chapter,)))


def test_two_small_charts_stand_side_by_side(written):
    graphs = [sample.graph(name, values=False) for name in ("first", "second", "third")]
    content = charted(written, *graphs)
    assert problems(content) == []
    tree = tree_of(content)
    widths = [int(extent.get("cx")) for extent in tree.iter("{*}extent")]
    assert widths[0] == widths[1] < TEXT_WIDTH / 2 < widths[2] == TEXT_WIDTH
    (table,) = [t for t in tree.iter("{*}tbl") if t.find(".//{*}drawing") is not None]
    captions = [text_of(p) for p in table.iter("{*}p") if text_of(p).startswith("Figure")]
    assert [caption.partition("\u2002")[0] for caption in captions] == ["Figure A.1", "Figure A.2"]


def test_charts_with_values_or_long_groups_take_the_whole_width(written):
    groups = tuple(f"Persons in households of the region {number}" for number in range(5))
    values = tuple("12345")
    bars = sample.graph(
        "bars",
        values=False,
        kind=ChartKind.BAR,
        categories=groups,
        series=(ChartSeries("Total", values),),
    )
    content = charted(written, sample.graph("a"), sample.graph("b", values=False), bars)
    widths = {int(extent.get("cx")) for extent in tree_of(content).iter("{*}extent")}
    assert widths == {TEXT_WIDTH}


def test_so_many_periods_are_named_as_have_room():
    years = tuple(map(str, range(2000, 2022)))
    chart = sample.chart_data(categories=years, series=(ChartSeries("Total", ("1",) * 22),))
    whole, half = (chart_xml(chart, Dress("4C9F38", "en", half=h), "r1") for h in (False, True))
    steps = [re.findall(rb'tickLblSkip val="(\d+)"', xml) for xml in (whole, half)]
    assert steps == [[b"2"], [b"4"]]


def test_labels_of_periods_have_air_about_them():
    xml = chart_xml(sample.chart_data(categories=("2015", "2016")), Dress("4C9F38", "en"), "r1")
    assert "<c:v>\u00a02015\u00a0</c:v>" in xml.decode()


@pytest.mark.parametrize(
    ("language", "below"),
    [
        ("en", "Source: Survey. The axis of values does not begin at zero."),
        ("zh-Hans", "Source: Survey。数值轴不从零开始。"),
        ("fr", "Source: Survey. L’axe des valeurs ne commence pas à zéro."),
    ],
)
def test_the_note_on_the_axis_follows_the_source_as_sentences_do(written, language, below):
    drawn = sample.graph("a", series=(ChartSeries("Total", ("88", "97")),), categories=("1", "2"))
    drawn = replace(drawn, data=replace(drawn.data, source="Source: Survey"))
    chapter = rp.Chapter("one", "One", (drawn,))
    content = written(sample.sample_report(chapters=(chapter,), language=language))
    assert below in [text_of(line) for line in tree_of(content).iter("{*}p")]
