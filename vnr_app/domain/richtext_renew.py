"""A text put together again from its printed copy: blocks that came back, in the review's terms.

As in `richtext_follow`, `own` is the review's block, `sent` how a reader of the file found it,
`back` how it came back. What an edit of the file cannot have meant (directions and languages that
word processors guess, the style of paragraphs in cells, the data behind a table) stays the
review's.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from vnr_app.domain.parcels import SentText
from vnr_app.domain.richtext import (
    Block,
    CellBlock,
    Chart,
    CiteRef,
    CrossRef,
    Document,
    Figure,
    Heading,
    IndicatorTable,
    ListItem,
    Paragraph,
    Runs,
    Table,
    TableCell,
    TableRow,
    Text,
    TextBlock,
    ValueRef,
)
from vnr_app.domain.richtext_follow import TypedOver, followed
from vnr_app.domain.richtext_ops import iter_blocks, runs_text, with_notes
from vnr_app.domain.richtext_seen import is_resized, seen

_PARTING = "\ue000"
"""Stands between two paragraphs that were one, while they are looked at as one."""
_OBJECTS = (ValueRef, CrossRef, CiteRef)


@dataclass(frozen=True, slots=True)
class Renewed:
    """A block in the review's terms, the numbers typed over in it by the id of their block.

    `derived` is what came back of something that the report makes and that was edited: it has no
    place in the text. `lost` says that living numbers in it could not be followed.
    """

    block: Block
    numbers: tuple[tuple[str, TypedOver], ...] = ()
    derived: Block | None = None
    lost: bool = False


@dataclass(slots=True)
class Renewer:
    """Renews the blocks of one sent text; `own` is the document that was sent."""

    sent: SentText
    own: Document
    _own: dict[str, Block] = field(init=False)
    _printed: dict[str, Block] = field(init=False)

    def __post_init__(self) -> None:
        self._own = {block.id: block for block in iter_blocks(self.own)}
        self._printed = {block.id: block for block in iter_blocks(self.sent.printed)}

    def own_block(self, name: str) -> Block | None:
        """The block of the review that has this id in the file; None where there is none."""
        return self._own.get(self.sent.names.get(name, ""))

    def renewed(self, sent: Block, back: Block, joined: Sequence[str] = ()) -> Renewed | None:
        """What a block of the printed text has become; None where no block of ours is behind it.

        `joined` are the names of blocks whose paragraphs were joined to that of `back`.
        """
        own = self.own_block(sent.id)
        if own is None:
            return None
        if seen(sent) == seen(back) and not is_resized(sent, back):
            return Renewed(own)
        if joined and isinstance(own, TextBlock) and isinstance(sent, TextBlock):
            own, sent = self._with_joined(own, sent, joined)
        return self._edited(own, sent, back)

    def _with_joined(
        self, own: TextBlock, sent: TextBlock, joined: Sequence[str]
    ) -> tuple[TextBlock, TextBlock]:
        """The block with the runs of those that were joined to it, its own and as it was sent."""
        for name in joined:
            more, printed = self.own_block(name), self._printed.get(name)
            if isinstance(more, TextBlock) and isinstance(printed, TextBlock):
                own = replace(own, runs=(*own.runs, *more.runs))
                sent = replace(sent, runs=(*sent.runs, *printed.runs))
        return own, sent

    def parted(self, sent: Block, back: Block, rest: Block) -> tuple[Renewed, Block] | None:
        """What a block has become whose paragraph was parted in two, `rest` the second.

        None where the second holds no object of it.
        """
        own = self.own_block(sent.id)
        if not (isinstance(own, TextBlock) and isinstance(sent, TextBlock)):
            return None
        if not (isinstance(back, TextBlock) and isinstance(rest, TextBlock)):
            return None
        whole = replace(back, runs=(*back.runs, Text(_PARTING), *rest.runs))
        made = self._text(own, sent, whole)
        assert isinstance(made.block, TextBlock)
        first, second = _parted_at(made.block.runs, _PARTING)
        if not any(isinstance(run, _OBJECTS) for run in with_notes(second)):
            return None
        return replace(made, block=replace(made.block, runs=first)), replace(rest, runs=second)

    def _edited(self, own: Block, sent: Block, back: Block) -> Renewed:
        made = Renewed(replace(back, id=own.id, dir=own.dir, lang=own.lang))
        match own, sent, back:
            case IndicatorTable(), _, _:
                made = Renewed(own, derived=back)
            case Chart(), Paragraph(), Paragraph():
                made = Renewed(replace(own, title=runs_text(back.runs)))
            case Figure(), Figure(), Figure():
                made = self._figure(own, sent, back)
            case Figure(), Paragraph(), Paragraph():
                made = self._with_runs(own, sent.runs, back.runs)
            case Table(), Table(), Table():
                made = self._table(own, sent, back)
            case _ if (
                isinstance(own, TextBlock)
                and isinstance(sent, TextBlock)
                and isinstance(back, TextBlock)
            ):
                made = self._text(own, sent, back)
        return made

    def _with_runs(self, own: TextBlock | Figure, sent: Runs, back: Runs) -> Renewed:
        """The block with the runs that came back, objects followed."""
        said = [each.text for each in self.sent.values if each.block == own.id]
        line = own.caption if isinstance(own, Figure) else own.runs
        found = followed(line, sent, back, said)
        block: Block = (
            replace(own, caption=found.runs)
            if isinstance(own, Figure)
            else replace(own, runs=found.runs)
        )
        numbers = tuple((own.id, number) for number in found.numbers)
        return Renewed(block, numbers, lost=found.lost)

    def _text(self, own: TextBlock, sent: TextBlock, back: TextBlock) -> Renewed:
        made = self._with_runs(own, sent.runs, back.runs)
        return replace(made, block=_shaped(made.block, sent, back, self.sent.level))

    def _figure(self, own: Figure, sent: Figure, back: Figure) -> Renewed:
        made = self._with_runs(own, sent.caption, back.caption)
        figure = made.block
        assert isinstance(figure, Figure)
        figure = replace(
            figure,
            image_id=own.image_id if sent.image_id == back.image_id else back.image_id,
            alt_text=own.alt_text if sent.alt_text == back.alt_text else back.alt_text,
            credit=own.credit if sent.credit == back.credit else back.credit,
            width=_width(own, sent, back) if is_resized(sent, back) else own.width,
        )
        return replace(made, block=figure)

    # --- Tables ---------------------------------------------------------------------------

    def _table(self, own: Table, sent: Table, back: Table) -> Renewed:
        """The table that came back with the paragraphs of its cells renewed where they are ours."""
        numbers: list[tuple[str, TypedOver]] = []
        lost: list[bool] = []
        used: set[str] = set()

        def renewed_cell(block: CellBlock) -> CellBlock:
            printed = self._printed.get(block.id)
            mine = self.own_block(block.id)
            if not isinstance(printed, CellBlock) or mine is None or block.id in used:
                return replace(block, id="", lang=None)
            used.add(block.id)
            made = self.renewed(printed, block)
            if made is None or not isinstance(made.block, CellBlock):
                return replace(block, id="", lang=None)
            numbers.extend(made.numbers)
            lost.append(made.lost)
            return made.block

        rows = tuple(
            TableRow(
                tuple(
                    replace(cell, blocks=tuple(map(renewed_cell, cell.blocks)))
                    for cell in row.cells
                )
            )
            for row in back.rows
        )
        heads = own.header_rows if sent.header_rows == back.header_rows else back.header_rows
        table = replace(own, rows=_kept_places(rows), header_rows=heads)
        return Renewed(table, tuple(numbers), lost=any(lost))


def _kept_places(rows: tuple[TableRow, ...]) -> tuple[TableRow, ...]:
    """Paragraphs without an id named after the paragraph before them, the same at each reading."""
    before = "first"
    count = 0
    made = []
    for row in rows:
        cells: list[TableCell] = []
        for cell in row.cells:
            blocks: list[CellBlock] = []
            for block in cell.blocks:
                count = 0 if block.id else count + 1
                before = block.id or before
                blocks.append(block if block.id else replace(block, id=f"{before}.{count}"))
            cells.append(replace(cell, blocks=tuple(blocks)))
        made.append(TableRow(tuple(cells)))
    return tuple(made)


def _shaped(own: Block, sent: TextBlock, back: TextBlock, level: int) -> Block:
    """The block as heading, paragraph or item of a list, as it is in the file now."""
    assert isinstance(own, TextBlock)
    match own, sent, back:
        case Heading(), Heading(), Heading():
            deeper = back.level - sent.level
            return replace(own, level=min(max(own.level + deeper, 1), 4)) if deeper else own
        case Paragraph(), Paragraph(), Paragraph():
            return own if sent.style == back.style else replace(own, style=back.style)
        case ListItem(), ListItem(), ListItem():
            kind = own.kind if sent.kind == back.kind else back.kind
            return replace(own, kind=kind, level=own.level + back.level - sent.level)
    if type(sent) is type(back):
        return own
    moved = below(back, level) if isinstance(back, Heading) else back
    assert isinstance(moved, TextBlock)
    return replace(moved, id=own.id, dir=own.dir, lang=own.lang, runs=own.runs)


def below(block: Block, level: int) -> Block:
    """A heading as it counts in a text that stands under one of that level; others as they are."""
    if not isinstance(block, Heading):
        return block
    return replace(block, level=min(max(block.level - level, 1), 4))


def _parted_at(runs: Runs, sign: str) -> tuple[Runs, Runs]:
    """The runs before and after a sign."""
    for at, run in enumerate(runs):
        if isinstance(run, Text) and sign in run.text:
            before, _sign, after = run.text.partition(sign)
            first = (replace(run, text=before),) if before else ()
            second = (replace(run, text=after),) if after else ()
            return (*runs[:at], *first), (*second, *runs[at + 1 :])
    return runs, ()


_NARROWEST, _WIDEST = 10, 100


def _width(own: Figure, sent: Figure, back: Figure) -> int:
    """The width in proportion: a tall picture is printed narrower than it should be."""
    wide = round(own.width * back.width / max(sent.width, 1))
    return min(max(wide, _NARROWEST), _WIDEST)
