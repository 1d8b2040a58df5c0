"""Tables and key figures as a reader sees them: what stays together, what keeps calm."""

import io

import docx
import pytest

from tests.exporting import sample
from vnr_app.domain import report as rp
from vnr_app.domain import richtext as rt
from vnr_app.exporting.docx_tables import kept_rows
from vnr_app.exporting.ooxml import directed, keep_next


def opened(written, *blocks, **fields):
    chapter = rp.Chapter("goal-3", "Goal", blocks, sample.goal_mark(3))
    return docx.Document(io.BytesIO(written(sample.sample_report(chapters=(chapter,), **fields))))


def stays(paragraph):
    """Whether a paragraph stays with the next one, by itself or by a style."""
    formats, style = [paragraph.paragraph_format], paragraph.style
    while style is not None:
        formats.append(style.paragraph_format)
        style = style.base_style
    return any(form.keep_with_next for form in formats)


def keeps(row):
    """Whether every paragraph of a row stays with the next row."""
    return all(stays(paragraph) for cell in row.cells for paragraph in cell.paragraphs)


def figures_table(rows, notes=("A note.", "Another.")):
    body = tuple(rp.Row((rp.Cell(f"row {i}"), rp.Cell("1.5"))) for i in range(rows))
    columns = (rp.Column("Series"), rp.Column("2024", 1, "end"))
    return rp.DataTable("t", "Caption", columns, body, notes)


@pytest.mark.parametrize(
    ("count", "kept", "followed"),
    [(0, set(), set()), (1, set(), {0}), (2, {0}, {0, 1}), (9, {0, 1, 2, 7}, {0, 1, 2, 7, 8})],
)
def test_no_end_of_a_table_stands_alone(count, kept, followed):
    assert kept_rows(count) == kept
    assert kept_rows(count, followed=True) == (followed if count else set())


def test_keep_next_marks_each_paragraph_once():
    once = keep_next('<w:p><w:pPr><w:pStyle w:val="A"/></w:pPr></w:p>')
    assert once == '<w:p><w:pPr><w:pStyle w:val="A"/><w:keepNext/></w:pPr></w:p>'
    assert keep_next(once) == once


def test_head_and_first_rows_and_last_rows_and_notes_stay_together(written):
    table = opened(written, figures_table(450)).tables[-1]
    rows = table.rows
    assert [i for i, row in enumerate(rows) if keeps(row)] == [0, 1, 2, 3, 449, 450]
    notes = rows[451].cells[0]
    assert [p.text for p in notes.paragraphs] == ["A note.", "Another."]
    assert notes._tc.grid_span == 2
    assert len(opened(written, figures_table(2, ())).tables[-1].rows) == 3


def test_an_indicator_without_data_is_no_heading(written):
    rows = (
        rp.Row((rp.Cell("1.1.1  With data", bold=True),), group=True),
        rp.Row((rp.Cell("series"), rp.Cell("2.5"))),
        rp.Row((rp.Cell("1.2.1  Without — no data"),), group=True),
        rp.Row((), group=True),
        rp.Row((rp.Cell("1.3.1  Without — no data"),), group=True),
        rp.Row((rp.Cell("1.4.1  Without — no data"),), group=True),
        rp.Row((rp.Cell("1.5.1  Without — no data"),), group=True),
    )
    columns = (rp.Column("Series"), rp.Column("2024", 1, "end"))
    table = opened(written, rp.DataTable("t", "Caption", columns, rows)).tables[-1]
    groups = [table.rows[i].cells[0] for i in (1, 3, 4)]
    assert [cell.paragraphs[0].style.name for cell in groups] == [
        "Table Group",
        "Table Group Quiet",
        "Table Group Quiet",
    ]
    assert [cell._tc.tcPr.find("{*}shd") is not None for cell in groups] == [True, False, False]
    quiet = groups[1].paragraphs[0].style
    assert not quiet.font.bold
    assert str(quiet.font.color.rgb) != "22282F"
    assert not keeps(table.rows[4])


def test_columns_of_a_text_table_never_break_a_word(written):
    def cell(text):
        return rt.TableCell(blocks=(sample.text(text),))

    long = "Coordinates the reviews of all regions and reports to Parliament every year. " * 3
    rows = (
        rt.TableRow((cell("Level"), cell("Institution"), cell("Responsibility"))),
        rt.TableRow((cell("National"), cell("Ministry of Planning"), cell(long))),
        rt.TableRow((cell("Regional"), cell("Councils"), cell(long))),
    )
    document = rt.Document(blocks=(rt.Table(header_rows=1, rows=rows),))
    table = opened(written, rp.Prose("p", document)).tables[-1]
    widths = [int(column.get(column.nsmap["w"].join("{}") + "w")) for column in table._tbl.tblGrid]
    # "National" takes about 36 points in type of 8.5, "Institution" in bold about 50.
    assert widths[0] > 36 * 20 + 170
    assert widths[1] > 50 * 20 + 170
    assert widths[2] > widths[0] + widths[1]
    assert [keeps(row) for row in table.rows] == [True, True, False]


def test_a_long_unit_stands_below_the_label(written):
    figures = (
        rp.KeyFigure("36,610.4", "thousand tonnes", "Emissions", "2024"),
        rp.KeyFigure("68", "%", "Births", "2024"),
        rp.KeyFigure("1 204", "", "Persons", "2024"),
    )
    cells = opened(written, rp.KeyFigures(figures)).tables[-1].rows[0].cells
    texts = [[p.text for p in cell.paragraphs] for cell in cells]
    assert texts[0] == ["36,610.4", "Emissions", "thousand tonnes", "2024"]
    assert texts[1] == ["68\u00a0%", "Births", "2024"]
    assert texts[2] == ["1\u00a0204", "Persons", "2024"]
    assert cells[0].paragraphs[2].style.name == "Key Unit"


def test_long_numbers_shrink_together_until_they_fit(written):
    usual = rp.KeyFigure("24.6", "%", "Mortality", "2024")
    long = rp.KeyFigure("1,234,567,890.8", "%", "Persons", "2024")

    def sizes(*figures):
        table = opened(written, rp.KeyFigures(figures)).tables[-1]
        return [cell.paragraphs[0].runs[0].font.size for cell in table.rows[0].cells]

    assert sizes(usual, usual) == [None, None]
    first, *others = sizes(usual, usual, usual, long)
    assert others == [first] * 3
    assert 9 <= first.pt < 22
    # Fifteen characters have room in a cell of 9070 / 4, less its margins and the unit.
    assert first.pt * 0.45 * len(long.value) < (9070 / 4 - 283) / 20


def test_edges_of_figures_show_from_right_to_left_too(written):
    figure = rp.KeyFigure("24.6", "%", "Mortality", "2024")
    cells = opened(written, rp.KeyFigures((figure, figure)), right_to_left=True).tables[-1]
    sides = [
        [side.tag.rpartition("}")[2] for side in cell._tc.tcPr.find("{*}tcBorders")]
        for cell in cells.rows[0].cells
    ]
    assert sides == [["left", "right"], ["left"]]


def test_long_labels_of_figures_take_two_rows(written):
    label = "Proportion of women subjected to violence by a current or former intimate partner"
    figures = tuple(rp.KeyFigure(str(n), "%", label * (1 + n // 4), "2024") for n in range(1, 5))
    tables = opened(written, rp.KeyFigures(figures)).tables[-2:]
    assert [len(table.columns) for table in tables] == [2, 2]
    short = tuple(rp.KeyFigure("1", "%", "Births attended", "2024") for _ in range(4))
    assert len(opened(written, rp.KeyFigures(short)).tables[-1].columns) == 4


def test_figures_and_latin_texts_keep_their_order_from_right_to_left():
    assert directed("47.0 (2019)", True) == ("\u200f\u200e47.0 (2019)\u200e", False)
    assert directed("Survey", True) == ("\u200f\u200eSurvey", False)
    assert directed("Survey.", True) == ("\u200f\u200eSurvey.\u200e", False)
    assert directed("المصدر: 3.1", True) == ("المصدر: 3.1", True)
    assert directed("–", True) == ("–", True)
    assert directed("47.0 (2019)", False) == ("47.0 (2019)", False)


def test_a_list_that_does_not_fit_begins_a_page(written):
    def breaks(goals):
        document = docx.Document(io.BytesIO(written(sample.whole_report(goals=goals))))
        titles = [p for p in document.paragraphs if p.style.name == "List Heading"]
        return [p.paragraph_format.page_break_before for p in titles]

    assert set(breaks((3,))) == {None}
    assert breaks(tuple(range(1, 18)))[0]
