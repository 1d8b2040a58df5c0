"""Records of stakeholders: filtered by class, kind and words; a list beside the text, a table."""

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication, QObject, Qt

from ui.models.text_table import NO_PARENT, Index, TextTable
from vnr_app.domain.records import RecordKind
from vnr_app.services.records import Record
from vnr_app.services.stakeholder_groups import group_name

RECORD = Qt.ItemDataRole.UserRole + 1


def _tr(text: str) -> str:
    return QCoreApplication.translate("Records", text)


def kind_name(kind: RecordKind) -> str:
    """What a record is, in a word."""
    return {
        RecordKind.CONTRIBUTION: _tr("Contribution"),
        RecordKind.ANSWER: _tr("Answer"),
        RecordKind.MEASURE: _tr("Measure"),
        RecordKind.COMMITMENT: _tr("Commitment"),
        RecordKind.ACTION_FIELD: _tr("Action field"),
    }[kind]


def who(record: Record) -> str:
    """The organisation of a record, unless it does not want to be named."""
    if not record.may_be_named:
        return _tr("Does not want to be named")
    return record.organisation or _tr("No organisation")


def what(record: Record) -> str:
    """Title and text of a record in one piece; its answers where it has neither."""
    said = [part for part in (record.title, record.text) if part]
    return "\n".join(said or [f"{question} {answer}" for question, answer in record.scales])


def about(record: Record) -> str:
    """Class and kind of a record, and how far it has come: "Women · Contribution"."""
    group = group_name(record.group) if record.group else ""
    parts = (group, kind_name(record.kind), record.level, record.status)
    return " · ".join(part for part in parts if part)


def _haystack(record: Record) -> str:
    """All that may be searched; a name that must not be printed is not found either."""
    pairs = [*record.scales, *record.extra]
    words = [who(record), about(record), what(record), *record.links]
    return " ".join([*words, *(f"{name} {text}" for name, text in pairs)]).casefold()


class RecordsModel(TextTable):
    """One row a record: organisation, text, class, kind, goals, status."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: tuple[Record, ...] = ()
        self._haystacks: dict[str, str] = {}
        self._shown: list[Record] = []
        self._group: str | None = None
        self._kind: RecordKind | None = None
        self._words: list[str] = []
        self._heads = (
            self.tr("Organisation"),
            self.tr("Text"),
            self.tr("Group"),
            self.tr("Kind"),
            self.tr("Goals"),
            self.tr("Status"),
        )

    def show_records(self, records: tuple[Record, ...]) -> None:
        """Show these records, as far as they pass the filters."""
        self._all = records
        self._haystacks = {each.id: _haystack(each) for each in records}
        self._make()

    def narrow(self, group: str | None, kind: RecordKind | None, search: str) -> None:
        """Keep records of a class ("" for none known) and kind that hold all words; None: any."""
        self._group, self._kind, self._words = group, kind, search.casefold().split()
        self._make()

    @property
    def all(self) -> tuple[Record, ...]:
        """The records without the filters."""
        return self._all

    def _make(self) -> None:
        self.beginResetModel()
        self._shown = [each for each in self._all if self._passes(each)]
        self.endResetModel()

    def _passes(self, record: Record) -> bool:
        return (
            (self._group is None or record.group == self._group)
            and (self._kind is None or record.kind is self._kind)
            and all(word in self._haystacks[record.id] for word in self._words)
        )

    def row_of(self, record: str) -> int:
        """The row of a record by its id, -1 where it is not shown."""
        return next((at for at, each in enumerate(self._shown) if each.id == record), -1)

    def groups(self) -> Iterable[str]:
        """The classes that the records come from, in the order of their names."""
        return sorted({each.group for each in self._all}, key=group_name)

    def kinds(self) -> Iterable[RecordKind]:
        """The kinds that there are."""
        found = {each.kind for each in self._all}
        return [kind for kind in RecordKind if kind in found]

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        """The records that pass the filters."""
        return 0 if parent.isValid() else len(self._shown)

    def _text(self, row: int, column: int) -> str:
        record = self._shown[row]
        return (
            who(record),
            what(record),
            group_name(record.group) if record.group else "",
            kind_name(record.kind),
            ", ".join(record.links),
            record.status,
        )[column]

    def _more(self, row: int, column: int, role: int) -> object:
        """The record itself, and how a screen reader says it."""
        record = self._shown[row]
        if role == RECORD:
            return record
        if role == Qt.ItemDataRole.AccessibleTextRole and column == 0:
            return f"{who(record)}. {about(record)}. {what(record)}"
        return None
