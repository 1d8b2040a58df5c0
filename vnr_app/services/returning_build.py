"""A section's text as it came back, put together from what a walk through the file has found."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from vnr_app.domain.richtext import Block, Document, Paragraph, Table, TableRow, Text
from vnr_app.domain.richtext_align import pair_blocks
from vnr_app.domain.richtext_diff import Row, compare
from vnr_app.domain.richtext_follow import TypedOver
from vnr_app.domain.richtext_labels import is_blank
from vnr_app.domain.richtext_normalise import normalise
from vnr_app.domain.richtext_ops import iter_runs, runs_text
from vnr_app.domain.richtext_renew import Renewed, Renewer, below
from vnr_app.domain.richtext_seen import seen
from vnr_app.services.returning_records import ReturnedSection
from vnr_app.services.returning_walk import Walked


@dataclass(slots=True)
class Built:
    """A text in the review's terms.

    `names` says which block each of the file's has become; `numbers` were typed over, each with
    the id of its block; `derived` is what came back of blocks that the report makes; `lost` says
    that living numbers of some block could not be followed.
    """

    document: Document
    names: dict[str, str] = field(default_factory=dict)
    numbers: list[tuple[str, TypedOver]] = field(default_factory=list)
    derived: list[Block] = field(default_factory=list)
    lost: bool = False


@dataclass(frozen=True, slots=True)
class Builder:
    """Builds the texts of one file; `seed` is what new ids are made of, so that they stay."""

    seed: str
    renewers: Mapping[str, Renewer]
    homes: Mapping[str, str]
    """The key of the text by the name that a block has in the file."""

    def built(self, key: str, walked: Walked) -> Built:
        """The text of a section, from the blocks that stand in it now."""
        return _Build(self, key, tuple(_once(walked.blocks.get(key, ()))), walked.joined).run()

    def new_id(self, *parts: object) -> str:
        """An id for a new block, the same at each reading of the file."""
        text = "/".join((self.seed, *map(str, parts)))
        return hashlib.blake2b(text.encode(), digest_size=6).hexdigest()

    def named(self, block: Block, *parts: object) -> Block:
        """A block under new ids, and in no language of its own: word processors guess those."""
        made = replace(block, id=self.new_id(*parts), lang=None)
        if not isinstance(made, Table):
            return made
        rows = []
        for r, row in enumerate(made.rows):
            cells = []
            for c, cell in enumerate(row.cells):
                ids = (self.new_id(*parts, r, c, b) for b in range(len(cell.blocks)))
                blocks = (
                    replace(each, id=own, lang=None)
                    for each, own in zip(cell.blocks, ids, strict=False)
                )
                cells.append(replace(cell, blocks=tuple(blocks)))
            rows.append(TableRow(tuple(cells)))
        return replace(made, rows=tuple(rows))


def _once(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with names of their own: of copies the first keeps it."""
    used: set[str] = set()
    found = []
    for number, block in enumerate(blocks):
        found.append(replace(block, id=f"{block.id}+{number}") if block.id in used else block)
        used.add(block.id)
    return found


class _Build:
    def __init__(
        self,
        builder: Builder,
        key: str,
        back: tuple[Block, ...],
        joined: Mapping[str, tuple[str, ...]],
    ) -> None:
        self.builder, self.key, self.back, self.joined = builder, key, list(back), joined
        self.renewer = builder.renewers.get(key)
        sent = None if self.renewer is None else self.renewer.sent
        self.printed = () if sent is None else sent.printed.blocks
        self.level = 1 if sent is None else sent.level
        self.shown = {sent.names.get(each.id, "") for each in self.printed} if sent else set()
        self.fresh: set[str] = set()
        self.partner: dict[int, Block] = {}
        self.result = Built(Document(blocks=()))

    def run(self) -> Built:
        pairs = pair_blocks(self.printed, self.back)
        self.partner = {new: self.printed[old] for old, new in pairs.items()}
        blocks: list[Block] = []
        for number, block in enumerate(self.back):
            if is_blank(block) and not self._parts_new(number):
                continue
            made = self._block(number, block, self.partner.get(number))
            if made is not None:
                self.result.names[block.id] = made.id
                blocks.append(made)
        spaced = self._spaced(blocks) or [Paragraph(id=self.builder.new_id(self.key, "nothing"))]
        self.result.document = normalise(Document(blocks=tuple(spaced)))
        return self.result

    def _parts_new(self, number: int) -> bool:
        """Whether an empty line stands beside a new block; lists are parted by such lines."""
        beside = (at for at in (number - 1, number + 1) if 0 <= at < len(self.back))
        return any(at not in self.partner for at in beside)

    def _block(self, number: int, block: Block, sent: Block | None) -> Block | None:
        """What a block of the file is in the review; None where it is none of a text's."""
        if sent is not None and self.renewer is not None:
            renewed = self._parted(number, block, sent)
            renewed = renewed or self.renewer.renewed(sent, block, self.joined.get(block.id, ()))
            if renewed is not None:
                return self._noted(renewed)
            if seen(sent) != seen(block):
                self.result.derived.append(block)
            return None
        return self._from_elsewhere(block) or self._new(number, block)

    def _parted(self, number: int, block: Block, sent: Block) -> Renewed | None:
        """What a block has become whose end stands in a paragraph of its own now."""
        following = number + 1
        if self.renewer is None or following >= len(self.back) or following in self.partner:
            return None
        found = self.renewer.parted(sent, block, self.back[following])
        if found is None:
            return None
        renewed, self.back[following] = found
        return renewed

    def _from_elsewhere(self, block: Block) -> Block | None:
        """A block that was moved here from another section."""
        home = self.builder.homes.get(block.id)
        if home is None or home == self.key:
            return None
        renewer = self.builder.renewers[home]
        sent = next((each for each in renewer.sent.printed.blocks if each.id == block.id), None)
        renewed = None if sent is None else renewer.renewed(sent, block)
        return None if renewed is None else self._noted(renewed)

    def _noted(self, renewed: Renewed) -> Block:
        self.result.numbers += renewed.numbers
        self.result.lost = self.result.lost or renewed.lost
        if renewed.derived is not None:
            self.result.derived.append(renewed.derived)
        return renewed.block

    def _new(self, number: int, block: Block) -> Block | None:
        """A block that was written there."""
        if is_blank(block):
            line = self.builder.named(block, self.key, number)
            self.fresh.add(line.id)
            return line
        return self.builder.named(below(block, self.level), self.key, number)

    def _spaced(self, blocks: Sequence[Block]) -> list[Block]:
        """The blocks with those of the text that no file shows: empty lines, untitled charts.

        An empty line goes with the block above it; anything else stays whatever becomes of that.
        """
        made = list(blocks)
        before = ""
        for block in () if self.renewer is None else self.renewer.own.blocks:
            places = [at for at, each in enumerate(made, start=1) if each.id == before]
            if block.id in self.shown:
                before = block.id if any(each.id == block.id for each in made) else before
            elif not is_blank(block) or places or not before:
                made.insert(places[0] if places else 0, block)
                before = block.id
        return [
            block
            for above, block in zip((None, *made), made, strict=False)
            if not (above and is_blank(above) and is_blank(block) and block.id in self.fresh)
        ]


def quotes(document: Document) -> dict[str, str]:
    """The words that each comment of a text is about, by its id."""
    found: dict[str, str] = {}
    for run in iter_runs(document):
        for comment in run.comments if isinstance(run, Text) else ():
            found[comment] = found.get(comment, "") + runs_text((run,))
    return found


def accepted_document(section: ReturnedSection, numbers: frozenset[int] | None = None) -> Document:
    """The text of a section with these of its block changes, None for all of them.

    Blocks that were not chosen stay as they were sent; comments are anchored all the same.
    """
    if numbers is None:
        return section.document
    rows = compare(section.base_document, section.document).rows
    blocks: list[Block] = []
    left: list[Block] = []
    for number, row in enumerate(rows):
        taken = number in numbers or row.kind == "same" or row.what == ("comments",)
        block = row.new if taken else row.old
        if not taken and row.kind == "moved":
            left.append(_left(row))
        elif block is not None:
            blocks.append(block)
    return normalise(Document(blocks=tuple(_put_back(blocks, left, section.base_document))))


def _left(row: Row) -> Block:
    assert row.old is not None
    return row.old


def _put_back(blocks: list[Block], left: list[Block], base: Document) -> list[Block]:
    """The blocks with those that are not to be moved, each behind the one that it stood behind."""
    waiting = {block.id: block for block in left}
    made = list(blocks)
    before = ""
    for block in base.blocks:
        if block.id in waiting:
            places = [at for at, each in enumerate(made, start=1) if each.id == before]
            made.insert(places[0] if places else 0, waiting[block.id])
        if any(each.id == block.id for each in made):
            before = block.id
    return made
