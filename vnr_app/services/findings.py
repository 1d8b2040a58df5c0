"""What an import found, written into a copy of the person's own workbook."""

import logging
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from db import guard
from vnr_app.domain.importplan import Problem, Severity
from vnr_app.errors import KnownError
from vnr_app.i18n import _
from vnr_app.io import atomic_write
from vnr_app.jobs import JobContext
from vnr_app.services.import_process import CrashError, serve
from vnr_app.services.staged import Workplace

_log = logging.getLogger(__name__)

_MOST_BYTES = 8_000_000
"""Larger workbooks would need gigabytes with all their formats; of them the values are copied."""


def write_findings(
    original: Path,
    problems: Sequence[Problem],
    out: Path,
    job: JobContext,
    *,
    password: str | None = None,
    source: Path | None = None,
) -> None:
    """Write a copy of a file with comments at the cells and a list of all problems in front.

    Where `original` is the copy of a file that was read, `source` is that file itself, which is
    not replaced either.

    Workbooks keep their looks (and their macros, where `out` is an .xlsm too); of other formats
    and of odd, protected or very large workbooks, `out` is a new workbook with the values as they
    are read. Another process does it, as it opens a foreign file. Raises `KnownError`: those of
    reading, "same-file", "findings-failed", and those of writing.
    """
    if guard.is_live(out) or any(_are_same(out, each) for each in (original, source)):
        raise KnownError(
            "same-file",
            _("“{file}” is not replaced by its own findings.").format(file=out.name),
            _("Choose another name for the copy."),
        )
    request = {
        "kind": "findings",
        "path": str(original.absolute()),
        "out": str(out.absolute()),
        "password": password,
        "problems": [
            [each.sheet, each.cell, each.code, each.value, each.severity, each.message, each.advice]
            for each in problems
        ],
    }
    workplace = Workplace()
    try:
        serve(request, workplace.folder, job)
    except CrashError as crash:
        if str(crash):
            _log.error("writing findings failed\n%s", crash)
        raise KnownError(
            "findings-failed",
            _("The findings could not be written into a copy of “{file}”.").format(
                file=original.name
            ),
        ) from crash
    finally:
        workplace.remove()


def _are_same(out: Path, other: Path | None) -> bool:
    return other is not None and out.exists() and other.exists() and out.samefile(other)


def write_requested(request: dict[str, Any]) -> dict[str, Any]:
    """Do what a request of `write_findings` says, in the process that may open foreign files."""
    from vnr_app.exporting.findings_workbook import (  # noqa: PLC0415 - only where it is asked for
        rebuild_with_findings,
    )
    from vnr_app.importing.readers import read_workbook  # noqa: PLC0415

    original, out = Path(request["path"]), Path(request["out"])
    problems = [
        Problem(sheet, cell, code, value, Severity(severity), message, advice)
        for sheet, cell, code, value, severity, message, advice in request["problems"]
    ]
    workbook = read_workbook(original, password=request["password"])  # refuses what is dangerous
    copy = _copy(original, problems, out) if workbook.kind == "xlsx" else None
    with atomic_write(out) as stream:
        if copy is not None:
            stream.write(copy)
        else:
            sheets = [(sheet.name, sheet.rows) for sheet in workbook.sheets if sheet.visible]
            rebuild_with_findings(sheets, problems, stream)
    return {}


def _copy(original: Path, problems: Sequence[Problem], out: Path) -> bytes | None:
    """The copy with all its formats; None where that cannot be made."""
    from vnr_app.exporting.findings_workbook import copy_with_findings  # noqa: PLC0415

    if original.stat().st_size > _MOST_BYTES:
        return None
    macros = original.suffix.lower() == out.suffix.lower() == ".xlsm"
    stream = BytesIO()
    try:
        copy_with_findings(original, problems, stream, macros=macros)
    except MemoryError:
        raise
    except Exception:  # openpyxl raises anything, for files that Excel opens
        return None
    return stream.getvalue()
