"""Putting a text in the place of every match in a document."""

from collections.abc import Sequence
from dataclasses import replace

from vnr_app.domain.richtext import (
    Block,
    CellBlock,
    Chart,
    Document,
    Figure,
    Heading,
    ListItem,
    NoteRef,
    Paragraph,
    Run,
    Runs,
    Table,
    TableCell,
    TableRow,
    Text,
)
from vnr_app.domain.richtext_find import searched_text
from vnr_app.domain.richtext_letters import Span, Wanted, find_in


class _Replacer:
    """Puts a text in the place of every match that it meets, and counts them."""

    def __init__(self, wanted: Wanted, replacement: str) -> None:
        self._wanted = wanted
        self._replacement = replacement
        self.made = 0

    def _spans(self, text: str) -> tuple[Span, ...]:
        found = find_in(text, self._wanted)
        self.made += len(found)
        return found

    def plain(self, text: str) -> str:
        """A text without marks."""
        for start, end in reversed(self._spans(text)):
            text = text[:start] + self._replacement + text[end:]
        return text

    def runs(self, runs: Runs) -> Runs:
        """Runs and then the notes in them; what is put in is marked as the first letter was."""
        whole = searched_text(runs)
        pieces: list[Run] = []
        spans = self._spans(whole)
        at = 0
        for run in runs:
            if isinstance(run, Text):
                made = self._in_run(run.text, at, spans)
                pieces.append(run if made == run.text else replace(run, text=made))
                at += len(run.text)
            else:
                pieces.append(run)
                at += 1
        return tuple(
            replace(run, note=self.runs(run.note)) if isinstance(run, NoteRef) else run
            for run in pieces
        )

    def _in_run(self, text: str, offset: int, spans: Sequence[Span]) -> str:
        """What is left of a run's text that begins at `offset`, and what was put into it."""
        made: list[str] = []
        at = 0
        for start, end in spans:
            first, last = max(0, start - offset), min(len(text), end - offset)
            if last <= 0 or first >= len(text):
                continue
            made.append(text[at:first])
            if start >= offset:
                made.append(self._replacement)
            at = last
        return "".join((*made, text[at:]))

    def content(self, content: Block | Run) -> Block | Run:
        """A block that is no table, or a run."""
        match content:
            case Heading() | Paragraph() | ListItem():
                return replace(content, runs=self.runs(content.runs))
            case NoteRef():
                return NoteRef(self.runs(content.note))
            case Figure():
                return replace(
                    content,
                    caption=self.runs(content.caption),
                    alt_text=self.plain(content.alt_text),
                    credit=self.plain(content.credit),
                )
            case Chart():
                return replace(content, title=self.plain(content.title))
        return content

    def block(self, block: Block) -> Block:
        """A block; itself where nothing in it was replaced."""
        before = self.made
        made = self._table(block) if isinstance(block, Table) else self.content(block)
        assert isinstance(made, Block)
        return block if self.made == before else made

    def _table(self, table: Table) -> Table:
        rows = tuple(TableRow(tuple(map(self._cell, row.cells))) for row in table.rows)
        return replace(table, rows=rows)

    def _cell(self, cell: TableCell) -> TableCell:
        blocks: list[CellBlock] = []
        for inner in cell.blocks:
            made = self.block(inner)
            assert isinstance(made, CellBlock)
            blocks.append(made)
        return replace(cell, blocks=tuple(blocks))


def replace_all(document: Document, wanted: Wanted, replacement: str) -> tuple[Document, int]:
    """The document with every match replaced, and how many there were."""
    replacer = _Replacer(wanted, replacement)
    blocks = tuple(map(replacer.block, document.blocks))
    return replace(document, blocks=blocks), replacer.made


def replace_in(content: Block | Run, wanted: Wanted, replacement: str) -> Block | Run:
    """A note, or a block that is no table, with every match in it replaced."""
    return _Replacer(wanted, replacement).content(content)
