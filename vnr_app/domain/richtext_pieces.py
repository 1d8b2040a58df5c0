"""What a merge is made of: blocks that are agreed, and conflicts with what each side says."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from vnr_app.domain.diff3 import Origin
from vnr_app.domain.richtext import Block
from vnr_app.domain.richtext_align import content

Choice = Literal["mine", "theirs", "both"]
"""What a person takes of a conflict; both is mine, then theirs."""

CHOICES: tuple[Choice, ...] = ("mine", "theirs", "both")


@dataclass(frozen=True, slots=True)
class Agreed:
    """Blocks that go into the result, and whose they are; "both" also where they were merged."""

    blocks: tuple[Block, ...]
    origin: Origin


@dataclass(frozen=True, slots=True)
class Stretch:
    """Consecutive sentences of a conflict, as each text has them; those that differ are marked."""

    base: str
    mine: str
    theirs: str
    differs: bool


@dataclass(frozen=True, slots=True)
class Conflict:
    """What both sides changed differently.

    `mine`, `theirs` and `both` are the blocks that each choice would give: inside one block they
    hold the sentences that are agreed too. `stretches` are those sentences, or the cells of a
    table that differ; there are none where the blocks differ as a whole.
    """

    base: tuple[Block, ...]
    mine: tuple[Block, ...]
    theirs: tuple[Block, ...]
    both: tuple[Block, ...]
    stretches: tuple[Stretch, ...] = ()

    def chosen(self, choice: Choice) -> tuple[Block, ...]:
        """The blocks of a choice."""
        if choice == "both":
            return self.both
        return self.mine if choice == "mine" else self.theirs


Piece = Agreed | Conflict


def whole_conflict(
    base: Iterable[Block], mine: Iterable[Block], theirs: Iterable[Block]
) -> Conflict:
    """A conflict of whole blocks; both is mine and what of theirs does not say the same."""
    mine, theirs = tuple(mine), tuple(theirs)
    said = {content(block) for block in mine}
    rest = tuple(block for block in theirs if content(block) not in said)
    return Conflict(tuple(base), mine, theirs, mine + rest)
