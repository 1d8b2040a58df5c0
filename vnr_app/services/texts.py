"""Texts from outside: files into sections, pasted HTML into the editor."""

from pathlib import Path

from vnr_app.domain import richtext
from vnr_app.domain.richtext_ops import word_count
from vnr_app.services import writing
from vnr_app.services.reviews import Review


def document_from_html(html: str) -> tuple[richtext.Document, tuple[str, ...]]:
    """The structure of pasted HTML and sentences about what was left out of it."""
    from vnr_app.importing.texts import read_html  # noqa: PLC0415 - parsers load when needed

    result = read_html(html)
    return result.document, result.dropped


def document_from_plain(text: str) -> richtext.Document:
    """The structure of pasted plain text: a table where tabs make one, else paragraphs."""
    from vnr_app.importing.tabbed_text import read_plain  # noqa: PLC0415 - loads when needed

    return read_plain(text)


def write_file(review: Review, key: str, path: Path) -> tuple[int, tuple[str, ...]]:
    """Set the text of a section from a .md, .docx, .html or .txt file.

    Returns its words and sentences about what was left out.
    """
    from vnr_app.importing.texts import read_text_file  # noqa: PLC0415 - parsers load when needed

    writing.text(review, key)  # an unknown section is said before the file is read
    result = read_text_file(path)
    writing.keep_draft(review, key, review.info.language)
    writing.keep(review, key, result.document)
    return word_count(result.document), result.dropped
