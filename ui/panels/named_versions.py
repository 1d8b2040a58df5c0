"""The moments of the review that bear a name, each with what has changed since."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.names import counted, moment
from ui.widgets.basics import ElidedLabel, IconLabel, button, clear_layout, label, strong
from vnr_app.services.revisions import ChangedSince, Named

_INDENT = 34


class NamedVersions(QWidget):
    """Emits which text shall be compared with what it was then."""

    compare_wanted = Signal(str, str, str)
    """Key of a text, its language, and the version of then."""
    name_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._open: set[str] = set()
        self._build()

    def _build(self) -> None:
        self._name = button(self.tr("Name the present version…"), icon="bookmark")
        self._name.clicked.connect(self.name_wanted)
        self._empty = label(
            self.tr("No version bears a name yet. Give one when the texts go out, for example "
                    "“Sent to cabinet”: whatever is changed later can then be compared with it."),
            tone="muted", wrap=True,
        )  # fmt: skip
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._name, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self._empty)
        column.addLayout(self._rows)
        column.addStretch(1)

    def show_versions(
        self,
        versions: tuple[Named, ...],
        changed: dict[str, tuple[ChangedSince, ...]],
        *,
        read_only: bool,
    ) -> None:
        """Show the versions, newest first."""
        self._name.setEnabled(not read_only)
        self._empty.setVisible(not versions)
        clear_layout(self._rows)
        for each in versions:
            self._rows.addWidget(self._row(each, changed.get(each.id, ())))

    def _row(self, version: Named, changed: tuple[ChangedSince, ...]) -> QFrame:
        holder = QFrame()
        holder.setProperty("panel", "header")
        column = QVBoxLayout(holder)
        column.setContentsMargins(4, 10, 4, 10)
        column.setSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(IconLabel("bookmark"), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(strong(ElidedLabel(version.name)))
        texts = counted("{n} text", "{n} texts", version.texts)
        about = f"{moment(version.at)} · {version.author} · {texts}"
        words.addWidget(ElidedLabel(about, size="small", tone="muted"))
        if version.note:
            words.addWidget(label(version.note, size="small", wrap=True))
        row.addLayout(words, 1)
        column.addLayout(row)
        if not changed:
            row.addWidget(label(self.tr("nothing changed since"), size="small", tone="muted"))
            return holder
        since = counted("{n} text changed since", "{n} texts changed since", len(changed))
        toggle = button(since, "chip")
        toggle.setCheckable(True)
        toggle.setAccessibleName(f"{version.name}: {since}")
        row.addWidget(toggle, 0, Qt.AlignmentFlag.AlignTop)
        details = self._details(changed)
        column.addWidget(details)
        toggle.toggled.connect(details.setVisible)
        toggle.toggled.connect(lambda on: self._keep_open(version.id, on))
        toggle.setChecked(version.id in self._open)
        details.setVisible(version.id in self._open)
        return holder

    def _keep_open(self, version: str, on: bool) -> None:
        """The list is made anew with every change; what was open stays so."""
        (self._open.add if on else self._open.discard)(version)

    def _details(self, changed: tuple[ChangedSince, ...]) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(_INDENT, 0, 0, 0)
        column.setSpacing(4)
        languages = len({each.language for each in changed}) > 1
        for each in changed:
            name = f"{each.title} ({each.language})" if languages else each.title
            row = QHBoxLayout()
            row.setSpacing(8)
            row.addWidget(ElidedLabel(name), 1)
            look = button(self.tr("Compare…"), "chip")
            look.setAccessibleName(self.tr("Compare “{title}”").format(title=name))
            look.clicked.connect(
                lambda _checked, each=each: self.compare_wanted.emit(
                    each.section, each.language, each.revision
                )
            )
            row.addWidget(look)
            column.addLayout(row)
        return holder
