"""What notes, citations, references and pictures of an editor show, looked up when painted."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QTextDocument

from ui.editor.objects import NoteNumbers
from ui.editor.picture_store import PictureStore
from vnr_app.domain.richtext import CiteRef, CrossRef, Run
from vnr_app.services.sources import Source

_NO_SOURCE = "?"


@dataclass(frozen=True, slots=True)
class Known:
    """What the review knows of sources and of what can be referred to; None before it is read."""

    sources: Mapping[str, Source] | None = None
    labels: Mapping[str, str] | None = None
    pictures: PictureStore = field(default_factory=PictureStore)


class Apparatus:
    """The words of one editor's references; the document itself is never rewritten."""

    def __init__(self, document: QTextDocument) -> None:
        self.known = Known()
        self.notes = NoteNumbers(document)

    def words(self, run: CiteRef | CrossRef) -> str:
        """What a citation or reference says now."""
        if isinstance(run, CrossRef):
            return (self.known.labels or {}).get(run.block) or run.text or "…"
        found = (self.known.sources or {}).get(run.source_id)
        if found is None:
            label = "…" if self.known.sources is None else _NO_SOURCE
        else:
            label = found.label
        return f"[{', '.join(part for part in (label, run.locator) if part)}]"

    def is_gone(self, run: Run | None) -> bool:
        """Whether what a run points to is no longer there."""
        match run:
            case CrossRef():
                return self.known.labels is not None and run.block not in self.known.labels
            case CiteRef():
                return self.known.sources is not None and run.source_id not in self.known.sources
        return False

    def told(self, run: CiteRef | CrossRef) -> str:
        """What stands behind a citation or reference, line by line."""
        if self.is_gone(run):
            if isinstance(run, CiteRef):
                return _tr("This source is no longer on the list.")
            return _tr("What this refers to is no longer in the review; it was “{label}”.").format(
                label=run.text
            )
        if isinstance(run, CrossRef):
            return _tr("Ctrl+click to go to “{label}”").format(label=self.words(run))
        found = (self.known.sources or {}).get(run.source_id)
        return "" if found is None else "\n".join(filter(None, (found.reference, found.url)))


def _tr(text: str) -> str:
    return QCoreApplication.translate("Apparatus", text)
