"""Files of comma-separated values: one, or a .zip with one an indicator."""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import BinaryIO

from vnr_app.domain.annex import Figures, guarded
from vnr_app.domain.framework import official_order
from vnr_app.domain.indicators import Observation
from vnr_app.i18n import _
from vnr_app.jobs import JobContext

Cells = Sequence[str]
_MADE = (1980, 1, 1, 0, 0, 0)
_STEP = 5_000


def by_indicator(figures: Figures) -> dict[str, list[Observation]]:
    """The values of each indicator, in the official order; those that name none under "".

    What serves several indicators stands under each.
    """
    found: dict[str, list[Observation]] = {}
    for each in figures.observations:
        for code in figures.indicators.get(each.series.id) or ("",):
            found.setdefault(code, []).append(each)
    return {code: found[code] for code in sorted(found, key=_order)}


def _order(code: str) -> tuple[object, ...]:
    return (not code, official_order(code))


def write_rows(
    stream: BinaryIO, header: Cells, rows: Iterable[Cells], job: JobContext, *, mark: bool = False
) -> None:
    """Write rows in UTF-8 with CRLF, after RFC 4180; `mark` sets the byte order mark of Excel."""
    text = io.TextIOWrapper(stream, "utf-8-sig" if mark else "utf-8", newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(header)
    for number, row in enumerate(rows, start=1):
        if number % _STEP == 0:
            job.check_cancelled()
            job.progress(number, 0, _("Writing rows"))
        writer.writerow([guarded(cell) for cell in row])
    text.flush()
    text.detach()


def write_zip(
    stream: BinaryIO, tables: Mapping[str, tuple[Cells, Iterator[Cells]]], job: JobContext
) -> None:
    """Write a .zip of "indicator_3-1-1.csv" and so on; the same tables give the same bytes."""
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for place, (code, (header, rows)) in enumerate(tables.items(), start=1):
            job.check_cancelled()
            job.progress(place, len(tables), code)
            entry = zipfile.ZipInfo(file_name(code), _MADE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            content = io.BytesIO()
            write_rows(content, header, rows, job)
            package.writestr(entry, content.getvalue())


def file_name(code: str) -> str:
    """The name of an indicator's file as Open SDG has it: "indicator_3-1-1.csv"."""
    return f"indicator_{re.sub(r'[^0-9A-Za-z]+', '-', code) or 'none'}.csv"
