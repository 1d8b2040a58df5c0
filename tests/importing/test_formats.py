"""Formats beside plain .xlsx, what is read beside the values, readers against each other."""

import gzip
import struct
import time
import zipfile
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import pytest
import xlsxwriter
from openpyxl import Workbook, load_workbook

from vnr_app.errors import KnownError
from vnr_app.importing.biff import check_old_workbook
from vnr_app.importing.bundles import expand, is_bundle
from vnr_app.importing.encodings import detect_encoding
from vnr_app.importing.format_codes import is_date, says_more
from vnr_app.importing.glance import glance
from vnr_app.importing.readers import read_workbook
from vnr_app.importing.recipe import Recipe
from vnr_app.importing.sheet_cells import serial_value


@pytest.fixture
def made(tmp_path):
    """A workbook that a function fills, by its path."""

    def make(fill, name="a.xlsx", **options):
        book = xlsxwriter.Workbook(tmp_path / name, options)
        fill(book, book.add_worksheet("Data"))
        book.close()
        return tmp_path / name

    return make


def only_sheet(path, **named):
    (sheet,) = read_workbook(path, **named).sheets
    return sheet


# --- what stands beside the values ---------------------------------------------------------------


def test_formats_indents_strikes_comments_and_merges(made):
    def fill(book, page):
        page.merge_range("A1:C1", "Table 1")
        page.write("A2", "Total")
        page.write("A3", "Women", book.add_format({"indent": 2}))
        page.write("B2", 0.453, book.add_format({"num_format": "0.0%"}))
        page.write("B3", 1500, book.add_format({"num_format": "#,##0"}))
        page.write("C2", 7, book.add_format({"font_strikeout": True}))
        page.write_rich_string("C3", "31.0", book.add_format({"font_script": 1}), "2")
        page.write_comment("B2", "break in series")

    sheet = only_sheet(made(fill))
    assert sheet.formats == {(1, 1): "0.0%"}
    assert sheet.indents == {(2, 0): 2}
    assert sheet.struck == {(1, 2)}
    assert sheet.marks == {(2, 2): "2"}
    assert list(sheet.rows)[2][2] == "31.0"
    assert sheet.comments == {(1, 1): "break in series"}
    assert [(m.first_row, m.first_column, m.last_row, m.last_column) for m in sheet.merges] == [
        (0, 0, 0, 2)
    ]
    assert [p.code for p in sheet.problems] == ["struck-through"]


def test_a_formula_without_its_value_is_an_error_at_its_cell(tmp_path):
    book = Workbook()
    book.active.append(["Area", 2015])
    book.active.append(["Fiji", "=1+1"])
    book.save(tmp_path / "a.xlsx")
    sheet = only_sheet(tmp_path / "a.xlsx")
    assert [(p.code, p.cell, p.severity.value) for p in sheet.problems] == [
        ("formula-no-value", "B2", "error")
    ]


def test_a_formula_with_its_value_is_read(made):
    sheet = only_sheet(made(lambda _book, page: page.write_formula("A1", "=1+1", None, 2)))
    assert list(sheet.rows) == [[2]]
    assert not sheet.problems


def hide(book, page):
    page.write_row("A1", ["Area", 2014, 2015])
    page.write_row("A2", ["Fiji", 9, 1])
    page.write_row("A3", ["Samoa", 9, 2])
    page.set_column("B:B", None, None, {"hidden": True})
    page.set_row(2, None, None, {"hidden": True})


@pytest.mark.parametrize(
    ("decision", "last", "severity", "choices"),
    [
        ("", ["", "", ""], "question", ("skip", "read")),
        ("skip", ["", "", ""], "note", ("skip", "read")),
        ("read", ["Samoa", 9, 2], "note", ("read", "skip")),
    ],
)
def test_hidden_lines_as_decided(made, decision, last, severity, choices):
    sheet = only_sheet(made(hide), recipe=Recipe(hidden=decision))
    assert list(sheet.rows)[2] == last
    (problem,) = sheet.problems
    assert (problem.code, problem.severity.value, problem.decides) == (
        "hidden-cells",
        severity,
        "hidden",
    )
    assert problem.choices == choices


def test_hidden_lines_without_content_are_no_question(made):
    def fill(book, page):
        page.write("A1", "x")
        page.set_column("F:XFD", None, None, {"hidden": True})
        page.set_default_row(hide_unused_rows=True)

    assert not only_sheet(made(fill)).problems


def test_a_hidden_sheet_is_read_when_people_ask_for_it(made):
    def fill(book, page):
        page.write("A1", 1)
        book.add_worksheet("old").write("A1", 9)
        book.get_worksheet_by_name("old").hide()

    path = made(fill)
    assert [(s.visible, list(s.rows)) for s in read_workbook(path).sheets] == [
        (True, [[1]]),
        (False, []),
    ]
    asked = read_workbook(path, recipe=Recipe(sheets={"old": True, "Data": False})).sheets
    assert [(s.visible, list(s.rows)) for s in asked] == [(True, []), (True, [[9]])]


@pytest.mark.parametrize(
    ("code", "tells"),
    [
        ("General", False),
        ("#,##0.00", False),
        ("0%", True),
        ("#,##0,", True),
        ('0.0"*"', True),
        (";;;", True),
        ("yyyy", True),
        ("[$-409]yyyy;@", True),
        ("dd/mm/yyyy", False),
        ("000", True),
        ("0", False),
        ("0.0", False),
        ('_-* #,##0.00_-;\\-* #,##0.00_-;_-* "-"??_-;_-@_-', False),
        ('#,##0.0" тыс."', True),
        ("[Red]0.0", False),
    ],
)
def test_which_formats_say_more_than_the_number(code, tells):
    assert says_more(code) is tells


def test_which_formats_are_dates():
    assert all(map(is_date, ("yyyy-mm-dd", "[h]:mm", "d. mmmm", "mmm yy", "[$-F800]dddd")))
    assert not any(map(is_date, ("0.00", '0" days"', "[Red]0", "General", "0.0E+00", "@")))


def test_serial_numbers_as_dates():
    assert serial_value(42185, "yyyy-mm-dd") == date(2015, 6, 30)
    assert serial_value(40723, "yyyy-mm-dd", from_1904=True) == date(2015, 6, 30)
    assert serial_value(42185.5, "yyyy-mm-dd h:mm") == datetime.fromisoformat("2015-06-30T12:00")
    assert serial_value(59, "yyyy-mm-dd") == date(1900, 2, 28)
    assert serial_value(61, "yyyy-mm-dd") == date(1900, 3, 1)
    assert serial_value(1e10, "yyyy-mm-dd") == 1e10


# --- other containers ----------------------------------------------------------------------------


def record(kind, data=b""):
    """A record of a binary workbook."""
    head = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    return head + bytes([len(data)]) + data


def wide(text):
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def binary_workbook(path, cells):
    """A workbook in the binary format with these cells: (row, column, number)."""
    book = (
        record(131)
        + record(143)
        + record(156, struct.pack("<II", 0, 1) + wide("rId1") + wide("Data"))
        + record(144)
        + record(132)
    )
    sheet = record(129) + record(148, bytes(16)) + record(145)
    for row, column, number in cells:
        sheet += record(0, struct.pack("<I", row) + bytes(13))
        sheet += record(5, struct.pack("<IId", column, 0, number))
    sheet += record(146) + record(130)
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{kind}" Target="worksheets/sheet1.bin"/></Relationships>'
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.bin", book)
        archive.writestr("xl/_rels/workbook.bin.rels", relations)
        archive.writestr("xl/worksheets/sheet1.bin", sheet)
    return path


def test_a_binary_workbook_is_read(tmp_path):
    book = read_workbook(binary_workbook(tmp_path / "a.xlsb", [(0, 0, 2015.0), (1, 1, 31.5)]))
    assert book.kind == "xlsb"
    assert list(book.sheets[0].rows) == [[2015, ""], ["", 31.5]]


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ([(0, 0, 1.0), (1_048_575, 16_383, 2.0)], "cell-budget"),
        ([(0, 0, 1.0), (5_000_000, 3, 2.0)], "grid-range"),
    ],
)
def test_a_binary_workbook_that_spans_too_much_is_refused(tmp_path, cells, code):
    with pytest.raises(KnownError) as caught:
        read_workbook(binary_workbook(tmp_path / "a.xlsb", cells))
    assert caught.value.code == code


def patched(content, kind, change):
    """An old workbook with the data of its last record of a kind changed in place."""
    import olefile

    file = BytesIO(content)
    with olefile.OleFileIO(file, write_mode=True) as container:
        book = bytearray(container.openstream("Workbook").read())
        position, found = 0, None
        while position + 4 <= len(book):
            record_kind, length = struct.unpack_from("<HH", book, position)
            found = (position + 4, length) if record_kind == kind else found
            position += 4 + length
        change(book, *found)
        container.write_stream("Workbook", bytes(book))
    return file.getvalue()


def test_an_old_workbook_that_claims_too_much_is_put_right(shared, tmp_path):
    content = (shared / "hostile" / "container_ok.xls").read_bytes()
    extent = struct.pack("<IIHH", 0, 0xFFFFFFFF, 0, 0xFFFF)
    lying = patched(
        content, 0x200, lambda book, at, _n: book.__setitem__(slice(at, at + 12), extent)
    )
    (tmp_path / "a.xls").write_bytes(lying)
    rows = list(only_sheet(tmp_path / "a.xls").rows)
    assert rows == list(only_sheet(shared / "hostile" / "container_ok.xls").rows)


def test_a_stray_cell_of_an_old_workbook_is_told_not_read(shared, tmp_path):
    content = (shared / "hostile" / "container_ok.xls").read_bytes()

    def stray(book, at, _length):
        struct.pack_into("<HH", book, at, 65_535, 255)

    (tmp_path / "a.xls").write_bytes(patched(content, 0x27E, stray))
    sheet = only_sheet(tmp_path / "a.xls")
    assert ("stray-cell", "IV65536") in [(p.code, p.cell) for p in sheet.problems]
    assert len(sheet.rows) == 6


@pytest.mark.parametrize("share", [0.1, 0.3, 0.5, 0.7, 0.9])
def test_an_old_workbook_cut_off_anywhere_is_refused(shared, share):
    content = (shared / "hostile" / "container_ok.xls").read_bytes()
    with pytest.raises(KnownError) as caught:
        check_old_workbook("a.xls", content[: int(len(content) * share)])
    assert caught.value.code == "truncated"


def test_a_real_old_workbook_is_read_with_its_formats(shared):
    book = read_workbook(shared / "corpus" / "ons" / "type_1_data.xls")
    assert any(len(sheet.rows) for sheet in book.sheets)


def test_a_packed_text_is_read(tmp_path):
    with gzip.open(tmp_path / "a.csv.gz", "wt") as stream:
        stream.write("Area,2015\nFiji,31.0\n")
    assert list(only_sheet(tmp_path / "a.csv.gz").rows) == [["Area", "2015"], ["Fiji", "31.0"]]


def test_a_packed_text_that_swells_is_refused(tmp_path):
    with gzip.open(tmp_path / "a.csv.gz", "wb") as stream:
        stream.write(b"a,b\n" + b"0,0\n" * 8_000_000)
    with pytest.raises(KnownError) as caught:
        read_workbook(tmp_path / "a.csv.gz")
    assert caught.value.code == "zip-ratio"


def test_people_may_name_encoding_and_delimiter(tmp_path):
    (tmp_path / "a.csv").write_bytes("Area;2015\nМәдина;31,0\n".encode("cp1251", "replace"))
    sheet = only_sheet(tmp_path / "a.csv", recipe=Recipe(encoding="koi8-r", delimiter=","))
    assert list(sheet.rows)[1][1] == "0"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Area,2015,2016\nFiji,1,2\nSamoa,1", "truncated"),
        ("Area,2015,2016\nFiji,1,2\nSamoa,1,3", ""),
        ("Area,2015,2016\nFiji,1,2\nSource: NSO", ""),
        ("Area,2015,2016\n", "no-rows"),
        ("Area\nFiji\n", "no-values"),
        ("Area,2015\nFiji,1\x07\n" + "Samoa,2\n" * 20, "control-chars"),
        ("Area,Note\nFiji,=1+1\n", "formula-like-text"),
        ("Area,2015\nFiji,-5\nSamoa,-\n", ""),
    ],
)
def test_what_is_told_of_a_text(tmp_path, text, code):
    (tmp_path / "a.csv").write_text(text)
    assert [p.code for p in only_sheet(tmp_path / "a.csv").problems] == ([code] if code else [])


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        ("Area,2015,2016\nFiji,1,234,2,345\n", True),
        ('Area,2015,2016\nFiji,"1,234","2,345"\n', False),
        ("Title,,,\nArea,2015,2016,2017\nFiji,12,345,678\n", False),
        ("Area,2015\nFiji,12,a note\n", False),
    ],
)
def test_thousands_separators_without_quotes_are_refused(tmp_path, text, refused):
    (tmp_path / "a.csv").write_text(text)
    if refused:
        with pytest.raises(KnownError) as caught:
            read_workbook(tmp_path / "a.csv")
        assert caught.value.code == "csv-ragged"
    else:
        read_workbook(tmp_path / "a.csv")


# --- folders and archives ------------------------------------------------------------------------


def test_a_folder_gives_its_readable_files(tmp_path):
    (tmp_path / "in" / "deep").mkdir(parents=True)
    for name in ("b.csv", "~$b.xlsx", ".hidden.csv", "notes.docx", "deep/a.XLSX"):
        (tmp_path / "in" / name).write_text("x")
    with zipfile.ZipFile(tmp_path / "in" / "more.zip", "w") as archive:
        archive.writestr("sub/3-1-1.csv", "Year,Value\n")
    found = expand([tmp_path / "in"], tmp_path / "out")
    assert [path.name for path in found] == ["b.csv", "a.XLSX", "3-1-1.csv"]


def test_an_archive_writes_nowhere_but_into_its_folder(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for name in ("../../evil.csv", "/etc/evil.csv", "..\\evil.csv", "con.csv", "x/same.csv"):
            archive.writestr(name, "1")
        archive.writestr("y/same.csv", "2")
        archive.writestr("__MACOSX/._same.csv", "3")
        archive.writestr("readme.md", "4")
    found = expand([tmp_path / "a.zip"], tmp_path / "out")
    assert [path.name for path in found] == ["evil.csv"] * 3 + ["_con.csv", "same.csv", "same.csv"]
    assert all(path.resolve().is_relative_to(tmp_path / "out") for path in found)
    assert [path.read_text() for path in found[-2:]] == ["1", "2"]


def test_an_archive_that_swells_is_refused(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.csv", b"0" * 40_000_000)
    with pytest.raises(KnownError) as caught:
        expand([tmp_path / "a.zip"], tmp_path / "out")
    assert caught.value.code == "zip-ratio"


def test_a_workbook_is_no_archive_of_files(made, tmp_path):
    path = made(lambda _book, page: page.write("A1", 1))
    assert not is_bundle(path)
    assert expand([path], tmp_path / "out") == [path]


# --- a first look --------------------------------------------------------------------------------


def test_a_glance_shows_the_top_of_shown_sheets(made):
    def fill(book, page):
        page.write_row("A1", ["Area", "Date", 2015])
        day = datetime.fromisoformat("2015-06-30")
        page.write_datetime("B2", day, book.add_format({"num_format": "yyyy-mm-dd"}))
        page.write("C3", 1.5)
        book.add_worksheet("old").hide()

    path = made(fill)
    (grid,) = glance(path)
    assert grid.rows == (("Area", "Date", "2015"), ("", "2015-06-30", ""), ("", "", "1.5"))
    assert [each.name for each in glance(path, ["old"])] == ["old"]


def test_a_glance_does_not_depend_on_the_length(made):
    def fill(_book, page):
        for row in range(300_000):
            page.write_row(row, 0, (f"Area {row % 90}", 2015, row, row / 7))

    path = made(fill, constant_memory=True)
    start = time.process_time()
    (grid,) = glance(path)
    assert time.process_time() - start < 0.3
    assert len(grid.rows) == 200
    assert grid.rows[199][2] == "199"


def test_a_glance_at_a_text(tmp_path):
    (tmp_path / "a.csv").write_text("Area;2015\n" + "Fiji;31,0\n" * 100_000)
    (grid,) = glance(tmp_path / "a.csv")
    assert (len(grid.rows), grid.rows[1]) == (200, ("Fiji", "31,0"))


# --- the readers against each other --------------------------------------------------------------


def filled(rows):
    return {
        (r, c): plain(cell)
        for r, row in enumerate(rows)
        for c, cell in enumerate(row)
        if cell not in ("", None)
    }


def plain(cell):
    """A cell as both readers can mean it: whole numbers alike, dates without midnight."""
    if isinstance(cell, datetime) and not (cell.hour or cell.minute or cell.second):
        return cell.date()
    if isinstance(cell, str):
        return cell.replace("\r\n", "\n")
    return float(cell) if isinstance(cell, int | float) and not isinstance(cell, bool) else cell


def differences(path):
    """Cells that the native reader and openpyxl read differently, by sheet."""
    fast, slow = read_workbook(path), read_workbook(path, fallback=True)
    found = {}
    for one, two in zip(fast.sheets, slow.sheets, strict=True):
        left, right = filled(one.rows), filled(two.rows)
        odd = {p: (left.get(p), right.get(p)) for p in left | right if left.get(p) != right.get(p)}
        if odd:
            found[one.name] = odd
    return found


EXPLAINED = {
    "date_edge_serials.xlsx": "dates before 1900-03-01, below zero and beyond 9999",
    "number_extremes.xlsx": "integers beyond 2^53, numbers that are none",
    "container_bad_styles.xlsx": "openpyxl refuses its styles",
    "container_bad_core_props.xlsx": "openpyxl refuses its properties",
    "zip_case_names.xlsx": "openpyxl finds no sheet in it",
    "zip_backslash_names.xlsx": "openpyxl finds no part in it",
    "grid_rows_out_of_order.xlsx": "openpyxl loses rows out of order",
    "grid_duplicate_refs.xlsx": "which of two values holds",
    "xml_escaped_control.xlsx": "openpyxl keeps the escapes",
    "container_csv_named.xlsx": "a text",
}


def workbooks():
    shared = Path(__file__).parents[3] / "shared"
    index = shared / "hostile" / "INDEX.tsv"
    if not index.is_file():
        return []
    rows = [line.split("\t") for line in index.read_text(encoding="utf-8").splitlines()[1:]]
    names = [row[0] for row in rows if row[3] != "reject" and row[0].endswith((".xlsx", ".xlsm"))]
    hostile = [shared / "hostile" / name for name in names if name not in EXPLAINED]
    real = sorted((shared / "corpus" / "ons").glob("*.xlsx"))
    return [pytest.param(path, id=path.name) for path in hostile + real]


@pytest.mark.parametrize("path", workbooks())
def test_two_readers_see_the_same(path):
    if path.name == "container_password.xlsx":
        pytest.skip("asks for its password")
    assert not differences(path)


def test_our_own_reader_sees_the_same(made):
    from vnr_app.importing.book import read_book
    from vnr_app.importing.container import Container
    from vnr_app.importing.sheet_cells import bounded_rows
    from vnr_app.importing.styles import read_styles

    def fill(book, page):
        page.write_row("B2", ["a", 1, 2.5, True, "Ñ 中 ع"])
        noon = datetime.fromisoformat("2015-06-30T12:00")
        page.write_rich_string("A4", "31", book.add_format({"bold": True}), "x")
        page.write_datetime("C5", noon, book.add_format({"num_format": "yyyy"}))

    path = made(fill)
    with Container(path) as container:
        (entry,) = read_book(container).sheets
        styles = read_styles(container)
        rows = bounded_rows(container, entry.part, 100, 100, styles, from_1904=False)
    assert filled(rows) == filled(read_workbook(path).sheets[0].rows)
    book = load_workbook(path)
    assert filled(rows)[1, 4] is book["Data"]["E2"].value


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1251", "Страна;2015\nКазахстан;2,7\nКыргызстан;1\n"),
        ("cp1251", "СТРАНА;2015\nКАЗАХСТАН;2,7\n"),
        ("koi8-r", "Страна;2015\nКазахстан;2,7\n"),
        ("cp866", "Год;Беларусь\n2015;1\n"),
        ("cp1252", "Pays;2015\nNouvelle-Calédonie;1\nPolynésie française « été »;2\n"),
        ("cp1252", "País;2015\nMéxico;1\nPerú;2\nEspaña;3\n"),
        ("cp1254", "Ülke;2015\nTürkiye;1\nİstanbul şehri;2\n"),
        ("cp1250", "Země;2015\nČeská republika;1\nPříjem obyvatel;2\n"),
        ("cp1250", "Kraj;Wartość\nłódzkie;2\nświętokrzyskie;1\n"),
        ("cp1256", "البلد;2015\nالعراق;22\nمصر;3\n"),
        ("gb18030", "国家;指标\n中国;5,7\n蒙古国;3\n"),
        ("gb18030", "地区;指标\n北京;5,7\n"),
        ("cp949", "지역;2015\n서울특별시;5,7\n부산광역시;3\n"),
        ("big5", "國家;2015\n中國;1\n臺灣;2\n"),
    ],
)
def test_old_encodings_are_told_by_their_words(encoding, text):
    data = text.encode(encoding)
    assert data.decode(detect_encoding("a.csv", data)) == text


def test_a_long_name_in_an_archive_is_cut_by_bytes(tmp_path):
    path = tmp_path / "names.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("ก" * 110 + ".csv", "a,b\n1,2\n")
    [found] = expand([path], tmp_path / "out")
    assert found.name == "ก" * 40 + ".csv"
