"""The imports of a review as a table: when, who, file, what came of it."""

from collections.abc import Mapping

from PySide6.QtCore import QObject, Qt

from ui.models.text_table import NO_PARENT, Index, TextTable
from ui.names import counted, moment, number
from vnr_app.services.import_log import ImportEntry, Standing

ENTRY = Qt.ItemDataRole.UserRole + 1
_NOTHING = Standing()


class ImportLogModel(TextTable):
    """One row an import, the newest first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: tuple[ImportEntry, ...] = ()
        self._standings: Mapping[str, Standing] = {}
        self._heads = (
            self.tr("When"),
            self.tr("File"),
            self.tr("Who"),
            self.tr("Tables"),
            self.tr("Brought"),
            self.tr("Recipe"),
            self.tr("Original"),
            self.tr("State"),
        )

    def show_entries(
        self, entries: tuple[ImportEntry, ...], standings: Mapping[str, Standing]
    ) -> None:
        """Show these imports."""
        self.beginResetModel()
        self._entries, self._standings = entries, standings
        self.endResetModel()

    def standing(self, entry: ImportEntry) -> Standing:
        """What is left of an import."""
        return self._standings.get(entry.operation, _NOTHING)

    def row_of(self, operation: str) -> int:
        """The row of an import, -1 where it is not shown."""
        found = (at for at, each in enumerate(self._entries) if each.operation == operation)
        return next(found, -1)

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        """One row an import."""
        return 0 if parent.isValid() else len(self._entries)

    def _more(self, row: int, _column: int, role: int) -> object:
        """The import itself."""
        return self._entries[row] if role == ENTRY else None

    def _text(self, row: int, column: int) -> str:
        entry = self._entries[row]
        standing = self.standing(entry)
        return (
            lambda: moment(entry.at),
            lambda: entry.file or entry.title,
            lambda: entry.author,
            lambda: ", ".join(dict.fromkeys(t.sheet or t.title for t in standing.tables)),
            lambda: brought_text(entry),
            lambda: self._recipe(entry),
            lambda: self.tr("kept") if entry.has_original else self.tr("not kept"),
            lambda: self.state_text(entry),
        )[column]()

    def _recipe(self, entry: ImportEntry) -> str:
        if not entry.recipe:
            return ""
        return self.tr("{name}, version {version}").format(
            name=entry.recipe, version=entry.recipe_version
        )

    def state_text(self, entry: ImportEntry) -> str:
        """Whether an import holds, was replaced by later ones in part, or is taken back."""
        standing = self.standing(entry)
        brought = standing.brought + sum(entry.records.values())
        holding = standing.holding + standing.records
        if entry.undone:
            return self.tr("Taken back")
        if holding == brought:
            return self.tr("Holds")
        if holding:
            return self.tr("{some} of {all} hold").format(some=number(holding), all=number(brought))
        return self.tr("Replaced by later imports")


def brought_text(entry: ImportEntry) -> str:
    """What an import brought: "86 new figures, 4 changed, 12 records"."""
    new = entry.counts.get("add", 0)
    changed = entry.counts.get("update", 0) + entry.counts.get("conflict", 0)
    records = sum(entry.records.values())
    parts = []
    if new:
        parts.append(counted("{n} new figure", "{n} new figures", new))
    if changed:
        parts.append(counted("{n} changed figure", "{n} changed figures", changed))
    if records:
        parts.append(counted("{n} record", "{n} records", records))
    same = entry.counts.get("same", 0)
    if same and not parts:
        parts.append(counted("{n} figure as before", "{n} figures as before", same))
    return ", ".join(parts)
