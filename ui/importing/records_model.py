"""The records of a stakeholder sheet, one row each; a tick says that the record is taken."""

from PySide6.QtCore import QObject

from ui.importing.ticked_model import CHANGING, TickedModel
from ui.models.text_table import NO_PARENT, Index
from ui.names import action_name
from ui.theme.colors import Colors
from vnr_app.domain.importplan import Action
from vnr_app.domain.records import PlannedRecord
from vnr_app.services.imports import ImportPreview
from vnr_app.services.stakeholder_groups import group_name


class RecordsModel(TickedModel):
    """The records of a preview, filtered by text."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._heads = (
            self.tr("Action"),
            self.tr("Organisation"),
            self.tr("Group"),
            self.tr("Goals"),
            self.tr("Text"),
        )
        self._records: tuple[PlannedRecord, ...] = ()
        self._actions: tuple[Action, ...] = ()
        self._shown: list[int] = []
        self._preview: ImportPreview | None = None

    def show_preview(self, preview: ImportPreview | None, colors: Colors) -> None:
        """Show the records of a preview, or none; of a file read again what was chosen holds."""
        self.beginResetModel()
        if preview is not self._preview:
            rows = {_row(self._preview, at) for at in self.left_out}
            count = 0 if preview is None else len(preview.plan.records)
            self.left_out = {at for at in range(count) if rows and _row(preview, at) in rows}
        self._preview = preview
        self._records = preview.plan.records if preview is not None else ()
        self._actions = preview.records.actions if preview is not None else ()
        self._shown = list(range(len(self._records)))
        self.endResetModel()
        self.tint(colors)

    def filter(self, text: str) -> None:
        """Keep the records that contain all words of the text."""
        words = text.casefold().split()
        self.beginResetModel()
        self._shown = [at for at in range(len(self._records)) if self._holds(at, words)]
        self.endResetModel()

    def _holds(self, at: int, words: list[str]) -> bool:
        text = " ".join((action_name(self._actions[at]), *_texts(self._records[at]))).casefold()
        return all(word in text for word in words)

    def taken(self) -> int:
        """How many records an import would change as it is ticked now."""
        changing = (at for at, action in enumerate(self._actions) if action in CHANGING)
        return sum(at not in self.left_out for at in changing)

    def take_shown(self, *, taken: bool) -> None:
        """Take or leave out all that passes the filter."""
        for row in range(len(self._shown)):
            self._take(row, taken=taken)
        self._tell(0, len(self._shown) - 1)
        self.chosen.emit()

    def _take(self, row: int, *, taken: bool) -> None:
        if taken:
            self.left_out.discard(self._shown[row])
        elif self._action(row) in CHANGING:
            self.left_out.add(self._shown[row])

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        """The records that pass the filter."""
        return 0 if parent.isValid() else len(self._shown)

    def position(self, row: int) -> int:
        """The position in the plan of what stands in a row."""
        return self._shown[row]

    def _action(self, row: int) -> Action:
        return self._actions[self._shown[row]]

    def _texts(self, row: int) -> tuple[str, ...]:
        return _texts(self._records[self._shown[row]])


def _texts(record: PlannedRecord) -> tuple[str, ...]:
    return (
        record.organisation,
        group_name(record.group) if record.group else "",
        ", ".join(record.links),
        record.text or record.title,
    )


def _row(preview: ImportPreview | None, at: int) -> tuple[str, int] | None:
    """The sheet and the row of a record, by which it is found in another reading."""
    if preview is None:
        return None
    record = preview.plan.records[at]
    return preview.plan.tables[record.table].sheet, record.row
