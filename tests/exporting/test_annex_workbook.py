"""The annex as a workbook: exact numbers, no formula out of text, the same bytes every time."""

import io
import zipfile
from decimal import Decimal
from threading import Event

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from vnr_app.domain.annex import Annex, AnnexSheet, Number, SheetColumn, SheetRow
from vnr_app.errors import CancelledError
from vnr_app.exporting.annex_workbook import is_exact, write_annex
from vnr_app.jobs import JobContext

NAMES = SheetColumn("Name", 20), SheetColumn("2020", 10, numbers=True)


def annex(*rows, name="Goal 3", rtl=False, notes=()):
    sheet = AnnexSheet(name, "Goal 3: Health", NAMES, rows, notes, "4C9F38", 1)
    data = AnnexSheet("Data", "", NAMES, rows)
    about = (("Country", "Fiji"), ("", "=1+1"))
    return Annex(
        "Statistical annex", "Fiji & Co", "2027", "en", rtl, "About", about, (sheet,), data, "Page"
    )


def written(content):
    stream = io.BytesIO()
    write_annex(content, stream, JobContext())
    return stream.getvalue()


def opened(content):
    return load_workbook(io.BytesIO(written(content)))


def test_numbers_are_numbers_as_precise_as_they_are_needed():
    book = opened(annex(SheetRow(("a", Number("149.8", 1))), SheetRow(("b", Number("12", 0)))))
    cells = [book["Goal 3"]["B4"], book["Goal 3"]["B5"]]
    assert [(c.data_type, c.value, c.number_format) for c in cells] == [
        ("n", 149.8, "#,##0.0"),
        ("n", 12, "#,##0"),
    ]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**20), max_value=10**20),
        min_size=1,
        max_size=20,
    )
)
def test_every_number_comes_back_exactly(numbers):
    rows = [SheetRow(("x", Number(f"{number:f}", 2))) for number in numbers]
    sheet = opened(annex(*rows))["Data"]
    read = [sheet.cell(place, 2).value for place in range(2, len(rows) + 2)]
    assert [Decimal(each if isinstance(each, str) else repr(each)) for each in read] == numbers


def test_a_number_with_more_digits_than_a_cell_holds_is_text():
    assert is_exact("0.1")
    assert not is_exact("14616554202.41510012")
    sheet = opened(annex(SheetRow(("x", Number("14616554202.41510012", 2)))))["Data"]
    assert sheet["B2"].value == "14616554202.41510012"


@pytest.mark.parametrize("text", ["=1+1", "+cmd", "-x", "@SUM(A1)", "http://un.org", "1e5", " x"])
def test_text_stays_text(text):
    book = opened(annex(SheetRow((text, text))))
    for sheet in (book["Goal 3"], book["Data"]):
        found = [cell for row in sheet.iter_rows() for cell in row if cell.value == text]
        assert len(found) == 2
        assert {cell.data_type for cell in found} == {"s"}
        assert {cell.hyperlink for cell in found} == {None}
    assert all(
        b"<f>" not in content
        for name, content in parts(written(annex(SheetRow((text, text))))).items()
        if name.startswith("xl/worksheets/")
    )


def parts(content):
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_control_signs_do_not_break_the_file():
    sheet = opened(annex(SheetRow(("a\x01b\ud800", "x" * 40_000))))["Data"]
    assert sheet["A2"].value == "a\ufffdb\ufffd"
    assert len(sheet["B2"].value) == 32_767


def test_heads_stay_in_sight_and_on_every_page():
    book = opened(annex(SheetRow(("a", Number("1", 0))), notes=("A note",)))
    sheet = book["Goal 3"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("B4", "A3:B4")
    assert sheet.print_title_rows == "$3:$3"
    assert sheet.page_setup.orientation == "landscape"
    assert sheet["A6"].value == "A note"
    assert "Fiji && Co" in sheet.oddHeader.left.text or "Fiji & Co" in sheet.oddHeader.left.text


def test_a_group_heads_the_rows_below_it():
    sheet = opened(annex(SheetRow(("3.1.1  Deaths",), group=True)))["Goal 3"]
    assert sheet["A4"].font.b
    assert sheet["B4"].fill.fgColor.rgb == sheet["A4"].fill.fgColor.rgb


def test_uncertain_values_are_italic():
    row = SheetRow(("a", Number("1", 0)), uncertain=frozenset({1}))
    sheet = opened(annex(row))["Goal 3"]
    assert (sheet["A4"].font.i, sheet["B4"].font.i) == (False, True)


def test_arabic_sheets_run_from_the_right():
    book = opened(annex(SheetRow(("ا", Number("1", 0))), rtl=True))
    assert all(sheet.sheet_view.rightToLeft for sheet in book.worksheets)


@pytest.mark.parametrize("name", ["a/b:c*?[x]", "n" * 50, "'q'", "About", "data", ""])
def test_names_of_sheets_are_those_that_excel_takes(name):
    book = opened(annex(SheetRow(("a", "b")), name=name))
    assert len(book.sheetnames) == 3
    assert all(0 < len(each) <= 31 for each in book.sheetnames)


def test_the_same_annex_gives_the_same_bytes_and_names_nobody():
    one = written(annex(SheetRow(("a", Number("1", 0)))))
    assert one == written(annex(SheetRow(("a", Number("1", 0)))))
    core = parts(one)["docProps/core.xml"].decode()
    assert "2000-01-01" in core
    assert "<dc:creator></dc:creator>" in core


def test_it_can_be_stopped():
    stopped = Event()
    stopped.set()
    with pytest.raises(CancelledError):
        write_annex(annex(), io.BytesIO(), JobContext(cancelled=stopped))


def test_long_numbers_have_room():
    sheet = opened(annex(SheetRow(("a", Number("14616554202.4", 1)))))["Goal 3"]
    assert sheet.column_dimensions["B"].width >= len("14,616,554,202.4")
