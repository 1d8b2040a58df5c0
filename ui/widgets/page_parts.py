"""What the pages of the review as a whole have in common: head, body, the way to import."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.widgets.basics import button, label, panel


def page_header(title: str, about: str = "") -> tuple[QFrame, QHBoxLayout]:
    """The head of a page: title, a muted line, and room for buttons."""
    made = panel("header")
    row = QHBoxLayout(made)
    row.setContentsMargins(32, 16, 32, 16)
    row.setSpacing(12)
    words = QVBoxLayout()
    words.setSpacing(2)
    words.addWidget(label(title, size="title"))
    if about:
        words.addWidget(label(about, tone="muted", wrap=True))
    row.addLayout(words, 1)
    return made, row


def fill_page(page: QWidget, head: QFrame, body: QVBoxLayout) -> None:
    """Put the head on a page and the body below it, where it has all the room that is left."""
    body.setContentsMargins(32, 16, 32, 24)
    whole = QVBoxLayout(page)
    whole.setContentsMargins(0, 0, 0, 0)
    whole.setSpacing(0)
    whole.addWidget(head)
    whole.addLayout(body, 1)


def import_button(role: str = "", *, read_only: bool) -> QPushButton:
    """The button that begins an import; in a review that takes none it says so."""
    made = button(_tr("Import a spreadsheet…"), role, icon="import")
    made.setEnabled(not read_only)
    made.setToolTip(_tr("The review was opened for reading only.") if read_only else "")
    return made


def _tr(text: str) -> str:
    return QCoreApplication.translate("Pages", text)
