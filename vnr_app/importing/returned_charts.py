"""Charts of a Word file: what they show, as far as their parts say it."""

import hashlib
import math
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from vnr_app.domain.parcel_charts import ChartSeries, ParcelChart
from vnr_app.importing.container import Container
from vnr_app.importing.docx_parts import A, R, Relation, number, relations_of, tree_of

if TYPE_CHECKING:
    from lxml.etree import _Element

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_PART = re.compile(r"word/charts/[^/]+\.xml")
_MOST_BYTES, _MOST_IN_ALL = 2 * 1024**2, 16 * 1024**2
"""Of one chart and of all; a chart of ours has five thousand. What is more is not looked at."""


def charts_of(container: Container, relations: Mapping[str, Relation]) -> Mapping[str, ParcelChart]:
    """The charts of the document by their relations, without description and section."""
    found: dict[str, ParcelChart] = {}
    left = _MOST_IN_ALL
    for identifier, relation in relations.items():
        if relation.outside or relation.kind != "chart" or not _PART.fullmatch(relation.target):
            continue
        xml = _content(container, relation.target, min(left, _MOST_BYTES))
        if xml:
            left -= len(xml)
            found[identifier] = _chart(tree_of(xml), _sheet(container, relation.target))
    return found


def _content(container: Container, part: str, most: int) -> bytes:
    """The bytes of a part, none where there are too many."""
    content = b""
    for piece in container.stream(part) if container.has(part) else ():
        content += piece
        if len(content) > most:
            return b""
    return content


def _sheet(container: Container, part: str) -> str:
    """The digest of the workbook behind a chart."""
    for relation in relations_of(container, part).values():
        if relation.kind == "package" and not relation.outside and container.has(relation.target):
            content = _content(container, relation.target, _MOST_BYTES)
            return hashlib.blake2b(content, digest_size=6).hexdigest()
    return ""


def _chart(root: "_Element", sheet: str) -> ParcelChart:
    words = ("".join(each.text or "" for each in line.iter(f"{A}t")) for line in root.iter(f"{A}p"))
    return ParcelChart(
        name="",
        series=tuple(map(_series, root.iter(f"{C}ser"))),
        words=tuple(filter(None, map(_spaced, words))),
        sheet=sheet,
    )


def _spaced(text: str) -> str:
    return " ".join(text.split())


def _series(element: "_Element") -> ChartSeries:
    names = dict(_points(element.find(f"{C}tx")))
    categories: dict[int, str] = {}
    for kind in ("cat", "xVal"):
        categories |= dict(_points(element.find(f"{C}{kind}")))
    numbers = (
        (categories.get(at, str(at + 1)), _number(text))
        for kind in ("val", "yVal")
        for at, text in _points(element.find(f"{C}{kind}"))
    )
    return ChartSeries(
        _spaced(" ".join(names.values())),
        tuple((_number(category) or _spaced(category), said) for category, said in numbers if said),
    )


def _points(holder: "_Element | None") -> Iterator[tuple[int, str]]:
    """What is kept of a range of cells, by its place."""
    if holder is None:
        return
    for point in holder.iter(f"{C}pt"):
        yield number(point.get("idx", "")), point.findtext(f"{C}v") or ""
    for bare in holder.iterfind(f"{C}v"):
        yield 0, bare.text or ""


def _number(text: str) -> str:
    """A number in one form, whatever program wrote it; "" for anything else."""
    try:
        value = float(text)
    except ValueError:
        return ""
    return f"{value:.12g}" if math.isfinite(value) else ""


def shown_charts(node: "_Element") -> "Iterator[tuple[_Element, str]]":
    """The charts in an element of the body, each with its relation."""
    for chart in node.iter(f"{C}chart"):
        yield chart, chart.get(f"{R}id", "")
