"""What one file brought back: its sections, and the changes of the one that is chosen, to tick."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from ui.names import counted, isolated
from ui.panels.returned_list import ReturnedList, ReturnedRemarks
from ui.panels.returned_section import ReturnedSectionView
from ui.presenters.returning import Arrived
from ui.widgets.back_head import BackHead
from ui.widgets.basics import button
from vnr_app.services.returning import Choices, Returned, ReturnedSection

REST = ""
"""What belongs to no section."""


class ReturnedView(QWidget):
    """Keeps what was ticked; tells what is to be taken in."""

    accept_wanted = Signal(object)
    """The `Choices`."""
    merge_wanted = Signal(object, str)
    """The `Choices` that take one section in, and its key, to be merged then."""
    back_wanted = Signal()

    def __init__(self, *, read_only: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._read_only = read_only
        self._arrived: Arrived | None = None
        self._picked: dict[str, frozenset[int]] = {}
        self._taken: frozenset[str] = frozenset()
        self._build()

    # --- Parts ------------------------------------------------------------------------------

    def _build(self) -> None:
        self._remarks = ReturnedRemarks()
        self._sections = ReturnedList()
        self._sections.currentItemChanged.connect(lambda _now, _before: self._show_section())
        self.section = ReturnedSectionView()
        self.section.picked.connect(self._pick)
        self.section.accept_wanted.connect(self._accept_section)
        self.section.merge_wanted.connect(self._merge_section)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self._sections)
        body.addWidget(self.section, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._build_head())
        column.addWidget(self._remarks)
        column.addLayout(body, 1)

    def _build_head(self) -> BackHead:
        head = BackHead(self.tr("Back; nothing is lost (Esc)"))
        head.back_wanted.connect(self.back_wanted)
        self._title, self._about = head.title, head.about
        self._authors = QComboBox()
        self._authors.setAccessibleName(self.tr("Whose changes are shown"))
        self._authors.activated.connect(lambda _row: self._fill())
        self._all = button(self.tr("Take everything in"), "primary")
        self._all.clicked.connect(self._accept_all)
        head.add(self._authors, self._all)
        return head

    # --- What came --------------------------------------------------------------------------

    def show_file(self, arrived: Arrived) -> None:
        """Show a file with all its changes ticked."""
        self._arrived = arrived
        returned = arrived.returned
        self._taken = frozenset()
        self._picked = {
            each.key: frozenset(change.number for change in each.changes)
            for each in returned.sections
        }
        self._title.setText(self.tr("Came back: {file}").format(file=isolated(returned.file.name)))
        self._remarks.show_remarks(returned.remarks)
        self._authors.clear()
        self._authors.addItem(self.tr("Everybody"), "")
        for author in returned.authors:
            self._authors.addItem(author, author)
        self._authors.setVisible(bool(returned.authors))
        self._fill()

    @property
    def returned(self) -> Returned | None:
        """The file that is shown."""
        return None if self._arrived is None else self._arrived.returned

    @property
    def pending(self) -> tuple[str, ...]:
        """The keys of what is not taken in yet, `REST` for what belongs to no section."""
        if self.returned is None:
            return ()
        keys = [each.key for each in self.returned.sections if each.has_news]
        if self.returned.unplaced or self.returned.comments:
            keys.append(REST)
        return tuple(key for key in keys if key not in self._taken)

    def show_taken(self, keys: frozenset[str]) -> None:
        """Say which sections are in the review now."""
        self._taken = keys
        self._fill()

    def _fill(self) -> None:
        """List the sections in which the chosen person has done something."""
        if self.returned is None:
            return
        here = self._sections.key
        self._sections.clear()
        shown = [each for each in self.returned.sections if each.has_news and self._has(each)]
        for section in shown:
            self._add(section.key, section.title, self._told(section), moved=section.head_moved)
        rest = len(self.returned.unplaced) + len(self.returned.comments)
        if rest and not self._author:
            told = counted("{n} piece or comment", "{n} pieces or comments", rest)
            self._add(REST, self.tr("Without a place"), told, moved=False)
        people = counted("{n} person", "{n} people", len(self.returned.authors))
        sections = counted("{n} section changed", "{n} sections changed", len(shown))
        same = counted(
            "{n} came back as it was", "{n} came back as they were", len(self.returned.unchanged)
        )
        self._about.setText(" · ".join((sections, same, people)))
        keys = self._sections.keys
        self._sections.setCurrentRow(keys.index(here) if here in keys else self._first(keys))
        self._show_section()

    def _first(self, keys: list[str]) -> int:
        return next((row for row, key in enumerate(keys) if key not in self._taken), 0)

    def _add(self, key: str, title: str, told: str, *, moved: bool) -> None:
        self._sections.add(key, title, told, taken=key in self._taken, moved=moved)

    def _told(self, section: ReturnedSection) -> str:
        parts = (
            ("{n} change", "{n} changes", len(self._shown(section))),
            ("{n} comment", "{n} comments", len(section.comments)),
            ("{n} number", "{n} numbers", len(section.numbers)),
        )
        return " · ".join(counted(one, many, count) for one, many, count in parts if count)

    # --- By author --------------------------------------------------------------------------

    @property
    def _author(self) -> str:
        return str(self._authors.currentData() or "")

    def _has(self, section: ReturnedSection) -> bool:
        """Whether the chosen person has changed or remarked something in a section."""
        who = self._author
        remarked = any(each.author == who for each in section.comments)
        return not who or remarked or bool(self._shown(section))

    def _shown(self, section: ReturnedSection) -> tuple[int, ...]:
        """The numbers of the changes of the chosen person; untracked ones are who saved last."""
        who = self._author
        saved_by = "" if self.returned is None else self.returned.author
        return tuple(
            change.number
            for change in section.changes
            if not who or who in (change.authors or (saved_by,))
        )

    # --- One section ------------------------------------------------------------------------

    def _section(self) -> ReturnedSection | None:
        sections = () if self.returned is None else self.returned.sections
        return next((each for each in sections if each.key == self._sections.key), None)

    def _show_section(self) -> None:
        section, returned = self._section(), self.returned
        if section is not None:
            self._show_changes(section)
        elif returned is not None and self._sections.key == REST:
            self.section.show_rest(returned)
        else:
            self.section.show_nothing()
        self._let()

    def _show_changes(self, section: ReturnedSection) -> None:
        assert self._arrived is not None
        self.section.show_section(
            section,
            self._shown(section),
            self._picked[section.key],
            self._arrived.names,
            open_=not self._read_only and section.key not in self._taken,
        )

    def _pick(self, key: str, number: int, on: bool) -> None:
        picked = self._picked[key]
        self._picked[key] = picked | {number} if on else picked - {number}

    def _let(self) -> None:
        """What can be done now."""
        section, key = self._section(), self._sections.key
        writable = not self._read_only
        many = section is not None and len(self._shown(section)) > 1
        moved = section is not None and section.head_moved
        open_ = writable and key in self.pending
        self.section.let(
            tick=open_ if many else None,
            accept=open_,
            taken=key in self._taken,
            merge=writable if moved else None,
        )
        self._all.setEnabled(writable and bool(self.pending))
        self._all.setText(
            self.tr("Take in what {author} did").format(author=self._author)
            if self._author
            else self.tr("Take everything in")
        )

    # --- Taking in --------------------------------------------------------------------------

    def _choices(self, keys: tuple[str, ...]) -> Choices:
        """What was ticked in these sections, of the chosen person."""
        sections = {} if self.returned is None else {s.key: s for s in self.returned.sections}
        return Choices(
            sections={
                key: self._picked[key] & frozenset(self._shown(sections[key]))
                if key in sections
                else None
                for key in keys
            }
        )

    def _accept_section(self) -> None:
        key = self._sections.key
        if key is not None:
            self.accept_wanted.emit(self._choices((key,)))

    def _merge_section(self) -> None:
        key = self._sections.key
        if key is not None:
            self.merge_wanted.emit(self._choices((key,) if key in self.pending else ()), key)

    def _accept_all(self) -> None:
        shown = self._sections.keys
        self.accept_wanted.emit(self._choices(tuple(k for k in self.pending if k in shown)))

    def focus_list(self) -> None:
        """Bring the keyboard to the sections."""
        self._sections.setFocus(Qt.FocusReason.OtherFocusReason)
