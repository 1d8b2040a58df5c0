"""What changed of a block, as codes; the window has the words for them."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields

from vnr_app.domain.richtext import (
    Block,
    CiteRef,
    CrossRef,
    ListItem,
    NoteRef,
    Run,
    Runs,
    Table,
    Text,
    TextBlock,
    ValueRef,
)
from vnr_app.domain.richtext_align import content
from vnr_app.domain.richtext_slices import flat_text
from vnr_app.domain.sentences import OBJECT

_LOOKS = {"dir": "direction", "lang": "language", "style": "style", "level": "level"}

_OBJECTS: dict[str, type[Run]] = {
    "notes": NoteRef,
    "values": ValueRef,
    "citations": CiteRef,
    "references": CrossRef,
}


def what_changed(old: Block, new: Block) -> tuple[str, ...]:
    """The codes of what differs between two comparable blocks of different content.

    Where nothing but the place of a note or number in the text differs, that is "words".
    """
    return tuple(dict.fromkeys(_codes(old, new))) or ("words",)


def _codes(old: Block, new: Block) -> Iterator[str]:
    if isinstance(old, Table) and isinstance(new, Table):
        yield from _what_of_table(old, new)
    elif isinstance(old, TextBlock) and isinstance(new, TextBlock):
        if type(old) is not type(new):
            yield "kind"
        elif isinstance(old, ListItem) and isinstance(new, ListItem) and old.kind is not new.kind:
            yield "style"
        yield from _what_of_looks(old, new, _LOOKS)
        yield from _what_of_runs(old.runs, new.runs)
    else:
        names = {field.name: field.name for field in fields(old) if field.name != "id"}
        yield from _what_of_looks(old, new, names | _LOOKS)


def _what_of_looks(old: Block, new: Block, names: dict[str, str]) -> Iterator[str]:
    for name, code in names.items():
        if hasattr(old, name) and hasattr(new, name) and getattr(old, name) != getattr(new, name):
            yield code


def _what_of_table(old: Table, new: Table) -> Iterator[str]:
    yield from _what_of_looks(old, new, {"header_rows": "header", **_LOOKS})
    if _grid(old) != _grid(new):
        yield "grid"
    if _cells(old) != _cells(new):
        yield "cells"


def _grid(table: Table) -> list[list[tuple[int, int]]]:
    return [[(cell.col_span, cell.row_span) for cell in row.cells] for row in table.rows]


def _cells(table: Table) -> list[list[list[Block]]]:
    return [[[content(one) for one in cell.blocks] for cell in row.cells] for row in table.rows]


def _what_of_runs(old: Runs, new: Runs) -> Iterator[str]:
    before, after = flat_text(old).replace(OBJECT, ""), flat_text(new).replace(OBJECT, "")
    if before.split() != after.split():
        yield "words"
    elif before != after:
        yield "spacing"
    else:
        if list(_characters(old, _marks)) != list(_characters(new, _marks)):
            yield "marks"
        if list(_characters(old, _comments)) != list(_characters(new, _comments)):
            yield "comments"
    for code, kind in _OBJECTS.items():
        if _objects(old, kind) != _objects(new, kind):
            yield code


def _objects(runs: Runs, kind: type[Run]) -> list[Run]:
    return [run for run in runs if isinstance(run, kind)]


def _marks(run: Text) -> object:
    return run.bold, run.italic, run.underline, run.sup, run.sub, run.link


def _comments(run: Text) -> object:
    return run.comments


def _characters(runs: Iterable[Run], aspect: Callable[[Text], object]) -> Iterator[object]:
    """An aspect of every character of the text."""
    for run in runs:
        if isinstance(run, Text):
            value = aspect(run)
            yield from (value for _ in run.text)
