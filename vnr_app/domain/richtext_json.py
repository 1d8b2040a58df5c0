"""The stored form of a text: canonical JSON, the same bytes for the same document.

Keys are sorted, defaults are left out, and nothing that this version does not know is accepted:
a document is read whole or refused.
"""

import json
from collections.abc import Callable
from dataclasses import MISSING, fields
from typing import NamedTuple

from vnr_app.domain.by_identity import ByIdentity
from vnr_app.domain.richtext import (
    VERSION,
    Block,
    Break,
    CellBlock,
    Chart,
    CiteRef,
    CrossRef,
    Direction,
    Document,
    Figure,
    Heading,
    IndicatorTable,
    ListItem,
    ListKind,
    NoteRef,
    Paragraph,
    ParagraphStyle,
    Run,
    Runs,
    Table,
    TableCell,
    TableRow,
    Text,
    ValueRef,
)
from vnr_app.domain.richtext_fields import Fields, RichTextError

_NAMES: dict[type, str] = {
    Heading: "heading",
    Paragraph: "paragraph",
    ListItem: "list-item",
    Table: "table",
    Figure: "figure",
    IndicatorTable: "indicator-table",
    Chart: "chart",
    Text: "text",
    NoteRef: "note",
    CiteRef: "cite",
    ValueRef: "value",
    CrossRef: "cross-ref",
    Break: "break",
}


_Storable = Block | Run | TableRow | TableCell | str | int | None | tuple["_Storable", ...]


def _plain(value: "_Storable") -> object:
    """The value as JSON's own kinds; every field that has its default is left out."""
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if value is None or isinstance(value, str | int):
        return value
    record = {
        field.name: _plain(content)
        for field in fields(value)
        if (content := getattr(value, field.name)) != field.default or field.default is MISSING
    }
    if name := _NAMES.get(type(value)):
        record["type"] = name
    return record


_dumps = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode
_ENCODED: ByIdentity[str] = ByIdentity()


def _encode_block(block: Block) -> str:
    found = _ENCODED.get(block)
    return _ENCODED.put(block, _dumps(_plain(block))) if found is None else found


def encode(document: Document) -> str:
    """The canonical JSON of a document; cheap for blocks that were encoded before."""
    blocks = ",".join(map(_encode_block, document.blocks))
    return f'{{"blocks":[{blocks}],"version":{document.version}}}'


class _Frame(NamedTuple):
    """What every block has."""

    id: str
    dir: Direction | None
    lang: str | None


def _text(r: Fields) -> Text:
    return Text(
        r.text("text"),
        bold=r.flag("bold"),
        italic=r.flag("italic"),
        underline=r.flag("underline"),
        sup=r.flag("sup"),
        sub=r.flag("sub"),
        link=r.optional("link"),
        comments=r.strings("comments"),
    )


def _value_ref(r: Fields) -> ValueRef:
    return ValueRef(
        r.text("series"),
        r.text("period"),
        breakdown=r.text("breakdown", ""),
        format=r.text("format", ""),
        text=r.text("text", ""),
    )


_RUN_READERS: dict[str, Callable[[Fields], Run]] = {
    "text": _text,
    "note": lambda r: NoteRef(_runs(r, "note")),
    "cite": lambda r: CiteRef(r.text("source_id"), r.text("locator", "")),
    "value": _value_ref,
    "cross-ref": lambda r: CrossRef(r.text("block"), r.text("text", "")),
    "break": lambda _r: Break(),
}


def _runs(record: Fields, name: str) -> Runs:
    runs: list[Run] = []
    for value in record.items(name):
        part = Fields(value, "a run")
        kind = part.text("type")
        if kind not in _RUN_READERS:
            raise RichTextError(f"The stored text is damaged: there is no run “{kind}”.")
        runs.append(_RUN_READERS[kind](part))
        part.end()
    return tuple(runs)


def _frame(r: Fields) -> _Frame:
    direction: Direction | None = None
    match r.optional("dir"):
        case "ltr":
            direction = "ltr"
        case "rtl":
            direction = "rtl"
        case None:
            pass
        case other:
            raise RichTextError(f"The stored text is damaged: there is no direction “{other}”.")
    return _Frame(r.text("id"), direction, r.optional("lang"))


def _heading(r: Fields) -> Heading:
    return Heading(**_frame(r)._asdict(), level=r.number("level", 1), runs=_runs(r, "runs"))


def _paragraph(r: Fields) -> Paragraph:
    style = ParagraphStyle(r.choice("style", tuple(ParagraphStyle), ParagraphStyle.BODY.value))
    return Paragraph(**_frame(r)._asdict(), style=style, runs=_runs(r, "runs"))


def _list_item(r: Fields) -> ListItem:
    kind = ListKind(r.choice("kind", tuple(ListKind), ListKind.BULLET.value))
    level = r.number("level", 0)
    return ListItem(**_frame(r)._asdict(), kind=kind, level=level, runs=_runs(r, "runs"))


def _cell(value: object) -> TableCell:
    r = Fields(value, "a cell")
    blocks: list[CellBlock] = []
    for item in r.items("blocks"):
        block = _block(item)
        if not isinstance(block, Paragraph | ListItem):
            raise RichTextError("The stored text is damaged: a cell holds more than text.")
        blocks.append(block)
    cell = TableCell(
        blocks=tuple(blocks), col_span=r.number("col_span", 1), row_span=r.number("row_span", 1)
    )
    r.end()
    return cell


def _row(value: object) -> TableRow:
    r = Fields(value, "a row")
    row = TableRow(tuple(_cell(cell) for cell in r.items("cells")))
    r.end()
    return row


def _table(r: Fields) -> Table:
    rows = tuple(_row(row) for row in r.items("rows"))
    return Table(**_frame(r)._asdict(), header_rows=r.number("header_rows", 0), rows=rows)


def _figure(r: Fields) -> Figure:
    return Figure(
        **_frame(r)._asdict(),
        image_id=r.text("image_id"),
        caption=_runs(r, "caption"),
        alt_text=r.text("alt_text", ""),
        credit=r.text("credit", ""),
        width=r.number("width", 100),
    )


def _indicator_table(r: Fields) -> IndicatorTable:
    series, periods = r.strings("series"), r.strings("periods")
    return IndicatorTable(**_frame(r)._asdict(), series=series, periods=periods)


def _chart(r: Fields) -> Chart:
    series, kind = r.strings("series"), r.text("kind", "line")
    return Chart(**_frame(r)._asdict(), series=series, kind=kind, title=r.text("title", ""))


_BLOCK_READERS: dict[str, Callable[[Fields], Block]] = {
    "heading": _heading,
    "paragraph": _paragraph,
    "list-item": _list_item,
    "table": _table,
    "figure": _figure,
    "indicator-table": _indicator_table,
    "chart": _chart,
}


def _block(value: object) -> Block:
    record = Fields(value, "a block")
    kind = record.text("type")
    if kind not in _BLOCK_READERS:
        raise RichTextError(f"The stored text is damaged: there is no block “{kind}”.")
    block = _BLOCK_READERS[kind](record)
    record.end()
    return block


def decode(text: str) -> Document:
    """The document that `encode` wrote.

    Raises `RichTextError` for what is no document, or one that a newer version has written.
    """
    try:
        record = Fields(json.loads(text), "the document")
        version = record.number("version")
        if version > VERSION:
            raise RichTextError(
                f"The text was written by a newer version of the program (text version {version}; "
                f"this program reads up to {VERSION})."
            )
        if version < 1:
            raise RichTextError(f"The stored text is damaged: there is no text version {version}.")
        document = Document(version, tuple(_block(block) for block in record.items("blocks")))
        record.end()
    except RichTextError:
        raise
    except ValueError as error:
        raise RichTextError(f"The stored text is damaged: it is not JSON ({error}).") from error
    except RecursionError as error:
        raise RichTextError("The stored text is damaged: it is nested too deeply.") from error
    return document
