"""Pictures and charts as parts of a Word file, known before the text that shows them is written."""

from collections import defaultdict, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from vnr_app.domain import report as rp
from vnr_app.domain import richtext as rt
from vnr_app.domain.charts import ChartData

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

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


def _illustrations(report: rp.ReportDocument) -> Iterator[tuple[rt.Figure | rt.Chart, rp.Chapter]]:
    for chapter in report.chapters:
        for block in chapter.blocks:
            if isinstance(block, rp.Prose):
                for inner in block.document.blocks:
                    if isinstance(inner, rt.Figure | rt.Chart):
                        yield inner, chapter


def _add_picture(document: "WordDocument", image: rp.Image, number: int) -> Picture:
    from docx.opc.packuri import PackURI  # noqa: PLC0415 - only an export needs it
    from docx.opc.part import Part  # noqa: PLC0415

    kind, ending = _ENDINGS[image.mime]
    # The template may have pictures of its own: ours are told apart by their name.
    name = PackURI(f"/word/media/figure{number}.{ending}")
    part = Part(name, kind, image.data, document.part.package)
    relation = document.part.relate_to(part, f"{_RELATIONS}/image")
    return Picture(relation, max(image.width, 1), max(image.height, 1))


def _add_chart(document: "WordDocument", chart: ChartData, color: str, number: int) -> Drawing:
    from docx.opc.packuri import PackURI  # noqa: PLC0415 - only an export needs it
    from docx.opc.part import Part  # noqa: PLC0415

    from vnr_app.exporting.docx_charts import chart_workbook, chart_xml  # noqa: PLC0415

    package = document.part.package
    part = Part(PackURI(f"/word/charts/vnrchart{number}.xml"), _CHART_TYPE, b"", package)
    place = PackURI(f"/word/embeddings/vnrchart{number}.xlsx")
    workbook = Part(place, _WORKBOOK_TYPE, chart_workbook(chart), package)
    inner = part.relate_to(workbook, f"{_RELATIONS}/package")
    part._blob = chart_xml(chart, color, inner)
    return Drawing(document.part.relate_to(part, f"{_RELATIONS}/chart"), chart)


def add_media(document: "WordDocument", report: rp.ReportDocument, accent: str) -> Media:
    """Every picture that a figure shows, once, and every chart, in the colour of its chapter."""
    media = Media()
    charts = 0
    for block, chapter in _illustrations(report):
        if isinstance(block, rt.Figure):
            image = report.images.get(block.image_id)
            if (
                image is not None
                and image.mime in _ENDINGS
                and block.image_id not in media.pictures
            ):
                number = len(media.pictures) + 1
                media.pictures[block.image_id] = _add_picture(document, image, number)
        elif (chart := report.charts.get(block.id)) and chart.series and chart.categories:
            charts += 1
            color = chapter.goal.color if chapter.goal else accent
            media.drawings[block.id].append(_add_chart(document, chart, color, charts))
    return media
