import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook

from vnr_app.errors import CancelledError, KnownError
from vnr_app.importing.csvtext import open_text
from vnr_app.importing.pipeline import plan_file
from vnr_app.importing.readers import read_workbook
from vnr_app.jobs import JobContext

ROOT = Path(__file__).parents[2]


def refused(path):
    with pytest.raises(KnownError) as caught:
        read_workbook(path)
    assert path.name in caught.value.message
    return caught.value.code


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.xlsx", b"", "empty-file"),
        ("~$a.xlsx", b"x", "lock-file"),
        ("a.xlsx", b"%PDF-1.7\n", "unsupported"),
        ("a.csv", bytes(range(256)) * 40, "unsupported"),
        ("a.xlsx", b"PK\x03\x04broken", "truncated"),
        ("a.csv", b'Area,2015\n"Fiji,31.0\nSamoa,20.1\n', "csv-quote"),
        ("a.xls", b"MIME-Version: 1.0\n", "unsupported"),
    ],
)
def test_what_is_no_table_is_refused_by_content(tmp_path, name, content, code):
    (tmp_path / name).write_bytes(content)
    assert refused(tmp_path / name) == code


def test_missing_file_and_folder_are_refused(tmp_path):
    assert refused(tmp_path / "none.xlsx") == "unreadable-file"
    (tmp_path / "folder.xlsx").mkdir()
    assert refused(tmp_path / "folder.xlsx") == "not-a-file"


def test_a_word_document_is_named_as_such(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    with pytest.raises(KnownError, match="Word document"):
        read_workbook(tmp_path / "a.xlsx")


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [("utf-8-sig", b""), ("utf-16", b""), ("utf-16-be", b""), ("cp1251", b""), ("koi8-r", b"")],
)
def test_encodings(tmp_path, encoding, mark):
    text = "Страна;Показатель;2015;2016\nКазахстан;1.2.1;2,7;2,6\nКыргызстан;1.2.1;32,1;25,4\n"
    (tmp_path / "a.csv").write_bytes(mark + text.encode(encoding))
    rows = list(open_text(tmp_path / "a.csv"))
    assert [cell.lstrip("\ufeff") for cell in rows[0]] == ["Страна", "Показатель", "2015", "2016"]
    assert rows[1] == ["Казахстан", "1.2.1", "2,7", "2,6"]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("sep=;\nArea;2015\nFiji;31,0\n", ["Fiji", "31,0"]),
        ("Area|2015\nFiji|31.0\n", ["Fiji", "31.0"]),
        ('Area,2015\n"Fiji","31,0"\n', ["Fiji", "31,0"]),
        ("Area\t2015\r\nFiji\t31.0\r\n", ["Fiji", "31.0"]),
    ],
)
def test_dialects(tmp_path, text, row):
    (tmp_path / "a.csv").write_text(text, newline="")
    assert list(open_text(tmp_path / "a.csv"))[-1] == row


def test_a_stray_cell_in_the_last_corner_is_told_not_read(tmp_path):
    book = Workbook()
    sheet = book.active
    sheet.append(["Year", "Value"])
    sheet.append([2015, 1.5])
    sheet["XFD1048576"] = "x"
    book.save(tmp_path / "a.xlsx")
    (read,) = read_workbook(tmp_path / "a.xlsx").sheets
    assert list(read.rows) == [["Year", "Value"], [2015, 1.5]]
    assert [(p.code, p.cell) for p in read.problems] == [("stray-cell", "XFD1048576")]


ROW = "<row>" + "<c><v>1</v></c>" * 16384 + "</row>"
CORNERS = "".join(
    f'<row r="{r}"><c r="A{r}"><v>1</v></c><c r="XFD{r}"><v>1</v></c></row>' for r in (1, 1048576)
)


@pytest.mark.parametrize(
    ("rows", "outcome"),
    [
        (ROW + '<row r="1048576"><c><v>1</v></c></row>', "1 row"),
        ("<row><c><v>1</v></c></row><row><c><v>2</v></c></row>", "2 rows"),
        (CORNERS, "cell-budget"),
        ('<row r="1"><c r="A1"/><c r="XFD1048576"/></row>', "0 rows"),
    ],
)
def test_no_shape_of_a_sheet_reaches_the_reader_as_a_huge_grid(tmp_path, rows, outcome):
    Workbook().save(tmp_path / "model.xlsx")
    head = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    )
    with (
        zipfile.ZipFile(tmp_path / "model.xlsx") as model,
        zipfile.ZipFile(tmp_path / "a.xlsx", "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for name in model.namelist():
            sheet = name.startswith("xl/worksheets/")
            made.writestr(
                name, head + rows + "</sheetData></worksheet>" if sheet else model.read(name)
            )
    if outcome == "cell-budget":
        assert refused(tmp_path / "a.xlsx") == outcome
    else:
        (read,) = read_workbook(tmp_path / "a.xlsx").sheets
        assert len(read.rows) == int(outcome.split()[0])


def test_error_cells_are_told_and_become_no_value(plan_rows):
    plan = plan_rows([["Indicator", "Year", "Value"], ["3.1.1", 2015, "#N/A"], ["3.1.1", 2016, 2]])
    assert [(p.code, p.cell, p.value) for p in plan.problems] == [("cell-error", "C2", "#N/A")]
    assert [o.row for o in plan.observations] == [2]


def test_hidden_sheets_are_skipped_with_a_note(tmp_path, context):
    book = Workbook()
    book.active.append(["Indicator", "Year", "Value"])
    book.active.append(["3.1.1", 2015, 1])
    hidden = book.create_sheet("old")
    hidden.append(["Indicator", "Year", "Value"])
    hidden.append(["3.1.1", 2015, 9])
    hidden.sheet_state = "hidden"
    book.save(tmp_path / "a.xlsx")
    plan = plan_file(tmp_path / "a.xlsx", context("FJI"))
    assert [o.value.number for o in plan.observations] == ["1"]
    assert [(p.code, p.sheet) for p in plan.problems] == [("hidden-sheet", "old")]


def test_a_table_far_from_the_corner_keeps_its_addresses(tmp_path, context):
    book = Workbook()
    for column, texts in zip("UVW", (("Area", "Fiji"), (2015, 31.0), (2016, 29.9)), strict=True):
        book.active[f"{column}100"], book.active[f"{column}101"] = texts
    book.active["U99"] = "1.2.1 Poverty"
    book.save(tmp_path / "a.xlsx")
    plan = plan_file(tmp_path / "a.xlsx", context("FJI"))
    assert [(o.row, o.column) for o in plan.observations] == [(100, 21), (100, 22)]


def test_html_posing_as_a_workbook_is_read(plan_text):
    page = (
        "<html><table><tr><td>1.2.1 Poverty</td></tr>"
        "<tr><th>Area</th><th>2015</th><th>2016</th></tr>"
        "<tr><td>Fiji</td><td>31.0</td><td>..</td></tr></table></html>"
    )
    plan = plan_text(page, "a.xls")
    assert plan.kind == "html"
    assert [o.value.number for o in plan.observations] == ["31.0", None]


def test_the_plan_names_its_file_and_shows_its_sheets(plan_rows):
    plan = plan_rows([["Indicator", "Year", "Value"], ["3.1.1", 2015, 1.5]])
    assert (plan.file, plan.kind, len(plan.sha256)) == ("book.xlsx", "xlsx", 64)
    (grid,) = plan.sheets
    assert grid.rows[1] == ("3.1.1", "2015", "1.5")
    assert grid.total_rows == 2


def test_a_sheet_without_a_table_is_a_warning_when_it_is_the_only_one(plan_rows):
    plan = plan_rows([["Dear colleague,"], ["see the other file."]])
    assert [(p.code, p.severity.value) for p in plan.problems] == [("no-table", "warning")]


def test_a_cancelled_job_stops(tmp_path, context):
    (tmp_path / "3-1-1.csv").write_text("Year,Value\n2015,1\n")
    job = JobContext()
    job.cancelled.set()
    with pytest.raises(CancelledError):
        plan_file(tmp_path / "3-1-1.csv", context("FJI"), job)
