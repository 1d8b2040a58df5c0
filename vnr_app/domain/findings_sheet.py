"""How the sheet is known that lists what was found in a workbook: it is no data of its owner."""

FINDINGS_MARK = "VNR Workbench:"
"""What its first cell begins with, in any language."""


def is_findings_list(first_cell: object) -> bool:
    """Whether a sheet with this first cell is such a list."""
    return isinstance(first_cell, str) and first_cell.startswith(FINDINGS_MARK)
