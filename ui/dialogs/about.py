"""What the program is: its version, its licence, and whose it is not."""

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from ui.widgets.app_mark import AppMark
from ui.widgets.basics import button, label
from vnr_app import __version__


class AboutDialog(QDialog):
    """A card with the name of the program."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("About VNR Workbench"))
        self.setFixedWidth(460)
        self._build()

    def _build(self) -> None:
        lines = (
            self.tr("Licensed under the Apache License, version 2.0."),
            self.tr(
                "For the Voluntary National Reviews of the 2030 Agenda. It is no product of the "
                "United Nations and is not endorsed by them."
            ),
            self.tr("It opens no network connection: your texts and figures stay on this machine."),
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 20)
        column.setSpacing(12)
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(AppMark())
        name = QVBoxLayout()
        name.setSpacing(2)
        name.addWidget(label("VNR Workbench", size="title"))
        name.addWidget(
            label(self.tr("Version {version}").format(version=__version__), tone="muted")
        )
        head.addLayout(name, 1)
        column.addLayout(head)
        for each in lines:
            column.addWidget(label(each, wrap=True))
        row = QHBoxLayout()
        close = button(self.tr("Close"), "primary")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        row.addStretch()
        row.addWidget(close)
        column.addLayout(row)
