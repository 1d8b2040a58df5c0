"""`vnr-app import --findings` as a person runs it."""

from openpyxl import load_workbook

TABLE = """\
Indicator,Year,Unit,Value
3.1.1,2015,percent,45.1
3.1.1,2016,percent,145.1
"""


def test_findings_go_into_a_copy_of_the_file(vnr, closed_review, tmp_path):
    (tmp_path / "table.csv").write_text(TABLE)
    out = tmp_path / "checked.xlsx"
    done = vnr("import", closed_review, tmp_path / "table.csv", "--dry-run", "--findings", out)
    assert done.status == 0
    book = load_workbook(out)
    assert "above 100" in book.worksheets[1]["D3"].comment.text
    assert "D3" in [cell.value for cell in book["Findings"]["C"]]


def test_findings_of_several_files_are_wrong_use(vnr, closed_review, tmp_path):
    for name in ("a.csv", "b.csv"):
        (tmp_path / name).write_text(TABLE)
    files = [tmp_path / "a.csv", tmp_path / "b.csv"]
    done = vnr("import", closed_review, *files, "--findings", tmp_path / "out.xlsx")
    assert done.status == 2
    assert not (tmp_path / "out.xlsx").exists()


def test_nothing_is_imported_where_the_findings_cannot_be_written(vnr, closed_review, tmp_path):
    (tmp_path / "table.csv").write_text(TABLE)
    out = tmp_path / "nowhere" / "out.xlsx"
    done = vnr("import", closed_review, tmp_path / "table.csv", "--findings", out)
    assert done.status == 1
    assert "its folder does not exist" in done.err
    assert vnr("data", closed_review, "--csv").out.count("\n") <= 1
