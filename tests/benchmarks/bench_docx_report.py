"""A report like the demo's, of about 250 pages with its charts, against raw strings.

`python -m tests.benchmarks.bench_docx_report`. Raw strings are the floor: the same texts and rows
in the least markup, and every chart with its figures and the workbook that makes it editable, which
is a small archive of its own. Each writer runs in a process of its own, in turn. Medians of CPU
seconds without building the report: of the whole process, which python-docx takes a while to start,
and of the writing in a process that has written before.
"""

import io
import resource
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from dataclasses import replace
from pathlib import Path

from tests.benchmarks.bench_docx import ours, raw_line, raw_row
from tests.exporting import sample
from vnr_app.domain import report as rp
from vnr_app.domain.richtext_ops import plain_text
from vnr_app.exporting.ooxml import NAMESPACES

_ROUNDS = 5
_COPIES = 3
"""The sample's report has about 80 pages."""


def report_of(copies=_COPIES):
    """Seventeen goals with text, key figures, tables and charts, and a long annex, in copies."""
    made = sample.whole_report(goals=tuple(range(1, 18)))
    *chapters, annex = made.chapters
    annex = sample.annex(rows=400)
    repeated = tuple(
        replace(chapter, key=f"{chapter.key}-{copy}")
        for copy in range(copies)
        for chapter in chapters
    )
    return replace(made, chapters=(*repeated, annex))


def _raw_chart(chart):
    """The figures of a chart as its part has them, and its workbook."""
    names = "".join(f"<c:pt><c:v>{name}</c:v></c:pt>" for name in chart.categories)
    series = "".join(
        f"<c:ser><c:tx>{series.name}</c:tx><c:cat>{names}</c:cat><c:val>"
        f"{''.join(f'<c:pt><c:v>{value}</c:v></c:pt>' for value in series.values)}</c:val></c:ser>"
        for series in chart.series
    )
    rows = "".join(
        f"<row><c><is><t>{name}</t></is></c>{''.join(f'<c><v>{v}</v></c>' for v in values)}</row>"
        for name, *values in zip(chart.categories, *(s.values for s in chart.series), strict=True)
    )
    book = io.BytesIO()
    with zipfile.ZipFile(book, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in ("[Content_Types]", "_rels/.rels", "xl/workbook", "xl/_rels/workbook.xml.rels"):
            archive.writestr(part, f"<{part}/>")
        archive.writestr("xl/worksheets/sheet1.xml", f"<sheetData>{rows}</sheetData>")
    return f"<c:chartSpace>{series}</c:chartSpace>", book.getvalue()


def _raw_pieces(report, charts):
    """The body, piece by piece; charts are put aside."""
    for chapter in report.chapters:
        yield raw_line(chapter.title)
        for block in chapter.blocks:
            tables = []
            match block:
                case rp.Prose(document=document):
                    yield from map(raw_line, plain_text(document).splitlines())
                    shown = (report.charts.get(inner.id) for inner in document.blocks)
                    charts += [chart for chart in shown if chart]
                case rp.DataTable():
                    tables = [block]
                case rp.Graph(data=data, table=table):
                    charts.append(data)
                    yield raw_line(data.title)
                    tables = [table] if table else []
                case _:
                    pass
            for table in tables:
                yield raw_line(table.caption) + "<w:tbl>"
                yield from (raw_row([cell.text for cell in row.cells]) for row in table.rows)
                yield "</w:tbl>"


def floor(report, stream):
    """Raw strings, streamed; the charts after the body."""
    charts = []
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, image in enumerate(report.images.values()):
            archive.writestr(f"word/media/{number}.png", image.data, zipfile.ZIP_STORED)
        with archive.open("word/document.xml", "w") as body:
            body.write(f"<w:document {NAMESPACES}><w:body>".encode())
            for piece in _raw_pieces(report, charts):
                body.write(piece.encode())
            body.write(b"</w:body></w:document>")
        for number, chart in enumerate(charts):
            xml, book = _raw_chart(chart)
            archive.writestr(f"word/charts/chart{number}.xml", xml)
            archive.writestr(f"word/embeddings/{number}.xlsx", book, zipfile.ZIP_STORED)


_WRITERS = {"floor": floor, "ours": ours}


def measure(writer):
    """Run one writer here: CPU seconds cold and warm, peak memory in MB, number of charts."""
    began = time.process_time()
    report = report_of()
    built = time.process_time() - began
    stream = io.BytesIO()
    _WRITERS[writer](report, stream)
    cold = time.process_time() - built
    began = time.process_time()
    _WRITERS[writer](report, io.BytesIO())
    warm = time.process_time() - began
    names = zipfile.ZipFile(stream).namelist()
    charts = sum(name.startswith("word/embeddings/") for name in names)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{cold:.4f} {warm:.4f} {peak:.1f} {charts}")


def pages():
    """How many pages LibreOffice makes of the report, 0 where it is not installed."""
    from vnr_app.exporting.pdf import convert_to_pdf, find_libreoffice
    from vnr_app.jobs import JobContext

    if find_libreoffice() is None:
        return 0
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "report.docx", Path(folder) / "report.pdf"
        with source.open("wb") as stream:
            ours(report_of(), stream)
        convert_to_pdf(source, target, JobContext())
        return target.read_bytes().count(b"/Type/Page/")


def main():
    """Run both in turn and print the medians."""
    print(f"{pages()} pages")
    results = {writer: [] for writer in _WRITERS}
    for _ in range(_ROUNDS):
        for writer, measured in results.items():
            command = [sys.executable, "-m", "tests.benchmarks.bench_docx_report", writer]
            made = subprocess.run(command, capture_output=True, text=True, check=True)
            measured.append([float(each) for each in made.stdout.split()])
    cold, warm = (
        {w: statistics.median(each[place] for each in rows) for w, rows in results.items()}
        for place in (0, 1)
    )
    for writer, rows in results.items():
        print(
            f"{writer:6} process {cold[writer]:.2f} s, {cold[writer] / cold['floor']:.2f} x floor;"
            f"  writing {warm[writer]:.2f} s, {warm[writer] / warm['floor']:.2f} x floor;"
            f"  {max(each[2] for each in rows):.0f} MB, {rows[0][3]:.0f} charts"
        )


if __name__ == "__main__":
    if len(sys.argv) == 2:
        measure(sys.argv[1])
    else:
        main()
