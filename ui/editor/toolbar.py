"""The one toolbar for all editors of a page."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QPoint, Qt, Signal, SignalInstance
from PySide6.QtGui import QKeySequence, QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QMenu, QSizePolicy, QWidget

from ui.actions import Command
from ui.editor import commands
from ui.editor.context_menu import table_acts
from ui.editor.tables import TableState
from ui.editor.text_edit import PartEditor
from ui.editor.toolbar_acts import EditorActs
from ui.widgets.basics import IconButton

_TABLE_BUTTONS = (
    "row-above",
    "row-below",
    "column-before",
    "column-after",
    "merge-cells",
    "split-cell",
    "header-row",
    "delete-row",
    "delete-column",
)


class EditorToolbar(EditorActs):
    """Buttons for the editor that was used last; they show what holds at its cursor.

    Where there is little room, what is used seldom is left to the menus.
    """

    link_wanted = Signal()
    places_wanted = Signal(object)
    """The menu of the page's parts and headings opens: whoever knows them fills the `QMenu`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._insertions: tuple[Command, ...] = ()
        self._buttons: dict[str, IconButton] = {}
        self._in_table = False
        self._build()
        self._show_marks()

    def _build(self) -> None:
        # It is as wide as the page, whatever its buttons ask for.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 4, 0, 4)
        self._row.setSpacing(6)
        self._row.addWidget(self._build_styles())
        self._row.addWidget(self._build_marks())
        self._scripts = self._build_scripts()
        self._row.addWidget(self._scripts)
        self._lists = self._build_lists()
        self._row.addWidget(self._lists)
        self._insert = self._menu_button("plus", self.tr("Insert"), self._fill_insert)
        self._insert.setText(self.tr("Insert"))
        self._row.addWidget(self._insert)
        self._table = self._menu_button("table", self.tr("Table"), self._fill_table)
        self._row.addWidget(self._table)
        self._cells = self._build_cells()
        self._row.addWidget(self._cells)
        self._steps = self._build_steps()
        self._row.addWidget(self._steps)
        self._row.addStretch()
        name = self.tr("On this page (Ctrl+G)")
        self._places = self._menu_button("page-list", name, self.places_wanted.emit)
        self._row.addWidget(self._places)

    def _build_styles(self) -> QComboBox:
        self._style = QComboBox()
        self._style.setAccessibleName(self.tr("Paragraph style"))
        self._style.setToolTip(self.tr("Paragraph style (Ctrl+Alt+0 to 3)"))
        self._style.setProperty("role", "quiet")
        self._style.setFixedWidth(116)
        for key, name in zip(commands.STYLES, self._style_names(), strict=True):
            self._style.addItem(name, key)
        self._style.activated.connect(lambda _at: self.set_style(str(self._style.currentData())))
        return self._style

    def _build_marks(self) -> QWidget:
        return self._group(
            self._toggle("bold", "bold", self.tr("Bold (Ctrl+B)"), self.bold),
            self._toggle("italic", "italic", self.tr("Italic (Ctrl+I)"), self.italic),
        )

    def _build_scripts(self) -> QWidget:
        sup = self.tr("Superscript (Ctrl+Shift+.)")
        sub = self.tr("Subscript (Ctrl+Shift+,)")
        return self._group(
            self._toggle("underline", "underline", self.tr("Underline (Ctrl+U)"), self.underline),
            self._toggle("sup", "superscript", sup, self.superscript),
            self._toggle("sub", "subscript", sub, self.subscript),
            self._toggle("link", "link", self.tr("Link (Ctrl+L)"), self.link_wanted.emit),
        )

    def _build_lists(self) -> QWidget:
        bullets = self.tr("Bulleted list (Ctrl+Shift+8)")
        numbers = self.tr("Numbered list (Ctrl+Shift+7)")
        return self._group(
            self._toggle("bullets", "list-bullet", bullets, self.bullets),
            self._toggle("numbers", "list-number", numbers, self.numbers),
        )

    def _build_cells(self) -> QWidget:
        """What can be done to the table at the caret; there as long as the caret is in one."""
        self._cell_buttons: dict[str, IconButton] = {}
        self._possible: dict[str, Callable[[TableState], bool]] = {}
        for name, title, act, possible in table_acts():
            if name in _TABLE_BUTTONS:
                made = IconButton(f"table-{name}", title)
                made.clicked.connect(lambda _checked, act=act: self.in_table(act))
                self._cell_buttons[name] = made
                self._possible[name] = possible
        made_group = self._group(*self._cell_buttons.values())
        made_group.hide()
        return made_group

    def _build_steps(self) -> QWidget:
        self._undo = IconButton("undo", self.tr("Undo (Ctrl+Z)"))
        self._redo = IconButton("redo", self.tr("Redo (Ctrl+Shift+Z)"))
        self._undo.clicked.connect(lambda _checked: self._act(PartEditor.undo))
        self._redo.clicked.connect(lambda _checked: self._act(PartEditor.redo))
        return self._group(self._undo, self._redo)

    def _group(self, *members: QWidget) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        for each in members:
            row.addWidget(each)
        return made

    def _style_names(self) -> tuple[str, ...]:
        return (
            self.tr("Text"),
            self.tr("Heading 1"),
            self.tr("Heading 2"),
            self.tr("Heading 3"),
            self.tr("Quote"),
            self.tr("Box title"),
            self.tr("Box text"),
            self.tr("Caption"),
        )

    def _toggle(self, name: str, icon: str, title: str, act: Callable[[], object]) -> IconButton:
        made = IconButton(icon, title, checkable=True)
        made.clicked.connect(lambda _checked: act())
        self._buttons[name] = made
        return made

    def _menu_button(self, icon: str, name: str, fill: Callable[[QMenu], object]) -> IconButton:
        made = IconButton(icon, name)
        made.clicked.connect(lambda _checked: self._open_menu(made, fill))
        return made

    def _open_menu(self, below: IconButton, fill: Callable[[QMenu], object]) -> None:
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        fill(menu)
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        side = below.width() - menu.sizeHint().width() if rtl else 0
        menu.popup(below.mapToGlobal(QPoint(side, below.height() + 2)))
        if menu.actions():
            menu.setActiveAction(menu.actions()[0])

    # --- Menus ------------------------------------------------------------------------------

    def offer(self, offered: Iterable[Command]) -> None:
        """Offer these commands in the menu of insertions."""
        self._insertions = tuple(offered)

    def _fill_insert(self, menu: QMenu) -> None:
        for command in self._insertions:
            if command.separated:
                menu.addSeparator()
            keys = QKeySequence(command.shortcut)
            shown = keys.toString(QKeySequence.SequenceFormat.NativeText)
            action = menu.addAction(f"{command.title}\t{shown}" if shown else command.title)
            action.setEnabled(command.enabled())
            action.triggered.connect(lambda _checked, act=command.try_run: act())

    def _fill_table(self, menu: QMenu) -> None:
        state = self.table_state()
        for command in self._insertions:
            if command.id == "insert-table":
                action = menu.addAction(command.title)
                action.setEnabled(not state.inside)
                action.triggered.connect(lambda _checked, act=command.try_run: act())
                menu.addSeparator()
        for _name, title, act, possible in table_acts():
            action = menu.addAction(title)
            action.setEnabled(possible(state))
            action.triggered.connect(lambda _checked, act=act: self.in_table(act))

    def open_places(self) -> None:
        """Open the menu of the page's parts and headings."""
        self._open_menu(self._places, self.places_wanted.emit)

    # --- The editor -------------------------------------------------------------------------

    def serve(self, editor: PartEditor | None) -> None:
        """Work on this editor from now on."""
        if self._editor is editor:
            return
        if self._editor is not None:
            for signal in self._signals(self._editor):
                signal.disconnect(self._show_marks)
        self._editor = editor
        if editor is not None:
            for signal in self._signals(editor):
                signal.connect(self._show_marks)
        self._show_marks()

    @staticmethod
    def _signals(editor: PartEditor) -> tuple[SignalInstance, ...]:
        return (
            editor.cursorPositionChanged,
            editor.currentCharFormatChanged,
            editor.selectionChanged,
            editor.undoAvailable,
            editor.redoAvailable,
        )

    def _show_marks(self) -> None:
        editor = self._editor
        usable = self._writable() is not None
        for each in (self._style, self._insert, self._table, *self._buttons.values()):
            each.setEnabled(usable)
        document = editor.document() if usable and editor is not None else None
        self._undo.setEnabled(document is not None and document.isUndoAvailable())
        self._redo.setEnabled(document is not None and document.isRedoAvailable())
        self._show_cells()
        if editor is None:
            return
        now = commands.marks_at(editor.textCursor())
        self._style.setCurrentIndex(max(0, self._style.findData(now.style)))
        for name, each in self._buttons.items():
            each.setChecked(bool(getattr(now, name)))

    def _show_cells(self) -> None:
        state = self.table_state()
        if state.inside:
            for name, each in self._cell_buttons.items():
                each.setEnabled(self._possible[name](state))
        if self._in_table != state.inside:
            self._in_table = state.inside
            self._fit()

    # --- Room -------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show what there is room for."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Hide what is used least until the rest fits; all of it is in the menus too."""
        style = Qt.ToolButtonStyle
        self._insert.setToolButtonStyle(style.ToolButtonTextBesideIcon)
        self._cells.setVisible(self._in_table)
        for each in (self._scripts, self._steps, self._table, self._lists):
            each.show()
        spares = (self._scripts, self._steps, self._insert, self._cells, self._table, self._lists)
        for spare in spares:
            self._row.invalidate()
            if self._row.sizeHint().width() <= self.width():
                break
            if spare is self._insert:
                self._insert.setToolButtonStyle(style.ToolButtonIconOnly)
            else:
                spare.hide()
