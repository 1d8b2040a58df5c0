"""The record of a table that has one row an observation and its values in one column."""

from vnr_app.domain.importplan import PlannedTable, Region


def planned_table(
    sheet: str,
    layout: str,
    place: tuple[int, int, int],
    value: int,
    *,
    indicators: tuple[str, ...],
    seen: int,
    unused: list[str],
    title: str = "",
    notes: tuple[str, ...] = (),
    note_rows: tuple[int, ...] = (),
) -> PlannedTable:
    """The record; `place` is header, last row and width, `value` the column of values, all from 0.

    `seen` numbers were met, of which the cells `unused` (A1) became no observation.
    """
    header, last, width = place
    return PlannedTable(
        sheet=sheet,
        region=Region(header, 0, last, width - 1),
        layout=layout,
        header_rows=(header,),
        indicators=indicators,
        title=title,
        unit="",
        notes=notes,
        roles=(
            ("header", Region(header, 0, header, width - 1)),
            ("label", Region(header + 1, 0, last, width - 1)),
            ("number", Region(header + 1, value, last, value)),
            *(("note", Region(number, 0, number, width - 1)) for number in note_rows),
        ),
        numbers_seen=seen,
        numbers_unused=tuple(unused),
    )
