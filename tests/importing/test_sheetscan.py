"""The short way of scanning long sheets tells the same as the look at every cell."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vnr_app.errors import KnownError
from vnr_app.importing import container as containers
from vnr_app.importing.annotations import Annotations
from vnr_app.importing.container import Container
from vnr_app.importing.plain_cells import PlainCells
from vnr_app.importing.sheetscan import recount, scan_sheet

PART = "xl/worksheets/sheet1.xml"
TEXTS, STYLES = frozenset({7, 12}), frozenset({3})

PLAIN = (
    '<c r="{at}"><v>1.5</v></c>',
    '<c r="{at}" s="2"><v>1</v></c>',
    '<c r="{at}" s="33" t="s"><v>71</v></c>',
    '<c r="{at}" t="n"><v>2</v></c>',
    '<c r="{at}" t="inlineStr"><is><t>Ä: B &amp; C_x</t></is></c>',
    '<c r="{at}" t="inlineStr"></c>',
    '<c r="{at}" t="b"><v>1</v></c>',
    '<c r="{at}" t="str"><v>text</v></c>',
    '<c r="{at}" s="4"/>',
)
ODD = (
    '<c r="{at}" t="s"><v>7</v></c>',
    '<c r="{at}" s="3"><v>0.5</v></c>',
    '<c r="{at}" t="e"><v>#DIV/0!</v></c>',
    '<c r="{at}"><f>A1+1</f></c>',
    '<c r="{at}"><f>[1]Sheet1!A1</f><v>3</v></c>',
    '<c r="{at}" t="inlineStr"><is><r><rPr><vertAlign val="superscript"/></rPr>'
    "<t>1</t></r></is></c>",
    '<c r="{at}" t="inlineStr"><is><t>a_x0008_b</t></is></c>',
    "<c r='{at}'><v>5</v></c>",
    '<c  r="{at}"><v>5</v></c>',
    '<c s="1" r="{at}"><v>5</v></c>',
    '<c r="{at}" cm="1"><v>5</v></c>',
    '<x:c r="{at}"><x:v>5</x:v></x:c>',
    '<x:c r="{at}" t="e"><x:v>#N/A</x:v></x:c>',
    "<c><v>5</v></c>",
)
FAR = (
    '<c r="Z9"><v>1</v></c>',
    '<c r="AA44"><v>1</v></c>',
    '<c r="C20000"><v>1</v></c>',
    '<c r="XFD1048576"><v>1</v></c>',
    '<c r="A1"/><c  r="XFD1048576"><v>1</v></c>',
    '<c r="B2000000"><v>1</v></c>',
)


HEAD = '<worksheet xmlns="m" xmlns:x="m"><cols><col min="2" max="2" hidden="1"/></cols><sheetData>'
TAIL = '</sheetData><mergeCells><mergeCell ref="A1:B1"/></mergeCells></worksheet>'


def row(number, cells, attributes=""):
    return f'<row r="{number}"{attributes}>{"".join(cells)}</row>'


def plain_row(number, first=0, width=4):
    kinds = (PLAIN[(first + number + k) % len(PLAIN)] for k in range(width))
    return row(number, (kind.format(at=f"{'ABCD'[k]}{number}") for k, kind in enumerate(kinds)))


def packed(rows):
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        archive.writestr(
            PART,
            HEAD + "".join(rows) + TAIL,
        )
    return made


def told(made, *, exactly):
    """All that a scan tells, or the code of its refusal."""
    with Container(made, name="a.xlsx") as container:
        notes = Annotations(texts=TEXTS, styles=STYLES)
        try:
            scan = scan_sheet(container, PART, notes)
        except KnownError as error:
            return error.code
        if exactly:
            recount(container, PART, scan)
        return (scan.rows, scan.columns, scan.cells, scan.unaddressed, scan.strays, notes)


@pytest.fixture(autouse=True)
def small_pieces(monkeypatch):
    monkeypatch.setattr(containers, "_CHUNK", 4096)
    monkeypatch.setattr("vnr_app.importing.sheetscan._ORDER_CHECKED", 20)


def looked_at_closely(made):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(PlainCells, "reach", lambda *_given, **_named: None)
        return told(made, exactly=False)


def test_plain_sheets_take_the_short_way():
    with Container(packed(map(plain_row, range(1, 2346)))) as container:
        scan = scan_sheet(container, PART, Annotations())
        assert scan.rough
        assert (scan.rows, scan.columns) == (2999, 4)
        recount(container, PART, scan)
    assert (scan.rows, scan.columns, scan.rough) == (2345, 4, False)


@pytest.mark.parametrize("cell", ODD + FAR)
@pytest.mark.parametrize("where", [0.1, 0.5, 0.99])
def test_one_odd_cell_anywhere_is_told(cell, where):
    rows = [plain_row(number) for number in range(1, 401)]
    number = int(where * 400)
    rows[number] = row(number + 1, [cell.format(at=f"C{number + 1}")])
    made = packed(rows)
    assert told(made, exactly=True) == looked_at_closely(made)


def test_a_hidden_row_far_down_is_told():
    rows = [plain_row(number) for number in range(1, 401)]
    rows[300] = row(301, ['<c r="A301"><v>1</v></c>'], ' spans="1:4" hidden="1"')
    assert told(packed(rows), exactly=False)[-1].hidden_rows == {300}


def test_frames_are_told_on_the_short_way():
    notes = told(packed(map(plain_row, range(1, 401))), exactly=False)[-1]
    assert notes.hidden_columns == {1}
    assert len(notes.merges) == 1


@pytest.mark.parametrize("cell", FAR[3:5])
def test_a_cell_in_the_last_corner_is_a_stray_wherever_it_is_written(cell):
    rows = [plain_row(number) for number in range(1, 401)]
    rows[200] = row(201, [cell])
    *_counts, strays, _notes = told(packed(rows), exactly=False)
    assert strays == [(1048575, 16383)]


@settings(max_examples=40, deadline=None)
@given(
    odd=st.lists(st.tuples(st.integers(1, 399), st.sampled_from(PLAIN + ODD + FAR)), max_size=5),
    first=st.integers(0, 8),
    start=st.sampled_from([1, 950, 9_000, 99_800]),
)
def test_both_ways_tell_the_same(odd, first, start):
    rows = [plain_row(start + number, first) for number in range(400)]
    for number, cell in odd:
        rows[number] = row(start + number, [cell.format(at=f"C{start + number}")])
    made = packed(rows)
    assert told(made, exactly=True) == looked_at_closely(made)
