"""What an import would do, one row a value; a tick says that the value is taken."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, Qt

from ui.importing.ticked_model import TickedModel
from ui.models.text_table import NO_PARENT, Index
from ui.names import action_count
from ui.theme.colors import Colors
from vnr_app.domain.comparison import PlanEntry
from vnr_app.domain.importplan import Action, cell_name
from vnr_app.services.conflicts import conflict_text
from vnr_app.services.imports import ImportPreview
from vnr_app.services.numbers import format_value
from vnr_app.services.wording import breakdown_text

_AREA, _VALUE = 3, 5
_PAGE = 200
_Found = Callable[[ImportPreview], Iterable[int]]
"""The positions in a plan that a choice is about."""


class PlanModel(TickedModel):
    """The rows of a preview, filtered by action and by text."""

    def __init__(self, language: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._heads = (
            self.tr("Action"),
            self.tr("Indicator"),
            self.tr("Period"),
            self.tr("Area"),
            self.tr("Breakdown"),
            self.tr("Value"),
            self.tr("Cell"),
            self.tr("Series"),
        )
        self._language = language
        self._preview: ImportPreview | None = None
        self._areas: dict[str, str] = {}
        self._action_shown: Action | None = None
        self._search = ""
        self._number = 0
        self._page: tuple[int, list[PlanEntry]] = (0, [])
        self._choices: list[tuple[_Found, bool]] = []

    def show_preview(self, preview: ImportPreview, colors: Colors) -> None:
        """Show all rows of a preview; what contradicts another source waits for a tick.

        What was chosen holds as well for a file that was read again, until `clear`.
        """
        self.beginResetModel()
        if preview is not self._preview:
            self._preview = preview
            self._areas = dict(preview.plan.areas)
            self.left_out = set(preview.conflicts())
            for found, taken in self._choices:
                self._apply(found(preview), taken=taken)
        self._show(None, "")
        self.endResetModel()
        self.tint(colors)

    def clear(self) -> None:
        """Show nothing: the file that the rows come from goes."""
        self.beginResetModel()
        self._preview, self._number, self.left_out = None, 0, set()
        self._choices.clear()
        self.endResetModel()

    def filter(self, action: Action | None, text: str) -> None:
        """Keep the rows of an action (None: all) that contain all words of the text."""
        if self._preview is None:
            return
        self.beginResetModel()
        self._show(action, text.strip())
        self.endResetModel()

    def _show(self, action: Action | None, text: str) -> None:
        assert self._preview is not None
        self._action_shown, self._search = action, text
        self._number = self._preview.number(action, text)
        self._page = (0, [])

    def entry(self, row: int) -> PlanEntry:
        """A row; rows are fetched by pages when they are looked at."""
        assert self._preview is not None
        first, page = self._page
        if not first <= row < first + len(page):
            first = row - row % _PAGE
            page = self._preview.entries(self._action_shown, self._search, first, _PAGE)
            self._page = (first, page)
        return page[row - first]

    def take_shown(self, *, taken: bool) -> None:
        """Take or leave out all that passes the filter."""
        action, search = self._action_shown, self._search
        self._choose(lambda preview: preview.changing(action, search), taken=taken)
        self._tell(0, self._number - 1)
        self.chosen.emit()

    def _take(self, row: int, *, taken: bool) -> None:
        self._choose(self._finder(self.entry(row)), taken=taken)

    def _choose(self, found: _Found, *, taken: bool) -> None:
        if self._preview is not None:
            self._choices.append((found, taken))
            self._apply(found(self._preview), taken=taken)

    def _apply(self, positions: Iterable[int], *, taken: bool) -> None:
        if taken:
            self.left_out.difference_update(positions)
        else:
            self.left_out.update(positions)

    def _finder(self, entry: PlanEntry) -> _Found:
        """Finds the value again by its cell, wherever it stands in another reading's plan."""
        assert self._preview is not None
        planned, now = entry.observation, self._preview
        sheet = now.plan.tables[planned.table].sheet

        def find(preview: ImportPreview) -> Iterable[int]:
            if preview is now:
                return (entry.position,)
            position = preview.position_at(sheet, planned.row, planned.column)
            return () if position is None else (position,)

        return find

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        """The rows that pass the filter."""
        return 0 if parent.isValid() else self._number

    def position(self, row: int) -> int:
        """The position in the plan of what stands in a row."""
        return self.entry(row).position

    def _action(self, row: int) -> Action:
        return self.entry(row).action

    def _texts(self, row: int) -> tuple[str, ...]:
        assert self._preview is not None
        entry = self.entry(row)
        planned = entry.observation
        series = self._preview.plan.series[planned.series]
        value = format_value(planned.value, self._language) or planned.raw or "–"
        changed = entry.action in (Action.UPDATE, Action.CONFLICT) and entry.old is not None
        return (
            ", ".join(series.indicators),
            planned.period.label,
            self._areas.get(planned.area) or planned.area,
            breakdown_text(planned.dimensions),
            f"{entry.old} → {value}" if changed else value,
            cell_name(planned.row, planned.column),
            series.name,
        )

    def _tip(self, row: int, column: int) -> str:
        """The whole text; of an area also its code, of a conflict also whose value it is with."""
        entry, text = self.entry(row), self._text(row, column)
        if column == _AREA and text != entry.observation.area:
            return f"{text} ({entry.observation.area})"
        if column == _VALUE and entry.action is Action.CONFLICT and self._preview is not None:
            return f"{text}\n{conflict_text(self._preview, entry)}"
        return text

    def _alignment(self, column: int) -> Qt.AlignmentFlag:
        side = Qt.AlignmentFlag.AlignRight if column == _VALUE else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter


def counts_text(counts: dict[Action, int]) -> str:
    """The counts in a line: "86 add · 5 same · 1 problem"."""
    return " · ".join(action_count(action, count) for action, count in counts.items() if count)
