"""What the Word writer writes comes back as it was, with the exceptions that are named here."""

import re
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from tests.exporting import sample
from tests.strategies import documents
from vnr_app.domain import report as rp
from vnr_app.domain import richtext as rt
from vnr_app.domain.richtext_labels import is_blank, shows
from vnr_app.domain.richtext_normalise import normalise
from vnr_app.domain.richtext_ops import block_runs, runs_text
from vnr_app.exporting.docx_outline import DEEPEST, heading_shift
from vnr_app.exporting.pdf import find_libreoffice
from vnr_app.importing.texts import read_text_file

_UNKNOWN = "[?]"
NEW_ID = re.compile("[0-9a-f]{12}")


def back(content):
    """The Word file read as a text."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "back.docx"
        path.write_bytes(content)
        return read_text_file(path)


def section(document, **fields):
    return sample.sample_report(
        chapters=(rp.Chapter("one", "One", (rp.Prose("one", document),)),),
        images=sample.PICTURES,
        **fields,
    )


def illustrated(document):
    """The document with real pictures in its figures, and data for its charts."""
    ids = list(sample.PICTURES)
    blocks = tuple(
        replace(block, image_id=ids[number % len(ids)]) if isinstance(block, rt.Figure) else block
        for number, block in enumerate(document.blocks)
    )
    charts = {
        block.id: sample.chart_data(title=block.title, source="")
        for block in blocks
        if isinstance(block, rt.Chart)
    }
    return replace(document, blocks=blocks), charts


def lines(text):
    """A text whose line separators have become breaks, as Word knows no others."""
    pieces = []
    for number, line in enumerate(text.split("\u2028")):
        pieces += [rt.Break()] * bool(number) + [line]
    return pieces


def expected_runs(runs):
    found = []
    for run in runs:
        match run:
            case rt.Text():
                bare = replace(run, comments=())
                found += [
                    replace(bare, text=x) if isinstance(x, str) else x for x in lines(run.text)
                ]
            case rt.NoteRef(note=note):
                found.append(rt.NoteRef(tuple(expected_runs(note))))
            case rt.ValueRef(text=text):
                found += [rt.Text(x) if isinstance(x, str) else x for x in lines(text)]
            case rt.CrossRef(text=text):
                found += [rt.Text(x) if isinstance(x, str) else x for x in lines(text or _UNKNOWN)]
            case rt.CiteRef():
                found.append(rt.Text(_UNKNOWN))
            case rt.Break():
                found.append(run)
    return tuple(found)


def expected_cell(block):
    changes = {"runs": expected_runs(block.runs), "lang": own_language(block.lang)}
    if isinstance(block, rt.Paragraph):
        changes["style"] = rt.ParagraphStyle.BODY
    return replace(block, **changes)


def own_language(tag):
    return None if tag == "en" else tag


def expected_block(block, shift):
    lang = own_language(block.lang)
    match block:
        case rt.Heading():
            level = min(block.level + shift, DEEPEST)
            return replace(block, level=level, runs=expected_runs(block.runs), lang=lang)
        case rt.Paragraph() | rt.ListItem():
            return replace(block, runs=expected_runs(block.runs), lang=lang)
        case rt.Figure():
            caption = expected_runs(block.caption) if shows(block.caption) else ()
            credit = block.credit.strip().replace("\u2028", "")
            return replace(block, caption=caption, credit=credit, lang=lang)
        case rt.Table():
            rows = tuple(
                rt.TableRow(
                    tuple(
                        replace(cell, blocks=tuple(map(expected_cell, cell.blocks)))
                        for cell in row.cells
                    )
                )
                for row in block.rows
            )
            return replace(
                block, rows=rows, lang=None, dir=block.dir if block.dir == "rtl" else None
            )
        case rt.Chart(title=title):
            runs = expected_runs((rt.Text(title),))
        case rt.IndicatorTable(series=series):
            runs, lang = (rt.Text(", ".join(series)),), None
            block = replace(block, dir=None)
    return rt.Paragraph(
        id=block.id, dir=block.dir, lang=lang, style=rt.ParagraphStyle.CAPTION, runs=runs
    )


def shown(document):
    return [block for block in document.blocks if not is_blank(block)]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents())
def test_any_document_comes_back(written, document):
    """Ids, styles, lists, tables, figures, notes, marks, directions and languages come back.

    Not so: living numbers, references and citations are text; comments are left out; empty lines
    between blocks are no blocks; headings stand below the section's; a chart is its caption (its
    figures are the review's), an indicator table that nobody resolved a line; in cells there is
    one style; a table's own language, and its direction where it is the report's, are not
    written; the report's own language is not told again; a line separator is a break; a credit
    has no space at its ends.
    """
    document, charts = illustrated(document)
    read = back(written(section(document, charts=charts)))
    shift = heading_shift(document, 1)
    wanted = normalise(
        rt.Document(blocks=tuple(expected_block(block, shift) for block in document.blocks))
    )
    assert shown(read.document) == shown(wanted)
    used = {block.image_id for block in document.blocks if isinstance(block, rt.Figure)}
    assert dict(read.images) == {name: sample.PICTURES[name].data for name in used}


def test_a_list_that_counts_anew_stays_apart(written):
    number = rt.ListKind.NUMBER
    document = rt.Document(
        blocks=(
            sample.item("one", number),
            sample.item("two", number),
            sample.text(""),
            sample.item("one again", number),
        )
    )
    kinds = [type(block) for block in back(written(section(document))).document.blocks]
    assert kinds == [rt.ListItem, rt.ListItem, rt.Paragraph, rt.ListItem]


def test_cover_contents_and_sources_stay_behind(written):
    text = back(written(sample.illustrated_report(chapters=(sample.illustrated_chapter(),))))
    first, *others = text.document.blocks
    assert first.id == "says"
    assert isinstance(first.runs[-1], rt.Text)
    assert "Figure 3.1" in first.runs[0].text
    assert "[UNICEF 2023, p. 12][Census 2022][?]." in first.runs[0].text
    assert not any("Census" in str(block) for block in others)
    assert text.dropped == (
        "Cover and contents of the report were left out.",
        "The list of sources was left out: the report makes it anew.",
        "4 charts or diagrams were left out.",
    )


def test_a_report_from_the_right_comes_back_so(written):
    document = rt.Document(
        blocks=(sample.text(sample.ARABIC), sample.text("From the left.", dir="ltr"))
    )
    report = section(document, language="ar", right_to_left=True)
    blocks = back(written(report)).document.blocks
    assert [block.dir for block in blocks] == ["rtl", "ltr"]


@pytest.mark.parametrize("width", [10, 37, 100])
def test_the_width_of_a_figure_comes_back(written, width):
    figure = rt.Figure(image_id=sample.FLAT, width=width)
    chapter = rp.Chapter("one", "One", (rp.Prose("one", rt.Document(blocks=(figure,))),))
    report = sample.sample_report(
        chapters=(replace(chapter, landscape=True),), images=sample.PICTURES
    )
    (read,) = back(written(report)).document.blocks
    assert (read.width, read.image_id) == (width, sample.FLAT)


@pytest.mark.skipif(find_libreoffice() is None, reason="LibreOffice is not installed")
def test_a_report_that_libreoffice_has_saved_comes_back_too(written, tmp_path):
    source = tmp_path / "report.docx"
    source.write_bytes(written(sample.illustrated_report(chapters=(sample.illustrated_chapter(),))))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [find_libreoffice(), profile, "--headless", "--convert-to", "docx"]
    command += ["--outdir", str(tmp_path / "saved"), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    before = read_text_file(source)
    after = read_text_file(tmp_path / "saved" / "report.docx")

    def told(text):
        """Each block that has a name of ours, by it, and what it is."""
        named = [block for block in text.document.blocks if not NEW_ID.fullmatch(block.id)]
        return {
            block.id: (type(block), runs_text(block_runs(block)), getattr(block, "width", 0))
            for block in named
        }

    assert {"says", "fig_wide", "tab", "box", "chart_line"} <= set(told(before))
    assert told(after) == told(before)
    assert after.images == before.images
