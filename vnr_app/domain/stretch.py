"""A part of a sheet, as whoever looks for a cell sees it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Stretch:
    """Rows of a sheet as text, from `first_row` and `first_column` on, both from 0.

    `format` and `comment` are those of the cell that was asked for, empty for none.
    """

    sheet: str
    sheets: tuple[str, ...]
    total_rows: int
    first_row: int
    first_column: int
    rows: tuple[tuple[str, ...], ...]
    format: str
    comment: str

    @property
    def end_row(self) -> int:
        """The row after the last one."""
        return self.first_row + len(self.rows)
