"""The Word writer against its peers: `python -m tests.benchmarks.bench_docx`.

The review has 300 paragraphs, N tables of 12 × 8, an annex table of 3,000 × 10 and 40 pictures.
Each writer runs in a process of its own, in turn: raw strings streamed into an archive (the floor),
the same strings spliced into python-docx's default document, which takes the pictures too (the
shell), ours, and where they are installed docxtpl and pandoc. Medians of CPU seconds and peaks of
memory are printed, and how ours grows.
"""

import importlib.util
import io
import random
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
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
_PICTURES = 40
_EMU = 2_700_000


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


def _picture(number):
    """A picture of about 30 kB, which no packing makes smaller."""
    from PIL import Image

    noise = Image.frombytes("RGB", (100, 100), random.Random(number).randbytes(30_000))
    stream = io.BytesIO()
    noise.save(stream, "PNG")
    return rp.Image(stream.getvalue(), "image/png", 100, 100)


def review(tables):
    """The synthetic review; paragraphs, pictures and tables are spread over 17 chapters."""
    chapters = []
    for goal in range(_GOALS):
        blocks = tuple(
            rt.Paragraph(id=f"p{number}", runs=(rt.Text(_WORDS),))
            for number in range(goal, _PARAGRAPHS, _GOALS)
        )
        blocks += tuple(
            rt.Figure(id=f"f{number}", image_id=f"i{number}", width=50, alt_text="Noise")
            for number in range(goal, _PICTURES, _GOALS)
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
        title="Review",
        subtitle="",
        country="Samplia",
        year="2026",
        date="2026-01-01",
        language="en",
        right_to_left=False,
        labels=_LABELS,
        chapters=(*chapters, annex),
        images={f"i{number}": _picture(number) for number in range(_PICTURES)},
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


def raw_picture(relation):
    """A picture in the line."""
    space = "http://schemas.openxmlformats.org/drawingml/2006"
    size = f'cx="{_EMU}" cy="{_EMU}"'
    return (
        f'<w:p><w:r><w:drawing><wp:inline xmlns:wp="{space}/wordprocessingDrawing"><wp:extent '
        f'{size}/><wp:docPr id="1" name=""/><a:graphic xmlns:a="{space}/main"><a:graphicData '
        f'uri="{space}/picture"><pic:pic xmlns:pic="{space}/picture"><pic:nvPicPr><pic:cNvPr '
        f'id="0" name=""/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{relation}"/>'
        f'</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm><a:prstGeom '
        'prst="rect"/></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>'
        "</w:r></w:p>"
    )


def raw_body(report, relations):
    """All words of the review in the least markup: no looks, no notes, no contents."""
    yield f"<w:document {NAMESPACES}><w:body>"
    for chapter in report.chapters:
        for block in chapter.blocks:
            if isinstance(block, rp.Prose):
                for inner in block.document.blocks:
                    if isinstance(inner, rt.Figure):
                        yield raw_picture(relations[inner.image_id])
                    else:
                        yield raw_line(inner.runs[0].text)
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
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, image in report.images.items():
            archive.writestr(f"word/media/{name}.png", image.data, zipfile.ZIP_STORED)
        with archive.open("word/document.xml", "w") as part:
            for piece in raw_body(report, {name: name for name in report.images}):
                part.write(piece.encode())


def shell(report, stream):
    """The same strings in the document that python-docx begins with."""
    import docx

    document = docx.Document()
    relations = {
        name: document.part.get_or_add_image(io.BytesIO(image.data))[0]
        for name, image in report.images.items()
    }
    empty = io.BytesIO()
    document.save(empty)
    with (
        zipfile.ZipFile(empty) as source,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for name in source.namelist():
            data = source.read(name)
            if name == "word/document.xml":
                data = "".join(raw_body(report, relations)).encode()
            archive.writestr(name, data)


def tables_of(report):
    """The tables of the report."""
    return [
        block
        for chapter in report.chapters
        for block in chapter.blocks
        if isinstance(block, rp.DataTable)
    ]


def docxtpl(report, stream):
    """docxtpl: loops over paragraphs, tables and rows in a template, pictures in the line."""
    import docx
    from docx.shared import Mm
    from docxtpl import DocxTemplate, InlineImage

    form = docx.Document()
    form.add_paragraph("{%p for line in lines %}")
    form.add_paragraph("{{ line }}")
    form.add_paragraph("{%p endfor %}")
    form.add_paragraph("{%p for picture in pictures %}")
    form.add_paragraph("{{ picture }}")
    form.add_paragraph("{%p endfor %}")
    for columns in (8, 10):
        form.add_paragraph(f"{{%p for table in tables{columns} %}}")
        form.add_paragraph("{{ table.caption }}")
        grid = form.add_table(4, columns)
        grid.cell(1, 0).text = "{%tr for row in table.rows %}"
        grid.cell(3, 0).text = "{%tr endfor %}"
        for column in range(columns):
            grid.cell(0, column).text = f"{{{{ table.columns[{column}].title }}}}"
            grid.cell(2, column).text = f"{{{{ row.cells[{column}].text }}}}"
        form.add_paragraph("{{ table.notes[0] }}")
        form.add_paragraph("{%p endfor %}")
    empty = io.BytesIO()
    form.save(empty)
    template = DocxTemplate(empty)
    pictures = [
        InlineImage(template, io.BytesIO(image.data), width=Mm(75))
        for image in report.images.values()
    ]
    tables = tables_of(report)
    template.render(
        {
            "lines": [_WORDS] * _PARAGRAPHS,
            "pictures": pictures,
            "tables8": [table for table in tables if len(table.columns) == 8],
            "tables10": [table for table in tables if len(table.columns) == 10],
        }
    )
    template.save(stream)


def pandoc(report, stream):
    """pandoc from Markdown."""
    with tempfile.TemporaryDirectory() as folder:
        lines = [_WORDS] * _PARAGRAPHS
        for name, image in report.images.items():
            (Path(folder) / f"{name}.png").write_bytes(image.data)
            lines.append(f"![Noise]({name}.png){{width=7.5cm}}")
        for table in tables_of(report):
            heads = [column.title for column in table.columns]
            rows = [[cell.text for cell in row.cells] for row in table.rows]
            grid = [heads, ["---"] * len(heads), *rows]
            lines.append("\n".join(f"| {' | '.join(row)} |" for row in grid))
            lines += [f": {table.caption}", table.notes[0]]
        (Path(folder) / "in.md").write_text("\n\n".join(lines), encoding="utf-8")
        subprocess.run(["pandoc", "in.md", "-o", "out.docx"], cwd=folder, check=True)
        stream.write((Path(folder) / "out.docx").read_bytes())


def ours(report, stream):
    """The writer of the product."""
    write_docx(report, templates_dir() / "default" / "template.docx", stream, JobContext())


def _writers():
    """The writers by name: peers only where they are installed."""
    peers = {}
    if importlib.util.find_spec("docxtpl"):
        peers["docxtpl"] = docxtpl
    if shutil.which("pandoc"):
        peers["pandoc"] = pandoc
    return {"floor": floor, "shell": shell, "ours": ours, **peers}


def _used():
    """CPU seconds and peak memory in MB of this process and of what it started."""
    own = resource.getrusage(resource.RUSAGE_SELF)
    started = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = own.ru_utime + own.ru_stime + started.ru_utime + started.ru_stime
    return spent, max(own.ru_maxrss, started.ru_maxrss) / 1024


def measure(writer, tables):
    """Run one writer here; CPU seconds without building the review, peak memory in MB."""
    report = review(tables)
    began, _memory = _used()
    _writers()[writer](report, io.BytesIO())
    ended, peak = _used()
    print(f"{ended - began:.4f} {peak:.1f}")


def run_apart(writer, tables):
    """CPU seconds and peak memory of one writer in a fresh process."""
    command = [sys.executable, "-m", "tests.benchmarks.bench_docx", writer, str(tables)]
    result = subprocess.run(command, capture_output=True, text=True, check=True)
    seconds, memory = result.stdout.split()
    return float(seconds), float(memory)


def compare(rounds=_ROUNDS):
    """Run all writers in turn and print the medians."""
    growth = []
    for tables in _SIZES:
        results = {writer: [] for writer in _writers()}
        for turn in range(rounds):
            for writer, measured in results.items():
                # The slow ones need no more than one turn to be known as such.
                if turn == 0 or writer in ("floor", "shell", "ours"):
                    measured.append(run_apart(writer, tables))
        spent = {w: statistics.median(s for s, _ in measured) for w, measured in results.items()}
        growth.append(spent["ours"])
        for writer, seconds in spent.items():
            memory = max(peak for _, peak in results[writer])
            ratios = "  ".join(f"{seconds / spent[w]:5.2f} x {w}" for w in ("floor", "shell"))
            print(f"{tables:5} tables  {writer:7} {seconds:5.2f} s  {ratios}  {memory:4.0f} MB")
    # Three thousand rows of the annex count as much as 250 tables of twelve rows.
    expected = (_SIZES[1] + 250) / (_SIZES[0] + 250)
    print(f"ours grows {growth[1] / growth[0]:.2f} times for {expected:.1f} times the rows")


main = compare


if __name__ == "__main__":
    if len(sys.argv) == 3:
        measure(sys.argv[1], int(sys.argv[2]))
    else:
        compare()
