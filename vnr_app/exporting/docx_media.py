"""Pictures and charts as parts of a Word file, known before the text that shows them is written."""

from collections import defaultdict, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from vnr_app.domain import report as rp
from vnr_app.domain import richtext as rt
from vnr_app.domain.charts import ChartData
from vnr_app.exporting.docx_chart_book import chart_workbook
from vnr_app.exporting.docx_charts import Dress, chart_xml
from vnr_app.exporting.docx_outline import with_partner
from vnr_app.exporting.template import Manifest

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.opc.part import Part

_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_EMF = ("image/x-emf", "emf")
_ENDINGS = {
    "image/png": ("image/png", "png"),
    "image/jpeg": ("image/jpeg", "jpeg"),
    "image/gif": ("image/gif", "gif"),
    "image/emf": _EMF,
    "image/x-emf": _EMF,
}
"""The kinds of pictures that every Word shows: their name in a package and their ending."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that is a part: the relation to it, its size in pixels."""

    relation: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart that is a part: the relation to it, what it shows."""

    relation: str
    chart: ChartData


@dataclass(slots=True)
class Media:
    """The parts by image id and by the id of a chart's block, the latter in their order."""

    pictures: dict[str, Picture] = field(default_factory=dict)
    drawings: defaultdict[str, deque[Drawing]] = field(default_factory=lambda: defaultdict(deque))
    _shown: int = 0

    def number(self) -> int:
        """A number for the next drawing: Word wants them different."""
        self._shown += 1
        return self._shown

    def drawing(self, block: str) -> Drawing | None:
        """The chart that the next block of that id shows."""
        waiting = self.drawings[block]
        return waiting.popleft() if waiting else None


def _figures(report: rp.ReportDocument) -> Iterator[rt.Figure]:
    for chapter in report.chapters:
        for block in chapter.blocks:
            if isinstance(block, rp.Prose):
                yield from (each for each in block.document.blocks if isinstance(each, rt.Figure))


def _charts(
    report: rp.ReportDocument,
) -> Iterator[tuple[str, ChartData | None, rp.Chapter, bool]]:
    """Every chart in the order of printing: id of its block, chapter, whether it shares a line."""
    for chapter in report.chapters:
        for block, partner, _base in with_partner(chapter):
            if isinstance(block, rp.Graph):
                yield block.id, block.data, chapter, partner is not None
                if partner:
                    yield partner.id, partner.data, chapter, True
            elif isinstance(block, rp.Prose):
                for inner in block.document.blocks:
                    if isinstance(inner, rt.Chart):
                        yield inner.id, report.charts.get(inner.id), chapter, False


def _related(document: "WordDocument", part: "Part", kind: str, number: int) -> str:
    """The id of a new relation to a part that nothing else leads to.

    python-docx would look through all relations for each new one.
    """
    identifier = f"rIdVnr{kind}{number}"
    document.part.rels.add_relationship(f"{_RELATIONS}/{kind}", part, identifier)
    return identifier


def _add_picture(document: "WordDocument", image: rp.Image, number: int) -> Picture:
    from docx.opc.packuri import PackURI  # noqa: PLC0415 - only an export needs it
    from docx.opc.part import Part  # noqa: PLC0415

    kind, ending = _ENDINGS[image.mime]
    # The template may have pictures of its own: ours are told apart by their name.
    name = PackURI(f"/word/media/figure{number}.{ending}")
    part = Part(name, kind, image.data, document.part.package)
    relation = _related(document, part, "image", number)
    return Picture(relation, max(image.width, 1), max(image.height, 1))


def _add_chart(document: "WordDocument", chart: ChartData, dress: Dress, number: int) -> Drawing:
    from docx.opc.packuri import PackURI  # noqa: PLC0415 - only an export needs it
    from docx.opc.part import Part  # noqa: PLC0415

    package = document.part.package
    part = Part(PackURI(f"/word/charts/vnrchart{number}.xml"), _CHART_TYPE, b"", package)
    place = PackURI(f"/word/embeddings/vnrchart{number}.xlsx")
    workbook = Part(place, _WORKBOOK_TYPE, chart_workbook(chart), package)
    inner = part.relate_to(workbook, f"{_RELATIONS}/package")
    part._blob = chart_xml(chart, dress, inner)
    return Drawing(_related(document, part, "chart", number), chart)


def add_media(document: "WordDocument", report: rp.ReportDocument, manifest: Manifest) -> Media:
    """Every picture that a figure shows, once, and every chart, in the colour of its chapter."""
    media = Media()
    for figure in _figures(report):
        image = report.images.get(figure.image_id)
        if image is not None and image.mime in _ENDINGS and figure.image_id not in media.pictures:
            number = len(media.pictures) + 1
            media.pictures[figure.image_id] = _add_picture(document, image, number)
    shown = (each for each in _charts(report) if each[1] and each[1].series and each[1].categories)
    for number, (identifier, chart, chapter, half) in enumerate(shown, start=1):
        color = manifest.color(chapter.goal.color if chapter.goal else "")
        if chart:
            dress = Dress(color, report.language, half=half)
            drawing = _add_chart(document, chart, dress, number)
            media.drawings[identifier].append(drawing)
    return media
