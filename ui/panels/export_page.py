"""The report: what is unfinished first, then what to write and where, then the way to it."""

from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from ui.dialogs.new_review import LANGUAGES
from ui.models.findings_model import SEVERITY_ICONS
from ui.widgets.basics import (
    IconLabel,
    button,
    clear_layout,
    label,
    page_header,
    panel,
    scroll_area,
    strong,
)
from vnr_app.services.exports import remark
from vnr_app.services.reviews import ReviewInfo
from vnr_app.services.section_states import SectionState
from vnr_app.services.unfinished import Remark

_WIDTH = 776


class ExportPage(QFrame):
    """Emits the wish for a report; shows where it lies when it is done."""

    export_wanted = Signal(object, object, object)
    """Path of the file, language or None, key of a section or None for the whole report."""
    checks_wanted = Signal()
    """All that the checks found is to be shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", "page")
        self._written: Path | None = None
        self._replaced: Path | None = None
        self._build()

    def _build(self) -> None:
        head, row = page_header(self.tr("Report"), self.tr("Everything as one Word document."))
        self._write = button(self.tr("Write the report"), "primary", icon="export")
        self._write.clicked.connect(self._ask)
        row.addWidget(self._write)
        content = QWidget()
        content.setMaximumWidth(_WIDTH)
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(self._build_done())
        column.addWidget(self._build_findings())
        column.addWidget(self._build_form())
        column.addStretch()
        outer = QWidget()
        centred = QHBoxLayout(outer)
        centred.setContentsMargins(32, 24, 32, 32)
        centred.addWidget(content, 100)
        centred.addStretch(1)
        scroll = scroll_area(outer)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(head)
        whole.addWidget(scroll, 1)

    def _build_done(self) -> QFrame:
        self._done = QFrame()
        self._done.setProperty("banner", "success")
        self._done_text = strong(label(wrap=True))
        self._open = button(self.tr("Open"), icon="open")
        self._open.clicked.connect(self._open_file)
        self._folder = button(self.tr("Show in folder"), icon="folder")
        self._folder.clicked.connect(self._open_folder)
        row = QHBoxLayout(self._done)
        row.setContentsMargins(16, 12, 16, 12)
        row.setSpacing(12)
        row.addWidget(IconLabel("check", "success"))
        row.addWidget(self._done_text, 1)
        row.addWidget(self._open)
        row.addWidget(self._folder)
        self._done.hide()
        return self._done

    def _build_findings(self) -> QFrame:
        card = panel("card")
        column = QVBoxLayout(card)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(8)
        column.addWidget(strong(label(self.tr("What is unfinished"), size="lead")))
        self._about = label(
            self.tr("None of this keeps you from writing the report."), tone="muted", wrap=True
        )
        column.addWidget(self._about)
        self._findings = QVBoxLayout()
        self._findings.setSpacing(8)
        column.addLayout(self._findings)
        more = button(self.tr("Show all in Checks"), "quiet", icon="checks")
        more.clicked.connect(self.checks_wanted)
        column.addWidget(more, 0, Qt.AlignmentFlag.AlignLeading)
        return card

    def _build_form(self) -> QFrame:
        card = panel("card")
        form = QFormLayout(card)
        form.setContentsMargins(20, 16, 20, 16)
        form.setSpacing(12)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._section = QComboBox()
        self._section.setAccessibleName(self.tr("What to write"))
        # The longest title would leave no room for the names of the fields.
        self._section.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self._language = QComboBox()
        self._language.setAccessibleName(self.tr("Language"))
        for code, name in LANGUAGES:
            self._language.addItem(name, code)
        self._language.currentIndexChanged.connect(self._show_remark)
        self._remark = label(size="small", tone="muted", wrap=True)
        chosen = QVBoxLayout()
        chosen.setSpacing(4)
        chosen.addWidget(self._language)
        chosen.addWidget(self._remark)
        self._file = QLineEdit()
        self._file.setAccessibleName(self.tr("File"))
        browse = button(self.tr("Choose…"))
        browse.clicked.connect(self._browse)
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._file, 1)
        row.addWidget(browse)
        form.addRow(self.tr("What to write"), self._section)
        form.addRow(self.tr("Language"), chosen)
        form.addRow(self.tr("File"), holder)
        return card

    def _show_remark(self) -> None:
        text = remark(self._language.currentData())
        self._remark.setText(text)
        self._remark.setVisible(bool(text))

    def show_review(self, info: ReviewInfo) -> None:
        """Propose language and file."""
        self._language.setCurrentIndex(max(0, self._language.findData(info.language)))
        self._show_remark()
        self._file.setText(str(info.path.with_suffix(".docx")))

    def choose_file(self, path: Path, *, replace: bool = False) -> None:
        """Choose where the report is written; `replace`: over the file that is there."""
        self._file.setText(str(path))
        self._replaced = path if replace else None

    def may_replace(self, path: Path) -> bool:
        """Whether the person has said that the file there may go; once for every report."""
        said, self._replaced = self._replaced, None
        return said == path

    def show_outline(self, states: tuple[SectionState, ...]) -> None:
        """Offer the whole report and each section."""
        chosen = self._section.currentData()
        self._section.clear()
        self._section.addItem(self.tr("The whole report"), None)
        for state in states:
            goal = self.tr("Goal {number}. ").format(number=state.goal) if state.goal else ""
            self._section.addItem(f"{goal}{state.title}", state.key)
        self._section.setCurrentIndex(max(0, self._section.findData(chosen)))

    def show_findings(self, remarks: tuple[Remark, ...]) -> None:
        """Say what a reader of the report would miss."""
        clear_layout(self._findings)
        self._about.setVisible(bool(remarks))
        for remark_ in remarks:
            self._add_remark(*SEVERITY_ICONS[remark_.severity], remark_.text)
        if not remarks:
            nothing = self.tr("Nothing: every section has text, every goal has figures.")
            self._add_remark("check", "success", nothing)

    def _add_remark(self, icon: str, tone: str, text: str) -> None:
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(IconLabel(icon, tone), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(label(text, wrap=True), 1)
        self._findings.addLayout(row)

    def show_written(self, path: Path) -> None:
        """Say that the report lies there."""
        self._written = path
        self._done_text.setText(self.tr("The report was written: {file}").format(file=path.name))
        self._done.show()
        self._write.setEnabled(True)

    def show_idle(self) -> None:
        """Let the person ask again."""
        self._write.setEnabled(True)

    def _ask(self) -> None:
        text = self._file.text().strip()
        if not text:
            self._file.setFocus()
            return
        path = Path(text)
        if path.suffix.lower() not in (".docx", ".pdf"):
            path = path.with_name(f"{path.name}.docx")
        self._done.hide()
        self._write.setEnabled(False)
        language, section = self._language.currentData(), self._section.currentData()
        self.export_wanted.emit(path, language, section)

    def _browse(self) -> None:
        chosen, _filter = QFileDialog.getSaveFileName(
            self,
            self.tr("File of the report"),
            self._file.text(),
            self.tr("Word document (*.docx);;PDF (*.pdf)"),
        )
        if chosen:
            # The dialog has asked where a file of that name is there.
            self.choose_file(Path(chosen), replace=True)

    def _open_file(self) -> None:
        if self._written is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._written)))

    def _open_folder(self) -> None:
        if self._written is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._written.parent)))
