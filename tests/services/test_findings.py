"""Findings written into a copy of any file that can be imported."""

import pytest
from openpyxl import Workbook, load_workbook

from vnr_app.domain.importplan import Problem, Severity
from vnr_app.errors import CancelledError, KnownError
from vnr_app.importing.pipeline import plan_file
from vnr_app.jobs import JobContext
from vnr_app.services import findings, import_process
from vnr_app.services.findings import write_findings, write_requested
from vnr_app.services.import_context import context_of, context_request


def problem(cell, sheet=""):
    return Problem(sheet, cell, "not-a-number", "12..5", Severity.ERROR, "This is no number.")


@pytest.fixture
def here(monkeypatch):
    """Do in the process of the test what another one does."""

    def serve(request, _folder, _job):
        return write_requested(request)

    monkeypatch.setattr(findings, "serve", serve)


@pytest.fixture
def workbook(tmp_path):
    book = Workbook()
    book.active.append(["=1+1", 12.5])
    book.active["B1"].number_format = "0.00%"
    book.save(tmp_path / "book.xlsx")
    return tmp_path / "book.xlsx"


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    "name",
    [
        "container_ok.xls",
        "container_html.xls",
        "container_tsv_utf16.xls",
        "container_spreadsheetml2003.xls",
        "csv_preamble.csv",
        "ods_ok.ods",
        "container_bad_styles.xlsx",
        "container_macros.xlsm",
        "grid_corner_cells.xlsx",
        "formula_error_cells.xlsx",
    ],
)
def test_every_readable_format_has_a_copy(shared, tmp_path, name):
    out = tmp_path / "out.xlsx"
    write_findings(shared / "hostile" / name, [problem("A1")], out, JobContext())
    book = load_workbook(out)
    assert book.sheetnames[0] == "Findings"
    assert len(book.sheetnames) > 1
    assert any(cell.value is not None for row in book.worksheets[1].iter_rows() for cell in row)


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("name", ["zipbomb_rows.xlsx", "xml_quadratic_blowup.xlsx"])
def test_a_dangerous_file_is_refused(shared, tmp_path, name):
    with pytest.raises(KnownError):
        write_findings(shared / "hostile" / name, [], tmp_path / "out.xlsx", JobContext())
    assert not list(tmp_path.iterdir())


@pytest.mark.usefixtures("here")
def test_a_protected_workbook_needs_its_password(shared, tmp_path):
    path, out = shared / "hostile/container_password.xlsx", tmp_path / "out.xlsx"
    with pytest.raises(KnownError) as raised:
        write_findings(path, [], out, JobContext())
    assert raised.value.code == "password"
    write_findings(path, [], out, JobContext(), password="sdg2030")
    assert len(load_workbook(out).sheetnames) > 1


@pytest.mark.usefixtures("here")
def test_formulas_of_a_text_file_stay_text(shared, tmp_path):
    out = tmp_path / "out.xlsx"
    write_findings(shared / "hostile/formula_injection.csv", [], out, JobContext())
    cells = [cell for row in load_workbook(out).worksheets[1].iter_rows() for cell in row]
    assert any(str(cell.value).startswith("=") for cell in cells)
    assert "f" not in {cell.data_type for cell in cells}


@pytest.mark.usefixtures("here")
def test_a_workbook_too_large_to_be_copied_with_its_looks(workbook, tmp_path, monkeypatch):
    monkeypatch.setattr(findings, "_MOST_BYTES", 10)
    write_findings(workbook, [problem("B1", "Sheet")], tmp_path / "out.xlsx", JobContext())
    cell = load_workbook(tmp_path / "out.xlsx")["Sheet"]["B1"]
    assert (cell.value, cell.number_format) == (12.5, "General")
    assert cell.comment is not None


def test_another_process_writes_the_copy(workbook, tmp_path):
    write_findings(workbook, [problem("B1", "Sheet")], tmp_path / "out.xlsx", JobContext())
    book = load_workbook(tmp_path / "out.xlsx")
    assert "This is no number." in book["Sheet"]["B1"].comment.text
    assert book["Sheet"]["A1"].value == "=1+1"
    assert [cell.value for cell in book["Findings"][3]][:3] == ["Error", "Sheet", "B1"]


def test_nothing_is_left_where_the_copy_cannot_be_written(workbook, tmp_path):
    with pytest.raises(KnownError) as raised:
        write_findings(workbook, [], tmp_path / "nowhere/out.xlsx", JobContext())
    assert raised.value.code == "no-folder"
    assert [path.name for path in tmp_path.iterdir()] == ["book.xlsx"]


def test_a_file_is_not_replaced_by_its_findings(workbook):
    before = workbook.read_bytes()
    with pytest.raises(KnownError) as raised:
        write_findings(workbook, [], workbook, JobContext())
    assert raised.value.code == "same-file"
    assert workbook.read_bytes() == before


def test_a_process_that_breaks_is_told_in_a_sentence(workbook, tmp_path, monkeypatch):
    monkeypatch.setattr(import_process, "_command", lambda: ["false"])
    with pytest.raises(KnownError) as raised:
        write_findings(workbook, [], tmp_path / "out.xlsx", JobContext())
    assert raised.value.code == "findings-failed"


def test_writing_can_be_stopped(workbook, tmp_path):
    job = JobContext()
    job.cancelled.set()
    with pytest.raises(CancelledError):
        write_findings(workbook, [], tmp_path / "out.xlsx", job)


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    ("name", "country"),
    [("kg/3.2.1.xlsx", "KGZ"), ("kg/4.1.2.a.xlsx", "KGZ"), ("other/kz_indicator_4-4-1.csv", "KAZ")],
)
def test_the_copy_is_imported_like_the_original(shared, tmp_path, name, country):
    def said(plan):
        return [(o.row, o.column, o.area, o.period.label, o.value) for o in plan.observations]

    context, path = context_of(context_request(country, "", 7)), shared / "corpus" / name
    plan = plan_file(path, context)
    assert plan.problems
    copy = tmp_path / f"{path.stem}.xlsx"
    write_findings(path, plan.problems, copy, JobContext())
    again = plan_file(copy, context)
    assert said(again) == said(plan) != []
