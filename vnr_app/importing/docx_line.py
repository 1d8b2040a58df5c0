"""A paragraph of Word as it was read, before it is a block."""

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from vnr_app.domain.richtext import Run, Runs, Text

if TYPE_CHECKING:
    from lxml.etree import _Element


@dataclass(slots=True)
class Line:
    """A paragraph as it was read."""

    runs: list[Run] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)
    """The names of our bookmarks in it."""
    drawings: "list[_Element]" = field(default_factory=list)
    boxes: "list[_Element]" = field(default_factory=list)
    """The contents of text boxes that are anchored in it."""
    drawn: list[str] = field(default_factory=list)
    """The words of shapes that are no text boxes: lettering, canvases."""
    spoken: list[tuple[int, str]] = field(default_factory=list)
    """The languages that its letters name, "" for none, each with the number of its run."""
    labels: list[tuple[int, int]] = field(default_factory=list)
    """The numbered labels of ours in it: from which run to which."""
    sequence: str = ""
    """What it is counted among: "Figure", "Table"."""

    def languages(self) -> set[str]:
        """The languages of its letters but for labels, which are the report's."""
        labelled = {at for start, end in self.labels for at in range(start, end)}
        return {language for at, language in self.spoken if at not in labelled}


def without_label(line: Line, gap: str) -> Runs:
    """The runs of a caption without the number that a report puts before it."""
    runs: list[Run] = list(line.runs)
    for start, end in reversed(line.labels):
        del runs[start:end]
        if start < len(runs) and isinstance(first := runs[start], Text):
            runs[start] = replace(first, text=first.text.removeprefix(gap))
    return tuple(runs)
