"""What an earlier file of this kind had and this one has not, one row a value."""

from PySide6.QtCore import QObject

from ui.models.text_table import NO_PARENT, Index, TextTable
from vnr_app.domain.comparison import GoneEntry
from vnr_app.services.imports import ImportPreview
from vnr_app.services.wording import breakdown_text

_MOST = 20_000
"""So many are listed; the chip counts all of them."""


class GoneModel(TextTable):
    """Nothing of it is deleted by an import; it is there to be looked at."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._preview: ImportPreview | None = None
        self._areas: dict[str, str] = {}
        self._rows: list[tuple[str, ...]] = []
        self._heads = (
            self.tr("Indicator"),
            self.tr("Period"),
            self.tr("Area"),
            self.tr("Breakdown"),
            self.tr("Value in the review"),
            self.tr("Series"),
        )

    def show_preview(self, preview: ImportPreview | None) -> None:
        """What a preview misses; its rows are read when they are filtered."""
        self._preview = preview
        self._areas = dict(preview.plan.areas) if preview is not None else {}

    def filter(self, text: str) -> None:
        """Keep the rows that contain all words of the text."""
        words = text.casefold().split()
        found = self._preview.gone(0, _MOST) if self._preview is not None else []
        self.beginResetModel()
        rows = map(self._texts, found)
        self._rows = [row for row in rows if _holds(" ".join(row).casefold(), words)]
        self.endResetModel()

    def _texts(self, gone: GoneEntry) -> tuple[str, ...]:
        return (
            ", ".join(gone.indicators),
            gone.period,
            self._areas.get(gone.area) or gone.area,
            breakdown_text(gone.dimensions),
            gone.value or "–",
            gone.series,
        )

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        """The rows that pass the filter."""
        return 0 if parent.isValid() else len(self._rows)

    def _text(self, row: int, column: int) -> str:
        return self._rows[row][column]


def _holds(text: str, words: list[str]) -> bool:
    return all(word in text for word in words)
