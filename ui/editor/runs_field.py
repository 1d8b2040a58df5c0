"""A field for a line of text with its marks: a note, a caption."""

import math

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QTextEdit, QWidget

from ui.editor.text_edit import PartEditor
from vnr_app.domain.richtext import Break, Document, Figure, Paragraph, Run, Runs, Table
from vnr_app.domain.richtext_ops import block_runs, is_empty

_LINE = 32
_MOST = 220


class RunsField(PartEditor):
    """An editor of one paragraph: Enter ends it, Shift+Enter breaks the line."""

    finished = Signal()
    """The person has pressed Enter."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)

    def show_runs(self, runs: Runs) -> None:
        """Show a text; it does not count as changed."""
        self.load(Document(blocks=(Paragraph(runs=runs),)))

    @property
    def changed(self) -> bool:
        """Whether anything was typed since the text was shown."""
        return self.document().isModified()

    @property
    def runs(self) -> Runs:
        """The text; what was pasted as several paragraphs has line breaks between them."""
        document = self.document_now()
        made: list[Run] = []
        for block in document.blocks:
            inner = _inner(block) if isinstance(block, Table) else (block_runs(block),)
            for runs in inner:
                if runs:
                    made += [Break(), *runs] if made else runs
        empty = is_empty(document) and not any(isinstance(b, Figure) for b in document.blocks)
        return () if empty else tuple(made)

    def _fit(self) -> None:
        height = math.ceil(self.document().size().height()) + 2 * self.frameWidth()
        self.setFixedHeight(max(_LINE, min(_MOST, height)))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """A long note scrolls by itself."""
        QTextEdit.wheelEvent(self, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter ends the line, Escape belongs to the dialog."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.finished.emit()
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)


def _inner(table: Table) -> tuple[Runs, ...]:
    return tuple(b.runs for row in table.rows for cell in row.cells for b in cell.blocks)
