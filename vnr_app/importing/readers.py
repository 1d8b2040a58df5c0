"""Readers: a file on disk → sheets of cells, whatever its format."""

from io import BytesIO
from pathlib import Path

from vnr_app.domain.importplan import Problem, Severity
from vnr_app.i18n import _
from vnr_app.importing.csvchecks import read_text
from vnr_app.importing.grid import Sheet, Workbook
from vnr_app.importing.recipe import NO_RECIPE, Recipe
from vnr_app.importing.sniff import Kind, sniff, zip_kind

_ENDINGS = {
    Kind.XLSX: (".xlsx", ".xlsm", ".xltx", ".xltm"),
    Kind.XLSB: (".xlsb",),
    Kind.XLS: (".xls", ".xlt"),
    Kind.ODS: (".ods", ".ots"),
    Kind.CSV: (".csv", ".tsv", ".txt", ".tab", ".gz"),
    Kind.HTML: (".html", ".htm", ".xhtml"),
    Kind.SPREADSHEETML: (".xml",),
    Kind.SDMX: (".xml", ".sdmx"),
    Kind.PROTECTED: (".xlsx", ".xlsm", ".xlsb"),
}
_NAMES = {
    Kind.XLSX: "Excel (.xlsx)",
    Kind.XLSB: "Excel (.xlsb)",
    Kind.XLS: "Excel 97-2003 (.xls)",
    Kind.ODS: "OpenDocument (.ods)",
    Kind.CSV: "text (.csv)",
    Kind.HTML: "web page (.html)",
    Kind.SPREADSHEETML: "Excel 2003 XML (.xml)",
    Kind.SDMX: "SDMX-ML (.xml)",
}


def read_workbook(
    path: Path, *, recipe: Recipe = NO_RECIPE, password: str | None = None, fallback: bool = False
) -> Workbook:
    """All sheets of a file; `KnownError` names the file and what is wrong with it.

    `recipe` holds what people decided about reading, `password` opens a protected workbook.
    With `fallback` the native reader is kept out of it, where another one knows the format.
    """
    kind = sniff(path)
    problems = _ending_problems(path, kind)
    if kind is Kind.PROTECTED:
        from vnr_app.importing.encrypted import decrypt  # noqa: PLC0415 - few files are

        content = decrypt(path.name, path.read_bytes(), password)
        kind = zip_kind(path.name, BytesIO(content))
    elif kind in (Kind.CSV, Kind.HTML, Kind.SPREADSHEETML, Kind.SDMX):
        content = b""
    else:
        content = path.read_bytes()
    workbook = _read(path, kind, content, recipe, password, fallback=fallback)
    workbook.problems[:0] = problems
    return workbook


def _read(
    path: Path, kind: Kind, content: bytes, recipe: Recipe, password: str | None, *, fallback: bool
) -> Workbook:
    """Read a file by the reader of its kind; those of the other kinds are not loaded."""
    if kind is Kind.CSV:
        return Workbook(kind.value, [read_text(path, recipe)])
    if kind is Kind.XLSX:
        from vnr_app.importing.xlsx import read_xlsx  # noqa: PLC0415

        return read_xlsx(path.name, content, recipe, slow=fallback)
    if kind is Kind.XLSB:
        from vnr_app.importing.xlsb import read_xlsb  # noqa: PLC0415

        return read_xlsb(path.name, content, recipe)
    if kind is Kind.XLS:
        from vnr_app.importing.xls import read_xls  # noqa: PLC0415

        return read_xls(path.name, content, recipe, password)
    if kind is Kind.ODS:
        from vnr_app.importing.opendocument import read_opendocument  # noqa: PLC0415

        return read_opendocument(path.name, content, recipe)
    return Workbook(kind.value, _read_markup(path, kind))


def _read_markup(path: Path, kind: Kind) -> list[Sheet]:
    if kind is Kind.SDMX:
        from vnr_app.importing.sdmx_ml import read_sdmx  # noqa: PLC0415

        return read_sdmx(path)
    from vnr_app.importing.markup import read_html, read_spreadsheetml  # noqa: PLC0415

    return read_html(path) if kind is Kind.HTML else read_spreadsheetml(path)


def _ending_problems(path: Path, kind: Kind) -> list[Problem]:
    """Say where a file is not what its name says; text named .xls is what many portals give."""
    ending = path.suffix.lower()
    known = {each for endings in _ENDINGS.values() for each in endings}
    if ending in _ENDINGS[kind] or ending not in known:
        return []
    usual = ending == ".xls" and kind in (Kind.CSV, Kind.HTML)
    return [
        Problem(
            "",
            "",
            "ext-mismatch",
            ending,
            Severity.NOTE if usual else Severity.WARNING,
            _("The name ends in {ending}, but the content is {kind}; it was read as that.").format(
                ending=ending, kind=_NAMES.get(kind, kind.value)
            ),
        )
    ]
