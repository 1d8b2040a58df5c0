"""What is to be written: which part, as which kind of file, in which language and dress."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QFrame,
    QVBoxLayout,
    QWidget,
)

from ui.dialogs.new_review import LANGUAGES
from ui.names import language_name
from ui.panels.export_hints import Hint, Untranslated
from ui.panels.export_kinds import Kind, kinds
from ui.widgets.basics import label, strong
from ui.widgets.file_field import FileField
from ui.widgets.template_chooser import TemplateChooser
from vnr_app.services.exports import FIGURES, FORMATS, TEXTS, Order
from vnr_app.services.reviews import ReviewInfo
from vnr_app.services.section_states import SectionState

_WHOLE, _MESSAGES, _FIGURES = "", "main-messages", "figures"
_SECTION = "section:"
_WORD = (".docx", ".pdf")


class ExportForm(QFrame):
    """The fields of an export; says when the order or the file has become another one."""

    changed = Signal()
    """Another part, format, language or template is wanted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", "card")
        self._goals: frozenset[str] = frozenset()
        self._file_chosen = False
        self._kinds = kinds()
        self.replaced: Path | None = None
        """The file of which the person has said that it may go."""
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(20, 16, 20, 20)
        self._column.setSpacing(4)
        self._build()

    # --- Fields -----------------------------------------------------------------------------

    def _build(self) -> None:
        self._what, self._kind, self._language = QComboBox(), QComboBox(), QComboBox()
        self.template = TemplateChooser()
        self._about, self._faults = Hint(), Hint("warning")
        self._untranslated = Untranslated()
        self._add_chooser(self.tr("What to write"), self._what)
        self._add_chooser(self.tr("Format"), self._kind)
        self._column.addWidget(self._about)
        self._add_chooser(self.tr("Language"), self._language)
        self._column.addWidget(self._untranslated)
        self._add_chooser(self.tr("Template"), self.template)
        self._column.addWidget(self._faults)
        self._column.addSpacing(8)
        self._values = QCheckBox(self.tr("Tables of values below the charts"))
        self._values.toggled.connect(self.changed)
        self._column.addWidget(self._values)
        self._build_file()
        self.show_outline(())
        self.show_languages(())

    def _add_chooser(self, name: str, chooser: QComboBox) -> None:
        # The longest title would make the form wider than the window.
        chooser.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        chooser.setMinimumContentsLength(16)
        self._field(name, chooser)
        chooser.activated.connect(lambda _row: self._choose(chooser))

    def _field(self, name: str, field: QWidget) -> None:
        if self._column.count():
            self._column.addSpacing(8)
        title = strong(label(name, size="small"))
        title.setBuddy(field)
        field.setAccessibleName(name)
        self._column.addWidget(title)
        self._column.addWidget(field)

    def _build_file(self) -> None:
        field = FileField()
        field.edited.connect(self._edit_file)
        field.browse_wanted.connect(self._browse)
        self._file = field.line
        self._field(self.tr("File"), field)

    # --- What is offered --------------------------------------------------------------------

    def show_review(self, info: ReviewInfo) -> None:
        """Choose the review's own language and a file beside the review."""
        self._language.setCurrentIndex(max(0, self._language.findData(info.language)))
        if not self._file_chosen:
            self._file.setText(str(info.path.with_suffix(".docx")))

    def show_outline(self, states: tuple[SectionState, ...]) -> None:
        """Offer the whole report, its Main Messages, the figures, each section."""
        chosen = self._what.currentData() or _WHOLE
        self._goals = frozenset(state.key for state in states if state.goal)
        self._what.clear()
        self._what.addItem(self.tr("The whole report"), _WHOLE)
        self._what.addItem(self.tr("The Main Messages"), _MESSAGES)
        self._what.addItem(self.tr("The figures alone"), _FIGURES)
        self._what.insertSeparator(self._what.count())
        for state in states:
            if state.key == _MESSAGES:
                continue
            goal = self.tr("Goal {number}. ").format(number=state.goal) if state.goal else ""
            self._what.addItem(f"{goal}{state.title}", f"{_SECTION}{state.key}")
        self._what.setCurrentIndex(max(0, self._what.findData(chosen)))
        self._offer_kinds()

    def show_languages(self, written: tuple[str, ...]) -> None:
        """Offer the languages of the United Nations and those in which there are texts."""
        chosen = self._language.currentData()
        self._language.clear()
        for code, name in LANGUAGES:
            self._language.addItem(name, code)
        known = {code for code, _name in LANGUAGES}
        for tag in written:
            if tag not in known:
                self._language.addItem(language_name(tag), tag)
        self._language.setCurrentIndex(max(0, self._language.findData(chosen)))

    def _offer_kinds(self) -> None:
        """The formats that fit to what is wanted; the one that is chosen stays if it can."""
        what, chosen = self._what.currentData(), self._kind.currentData()
        wanted: tuple[str, ...] = FORMATS
        if what == _FIGURES:
            wanted = FIGURES
        elif what == _MESSAGES or what.removeprefix(_SECTION) not in {_WHOLE, *self._goals}:
            wanted = TEXTS
        self._kind.clear()
        for (ending, layout), (name, _about) in self._kinds.items():
            if ending in wanted:
                self._kind.addItem(name, (ending, layout))
        self._kind.setCurrentIndex(max(0, self._index_of(chosen)))
        self._offer_options()

    def _index_of(self, kind: Kind | None) -> int:
        rows = range(self._kind.count())
        return next((row for row in rows if self._kind.itemData(row) == kind), -1)

    def _offer_options(self) -> None:
        ending, _layout = kind = self._kind.currentData()
        self._about.say(self._kinds[kind][1])
        self.template.setEnabled(ending in _WORD)
        self._values.setEnabled(ending in TEXTS)

    # --- What is wanted ---------------------------------------------------------------------

    @property
    def order(self) -> Order:
        """What is wanted."""
        what = self._what.currentData()
        ending, layout = self._kind.currentData()
        return Order(
            language=self._language.currentData(),
            section=what.removeprefix(_SECTION) if what.startswith(_SECTION) else None,
            main_messages=what == _MESSAGES,
            template=self.template.template if ending in _WORD else None,
            layout=layout,
            value_tables=self._values.isChecked() and ending in TEXTS,
        )

    @property
    def ending(self) -> str:
        """The ending of the format that is chosen."""
        return str(self._kind.currentData()[0])

    @property
    def path(self) -> Path | None:
        """The file, with the ending of the format where it has none that is known."""
        text = self._file.text().strip()
        if not text:
            return None
        path = Path(text).expanduser()
        if path.suffix.lower() not in FORMATS:
            path = path.with_name(f"{path.name}{self.ending}")
        return path

    def choose_file(self, path: Path) -> None:
        """Take a file that the person has chosen; the format follows its ending."""
        self._file_chosen = True
        self._file.setText(str(path))
        self._follow_ending(path)

    def choose_section(self, key: str) -> None:
        """Choose what to write by the key of a section; "main-messages" is a document alone."""
        what = key if key == _MESSAGES else f"{_SECTION}{key}"
        self._what.setCurrentIndex(max(0, self._what.findData(what)))
        self._choose(self._what)

    def propose(self, name: str) -> None:
        """Propose a name for the file, in the folder that is chosen."""
        if self._file_chosen:
            path = self.path
            if path is not None and path.suffix.lower() != self.ending:
                self._file.setText(str(path.with_suffix(self.ending)))
        else:
            self._file.setText(str(Path(self._file.text()).with_name(name)))

    def focus_file(self) -> None:
        """Bring the keyboard to the file."""
        self._file.setFocus()
        self._file.selectAll()

    def show_untranslated(self, titles: tuple[str, ...]) -> None:
        """Say which texts are not in the language that is chosen."""
        self._untranslated.show_titles(titles)

    def show_template_faults(self, faults: tuple[str, ...]) -> None:
        """Say what is wrong with the template that is chosen."""
        self._faults.say("\n".join(faults))

    # --- What the person does ---------------------------------------------------------------

    def _choose(self, chooser: QComboBox) -> None:
        if chooser is self._what:
            self._offer_kinds()
        elif chooser is self._kind:
            self._offer_options()
        self.changed.emit()

    def _edit_file(self) -> None:
        self._file_chosen = True
        if self.path is not None:
            self._follow_ending(self.path)

    def _follow_ending(self, path: Path) -> None:
        """The format is that of the file's name, where this part can be written so."""
        if path.suffix.lower() == self.ending:
            return
        for row in range(self._kind.count()):
            if self._kind.itemData(row)[0] == path.suffix.lower():
                self._kind.setCurrentIndex(row)
                self._offer_options()
                self.changed.emit()
                return

    def _browse(self) -> None:
        name, _about = self._kinds[self._kind.currentData()]
        chosen, _filter = QFileDialog.getSaveFileName(
            self,
            self.tr("File to write"),
            self._file.text(),
            f"{name.partition(' (')[0]} (*{self.ending})",
        )
        if chosen:
            # The dialog has asked where a file of that name is there.
            self.replaced = Path(chosen)
            self.choose_file(Path(chosen))
