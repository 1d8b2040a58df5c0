"""One record in full: who said what, its answers, what it speaks of, the row of its file."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui.models.records_model import about, what, who
from ui.names import moment
from ui.widgets.basics import button, clear_layout, label, scroll_area, strong
from ui.widgets.flow import FlowLayout
from vnr_app.services.records import Record


class RecordCard(QFrame):
    """Tells which links the person wants, and that the row is to be shown."""

    link_wanted = Signal(str, str)
    """Id of the record, and what was typed: a code of a goal, target or indicator."""
    unlink_wanted = Signal(str, str)
    cell_wanted = Signal(object)
    """The `Record`."""

    def __init__(self, *, read_only: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._read_only = read_only
        self._record: Record | None = None
        self._build()
        self.hide()

    def _build(self) -> None:
        self._who = strong(label(wrap=True, size="lead"))
        self._about = label(wrap=True, size="small", tone="muted")
        self._what = label(wrap=True)
        self._answers = QVBoxLayout()
        self._answers.setSpacing(6)
        self._links = QWidget()
        self._chips = FlowLayout(self._links)
        self._code = QLineEdit()
        self._code.setPlaceholderText(self.tr("Add a goal or target, such as 3.4"))
        self._code.setAccessibleName(self.tr("Goal or target that this record speaks of"))
        self._code.returnPressed.connect(self._link)
        self._cell = button(self.tr("Show the row in its file"), "chip", icon="table")
        self._cell.clicked.connect(lambda: self.cell_wanted.emit(self._record))
        self._from = label(wrap=True, size="caption", tone="muted")
        for each in (self._who, self._what, self._from):
            each.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse
                | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        for each in (self._who, self._about, self._what):
            column.addWidget(each)
        column.addLayout(self._answers)
        column.addWidget(self._links)
        column.addWidget(self._code)
        row = QHBoxLayout()
        row.addWidget(self._cell)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self._from)
        column.addStretch(1)
        self._code.setHidden(self._read_only)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll_area(content))

    @property
    def record(self) -> Record | None:
        """The record that is shown."""
        return self._record

    def show_record(self, record: Record | None) -> None:
        """Show a record, or nothing."""
        before, self._record = self._record, record
        self.setVisible(record is not None)
        if record is None:
            return
        if before is None or before.id != record.id:
            self._code.clear()
        self._who.setText(who(record))
        self._about.setText(about(record))
        said = what(record) if record.title or record.text else ""
        self._what.setText(said)
        self._what.setVisible(bool(said))
        self._show_pairs(record)
        self._show_links(record)
        place = " · ".join(part for part in (record.file, record.sheet) if part)
        self._from.setText(
            self.tr("{place}, row {row} · {time}").format(
                place=place, row=record.row + 1, time=moment(record.at)
            )
        )

    def _show_pairs(self, record: Record) -> None:
        clear_layout(self._answers)
        for name, text in (*record.scales, *record.extra, *record.personal):
            block = QVBoxLayout()
            block.setSpacing(0)
            block.addWidget(label(name, wrap=True, size="caption", tone="muted"))
            block.addWidget(label(text, wrap=True, size="small"))
            self._answers.addLayout(block)

    def _show_links(self, record: Record) -> None:
        clear_layout(self._chips)
        for code in record.links:
            chip = button(code, "chip", icon="" if self._read_only else "close")
            chip.setEnabled(not self._read_only)
            chip.setToolTip("" if self._read_only else self.tr("Take this link off"))
            chip.setAccessibleName(self.tr("Take the link to {code} off").format(code=code))
            chip.clicked.connect(
                lambda _checked, code=code: self.unlink_wanted.emit(record.id, code)
            )
            self._chips.addWidget(chip)
        self._links.setVisible(bool(record.links))

    def _link(self) -> None:
        if self._record is not None and self._code.text().strip():
            self.link_wanted.emit(self._record.id, self._code.text())

    def linked(self) -> None:
        """A link was made: the field is free for the next one."""
        self._code.clear()
