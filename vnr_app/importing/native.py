"""The fast reader of workbooks (calamine), a native library that gets checked bytes only."""

from io import BytesIO
from typing import TYPE_CHECKING

from vnr_app.errors import KnownError
from vnr_app.i18n import _
from vnr_app.importing.grid import Row

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook


def damaged(name: str, error: BaseException) -> KnownError:
    """The error that a reader's own error becomes."""
    reason = str(error).splitlines()[0][:120] if str(error) else type(error).__name__
    return KnownError(
        "unreadable-workbook",
        _("“{name}” cannot be read as a workbook: {reason}.").format(
            name=name, reason=reason.rstrip(".")
        ),
        _("Open it in a spreadsheet program and save it again."),
    )


def open_native(name: str, content: bytes) -> "CalamineWorkbook":
    """The workbook; `KnownError` where the reader refuses it."""
    from python_calamine import CalamineWorkbook  # noqa: PLC0415 - loads a native library

    try:
        # By content, as the sniffing did; from a path the reader would trust the name's ending.
        return CalamineWorkbook.from_filelike(BytesIO(content))
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt | MemoryError):
            raise
        # A panic of the native reader derives from BaseException.
        raise damaged(name, error) from error


def native_rows(workbook: "CalamineWorkbook", sheet: str, name: str) -> list[Row]:
    """All rows of a sheet from A1 on."""
    try:
        return workbook.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt | MemoryError):
            raise
        raise damaged(name, error) from error


def native_sheets(workbook: "CalamineWorkbook") -> list[tuple[str, bool]]:
    """Names of the work sheets (no charts, no macro sheets) and whether they are shown."""
    return [
        (meta.name, str(meta.visible).endswith(".Visible"))
        for meta in workbook.sheets_metadata
        if str(meta.typ).endswith(".WorkSheet")
    ]
