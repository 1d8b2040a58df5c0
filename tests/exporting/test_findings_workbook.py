"""Findings in a copy of a workbook: everything of the original stays, text stays text."""

import io
import zipfile
from datetime import date

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill

from vnr_app.domain.importplan import Problem, Severity
from vnr_app.exporting import findings_list, findings_workbook
from vnr_app.exporting.findings_cells import LONGEST_TEXT
from vnr_app.exporting.findings_workbook import copy_with_findings, rebuild_with_findings

FORMULAS = ["=1+1", "+1", "-cmd|' /C calc'!A0", "@SUM(A1)", '=HYPERLINK("http://x")', "#N/A"]


def problem(cell, sheet="Data", severity=Severity.ERROR, message="This is no number.", **more):
    return Problem(sheet, cell, "not-a-number", "12..5", severity, message, **more)


@pytest.fixture
def original(tmp_path):
    """A workbook with a formula, a format, a comment, merged cells and rich text."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Data's"
    sheet["A1"] = "Title"
    sheet.merge_cells("A1:C1")
    sheet["B2"] = 12.5
    sheet["B2"].number_format = "0.00%"
    sheet["B3"] = "=B2*2"
    sheet["B4"] = "12..5"
    sheet["B4"].comment = Comment("Ask the ministry", "Aida")
    sheet["B4"].font = Font(bold=True)
    sheet["B5"] = CellRichText("31.0", TextBlock(InlineFont(vertAlign="superscript"), "2"))
    for row, text in enumerate(FORMULAS, start=10):
        sheet.cell(row, 1, text).data_type = "s"
    book.create_sheet("Second")["A1"] = date(2020, 1, 31)
    path = tmp_path / "book.xlsx"
    book.save(path)
    return path


def copied(path, problems, **options):
    stream = io.BytesIO()
    copy_with_findings(path, problems, stream, **{"macros": False} | options)
    stream.seek(0)
    return stream


def rebuilt(sheets, problems):
    stream = io.BytesIO()
    rebuild_with_findings(sheets, problems, stream)
    stream.seek(0)
    return load_workbook(stream)


def rows_of(sheet):
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_comments_and_colours_stand_at_the_cells(original):
    found = [
        problem("B2", "Data's", Severity.WARNING, "Above 100.", advice="Look for a lost mark."),
        problem("B3", "Data's", Severity.NOTE, "Rounded."),
        problem("B4", "Data's"),
        problem("B4", "Data's", Severity.WARNING, "Odd."),
    ]
    sheet = load_workbook(copied(original, found))["Data's"]
    assert sheet["B2"].comment.text.endswith("Warning: Above 100. Look for a lost mark.")
    assert sheet["B2"].fill.start_color.rgb == "FFFFEB9C"
    assert sheet["B3"].fill.fill_type is None
    assert sheet["B4"].comment.text.splitlines()[-2:] == [
        "Error: This is no number.",
        "Warning: Odd.",
    ]
    assert sheet["B4"].fill.start_color.rgb == "FFFFC7CE"


def test_what_people_made_stays(original):
    book = load_workbook(copied(original, [problem("B4", "Data's")]), rich_text=True)
    sheet = book["Data's"]
    assert sheet["B2"].number_format == "0.00%"
    assert sheet["B3"].value == "=B2*2"
    assert sheet["B4"].comment.text.startswith("Ask the ministry\n")
    assert sheet["B4"].comment.author == "Aida"
    assert sheet["B4"].font.bold
    assert isinstance(sheet["B5"].value, CellRichText)
    assert [str(region) for region in sheet.merged_cells.ranges] == ["A1:C1"]
    assert book["Second"]["A1"].value.date() == date(2020, 1, 31)


def test_text_that_looks_like_a_formula_stays_text_in_the_copy(original):
    found = [problem(f"A{row}", "Data's") for row in range(10, 10 + len(FORMULAS))]
    sheet = load_workbook(copied(original, found))["Data's"]
    cells = [sheet.cell(row, 1) for row in range(10, 10 + len(FORMULAS))]
    assert [cell.value for cell in cells] == FORMULAS
    assert {cell.data_type for cell in cells} == {"s"}


def test_merged_cells_carry_the_comment_in_their_first_one(original):
    sheet = load_workbook(copied(original, [problem("C1", "Data's")]))["Data's"]
    assert "This is no number." in sheet["A1"].comment.text


def test_the_list_comes_first_and_links_to_the_cells(original):
    found = [
        problem("B4", "Data's", advice="Correct it."),
        problem("", "Gone", Severity.WARNING, "No table."),
        problem("", "", Severity.NOTE, "=cmd|x"),
    ]
    book = load_workbook(copied(original, found))
    assert book.sheetnames == ["Findings", "Data's", "Second"]
    assert book.active.title == "Findings"
    assert [sheet.sheet_view.tabSelected for sheet in book][1:] == [False, False]
    listed = book["Findings"]
    assert rows_of(listed)[2:] == [
        ["Error", "Data's", "B4", "12..5", "This is no number.", "Correct it."],
        ["Warning", "Gone", None, "12..5", "No table.", None],
        ["Note", None, None, "12..5", "=cmd|x", None],
    ]
    assert listed["C3"].hyperlink.location == "'Data''s'!B4"
    assert listed["C4"].hyperlink is None
    assert listed["E5"].data_type == "s"
    assert listed["E5"].quotePrefix


def test_a_copy_of_a_copy_says_everything_once(original, tmp_path):
    first = tmp_path / "first.xlsx"
    first.write_bytes(copied(original, [problem("B4", "Data's")]).read())
    book = load_workbook(copied(first, [problem("B4", "Data's", message="Still no number.")]))
    assert book.sheetnames == ["Findings", "Data's", "Second"]
    text = book["Data's"]["B4"].comment.text
    assert text.count("VNR Workbench") == 1
    assert text.startswith("Ask the ministry")
    assert "Still no number." in text
    assert "This is no number." not in text


def test_a_sheet_of_the_person_may_be_called_findings(tmp_path):
    book = Workbook()
    book.active.title = "findings"
    book.active["A1"] = "mine"
    book.save(tmp_path / "book.xlsx")
    copy = load_workbook(copied(tmp_path / "book.xlsx", []))
    assert copy.sheetnames == ["Findings 2", "findings"]
    assert copy["findings"]["A1"].value == "mine"


@pytest.mark.parametrize(("macros", "kept"), [(True, True), (False, False)])
def test_macros_are_kept_only_where_they_can_stay(shared, macros, kept):
    path = shared / "hostile/container_macros.xlsm"
    with zipfile.ZipFile(copied(path, [], macros=macros)) as archive:
        assert ("xl/vbaProject.bin" in archive.namelist()) is kept


def test_values_of_other_formats_make_a_new_workbook():
    rows = [["Area", "2015"], ["Fiji", 12.5, date(2020, 1, 1)], [], ["Samoa", True]]
    found = [problem("B2", ""), problem("E1", "")]
    book = rebuilt([("", rows)], found)
    assert book.sheetnames == ["Findings", "Sheet"]
    sheet = book["Sheet"]
    assert [row[:2] for row in rows_of(sheet)] == [
        ["Area", "2015"],
        ["Fiji", 12.5],
        [None, None],
        ["Samoa", True],
    ]
    assert "This is no number." in sheet["B2"].comment.text
    assert sheet["E1"].comment is not None
    assert book["Findings"]["C3"].hyperlink.location == "'Sheet'!B2"


def test_text_that_looks_like_a_formula_stays_text_in_a_new_workbook():
    sheet = rebuilt([("S", [[text] for text in FORMULAS])], [])["S"]
    assert [cell.value for cell in sheet["A"]] == FORMULAS
    assert {cell.data_type for cell in sheet["A"]} == {"s"}
    assert [cell.quotePrefix for cell in sheet["A"]] == [*[True] * 5, False]


def test_text_that_a_workbook_cannot_hold():
    sheet = rebuilt([("S", [["a\x08b\ud800", "x" * 40_000]])], [])["S"]
    assert sheet["A1"].value == "a\ufffdb\ufffd"
    assert len(sheet["B1"].value) == LONGEST_TEXT


def test_names_of_sheets_that_a_workbook_does_not_allow():
    names = ["a/b:c*[d]?\\", "x" * 40, "X" * 33, "'q'", ""]
    book = rebuilt([(name, [["v"]]) for name in names], [problem("A1", name) for name in names])
    assert book.sheetnames[0] == "Findings"
    assert len({title.casefold() for title in book.sheetnames}) == 6
    assert all(book[title]["A1"].comment for title in book.sheetnames[1:])


def test_rows_and_findings_beyond_what_a_worksheet_holds(monkeypatch):
    monkeypatch.setattr(findings_workbook, "_LAST_ROW", 3)
    monkeypatch.setattr(findings_workbook, "MOST_CELLS", 2)
    monkeypatch.setattr(findings_list, "_MOST_ROWS", 3)
    rows = ([number] for number in range(5))
    book = rebuilt([("S", rows)], [problem(f"A{row}", "S") for row in (1, 1, 2, 3, 4)])
    assert book["S"].max_row == 3
    assert [bool(cell.comment) for cell in book["S"]["A"]] == [True, True, False]
    listed = rows_of(book["Findings"])
    assert listed[2][4].startswith("Only the first 3 rows")
    assert listed[-1][0] == "3 more findings."


def test_coloured_cells_of_the_person_are_recoloured_only_where_something_was_found(tmp_path):
    book = Workbook()
    for name in ("A1", "A2"):
        book.active[name] = 1
        book.active[name].fill = PatternFill("solid", start_color="FF00FF00")
    book.active.title = "S"
    book.save(tmp_path / "book.xlsx")
    sheet = load_workbook(copied(tmp_path / "book.xlsx", [problem("A1", "S")]))["S"]
    assert sheet["A1"].fill.start_color.rgb == "FFFFC7CE"
    assert sheet["A2"].fill.start_color.rgb == "FF00FF00"
