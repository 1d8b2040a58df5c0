"""What a search found, listed by text; in which of the texts all is to be replaced is ticked."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from ui.names import number, plain_tooltip, status_name
from ui.panels.found_delegate import MATCH, FoundDelegate
from vnr_app.domain.richtext_find import Match
from vnr_app.domain.sections import SectionStatus
from vnr_app.services.search import Found

MOST_LISTED = 2000
_KEY = Qt.ItemDataRole.UserRole
_CLOSED = (SectionStatus.LOCKED, SectionStatus.CLEARED)


class FoundList(QTreeWidget):
    """A head for each text, a line for each match."""

    chosen = Signal(str, int)
    """A match was chosen: key of the text and which of its matches."""
    ticks_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._found: tuple[Found, ...] = ()
        self._ticks: dict[str, bool] = {}
        """What the person has ticked or not, by the key of the text."""
        self._build()

    def _build(self) -> None:
        self.setAccessibleName(self.tr("What was found"))
        self.setObjectName("palette")
        self.setHeaderHidden(True)
        self.setColumnCount(2)
        sides = self.header()
        sides.setStretchLastSection(False)
        sides.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        sides.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.setIndentation(0)
        self.setRootIsDecorated(False)
        self.setExpandsOnDoubleClick(False)
        self.setItemDelegate(FoundDelegate(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemActivated.connect(self._choose)
        self.itemClicked.connect(self._choose)
        self.itemChanged.connect(self._tick)

    @property
    def ticked(self) -> tuple[str, ...]:
        """Keys of the texts in which all is to be replaced."""
        return tuple(each.key for each in self._found if self._is_ticked(each))

    def forget_ticks(self) -> None:
        """Something else is looked for: what was ticked says nothing about it."""
        self._ticks = {}

    def show_found(self, found: tuple[Found, ...], *, tickable: bool) -> None:
        """List the matches by text, the texts to be ticked where something may be replaced."""
        self._found = found
        self.blockSignals(True)
        self.clear()
        room = MOST_LISTED
        for each in found:
            head = QTreeWidgetItem(self)
            head.setData(0, _KEY, (each.key, 0))
            self._show_head(head, each, tickable)
            for place, match in enumerate(each.matches[:room]):
                self._add_line(head, each.key, place, match)
            room = max(0, room - len(each.matches))
            head.setExpanded(True)
        self.blockSignals(False)

    def _show_head(self, head: QTreeWidgetItem, found: Found, tickable: bool) -> None:
        count = number(len(found.matches))
        closed = status_name(found.status) if found.status in _CLOSED else ""
        head.setText(0, found.title)
        head.setText(1, " · ".join(each for each in (closed, count) if each))
        head.setForeground(1, self.palette().placeholderText())
        head.setToolTip(0, plain_tooltip(found.title))
        bold = head.font(0)
        bold.setBold(True)
        head.setFont(0, bold)
        if not tickable:
            return
        if found.status is SectionStatus.LOCKED:
            head.setFlags(head.flags() & ~Qt.ItemFlag.ItemIsUserCheckable)
        else:
            ticked = self._is_ticked(found)
            head.setCheckState(0, Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)

    def _add_line(self, head: QTreeWidgetItem, key: str, place: int, match: Match) -> None:
        line = QTreeWidgetItem(head)
        line.setFirstColumnSpanned(True)
        line.setData(0, _KEY, (key, place))
        line.setData(0, MATCH, match)
        said = f"{match.before}{match.text}{match.after}"
        note = self.tr("In a note: {line}").format(line=said)
        line.setData(0, Qt.ItemDataRole.AccessibleTextRole, note if match.in_note else said)

    def _is_ticked(self, found: Found) -> bool:
        """Whether all is replaced in a text; a closed one is left alone if nobody says so."""
        if found.status is SectionStatus.LOCKED:
            return False
        return self._ticks.get(found.key, found.status is not SectionStatus.CLEARED)

    def _tick(self, item: QTreeWidgetItem, _column: int) -> None:
        self._ticks[item.data(0, _KEY)[0]] = item.checkState(0) == Qt.CheckState.Checked
        self.ticks_changed.emit()

    def _choose(self, item: QTreeWidgetItem, _column: int) -> None:
        if item.data(0, MATCH) is not None:
            key, place = item.data(0, _KEY)
            self.chosen.emit(key, place)
