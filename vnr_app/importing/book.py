"""The table of contents of an .xlsx workbook: its sheets, their parts, what is attached to them."""

import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element, ParseError, fromstring

from vnr_app.domain.importplan import Region
from vnr_app.importing.annotations import MAX_NOTED, column_number
from vnr_app.importing.container import Container
from vnr_app.importing.grid import Place
from vnr_app.importing.native import damaged

_RANGE = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7}):\$?([A-Za-z]{1,3})\$?(\d{1,7})")
_CELL = re.compile(r"([A-Za-z]{1,3})(\d{1,7})")


@dataclass(frozen=True, slots=True)
class SheetEntry:
    """A work sheet as the workbook lists it, and its part."""

    name: str
    visible: bool
    part: str


@dataclass(frozen=True, slots=True)
class Book:
    """The work sheets, the named ranges of each, and whether dates count from 1904."""

    sheets: tuple[SheetEntry, ...]
    names: tuple[tuple[str, str, Region], ...]
    """(sheet, name, range)."""
    from_1904: bool


def read_book(container: Container) -> Book:
    """The contents of the workbook; `KnownError` where they cannot be read."""
    root = _xml(container, "xl/workbook.xml")
    targets = {
        key: target
        for key, kind, target in _relations(container, "xl/workbook.xml", required=True)
        if kind == "worksheet"
    }
    sheets, names, from_1904 = [], [], False
    for item in root.iter():
        tag = _local(item)
        if tag == "sheet":
            key = next((v for k, v in item.attrib.items() if k.endswith("}id")), "")
            if key in targets:
                shown = item.get("state", "visible") == "visible"
                sheets.append(SheetEntry(item.get("name", ""), shown, targets[key]))
        elif tag == "definedName":
            names += _named_range(item)
        elif tag == "workbookPr":
            from_1904 = item.get("date1904", "0") in ("1", "true")
    return Book(tuple(sheets), tuple(names), from_1904)


def read_tables(container: Container, part: str) -> list[tuple[str, Region]]:
    """The tables that a sheet declares, by their shown names."""
    found = []
    for target in _attached(container, part, "table"):
        table = _xml(container, target)
        if region := parse_range(table.get("ref", "")):
            found.append((table.get("displayName") or table.get("name") or "", region))
    return found


def read_comments(container: Container, part: str) -> dict[Place, str]:
    """The comments on the cells of a sheet; those of a thread are joined by line breaks."""
    found: dict[Place, str] = {}
    for target in _attached(container, part, "comments"):
        for item in _xml(container, target).iter():
            if _local(item) == "comment" and (place := _place(item.get("ref", ""))):
                found[place] = _text(item).strip()
    threads: dict[Place, list[str]] = {}
    for target in _attached(container, part, "threadedComment"):
        for item in _xml(container, target).iter():
            if _local(item) == "threadedComment" and (place := _place(item.get("ref", ""))):
                threads.setdefault(place, []).append(_text(item, "text").strip())
    # The plain comment beside a thread only says that an old program cannot show it.
    found.update({place: "\n".join(texts) for place, texts in threads.items()})
    return dict(list(found.items())[:MAX_NOTED])


def parse_range(text: str) -> Region | None:
    """A range of several cells, as "C5:E8" or "$C$5:$E$8"."""
    match = _RANGE.fullmatch(text)
    if not match:
        return None
    left, right = column_number(match[1].encode()), column_number(match[3].encode())
    return Region(int(match[2]) - 1, left - 1, int(match[4]) - 1, right - 1)


def _named_range(item: Element) -> list[tuple[str, str, Region]]:
    name, text = item.get("name", ""), item.text or ""
    sheet, _mark, cells = text.rpartition("!")
    region = parse_range(cells)
    if not region or name.startswith("_xlnm") or item.get("hidden") in ("1", "true"):
        return []
    if sheet.startswith("'") and sheet.endswith("'"):
        sheet = sheet[1:-1].replace("''", "'")
    return [(sheet, name, region)]


def _attached(container: Container, part: str, kind: str) -> list[str]:
    relations = _relations(container, part, required=False)
    return [target for _key, found, target in relations if found == kind and container.has(target)]


def _relations(container: Container, part: str, *, required: bool) -> list[tuple[str, str, str]]:
    """(id, kind, target part) of what a part refers to inside the package."""
    folder, _slash, file = part.rpartition("/")
    path = f"{folder}/_rels/{file}.rels"
    if not required and not container.has(path):
        return []
    return [
        (
            item.get("Id", ""),
            item.get("Type", "").rpartition("/")[2],
            _resolved(folder, item.get("Target", "")),
        )
        for item in _xml(container, path)
        if item.get("TargetMode") != "External"
    ]


def _resolved(folder: str, target: str) -> str:
    """The name of a part, given relative to a folder, in lower case."""
    target = target.replace("\\", "/")
    steps: list[str] = []
    for step in (target if target.startswith("/") else f"{folder}/{target}").split("/"):
        if step == "..":
            del steps[-1:]
        elif step not in ("", "."):
            steps.append(step)
    return "/".join(steps).lower()


def _xml(container: Container, part: str) -> Element:
    try:
        return fromstring(container.read(part))
    except (KeyError, ParseError) as error:
        raise damaged(container.name, error) from error


def _place(text: str) -> Place | None:
    match = _CELL.fullmatch(text)
    return (int(match[2]) - 1, column_number(match[1].encode()) - 1) if match else None


def _text(item: Element, tag: str = "t") -> str:
    return "".join(part.text or "" for part in item.iter() if _local(part) == tag)


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2]
