"""What all parts of an HTML report share: what is being written, ids, labels, notes."""

import re
from collections import defaultdict, deque
from collections.abc import Iterable
from html import escape

from vnr_app.domain.report import ReportDocument
from vnr_app.domain.richtext import Runs
from vnr_app.domain.richtext_labels import Label, captions, labels
from vnr_app.exporting.colors import readable
from vnr_app.exporting.ooxml import runs_right_to_left
from vnr_app.i18n import Words, words_of

_NOT_IN_IDS = re.compile(r"[^0-9A-Za-z_-]+")
INK = "1F4E79"
"""The colour of what belongs to no goal."""


def anchor(identifier: str) -> str:
    """The id of an element for a block's id or a section's key."""
    return "v-" + _NOT_IN_IDS.sub("-", identifier)


class Page:
    """A report on its way to HTML; `simple` is for viewers that know little of it."""

    def __init__(self, report: ReportDocument, *, simple: bool) -> None:
        self.report, self.simple = report, simple
        self.words: Words = words_of(report.language)
        self.texts = labels(report.chapters, report.labels)
        """What references say, by what they refer to."""
        self.notes: list[Runs] = []
        """The notes of the chapter."""
        self.chapter = 0
        self.color = INK
        """The colour of the chapter."""
        self._labels: dict[str, deque[Label]] = defaultdict(deque)
        for caption in captions(report.chapters, report.labels):
            self._labels[caption.holder].append(caption.label)
        self._used: set[str] = set()

    @property
    def strong(self) -> str:
        """The chapter's colour, dark enough for text."""
        return readable(self.color)

    def id_of(self, identifier: str) -> str:
        """The attribute for an element; nothing where another one has that id already."""
        name = anchor(identifier)
        if not identifier or name in self._used:
            return ""
        self._used.add(name)
        return f' id="{name}"'

    def dir_of(self, text: str) -> str:
        """The attribute for a text that runs the other way, as one without a translation may."""
        rtl = self.report.right_to_left
        if not text or runs_right_to_left(text, paragraph_rtl=rtl) == rtl:
            return ""
        return f' dir="{"ltr" if rtl else "rtl"}"'

    def row(self, cells: Iterable[str]) -> str:
        """A row of a table; a simple viewer sets cells from the left whatever the direction."""
        own = list(cells)
        if self.simple and self.report.right_to_left:
            own.reverse()
        return f"<tr>{''.join(own)}</tr>"

    def label(self, identifier: str) -> str:
        """“Table 3.1” before the caption of that block; nothing where it has none."""
        waiting = self._labels.get(identifier)
        if not waiting:
            return ""
        return f'<span class="label">{escape(waiting.popleft().text)}</span> '
