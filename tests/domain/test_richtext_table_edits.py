"""Edits of a table's grid: it stays a full rectangle, and no other word is lost."""

from hypothesis import given
from hypothesis import strategies as st

from vnr_app.domain import richtext_table_edits as edits
from vnr_app.domain.richtext import Document, Paragraph, Table, TableCell, TableRow, Text
from vnr_app.domain.richtext_normalise import normalise
from vnr_app.domain.richtext_ops import plain_text
from vnr_app.domain.richtext_table_edits import Area
from vnr_app.domain.richtext_tables import place_cells


def grid(rows, columns, header_rows=1):
    return Table(
        header_rows=header_rows,
        rows=tuple(
            TableRow(
                tuple(
                    TableCell(blocks=(Paragraph(runs=(Text(f"r{r}c{c}"),)),))
                    for c in range(columns)
                )
            )
            for r in range(rows)
        ),
    )


def words(table):
    return sorted(plain_text(Document(blocks=(table,))).split())


def assert_full(table):
    """Every place of the grid is covered by exactly one cell."""
    rows, columns = edits.size(table)
    covered = [
        (r, c)
        for one in place_cells(table.rows)
        for r in range(one.row, one.row + one.cell.row_span)
        for c in range(one.column, one.column + one.cell.col_span)
    ]
    assert sorted(covered) == [(r, c) for r in range(rows) for c in range(columns)]


_acts = st.tuples(
    st.sampled_from(("row", "column", "remove rows", "remove columns", "merge", "split")),
    st.integers(0, 5),
    st.integers(0, 5),
    st.integers(1, 3),
    st.integers(1, 3),
)


def perform(table, act):
    name, row, column, rows, columns = act
    height, width = edits.size(table)
    row, column = row % height, column % width
    match name:
        case "row":
            return edits.insert_row(table, row)
        case "column":
            return edits.insert_column(table, column)
        case "remove rows":
            return edits.remove_rows(table, row, rows)
        case "remove columns":
            return edits.remove_columns(table, column, columns)
        case "merge":
            area = Area(row, column, min(rows, height - row), min(columns, width - column))
            return edits.merge(table, area)
    first = place_cells(table.rows)[0]
    return edits.split(table, first.row, first.column)


@given(st.integers(1, 5), st.integers(1, 5), st.integers(0, 3), st.lists(_acts, max_size=8))
def test_the_grid_stays_full(rows, columns, header_rows, acts):
    table = grid(rows, columns, min(header_rows, rows))
    for act in acts:
        before, table = table, perform(table, act)
        if table is None:
            return
        assert_full(table)
        assert table.header_rows <= len(table.rows)
        if not act[0].startswith("remove"):
            assert words(table) == words(before)
        # As the editor has it: rows and columns in which no cell begins are closed up.
        (table,) = (b for b in normalise(Document(blocks=(table,))).blocks if isinstance(b, Table))


def test_removing_takes_what_begins_and_ends_there():
    table = edits.merge(grid(3, 2), Area(0, 0, rows=2))
    assert words(edits.remove_rows(table, 0, 1)) == ["r0c0", "r1c0", "r1c1", "r2c0", "r2c1"]
    assert words(edits.remove_rows(table, 0, 2)) == ["r2c0", "r2c1"]
    assert edits.remove_rows(table, 0, 3) is None
    assert edits.remove_columns(table, 0, 5) is None


def test_the_heading_keeps_its_rows():
    table = grid(4, 2, header_rows=2)
    assert edits.insert_row(table, 0).header_rows == 3
    assert edits.insert_row(table, 2).header_rows == 2
    assert edits.remove_rows(table, 1, 2).header_rows == 1
    assert edits.remove_rows(table, 2, 1).header_rows == 2


def test_cells_that_reach_out_are_merged_too():
    table = edits.merge(grid(3, 3), Area(1, 1, rows=2, columns=1))
    wider = edits.merge(table, Area(0, 0, rows=2, columns=2))
    first = place_cells(wider.rows)[0]
    assert (first.cell.row_span, first.cell.col_span) == (3, 2)
    assert words(wider) == words(grid(3, 3))
