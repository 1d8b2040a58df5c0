"""What contents and lists promise, held against the pages that LibreOffice lays out."""

import io
import re
import shutil
import subprocess
import zipfile

import pytest
from lxml import etree

from tests.exporting import sample
from tests.exporting.docx_check import problems
from vnr_app.exporting.docx_folios import roman
from vnr_app.exporting.pages import write_paged_docx
from vnr_app.exporting.pdf import convert_to_pdf, find_libreoffice
from vnr_app.jobs import JobContext

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

ROMAN = [roman(number) for number in range(1, 20)]

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(find_libreoffice() is None, reason="LibreOffice is not installed"),
    pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed"),
]


def promised(content):
    """The lines of contents and lists: text and page, without blanks."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        tree = etree.fromstring(archive.read("word/document.xml"))
    for paragraph in tree.iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle").get(f"{W}val")
        if style in ("Toc1", "Toc2", "TableOfFigures"):
            *text, page = [t.text for t in paragraph.iter(f"{W}t")]
            yield "".join(text), page


def squeezed(text):
    return re.sub(r"\s+", "", text)


def pages_of(pdf):
    """The text of each page without blanks."""
    made = subprocess.run(
        ["pdftotext", "-enc", "UTF-8", str(pdf), "-"], capture_output=True, check=True
    )
    return [squeezed(page) for page in made.stdout.decode().split("\f")[:-1]]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_headings_and_captions_stand_where_the_lists_say(template, tmp_path, language):
    stream = io.BytesIO()
    report = sample.whole_report(language=language, right_to_left=language == "ar")
    write_paged_docx(report, template, stream, JobContext())
    assert problems(stream.getvalue()) == []
    source, target = tmp_path / "report.docx", tmp_path / "report.pdf"
    source.write_bytes(stream.getvalue())
    convert_to_pdf(source, target, JobContext())
    pages = pages_of(target)
    lines = list(promised(stream.getvalue()))
    assert len(lines) > 30
    arabic = [int(page) for _text, page in lines if page.isdigit()]
    front = len(pages) - max(arabic)
    # The cover, the foreword, contents and lists; the last chapter is one page long.
    assert front >= 3
    for text, page in lines:
        place = front + int(page) - 1 if page.isdigit() else ROMAN.index(page) + 1
        # Lines from the right come out of a PDF in pieces; their words are there all the same.
        assert all(word in pages[place] for word in re.findall(r"[^\W\d]{4,}", text)), (text, page)
        if language == "en":
            # The foot ends with the number of the page.
            assert pages[place].endswith(page)
            # The number of a goal stands beside its title, which may be on lines of its own.
            assert re.sub(r"^Goal\d+", "", squeezed(text)) in pages[place]
