"""Texts from outside: files into sections, pasted HTML into the editor."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from vnr_app.domain import richtext
from vnr_app.domain.richtext_ops import word_count
from vnr_app.errors import KnownError
from vnr_app.i18n import ngettext
from vnr_app.services import images, writing
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


@dataclass(frozen=True, slots=True)
class ReadText:
    """A document from outside: its text, sentences on what was left out, pictures by their ids."""

    document: richtext.Document
    dropped: tuple[str, ...]
    images: Mapping[str, bytes]


def read_file(path: Path) -> ReadText:
    """Read a .md, .docx, .html or .txt file; touches no review.

    Raises `KnownError` for other kinds and for files that cannot be read.
    """
    from vnr_app.importing.texts import read_text_file  # noqa: PLC0415 - parsers load when needed

    result = read_text_file(path)
    return ReadText(result.document, result.dropped, result.images)


def with_pictures_kept(
    review: Review, document: richtext.Document, pictures: Mapping[str, bytes]
) -> tuple[richtext.Document, tuple[str, ...]]:
    """A text that was read, its pictures taken into the review and called by their ids there.

    A picture that the review does not take leaves its caption, and a sentence says so.
    """
    names: dict[str, str] = {}
    for read_as, data in pictures.items():
        try:
            names[read_as] = images.add(review, data).id
        except KnownError:
            continue
    blocks: list[richtext.Block] = []
    lost = 0
    for block in document.blocks:
        if not isinstance(block, richtext.Figure):
            blocks.append(block)
        elif block.image_id in names:
            blocks.append(replace(block, image_id=names[block.image_id]))
        else:
            lost += 1
            words = block.caption or (richtext.Text(block.alt_text),)
            style = richtext.ParagraphStyle.CAPTION
            blocks.append(richtext.Paragraph(id=block.id, style=style, runs=words))
    sentence = ngettext("{count} picture was left out.", "{count} pictures were left out.", lost)
    said = (sentence.format(count=lost),) if lost else ()
    return replace(document, blocks=tuple(blocks)), said


def write_file(review: Review, key: str, path: Path) -> tuple[int, tuple[str, ...]]:
    """Set the text of a section from a .md, .docx, .html or .txt file.

    Returns its words and sentences about what was left out.
    """
    writing.text(review, key)  # an unknown section is said before the file is read
    result = read_file(path)
    writing.keep_draft(review, key, review.info.language)
    document, lost = with_pictures_kept(review, result.document, result.images)
    writing.keep(review, key, document)
    return word_count(document), (*result.dropped, *lost)
