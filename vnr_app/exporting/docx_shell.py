"""What is kept of the template and made ours: settings, styles, properties."""

import re
from datetime import datetime
from typing import TYPE_CHECKING

from vnr_app.domain.report import ReportDocument
from vnr_app.exporting.ooxml import is_east_asian, language_xml

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from lxml.etree import _Element

_UNWANTED_PARTS = ("/extended-properties", "/thumbnail", "/custom-properties")
_CORE_PROPERTIES = (
    "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
)
_UNWANTED_SETTINGS = ("attachedTemplate", "rsids", "updateFields", "footnotePr", "docVars")
_BEFORE_NOTES = (
    "endnotePr",
    "compat",
    "docVars",
    "rsids",
    "mathPr",
    "attachedSchema",
    "themeFontLang",
    "clrSchemeMapping",
    "doNotIncludeSubdocsInStats",
    "doNotAutoCompressPictures",
    "forceUpgrade",
    "captions",
    "readModeInkLockDown",
    "smartTagType",
    "schemaLibrary",
    "shapeDefaults",
    "doNotEmbedSmartTags",
    "decimalSymbol",
    "listSeparator",
)
_AFTER_BIDI = (
    "adjustRightInd",
    "snapToGrid",
    "spacing",
    "ind",
    "contextualSpacing",
    "mirrorIndents",
    "jc",
    "outlineLvl",
)
_ARABIC_LINES = 0.8
_FIRST_DATE = datetime(2015, 9, 25)  # noqa: DTZ001 - no zone in Word's properties
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def _insert_before(parent: "_Element", child: "_Element", successors: tuple[str, ...]) -> None:
    """Put `child` ahead of the first of its successors in the order of the schema."""
    for position, element in enumerate(parent):
        if str(element.tag).rpartition("}")[2] in successors:
            parent.insert(position, child)
            return
    parent.append(child)


def _clean_settings(document: "WordDocument") -> None:
    """No traces of the template's own history; footnotes know their separators."""
    from docx.oxml import OxmlElement  # noqa: PLC0415 - only an export needs it
    from docx.oxml.ns import qn  # noqa: PLC0415

    settings = document.settings.element
    for name in _UNWANTED_SETTINGS:
        for element in list(settings.iterchildren(qn(f"w:{name}"))):
            relation = element.get(qn("r:id"))
            settings.remove(element)
            if relation:
                document.settings.part.rels.pop(relation, None)
    notes = OxmlElement("w:footnotePr")
    for number in ("-1", "0"):
        separator = OxmlElement("w:footnote")
        separator.set(qn("w:id"), number)
        notes.append(separator)
    _insert_before(settings, notes, _BEFORE_NOTES)


def _tighten_lines(document: "WordDocument") -> None:
    """Lines a fifth closer: the Arabic typefaces have half as much room again in their lines."""
    from docx.oxml.ns import qn  # noqa: PLC0415 - only an export needs it

    for spacing in document.styles.element.iter(qn("w:spacing")):
        height = spacing.get(qn("w:line"))
        if height is not None and spacing.get(qn("w:lineRule"), "auto") == "auto":
            spacing.set(qn("w:line"), str(round(int(height) * _ARABIC_LINES)))


def _set_language(document: "WordDocument", report: ReportDocument) -> None:
    """The report's language as the default, and its direction for what has no paragraph of ours."""
    from docx.oxml import OxmlElement, parse_xml  # noqa: PLC0415 - only an export needs it
    from docx.oxml.ns import nsdecls, qn  # noqa: PLC0415

    styles = document.styles.element
    defaults = styles.find(".//" + qn("w:rPrDefault") + "/" + qn("w:rPr"))
    if defaults is not None:
        xml = language_xml(report.language).replace("<w:lang ", f"<w:lang {nsdecls('w')} ", 1)
        chosen = parse_xml(xml)
        existing = defaults.find(qn("w:lang"))
        if existing is None:
            defaults.append(chosen)
        else:
            existing.attrib.update(chosen.attrib)
    if report.right_to_left:
        _tighten_lines(document)
        normal = document.styles.default(1)  # WD_STYLE_TYPE.PARAGRAPH
        if normal is not None:
            properties = normal.element.get_or_add_pPr()
            if properties.find(qn("w:bidi")) is None:
                _insert_before(properties, OxmlElement("w:bidi"), _AFTER_BIDI)


_EAST_ASIAN_LINES = (
    "kinsoku",
    "wordWrap",
    "overflowPunct",
    "topLinePunct",
    "autoSpaceDE",
    "autoSpaceDN",
)


def _set_east_asian(document: "WordDocument") -> None:
    """Chinese, Japanese and Korean typesetting: rules for the ends of lines, and no italics.

    Slanted characters are no emphasis there but a fault.
    """
    from docx.oxml import OxmlElement  # noqa: PLC0415 - only an export needs it
    from docx.oxml.ns import qn  # noqa: PLC0415

    styles = document.styles.element
    for name in ("i", "iCs"):
        for mark in list(styles.iter(qn(f"w:{name}"))):
            mark.getparent().remove(mark)
    normal = document.styles.default(1)  # WD_STYLE_TYPE.PARAGRAPH
    if normal is not None:
        properties = normal.element.get_or_add_pPr()
        for name in _EAST_ASIAN_LINES:
            if properties.find(qn(f"w:{name}")) is None:
                _insert_before(properties, OxmlElement(f"w:{name}"), ("bidi", *_AFTER_BIDI))


def _date_of(report: ReportDocument) -> datetime:
    """A date that follows from the report alone, so that its bytes do."""
    try:
        return datetime.fromisoformat(report.date).replace(tzinfo=None)
    except ValueError:
        year = _YEAR.search(f"{report.date} {report.year}")
        return _FIRST_DATE.replace(year=int(year[0]), month=1, day=1) if year else _FIRST_DATE


def _set_properties(document: "WordDocument", report: ReportDocument) -> None:
    properties = document.core_properties
    properties.title = report.title[:255]
    properties.subject = report.subtitle[:255]
    properties.author = report.country[:255]
    properties.language = report.language
    properties.category = properties.comments = properties.keywords = ""
    properties.last_modified_by = properties.content_status = properties.identifier = ""
    properties.version = ""
    properties.revision = 1
    properties.created = properties.modified = _date_of(report)


def prepare(document: "WordDocument", report: ReportDocument) -> None:
    """Make the opened template the report's own."""
    package = document.part.package
    for relation in list(package.rels.values()):
        kind = relation.reltype
        # LibreOffice spells the relation in a way of its own: python-docx would add a second part.
        if kind.endswith(_UNWANTED_PARTS) or (
            kind.endswith("/core-properties") and kind != _CORE_PROPERTIES
        ):
            del package.rels[relation.rId]
    _clean_settings(document)
    _set_language(document, report)
    if is_east_asian(report.language):
        _set_east_asian(document)
    _set_properties(document, report)
