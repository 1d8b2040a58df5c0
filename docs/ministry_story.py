"""What a ministry did with a file, for the screenshots: tracked, over-typed, remarked."""

from pathlib import Path

import docx
from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from vnr_app.domain.parcels import BLOCK_MARK

_WHO, _WHEN = "Ministry of Health", "2027-02-01T10:00:00Z"
_ADDED = " Since March, two mobile clinics serve the islands."
_REMARK = "Please check this with the district officers."
_LONG = 100


def returned(sent: Path) -> Path:
    """The file as it comes back, beside the one that was sent."""
    document = docx.Document(str(sent))
    texts = [each for each in document.paragraphs if len(each.text) > _LONG and _is_ours(each)]
    for number, paragraph in enumerate(texts):
        if number % 2 == 0:
            _insert(paragraph, str(900 + number))
        else:
            paragraph.runs[0].text = f"In short: {paragraph.runs[0].text}"
    _finish(document, texts)
    target = sent.with_name("health-returned.docx")
    document.save(str(target))
    return target


def _is_ours(paragraph: Paragraph) -> bool:
    """Whether somebody wrote it: the report's own lines bear no mark of a text."""
    marks = paragraph._p.findall(qn("w:bookmarkStart"))
    return any(each.get(qn("w:name"), "").startswith(BLOCK_MARK) for each in marks)


def _insert(paragraph: Paragraph, number: str) -> None:
    """A tracked insertion at the end."""
    insertion, run, text = (OxmlElement(name) for name in ("w:ins", "w:r", "w:t"))
    insertion.set(qn("w:id"), number)
    insertion.set(qn("w:author"), _WHO)
    insertion.set(qn("w:date"), _WHEN)
    text.text = _ADDED
    text.set(qn("xml:space"), "preserve")
    run.append(text)
    insertion.append(run)
    paragraph._p.append(insertion)


def _finish(document: WordDocument, texts: list[Paragraph]) -> None:
    document.add_comment(texts[0].runs[:1], text=_REMARK, author=_WHO, initials="MH")
    document.paragraphs[0].insert_paragraph_before("Cleared by the Director-General.")
