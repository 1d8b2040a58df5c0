"""A checker for Word files: what the public validator overlooks, and the order of elements.

`problems(content)` names every fault it finds; an empty list means none. The seven faults that the
OpenXML SDK lets pass are duplicate bookmark names, undefined styles, unbalanced fields, duplicate
control ids, cells that do not fit the grid, a cell without a paragraph, a bookmark without end.
"""

import io
import posixpath
import zipfile
from collections import Counter

from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_CHART_ORDER = {
    "chartSpace": "date1904 lang roundedCorners AlternateContent style clrMapOvr pivotSource "
    "protection chart spPr txPr externalData printSettings userShapes extLst",
    "chart": "title autoTitleDeleted pivotFmts view3D floor sideWall backWall plotArea legend "
    "plotVisOnly dispBlanksAs showDLblsOverMax extLst",
    "lineChart": "grouping varyColors ser dLbls dropLines hiLowLines upDownBars marker smooth axId",
    "barChart": "barDir grouping varyColors ser dLbls gapWidth overlap serLines axId",
    "ser": "idx order tx spPr invertIfNegative marker pictureOptions dPt dLbls trendline errBars "
    "cat val smooth shape",
    "catAx": "axId scaling delete axPos majorGridlines minorGridlines title numFmt majorTickMark "
    "minorTickMark tickLblPos spPr txPr crossAx crosses crossesAt auto lblAlgn lblOffset "
    "tickLblSkip tickMarkSkip noMultiLvlLbl",
    "valAx": "axId scaling delete axPos majorGridlines minorGridlines title numFmt majorTickMark "
    "minorTickMark tickLblPos spPr txPr crossAx crosses crossesAt crossBetween majorUnit "
    "minorUnit dispUnits",
}
_ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr "
    "suppressLineNumbers pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct "
    "topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind "
    "contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
    "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint "
    "noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect "
    "bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW "
    "jc tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption "
    "tblDescription",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection "
    "tcFitText vAlign hideMark",
    "tblBorders": "top left start bottom right end insideH insideV",
    "tcBorders": "top left start bottom right end insideH insideV tl2br tr2bl",
    "tblCellMar": "top left start bottom right end",
    "tcMar": "top left start bottom right end",
    "pBdr": "top left bottom right between bar",
    "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc "
    "pgBorders lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi "
    "rtlGutter docGrid",
    "sdtPr": "rPr alias tag id lock placeholder temporary showingPlcHdr dataBinding docPartObj",
    "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden "
    "unhideWhenUsed qFormat locked personal rsid pPr rPr tblPr trPr tcPr tblStylePr",
    "lvl": "start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr",
}


def _name(element):
    return etree.QName(element).localname


def _value(element, attribute="val"):
    return element.get(_W + attribute)


class _Package:
    def __init__(self, content):
        self.archive = zipfile.ZipFile(io.BytesIO(content))
        self.names = self.archive.namelist()
        self.trees = {
            name: etree.fromstring(self.archive.read(name))
            for name in self.names
            if name.endswith((".xml", ".rels"))
        }

    def texts(self):
        """The parts that hold text, by name."""
        wanted = ("word/document", "word/footnotes", "word/header", "word/footer")
        return {name: tree for name, tree in self.trees.items() if name.startswith(wanted)}

    def relations(self, name):
        folder, _, file = name.rpartition("/")
        tree = self.trees.get(f"{folder}/_rels/{file}.rels".lstrip("/"))
        return {} if tree is None else {relation.get("Id"): relation for relation in tree}


def _bookmarks(package):
    starts, ends, names = [], [], []
    for tree in package.texts().values():
        starts += [_value(e, "id") for e in tree.iter(_W + "bookmarkStart")]
        names += [_value(e, "name") for e in tree.iter(_W + "bookmarkStart")]
        ends += [_value(e, "id") for e in tree.iter(_W + "bookmarkEnd")]
    yield from (f"bookmark {n} occurs twice" for n, c in Counter(names).items() if c > 1)
    yield from (f"bookmark id {n} occurs twice" for n, c in Counter(starts).items() if c > 1)
    yield from (f"bookmark {n} has no end" for n in set(starts) - set(ends))
    yield from (f"bookmark end {n} has no start" for n in set(ends) - set(starts))
    yield from (f"bookmark name {n} is too long" for n in names if len(n) > 40)
    for tree in package.texts().values():
        for code in tree.iter(_W + "instrText"):
            words = code.text.split()
            if words[0] in ("REF", "PAGEREF") and words[1] not in names:
                yield f"field to a bookmark that is not there: {words[1]}"
        for link in tree.iter(_W + "hyperlink"):
            anchor = _value(link, "anchor")
            if anchor is not None and anchor not in names:
                yield f"link to a bookmark that is not there: {anchor}"


def _styles(package):
    defined = {_value(s, "styleId") for s in package.trees["word/styles.xml"].iter(_W + "style")}
    for name, tree in {**package.texts(), "styles": package.trees["word/styles.xml"]}.items():
        for tag in ("pStyle", "rStyle", "tblStyle", "basedOn", "next"):
            for element in tree.iter(_W + tag):
                if _value(element) not in defined:
                    yield f"{name}: style {_value(element)} is not defined"


def _fields(package):
    for name, tree in package.texts().items():
        stack = []
        for mark in tree.iter(_W + "fldChar"):
            kind = _value(mark, "fldCharType")
            if kind == "begin":
                stack.append("begin")
            elif kind == "separate" and stack and stack[-1] == "begin":
                stack[-1] = "separate"
            elif kind == "end" and stack:
                stack.pop()
            else:
                yield f"{name}: field mark {kind} out of place"
        if stack:
            yield f"{name}: a field has no end"


def _controls(package):
    ids = [_value(e) for t in package.texts().values() for e in t.iterfind(f".//{_W}sdtPr/{_W}id")]
    yield from (f"control id {i} occurs twice" for i, count in Counter(ids).items() if count > 1)


def _tables(package):
    for name, tree in package.texts().items():
        for table in tree.iter(_W + "tbl"):
            columns = len(table.findall(f"{_W}tblGrid/{_W}gridCol"))
            for row in table.iterfind(_W + "tr"):
                spans = (cell.find(f"{_W}tcPr/{_W}gridSpan") for cell in row.iterfind(_W + "tc"))
                span = sum(1 if wide is None else int(_value(wide)) for wide in spans)
                if span != columns:
                    yield f"{name}: a row spans {span} of {columns} columns"
            following = table.getnext()
            if following is None or _name(following) in ("tbl", "sectPr"):
                yield f"{name}: a table is not followed by a paragraph"
        for cell in tree.iter(_W + "tc"):
            if len(cell) == 0 or _name(cell[-1]) != "p":
                yield f"{name}: a cell does not end with a paragraph"


def _references(package):
    notes = {_value(n, "id") for n in package.trees["word/footnotes.xml"]}
    numbers = {_value(n, "numId") for n in package.trees["word/numbering.xml"].iter(_W + "num")}
    for name, tree in package.texts().items():
        for mark in tree.iter(_W + "footnoteReference"):
            if _value(mark, "id") not in notes:
                yield f"{name}: footnote {_value(mark, 'id')} is not there"
        for number in tree.iter(_W + "numId"):
            if _value(number) not in numbers:
                yield f"{name}: list {_value(number)} is not there"
    charts = {
        n: t
        for n, t in package.trees.items()
        if n.startswith("word/charts/") and n.endswith(".xml")
    }
    for name, tree in {**package.texts(), **charts}.items():
        relations = package.relations(name)
        for element in tree.iter():
            for attribute in ("id", "embed"):
                identifier = element.get(_R + attribute)
                if identifier is not None and identifier not in relations:
                    yield f"{name}: relation {identifier} is not there"


def _parts(package):
    yield from (f"{n} is stored twice" for n, c in Counter(package.names).items() if c > 1)
    types = package.trees["[Content_Types].xml"]
    known = {e.get("PartName", "").lstrip("/") for e in types}
    for name in package.names:
        if name.endswith(".xml") and name not in known and name != "[Content_Types].xml":
            yield f"{name} has no content type"
    for name in package.names:
        if not name.endswith(".rels"):
            continue
        folder = name.split("_rels/")[0]
        for relation in package.trees[name]:
            target = relation.get("Target")
            if relation.get("TargetMode") == "External":
                if not target.startswith(("https://", "http://", "mailto:")):
                    yield f"{name}: {target} leads outside"
            elif posixpath.normpath(posixpath.join("/", folder, target))[1:] not in package.names:
                yield f"{name}: {target} is not in the package"


def _drawings(package):
    shapes = [e for t in package.texts().values() for e in t.iter(_WP + "docPr")]
    ids = Counter(shape.get("id") for shape in shapes)
    yield from (f"drawing id {i} occurs twice" for i, count in ids.items() if count > 1)
    yield from (
        f"drawing {s.get('id')} has no description" for s in shapes if "descr" not in s.attrib
    )
    for tree in package.texts().values():
        for extent in tree.iter(_WP + "extent"):
            if min(int(extent.get("cx")), int(extent.get("cy"))) < 1:
                yield "a drawing has no size"
    for name, tree in package.trees.items():
        for axis in tree.iter(_C + "axId", _C + "crossAx"):
            if not axis.get("val", "").isdigit():
                yield f"an axis of {name} is numbered {axis.get('val')}"
        for element in tree.iter(*(_C + tag for tag in _CHART_ORDER)):
            wanted = _CHART_ORDER[_name(element)].split()
            children = [_name(child) for child in element]
            if not set(children) <= set(wanted):
                yield f"{name}: {_name(element)} must not hold {set(children) - set(wanted)}"
            elif [wanted.index(child) for child in children] != sorted(map(wanted.index, children)):
                yield f"{name}: {_name(element)} holds {' '.join(children)} in the wrong order"


def _order(package):
    for name, tree in package.trees.items():
        for element in tree.iter():
            wanted = _ORDER.get(_name(element), "").split()
            if not wanted or not element.tag.startswith(_W):
                continue
            children = [_name(child) for child in element]
            unknown = [child for child in children if child not in wanted]
            if unknown:
                yield f"{name}: {_name(element)} must not hold {unknown[0]}"
                continue
            places = [wanted.index(child) for child in children]
            if _name(element) == "sectPr":
                places = [max(place, 1) for place in places]
            if places != sorted(places):
                yield f"{name}: {_name(element)} holds {' '.join(children)} in the wrong order"


def problems(content):
    """The faults of a Word file given as bytes, each as a sentence."""
    package = _Package(content)
    checks = (
        *(_parts, _bookmarks, _styles, _fields, _controls, _tables, _references),
        *(_drawings, _order),
    )
    return [fault for check in checks for fault in check(package)]
