"""Ministries: texts go out as Word files and come back; what came, and what waits of it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget

from ui.panels.returned_view import ReturnedView
from ui.panels.tray_view import TrayView
from ui.presenters.returning import Arrived
from ui.widgets.back_head import leave_by_escape
from ui.widgets.basics import button
from ui.widgets.page_parts import page_header


class ReturnedPage(QFrame):
    """A page of two sides: the file that came back, and what waits of all of them."""

    send_wanted = Signal()
    take_back_wanted = Signal()

    def __init__(self, *, read_only: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", "page")
        head, row = page_header(
            self.tr("Ministries"),
            self.tr("Texts go out as Word files and come back edited."),
        )
        self._send = button(self.tr("Send for editing…"), icon="export")
        self._send.clicked.connect(self.send_wanted)
        self._take = button(self.tr("Take a file back…"), "primary", icon="import")
        self._take.clicked.connect(self.take_back_wanted)
        row.addWidget(self._send)
        row.addWidget(self._take)
        self.tray = TrayView(read_only=read_only)
        self.tray.look_wanted.connect(self.look_through)
        self.file = ReturnedView(read_only=read_only)
        self.file.back_wanted.connect(self.show_tray)
        first = QWidget()
        column = QVBoxLayout(first)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self.tray, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(first)
        self._stack.addWidget(self.file)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)
        leave_by_escape(self.file, self.show_tray)

    def show_file(self, arrived: Arrived) -> None:
        """Show what a file brought."""
        self.file.show_file(arrived)
        self.look_through()

    def look_through(self) -> None:
        """Show the file that came back last, as far as it is decided on."""
        self._stack.setCurrentIndex(1)
        self.file.focus_list()

    def show_tray(self) -> None:
        """Show what waits of all files."""
        returned, waiting = self.file.returned, len(self.file.pending)
        self.tray.show_pending("" if returned is None else returned.file.name, waiting)
        self._stack.setCurrentIndex(0)
        self._take.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def shows_file(self) -> bool:
        """Whether a file is being looked through."""
        return self._stack.currentIndex() == 1
