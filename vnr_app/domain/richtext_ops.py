"""Reading documents of the text model: their runs, words, living numbers, plain text."""

import re
from collections.abc import Iterator

from vnr_app.domain.by_identity import ByIdentity
from vnr_app.domain.richtext import (
    Block,
    Break,
    CiteRef,
    CrossRef,
    Document,
    Figure,
    Heading,
    ListItem,
    NoteRef,
    Paragraph,
    Run,
    Runs,
    Table,
    Text,
    ValueRef,
)

# Scripts whose words are not set apart by spaces, counted by the character: Han, kana.
_BY_CHARACTER = re.compile(r"[\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
                           r"\U00020000-\U0003ffff]")  # fmt: skip
_WORD_GAP = re.compile(r"[\s\u200b]+")
_LINE_END = re.compile(r"\r\n|[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]")


def _cell_blocks(table: Table) -> Iterator[Paragraph | ListItem]:
    for row in table.rows:
        for cell in row.cells:
            yield from cell.blocks


def iter_blocks(document: Document) -> Iterator[Block]:
    """Every block in reading order, a table before the blocks of its cells."""
    for block in document.blocks:
        yield block
        if isinstance(block, Table):
            yield from _cell_blocks(block)


def with_notes(runs: Runs) -> Iterator[Run]:
    """The runs, those of each note after its mark."""
    for run in runs:
        yield run
        if isinstance(run, NoteRef):
            yield from with_notes(run.note)


def block_runs(block: Block) -> Runs:
    """The runs of a text block or of a figure's caption; none for other blocks."""
    match block:
        case Heading() | Paragraph() | ListItem():
            return block.runs
        case Figure():
            return block.caption
    return ()


def iter_runs(document: Document) -> Iterator[Run]:
    """Every run in reading order, in cells, captions and notes too; a note follows its mark."""
    for block in iter_blocks(document):
        yield from with_notes(block_runs(block))


def value_refs(document: Document) -> tuple[ValueRef, ...]:
    """Every living number of the document, in reading order."""
    return tuple(run for run in iter_runs(document) if isinstance(run, ValueRef))


def runs_text(runs: Runs) -> str:
    """The text a reader sees in a line, without notes and citations."""
    parts: list[str] = []
    for run in runs:
        match run:
            case Text() | ValueRef() | CrossRef():
                parts.append(run.text)
            case Break():
                parts.append("\n")
            case NoteRef() | CiteRef():
                pass
    return "".join(parts)


def _block_text(block: Block) -> str:
    if isinstance(block, Table):
        return "\n".join(
            "\t".join(" ".join(runs_text(b.runs) for b in cell.blocks) for cell in row.cells)
            for row in block.rows
        )
    return runs_text(block_runs(block))


def plain_text(document: Document) -> str:
    """The text without its marks: a line a block, tabs between cells, no notes."""
    return "\n".join(_block_text(block) for block in document.blocks)


def count_words(text: str) -> int:
    """The words of a text, as its readers count them.

    A word is what stands between spaces and holds a letter or a digit. Chinese characters and
    kana count one by one. Thai, Lao, Khmer and Burmese are counted by their spaces, which is too
    few: telling their words apart takes a dictionary.
    """
    words = len(_BY_CHARACTER.findall(text))
    for stretch in _WORD_GAP.split(_BY_CHARACTER.sub(" ", text)):
        words += any(character.isalnum() for character in stretch)
    return words


_WORDS: ByIdentity[int] = ByIdentity()


def _block_words(block: Block) -> int:
    found = _WORDS.get(block)
    return _WORDS.put(block, count_words(_block_text(block))) if found is None else found


def word_count(document: Document) -> int:
    """The words of the text, its tables and captions; notes are not counted."""
    return sum(map(_block_words, document.blocks))


def is_empty(document: Document) -> bool:
    """Whether there is nothing to print: only text blocks, holding nothing but white space."""
    return all(
        isinstance(block, Heading | Paragraph | ListItem)
        and all(isinstance(run, Text | Break) for run in block.runs)
        and not runs_text(block.runs).strip()
        for block in document.blocks
    )


def from_plain_text(text: str) -> Document:
    """A document of body paragraphs, one a line that is not blank."""
    lines = (line for line in _LINE_END.split(text) if line.strip())
    blocks = tuple(Paragraph(runs=(Text(line),)) for line in lines)
    return Document(blocks=blocks or (Paragraph(),))
