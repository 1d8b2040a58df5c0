"""The tracked changes of a returned file by the section that they were made in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from vnr_app.importing.returned_tracked import Tracked
from vnr_app.services.returning_records import TrackedChange
from vnr_app.services.returning_walk import Walked, block_name


@dataclass(frozen=True, slots=True)
class TrackedChanges:
    """Those of a file; `walks` are its states, `homes` the keys of texts by the names of blocks."""

    changes: tuple[Tracked, ...]
    walks: tuple[Walked, ...]
    homes: Mapping[str, str]

    def of(self, key: str, said: tuple[str, ...]) -> Iterator[TrackedChange]:
        """Those of a section; `said` are the words of its text in each state."""
        hands = self._hands(key)
        for each in self.changes:
            if self._is_of(each, key, said, hands):
                yield TrackedChange(each.kind, each.author, each.at, each.text)

    def _hands(self, key: str) -> set[str]:
        """Who changed something in the blocks of a section."""
        return {
            name
            for walked in self.walks
            for block in walked.blocks.get(key, ())
            for name in walked.authors.get(block.id, ())
        }

    def _is_of(self, change: Tracked, key: str, said: tuple[str, ...], hands: set[str]) -> bool:
        """Whether a change belongs to a section: by its paragraph, else by its words."""
        homes = {
            self.homes[name] for mark in change.marks if (name := block_name(mark)) in self.homes
        }
        if homes:
            return key in homes
        words = change.text.strip()
        return bool(words) and change.author in hands and any(words in each for each in said)
