"""The contents with the page numbers that LibreOffice finds when it lays the report out."""

import re
import shutil
import tempfile
from pathlib import Path
from typing import BinaryIO

from vnr_app.domain.report import ReportDocument
from vnr_app.errors import KnownError
from vnr_app.exporting.docx_writer import write_docx
from vnr_app.exporting.pdf import convert_to_pdf, find_libreoffice
from vnr_app.jobs import JobContext

_PATIENCE = 240.0
"""Seconds for laying the report out: beyond them Word finds the page numbers itself."""
_KIDS = re.compile(rb"/Kids\[([^\]]*)\]")
_OBJECT = re.compile(rb"(\d+) 0 R")
_DESTINATION = re.compile(rb"/(vnr[0-9A-Za-z]+)\[(\d+) 0 R/XYZ")


def destinations(pdf: bytes) -> dict[str, int]:
    """The pages, from 1, of the bookmarks of ours in a PDF that LibreOffice wrote for that.

    It writes the underscore of a name as "5F".
    """
    tree = _KIDS.search(pdf)
    if tree is None:
        return {}
    pages = {number: page for page, number in enumerate(_OBJECT.findall(tree[1]), start=1)}
    return {
        name.decode().replace("5F", "_"): pages[number]
        for name, number in _DESTINATION.findall(pdf)
        if number in pages
    }


def write_paged_docx(
    report: ReportDocument, template: Path, stream: BinaryIO, job: JobContext
) -> None:
    """Write the report with page numbers in its contents where LibreOffice is installed.

    Without it, or where it fails, Word is asked to find the numbers when it opens the file.
    """
    if find_libreoffice() is None:
        write_docx(report, template, stream, job)
        return
    with tempfile.TemporaryDirectory(prefix="vnr-pages-") as folder:
        draft, layout = Path(folder) / "draft.docx", Path(folder) / "layout.pdf"
        with draft.open("wb") as target:
            write_docx(report, template, target, job)
        try:
            convert_to_pdf(draft, layout, job, timeout=_PATIENCE, named_places=True)
        except KnownError:
            with draft.open("rb") as source:
                shutil.copyfileobj(source, stream)
            return
        pages = destinations(layout.read_bytes())
    write_docx(report, template, stream, job, pages=pages)
