"""The Word writer against its peers: `python -m tests.benchmarks.bench_docx`.

The review has 300 paragraphs, N tables of 12 × 8 and an annex table of 3,000 × 10. Each writer runs
in a process of its own, in turn: raw strings streamed into an archive (the floor), the same strings
spliced into python-docx's default document (the shell), and ours. Medians of CPU seconds and peaks
of memory are printed.
"""

import io
import resource
import statistics
import subprocess
import sys
import time
import zipfile
from xml.sax.saxutils import escape

from vnr_app.domain import report as rp
from vnr_app.domain import richtext as rt
from vnr_app.exporting.docx_writer import write_docx
from vnr_app.exporting.ooxml import NAMESPACES
from vnr_app.jobs import JobContext
from vnr_app.paths import templates_dir

_ROUNDS = 5
_SIZES = (250, 1000)
_WORDS = "The share of births attended by skilled staff rose for the sixth year in a row. " * 5
_LABELS = rp.Labels("Contents", "Table", "Goal", "Source", "Page", "")
_GOALS = 17
_PARAGRAPHS = 300


def _table(key, rows, columns):
    heads = (
        rp.Column("Indicator", 4.0),
        *(rp.Column(str(2010 + c), 1, "end") for c in range(1, columns)),
    )
    body = tuple(
        rp.Row(
            (
                rp.Cell(f"{row + 1}.1 Mortality ratio"),
                *(rp.Cell(f"{row * 0.7 + c:.1f}") for c in range(1, columns)),
            )
        )
        for row in range(rows)
    )
    return rp.DataTable(key, f"Table {key}", heads, body, ("Source: statistical office.",))


def review(tables):
    """The synthetic review, its paragraphs and tables spread over 17 chapters."""
    chapters = []
    for goal in range(_GOALS):
        paragraphs = range(goal, _PARAGRAPHS, _GOALS)
        blocks = tuple(
            rt.Paragraph(id=f"p{number}", runs=(rt.Text(_WORDS),)) for number in paragraphs
        )
        numbers = range(goal, tables, _GOALS)
        chapters.append(
            rp.Chapter(
                f"goal-{goal + 1}",
                "Goal",
                (
                    rp.Prose(f"goal-{goal + 1}", rt.Document(blocks=blocks)),
                    *(_table(f"t{number}", 12, 8) for number in numbers),
                ),
                rp.GoalMark(str(goal + 1), "The title of the goal", "4C9F38"),
            )
        )
    annex = rp.Chapter("annex", "Annex", (_table("annex", 3000, 10),), landscape=True)
    return rp.ReportDocument(
        "Review", "", "Samplia", "2026", "2026-01-01", "en", False, _LABELS, (*chapters, annex)
    )


def raw_line(text):
    """A bare paragraph."""
    return f"<w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p>"


def raw_row(texts):
    """A row of cells with a width and a style and nothing else."""
    head = (
        '<w:tc><w:tcPr><w:tcW w:w="900" w:type="dxa"/></w:tcPr>'
        '<w:p><w:pPr><w:pStyle w:val="TableText"/></w:pPr><w:r><w:t>'
    )
    cells = "".join(f"{head}{escape(text)}</w:t></w:r></w:p></w:tc>" for text in texts)
    return f"<w:tr>{cells}</w:tr>"


def raw_body(report):
    """All words of the review in the least markup: no looks, no notes, no contents."""
    yield f"<w:document {NAMESPACES}><w:body>"
    for chapter in report.chapters:
        for block in chapter.blocks:
            if isinstance(block, rp.Prose):
                for paragraph in block.document.blocks:
                    yield raw_line(paragraph.runs[0].text)
                continue
            grid = "".join('<w:gridCol w:w="900"/>' for _ in block.columns)
            yield raw_line(block.caption)
            yield f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>"
            yield raw_row([column.title for column in block.columns])
            for row in block.rows:
                yield raw_row([cell.text for cell in row.cells])
            yield f"</w:tbl>{raw_line(block.notes[0])}"
    yield "<w:p/></w:body></w:document>"


def floor(report, stream):
    """Raw strings, streamed."""
    with (
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("word/document.xml", "w") as part,
    ):
        for piece in raw_body(report):
            part.write(piece.encode())


def shell(report, stream):
    """The same strings in the document that python-docx begins with."""
    import docx

    empty = io.BytesIO()
    docx.Document().save(empty)
    with (
        zipfile.ZipFile(empty) as source,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for name in source.namelist():
            data = source.read(name)
            if name == "word/document.xml":
                data = "".join(raw_body(report)).encode()
            archive.writestr(name, data)


def ours(report, stream):
    """The writer of the product."""
    write_docx(report, templates_dir() / "default" / "template.docx", stream, JobContext())


_WRITERS = {"floor": floor, "shell": shell, "ours": ours}


def measure(writer, tables):
    """Run one writer here; CPU seconds without building the review, peak memory in MB."""
    report = review(tables)
    began = time.process_time()
    _WRITERS[writer](report, io.BytesIO())
    spent = time.process_time() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{spent:.4f} {peak:.1f}")


def run_apart(writer, tables):
    """CPU seconds and peak memory of one writer in a fresh process."""
    command = [sys.executable, "-m", "tests.benchmarks.bench_docx", writer, str(tables)]
    result = subprocess.run(command, capture_output=True, text=True, check=True)
    seconds, memory = result.stdout.split()
    return float(seconds), float(memory)


def compare():
    """Run all writers in turn and print the medians."""
    for tables in _SIZES:
        results = {writer: [] for writer in _WRITERS}
        for _ in range(_ROUNDS):
            for writer, measured in results.items():
                measured.append(run_apart(writer, tables))
        spent = {w: statistics.median(s for s, _ in measured) for w, measured in results.items()}
        for writer, seconds in spent.items():
            memory = max(peak for _, peak in results[writer])
            ratios = "  ".join(f"{seconds / spent[w]:4.2f} x {w}" for w in ("floor", "shell"))
            print(f"{tables:5} tables  {writer:6} {seconds:5.2f} s  {ratios}  {memory:4.0f} MB")


if __name__ == "__main__":
    if len(sys.argv) == 3:
        measure(sys.argv[1], int(sys.argv[2]))
    else:
        compare()
