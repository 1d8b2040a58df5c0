"""The dialog for a cross-reference: everything in the report that can be referred to."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QWidget

from ui.dialogs.frame import FormDialog
from ui.dialogs.pick_list import Line, PickList
from ui.widgets.basics import label
from vnr_app.domain.richtext import CrossRef
from vnr_app.services.references import References, Target, TargetKind


class ReferenceDialog(FormDialog):
    """Takes what the text refers to."""

    def __init__(
        self, known: References, *, current: str = "", here: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.call(
            self.tr("Refer to a table, figure or section"),
            self.tr("Change") if current else self.tr("Insert"),
        )
        self._known = {target.id: target for target in known.targets}
        self._build(current, here)

    def _build(self, current: str, here: str) -> None:
        self.setMinimumSize(560, 480)
        self.list = PickList(
            self.tr("What can be referred to"), self.tr("Search: table, figure, words of a title…")
        )
        goal = here.partition("/")[0]
        # What stands on this page comes first, and what has a number before what has none.
        kinds = list(TargetKind)
        targets = sorted(
            self._known.values(),
            key=lambda each: (each.section.partition("/")[0] != goal, kinds.index(each.kind)),
        )
        self.list.show_lines(tuple(map(_line, targets)), current)
        self.list.chosen.connect(lambda _id: self.accept())
        self.list.moved.connect(self._allow)
        self.column.addWidget(self.list, 1)
        self.column.addWidget(
            label(
                self.tr("The text shows the number that the report gives; it follows changes."),
                size="small",
                tone="muted",
                wrap=True,
            )
        )
        self._allow()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def reference(self) -> CrossRef | None:
        """The reference that was chosen."""
        target = self._known.get(self.list.current)
        return None if target is None else CrossRef(target.id, target.label)

    def _allow(self) -> None:
        self.take.setEnabled(bool(self.list.current))


def _line(target: Target) -> Line:
    kinds = {
        TargetKind.TABLE: _tr("Table"),
        TargetKind.FIGURE: _tr("Figure"),
        TargetKind.BOX: _tr("Box"),
        TargetKind.HEADING: _tr("Heading"),
        TargetKind.SECTION: _tr("Section"),
    }
    told = target.label
    if target.title and target.title != target.label:
        told = f"{target.label} · {target.title}"
    return target.id, told, kinds[target.kind]


def _tr(text: str) -> str:
    return QCoreApplication.translate("ReferenceDialog", text)
