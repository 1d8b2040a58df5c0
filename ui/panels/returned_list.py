"""The sections of a file that came back, and what is told about the file before them."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QWidget

from ui.names import counted
from ui.theme.colors import colors_of
from ui.theme.icons import tinted_icon
from ui.widgets.basics import button, label

_LIST_WIDTH = 264
_FIRST_REMARKS = 2
_KEY = Qt.ItemDataRole.UserRole


class ReturnedRemarks(QWidget):
    """The first remarks on a file; the others where the person asks for them."""

    def __init__(self) -> None:
        super().__init__()
        self._told: tuple[str, ...] = ()
        self._text = label(tone="warning", wrap=True)
        self._more = button("", "chip")
        self._more.setCheckable(True)
        self._more.toggled.connect(lambda _on: self._show())
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(12)
        row.addWidget(self._text, 1)
        row.addWidget(self._more, 0, Qt.AlignmentFlag.AlignTop)

    def show_remarks(self, remarks: tuple[str, ...]) -> None:
        """Say what is to be known of another file."""
        self._told = remarks
        self._more.setChecked(False)
        self._show()

    def _show(self) -> None:
        every = self._more.isChecked()
        self._text.setText("\n".join(self._told if every else self._told[:_FIRST_REMARKS]))
        self.setVisible(bool(self._told))
        rest = len(self._told) - _FIRST_REMARKS
        self._more.setVisible(rest > 0)
        self._more.setText(
            self.tr("Fewer") if every else counted("{n} more", "{n} more", max(0, rest))
        )


class ReturnedList(QListWidget):
    """Sections by their keys, each with what came back in it and whether it is taken in."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("panel", "side")
        self.setObjectName("sections")
        self.setAccessibleName(self.tr("Sections in the file"))
        self.setWordWrap(True)
        self.setFixedWidth(_LIST_WIDTH)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    @property
    def key(self) -> str | None:
        """The key of the section that is chosen, None where nothing came back."""
        data = self.currentIndex().data(_KEY)
        return None if data is None else str(data)

    @property
    def keys(self) -> list[str]:
        """The keys of all that is listed."""
        return [str(self.item(row).data(_KEY)) for row in range(self.count())]

    def add(self, key: str, title: str, told: str, *, taken: bool, moved: bool) -> None:
        """List a section; `moved`: its text was also changed here meanwhile."""
        icon = "check" if taken else "merge" if moved else "edit"
        if taken:
            told = self.tr("Taken in")
        elif moved:
            told = self.tr("{told} · also changed here").format(told=told)
        item = QListWidgetItem(f"{title}\n{told}")
        colors = colors_of(self)
        tone = colors.success if taken else colors.warning if moved else colors.muted
        item.setIcon(tinted_icon(icon, tone, colors.muted))
        item.setData(_KEY, key)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{title}. {told}")
        self.addItem(item)
