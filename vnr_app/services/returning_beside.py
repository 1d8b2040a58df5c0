"""What was changed beside the texts of a returned file: headers, footers, charts; for the tray."""

from collections.abc import Collection, Iterator, Sequence

from vnr_app.domain.parcel_charts import ChartChange, ParcelChart, changes, paired
from vnr_app.domain.richtext import (
    Block,
    ListItem,
    Paragraph,
    Runs,
    Table,
    TableCell,
    TableRow,
    Text,
)
from vnr_app.i18n import _
from vnr_app.importing.returned import Margin
from vnr_app.services.returning_lines import typed_in_margin
from vnr_app.services.returning_records import Reason
from vnr_app.services.returning_walk import Stray

_MOST_ROWS = 200


def margin_strays(
    margins: Sequence[Margin], known: Collection[str], sections: Sequence[str]
) -> Iterator[Stray]:
    """What somebody has typed into headers and footers, each text once.

    `known` is what the report has made, `sections` the key of the section at each element.
    """
    told: set[str] = set()
    for margin in margins:
        section = sections[margin.at - 1] if margin.at else ""
        for element in typed_in_margin(margin, known):
            blocks = tuple(piece.block for piece in margin.body.read(element))
            name = element.text + "".join(element.pictures)
            if blocks and name not in told:
                told.add(name)
                yield Stray(blocks, Reason.MARGIN, section, "", "", element.authors)


def chart_strays(sent: Sequence[ParcelChart], back: Sequence[ParcelChart]) -> Iterator[Stray]:
    """A notice of each chart in which somebody has changed something, and the data of new ones."""
    for before, chart in paired(sent, back):
        if before is None:
            section, blocks = chart.section, _new(chart)
        else:
            section, blocks = before.section, _notice(before, chart)
        if blocks:
            yield Stray(blocks, Reason.CHART, section, "", "", ())


def _notice(sent: ParcelChart, back: ParcelChart) -> tuple[Block, ...]:
    found = changes(sent, back)
    if found:
        head = _("In the chart “{chart}” this was changed:").format(chart=sent.title)
        items = [ListItem(runs=_text(_sentence(each))) for each in found[:_MOST_ROWS]]
        return (Paragraph(runs=_text(head)), *items, *_more(len(found)))
    if back.sheet and back.sheet != sent.sheet:
        said = _(
            "The workbook behind the chart “{chart}” was changed; the chart shows nothing of it."
        )
        return (Paragraph(runs=_text(said.format(chart=sent.title))),)
    return ()


def _sentence(change: ChartChange) -> str:
    place = ", ".join(each for each in (change.series, change.category) if each)
    if change.was and change.now:
        text = _("{place}: {was} became {now}") if place else _("{was} became {now}")
    elif change.now:
        text = _("{place}: {now} was added") if place else _("“{now}” was added")
    else:
        text = _("{place}: {was} was taken out")
    return text.format(place=place, was=change.was, now=change.now)


def _new(chart: ParcelChart) -> tuple[Block, ...]:
    """A chart that somebody has put in: its data as a table."""
    head = _("A chart was put in: “{chart}”").format(chart=chart.title)
    words = [Paragraph(runs=_text(each)) for each in chart.words]
    columns = [dict(series.points) for series in chart.series]
    categories = list(dict.fromkeys(at for column in columns for at in column))
    rows = [_row(at, *(column.get(at, "") for column in columns)) for at in categories[:_MOST_ROWS]]
    names = _row("", *(series.name for series in chart.series))
    table = [Table(rows=(names, *rows), header_rows=1)] if rows else []
    return (Paragraph(runs=_text(head)), *words, *table, *_more(len(categories)))


def _more(count: int) -> tuple[Block, ...]:
    """What is said of lines that are too many to be listed."""
    left = count - _MOST_ROWS
    said = _("… and {count} more; they are in the file.").format(count=left)
    return (Paragraph(runs=_text(said)),) if left > 0 else ()


def _row(*cells: str) -> TableRow:
    return TableRow(tuple(TableCell(blocks=(Paragraph(runs=_text(cell)),)) for cell in cells))


def _text(words: str) -> Runs:
    return (Text(words),) if words else ()
