"""The menu under the right mouse button: what can be done with what is there."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPoint
from PySide6.QtGui import QKeySequence, QTextCursor
from PySide6.QtWidgets import QMenu

from ui.editor import objects, tables
from ui.editor.objects import Thing
from ui.editor.spelling import plain_entry
from ui.editor.things import can_edit
from ui.widgets.insert_menu import cell_entry
from vnr_app.domain.richtext import (
    Chart,
    CiteRef,
    CrossRef,
    Figure,
    IndicatorTable,
    NoteRef,
    ValueRef,
)

if TYPE_CHECKING:
    from ui.editor.text_edit import PartEditor

_SHOWN_ADDRESS = 60


def context_menu(editor: "PartEditor", point: QPoint) -> QMenu:
    """The menu for a point of the viewport; entries that cannot be used are grey."""
    menu = QMenu(editor)
    _move_caret(editor, point)
    _thing_entries(menu, editor, editor.things.under(point))
    _link_entries(menu, editor, editor.things.link_at(point))
    _clipboard_entries(menu, editor)
    if not editor.isReadOnly() and tables.table_state(editor.textCursor()).inside:
        table = menu.addMenu(_tr("Table"))
        fill_table_menu(table, editor.textCursor)
    if editor.textCursor().hasSelection():
        menu.addSeparator()
        _add(menu, _tr("Comment on the selection"), editor.comment_wanted.emit, "Ctrl+Alt+M")
    editor.spelling_menu(menu, point)
    return menu


def _move_caret(editor: "PartEditor", point: QPoint) -> None:
    """The caret goes where the menu is asked for, unless that lies in the selection."""
    at, cursor = editor.cursorForPosition(point), editor.textCursor()
    if not cursor.selectionStart() <= at.position() <= cursor.selectionEnd():
        editor.setTextCursor(at)


def _add(
    menu: QMenu, text: str, act: Callable[[], object], keys: str = "", *, enabled: bool = True
) -> None:
    shown = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
    action = menu.addAction(f"{text}\t{shown}" if keys else text)
    action.setEnabled(enabled)
    action.triggered.connect(lambda _checked: act())


def _thing_entries(menu: QMenu, editor: "PartEditor", thing: Thing | None) -> None:
    if thing is None:
        return
    edit, remove = _names(thing)
    if isinstance(thing.content, CrossRef):
        label = editor.apparatus.words(thing.content)
        name = plain_entry(_tr("Go to “{label}”").format(label=label))
        _add(menu, name, lambda: editor.things.follow(thing, ""))
    if isinstance(thing.content, ValueRef) and not editor.living.is_gone(thing.content):
        _add(menu, cell_entry(), lambda: editor.things.follow(thing, ""), "Ctrl+Return")
    if not editor.isReadOnly():
        if can_edit(thing):
            _add(menu, edit, lambda: editor.things.edit(thing), "F2")
        _add(menu, remove, lambda: objects.remove(editor.document(), thing))
    if menu.actions():
        menu.addSeparator()


def _names(thing: Thing) -> tuple[str, str]:
    """How the entries are called that edit and remove a thing."""
    names: dict[type, tuple[str, str]] = {
        NoteRef: (_tr("Edit the note…"), _tr("Remove the note")),
        Figure: (_tr("Edit the picture…"), _tr("Remove the picture")),
        CiteRef: (_tr("Edit the citation…"), _tr("Remove the citation")),
        CrossRef: (_tr("Edit the reference…"), _tr("Remove the reference")),
        Chart: ("", _tr("Remove the chart")),
        IndicatorTable: ("", _tr("Remove the table of figures")),
    }
    return names.get(type(thing.content), ("", _tr("Remove the living number")))


def _link_entries(menu: QMenu, editor: "PartEditor", address: str) -> None:
    if not address:
        return
    short = address if len(address) <= _SHOWN_ADDRESS else f"{address[: _SHOWN_ADDRESS - 1]}…"
    name = plain_entry(_tr("Open {address}").format(address=short))
    _add(menu, name, lambda: editor.things.follow(None, address))
    menu.addSeparator()


def _clipboard_entries(menu: QMenu, editor: "PartEditor") -> None:
    writable, selected = not editor.isReadOnly(), editor.textCursor().hasSelection()
    if writable:
        _add(menu, _tr("Cut"), editor.cut, "Ctrl+X", enabled=selected)
    _add(menu, _tr("Copy"), editor.copy, "Ctrl+C", enabled=selected)
    if writable:
        _add(menu, _tr("Paste"), editor.paste, "Ctrl+V", enabled=editor.canPaste())
        plain = _tr("Paste without formatting")
        _add(menu, plain, editor.pasting.take_plain, "Ctrl+Shift+V", enabled=editor.canPaste())
    _add(menu, _tr("Select all"), editor.selectAll, "Ctrl+A")


TableAct = tuple[str, str, Callable[[QTextCursor], None], Callable[[tables.TableState], bool]]


def table_acts() -> tuple[TableAct, ...]:
    """Name, title, what it does and when it can be done, in the order of menus; "" parts them."""

    def always(state: tables.TableState) -> bool:
        return state.inside

    return (
        ("row-above", _tr("Row above"), lambda c: tables.insert_row(c, below=False), always),
        ("row-below", _tr("Row below"), lambda c: tables.insert_row(c, below=True), always),
        (
            "column-before",
            _tr("Column before"),
            lambda c: tables.insert_column(c, after=False),
            always,
        ),
        (
            "column-after",
            _tr("Column after"),
            lambda c: tables.insert_column(c, after=True),
            always,
        ),
        ("merge-cells", _tr("Merge cells"), tables.merge_cells, lambda state: state.can_merge),
        ("split-cell", _tr("Split cell"), tables.split_cell, lambda state: state.can_split),
        ("header-row", _tr("Heading row on or off"), tables.toggle_header, always),
        ("delete-row", _tr("Delete row"), tables.delete_rows, always),
        ("delete-column", _tr("Delete column"), tables.delete_columns, always),
        ("delete-table", _tr("Delete table"), tables.delete_table, always),
    )


BEGINS_GROUP = ("merge-cells", "delete-row")


def fill_table_menu(menu: QMenu, cursor: Callable[[], QTextCursor]) -> None:
    """What can be done to the table at the cursor."""
    state = tables.table_state(cursor())
    for name, title, act, possible in table_acts():
        if name in BEGINS_GROUP:
            menu.addSeparator()
        _add(menu, title, _on(cursor, act), enabled=possible(state))


def _on(
    cursor: Callable[[], QTextCursor], act: Callable[[QTextCursor], None]
) -> Callable[[], None]:
    return lambda: act(cursor())


def _tr(text: str) -> str:
    return QCoreApplication.translate("ContextMenu", text)
