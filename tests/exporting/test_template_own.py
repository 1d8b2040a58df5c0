"""A country's own template: a copy of ours, saved by another program."""

import io
import shutil
import subprocess
import zipfile

import pytest

from tests.exporting import sample
from tests.exporting.docx_check import problems
from vnr_app.exporting.docx_writer import write_docx
from vnr_app.exporting.pdf import find_libreoffice
from vnr_app.exporting.template_check import template_check
from vnr_app.jobs import JobContext
from vnr_app.paths import templates_dir

NAMES = ("default", "un-style")


def written(template, **options):
    stream = io.BytesIO()
    write_docx(sample.whole_report(**options), template, stream, JobContext())
    assert problems(stream.getvalue()) == []
    return stream.getvalue()


def body_of(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read("word/document.xml").decode()


@pytest.fixture(params=NAMES)
def folder(request, tmp_path):
    """A copy of one of our templates."""
    return shutil.copytree(templates_dir() / request.param, tmp_path / request.param)


@pytest.mark.parametrize("language", ["en", "fr", "ar", "zh"])
def test_a_report_in_each_template_has_no_fault(folder, language):
    content = written(folder / "template.docx", language=language, right_to_left=language == "ar")
    body = body_of(content)
    plain = folder.name == "un-style"
    assert ('w:val="CoverTile"' in body) is not plain
    assert ('w:val="NumberedParagraph"' in body) is plain


def test_shades_of_grey_but_for_tile_and_line(folder):
    """Colours of goals are in the dashboard and at the head of a chapter, elsewhere if filled."""
    body = body_of(written(folder / "template.docx"))
    chapter = body[body.index('w:name="vnr_s_goal_3"') :]
    text = chapter[chapter.index("</w:p>") : chapter.index("<w:sectPr>")]
    assert ("4C9F38" in text) == (folder.name == "default")
    assert "4C9F38" in body


def test_the_symbol_stands_in_the_heads(tmp_path):
    folder = shutil.copytree(templates_dir() / "un-style", tmp_path / "un")
    manifest = folder / "manifest.json"
    manifest.write_text(manifest.read_text().replace('"symbol": ""', '"symbol": "E/HLPF/2027/X"'))
    with zipfile.ZipFile(io.BytesIO(written(folder / "template.docx"))) as archive:
        heads = [name for name in archive.namelist() if "header" in name and name.endswith(".xml")]
        texts = [archive.read(name).decode() for name in heads]
    assert not any("{symbol}" in text for text in texts)
    assert sum("E/HLPF/2027/X" in text for text in texts) > 1


@pytest.mark.slow
@pytest.mark.skipif(find_libreoffice() is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("with_manifest", [True, False])
def test_a_template_saved_by_libreoffice(folder, tmp_path, with_manifest):
    program = find_libreoffice()
    subprocess.run(
        [
            program,
            f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            "docx",
            "--outdir",
            tmp_path / "own",
            folder / "template.docx",
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    if with_manifest:
        shutil.copy(folder / "manifest.json", tmp_path / "own")
    template = tmp_path / "own" / "template.docx"
    assert template_check(template) == ()
    body = body_of(written(template))
    assert "vnr_s_goal_3" in body
