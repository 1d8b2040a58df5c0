"""The right panel's voices: what stakeholders said about the goal that is open."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QBoxLayout,
    QListView,
    QVBoxLayout,
    QWidget,
)

from ui.panels.records_delegate import RecordsDelegate
from ui.panels.records_view import RecordsView
from ui.widgets.basics import button, label


class VoicesPanel(RecordsView):
    """A list above, the record that is chosen in full below."""

    all_wanted = Signal()
    """The records of the whole review are to be shown."""

    def __init__(self, *, read_only: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(QBoxLayout.Direction.TopToBottom, read_only=read_only, parent=parent)
        self.setProperty("panel", "side")
        self._build()

    def _build(self) -> None:
        self._all = button(self.tr("All records"), "quiet", icon="voices")
        self._all.clicked.connect(self.all_wanted)
        head = QVBoxLayout()
        head.setContentsMargins(16, 12, 16, 8)
        head.setSpacing(8)
        head.addWidget(self._filters)
        head.addWidget(self._count)
        self._list = QListView()
        self._list.setProperty("panel", "side")
        self._list.setModel(self._model)
        self._list.setItemDelegate(RecordsDelegate(self._list))
        self._list.setAccessibleName(self.tr("What stakeholders said about this goal"))
        self._list.setUniformItemSizes(True)
        self._list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._use(self._list)
        split = self._split(Qt.Orientation.Vertical, self._list, self.card)
        split.setSizes([320, 280])
        filled = QWidget()
        inner = QVBoxLayout(filled)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        inner.addLayout(head)
        inner.addWidget(split, 1)
        self._stack.addWidget(filled)
        self._stack.addWidget(self._build_empty())
        self._stack.setCurrentIndex(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(4)
        column.addWidget(self._stack, 1)
        column.addWidget(self._all, 0, Qt.AlignmentFlag.AlignLeading)

    def _build_empty(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(12)
        words = self.tr(
            "No records about this goal yet. Import the sheets of your consultation, an export of "
            "a survey or a list of commitments: what is said about this goal stands here while "
            "you write."
        )
        column.addWidget(label(words, tone="muted", wrap=True))
        column.addWidget(self._start_button(), 0, Qt.AlignmentFlag.AlignLeading)
        column.addStretch(1)
        return page

    def focus_list(self) -> None:
        """Bring the keyboard here."""
        if not self._model.all:
            self._all.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        if not self._list.currentIndex().isValid() and self._model.rowCount():
            self._list.setCurrentIndex(self._model.index(0, 0))
        self._list.setFocus(Qt.FocusReason.ShortcutFocusReason)
