"""The sheet that lists what was found in a workbook, with links to the cells."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from vnr_app.domain.findings_sheet import FINDINGS_MARK
from vnr_app.domain.importplan import Problem
from vnr_app.exporting.findings_cells import fill_of, has_colour, severity_name, write_text
from vnr_app.i18n import _, ngettext

_MOST_ROWS = 50_000
"""A worksheet may hold 65,530 links."""
_WIDTHS = (12, 24, 10, 24, 60, 60)
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
_LONGEST_TITLE = 31


def free_title(wanted: str, taken: Iterable[str]) -> str:
    """A title for a sheet that a workbook allows and that none of those taken has."""
    used = {title.casefold() for title in taken}
    plain = wanted.translate(_FORBIDDEN).strip("' ") or _("Sheet")
    title, number = plain[:_LONGEST_TITLE], 1
    while title.casefold() in used:
        number += 1
        title = f"{plain[: _LONGEST_TITLE - len(str(number)) - 1]} {number}"
    return title


def write_list(sheet: Any, problems: Sequence[Problem], titles: Mapping[str, str]) -> None:
    """Fill a new sheet of openpyxl, whichever kind it is of.

    `titles` gives the title in the workbook for each name of a sheet that problems speak of.
    """
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415 - slow to load
    from openpyxl.styles import Font  # noqa: PLC0415
    from openpyxl.utils import get_column_letter  # noqa: PLC0415
    from openpyxl.worksheet.hyperlink import Hyperlink  # noqa: PLC0415

    sheet.freeze_panes = "A3"
    for column, width in enumerate(_WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    heads = (_("Severity"), _("Sheet"), _("Cell"), _("Value"), _("What was found"), _("Advice"))

    def text(content: str) -> Any:
        cell = WriteOnlyCell(sheet)
        write_text(cell, content)
        return cell

    title_row = [text(f"{FINDINGS_MARK} {_('what was found in this workbook')}")]
    head_row = [text(head) for head in heads]
    for cell in (*title_row, *head_row):
        cell.font = Font(bold=True)
    sheet.append(title_row)
    sheet.append(head_row)
    for number, each in enumerate(problems[:_MOST_ROWS], start=3):
        title = titles.get(each.sheet, each.sheet)
        row = [
            text(content)
            for content in (
                severity_name(each.severity), title, each.cell, each.value, each.message,
                each.advice,
            )
        ]  # fmt: skip
        if has_colour(each.severity):
            row[0].fill = fill_of(each.severity)
        if each.cell and each.sheet in titles:
            quoted = title.replace("'", "''")
            link = Hyperlink(ref="", location=f"'{quoted}'!{each.cell}")
            row[2].hyperlink = link
            link.ref = f"C{number}"  # the cell does not know its place yet
            row[2].font = Font(color="FF0563C1", underline="single")
        sheet.append(row)
    if len(problems) > _MOST_ROWS:
        rest = len(problems) - _MOST_ROWS
        more = ngettext("{count} more finding.", "{count} more findings.", rest)
        sheet.append([text(more.format(count=rest))])
