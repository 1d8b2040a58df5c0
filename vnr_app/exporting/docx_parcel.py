"""What makes a Word report a parcel: the manifest in it, tracking switched on, the rest locked.

Works on a report that is written already: nothing of the writer needs to know about parcels.
"""

import hashlib
import re
import uuid
import zipfile
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from vnr_app.domain.parcels import NAMESPACE
from vnr_app.exporting.ooxml import DECLARATION, escaped

if TYPE_CHECKING:
    from lxml.etree import _Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_DOCUMENT, _SETTINGS, _TYPES = "word/document.xml", "word/settings.xml", "[Content_Types].xml"
_RELATIONS = "word/_rels/document.xml.rels"
_PROPERTIES_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
_EPOCH = (1980, 1, 1, 0, 0, 0)
_BEFORE_TRACKING = (
    "writeProtection",
    "view",
    "zoom",
    "removePersonalInformation",
    "removeDateAndTime",
    "doNotDisplayPageBoundaries",
    "displayBackgroundShape",
    "printPostScriptOverText",
    "printFractionalCharacterWidth",
    "printFormsData",
    "embedTrueTypeFonts",
    "embedSystemFonts",
    "saveSubsetFonts",
    "saveFormsData",
    "mirrorMargins",
    "alignBordersAndEdges",
    "bordersDoNotSurroundHeader",
    "bordersDoNotSurroundFooter",
    "gutterAtTop",
    "hideSpellingErrors",
    "hideGrammaticalErrors",
    "activeWritingStyle",
    "proofState",
    "formsDesign",
    "attachedTemplate",
    "linkStyles",
    "stylePaneFormatFilter",
    "stylePaneSortMethod",
    "documentType",
    "mailMerge",
    "revisionView",
)
"""What stands before the switch for tracked changes in the order of the schema."""


def make_parcel(
    report: Path,
    stream: BinaryIO,
    manifest: str,
    *,
    open_blocks: Collection[int] | None = None,
    reviewers: tuple[str, ...] = (),
) -> None:
    """Write a report as a parcel to an open stream.

    `open_blocks` are the places in the body of the paragraphs and tables that can be edited,
    counted from 0, by everybody or by the reviewers; None locks nothing. The same report and
    manifest give the same bytes.
    """
    with zipfile.ZipFile(report) as source, zipfile.ZipFile(stream, "w") as target:
        added = _manifest_parts(manifest, _free_number(source))
        for entry in source.infolist():
            content = source.read(entry)
            if entry.filename == _TYPES:
                content = _with_types(content, added)
            elif entry.filename == _RELATIONS:
                content = _with_relation(content, next(iter(added)))
            elif entry.filename == _SETTINGS:
                content = _with_settings(content, locked=open_blocks is not None)
            elif entry.filename == _DOCUMENT and open_blocks is not None:
                content = _with_ranges(content, open_blocks, reviewers)
            _put(target, entry.filename, content, entry.compress_type)
        for name, text in added.items():
            _put(target, name, text.encode(), zipfile.ZIP_DEFLATED)


def _put(target: zipfile.ZipFile, name: str, content: bytes, method: int) -> None:
    entry = zipfile.ZipInfo(name, _EPOCH)
    entry.compress_type = method
    target.writestr(entry, content)


def _free_number(source: zipfile.ZipFile) -> int:
    taken = {int(n) for name in source.namelist() for n in re.findall(r"customXml/item(\d+)", name)}
    return max(taken, default=0) + 1


def _manifest_parts(manifest: str, number: int) -> dict[str, str]:
    """The part with the manifest, its properties and its relations, by name; itself first."""
    identity = uuid.UUID(bytes=hashlib.sha256(manifest.encode()).digest()[:16], version=4)
    schema = f"{_OFFICE}/customXml"
    return {
        f"customXml/item{number}.xml": (
            f'{DECLARATION}<parcel xmlns="{NAMESPACE}">{escaped(manifest)}</parcel>'
        ),
        f"customXml/itemProps{number}.xml": (
            f'{DECLARATION}<ds:datastoreItem xmlns:ds="{schema}" '
            f'ds:itemID="{{{str(identity).upper()}}}"><ds:schemaRefs>'
            f'<ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
        ),
        f"customXml/_rels/item{number}.xml.rels": (
            f'{DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship '
            f'Id="rId1" Type="{_OFFICE}/relationships/customXmlProps" '
            f'Target="itemProps{number}.xml"/></Relationships>'
        ),
    }


def _with_types(types: bytes, parts: Iterable[str]) -> bytes:
    rows = "".join(
        f'<Override PartName="/{part}" ContentType="{kind}"/>'
        for part, kind in zip(parts, ("application/xml", _PROPERTIES_TYPE), strict=False)
    )
    return types.replace(b"</Types>", f"{rows}</Types>".encode())


def _with_relation(relations: bytes, part: str) -> bytes:
    row = (
        f'<Relationship Id="rIdParcel" Type="{_OFFICE}/relationships/customXml" '
        f'Target="../{part}"/></Relationships>'
    )
    return relations.replace(b"</Relationships>", row.encode())


def _tree(xml: bytes) -> "_Element":
    from lxml import etree  # noqa: PLC0415 - only a parcel needs it

    return etree.fromstring(xml, etree.XMLParser(resolve_entities=False, huge_tree=True))


def _written(root: "_Element") -> bytes:
    from lxml import etree  # noqa: PLC0415

    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _with_settings(settings: bytes, *, locked: bool) -> bytes:
    """Changes are tracked from the first on; where locked, the rest can only be read."""
    root = _tree(settings)
    for name in ("trackRevisions", "documentProtection"):
        for element in root.findall(_W + name):
            root.remove(element)
    place = 0
    for at, element in enumerate(root, start=1):
        if str(element.tag).removeprefix(_W) in _BEFORE_TRACKING:
            place = at
    if locked:
        protection = root.makeelement(f"{_W}documentProtection")
        protection.set(f"{_W}edit", "readOnly")
        protection.set(f"{_W}enforcement", "1")
        root.insert(place, protection)
    root.insert(place, root.makeelement(f"{_W}trackRevisions"))
    return _written(root)


def _with_ranges(
    document: bytes, open_blocks: Collection[int], reviewers: tuple[str, ...]
) -> bytes:
    """Ranges that everybody or the reviewers may edit, around each run of open blocks."""
    root = _tree(document)
    body = root.find(f"{_W}body")
    assert body is not None
    blocks = list(_blocks(body))
    number = 0
    for at, block in enumerate(blocks):
        if at not in open_blocks or at - 1 in open_blocks:
            continue
        last = at
        while last + 1 in open_blocks:
            last += 1
        for whom in reviewers or ("",):
            number += 1
            _open_range(block, blocks[last], number, whom)
    return _written(root)


def _blocks(holder: "_Element") -> "Iterator[_Element]":
    """The paragraphs and tables of the body, those in content controls too."""
    for child in holder:
        if child.tag in (f"{_W}p", f"{_W}tbl"):
            yield child
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent"):
            yield from _blocks(child)


def _open_range(first: "_Element", last: "_Element", number: int, whom: str) -> None:
    start = first.makeelement(f"{_W}permStart", {f"{_W}id": str(number)})
    start.set(f"{_W}ed" if whom else f"{_W}edGrp", whom or "everyone")
    first.addprevious(start)
    last.addnext(first.makeelement(f"{_W}permEnd", {f"{_W}id": str(number)}))
