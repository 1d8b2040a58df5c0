"""Living numbers: references in a text become what the observations say now."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from vnr_app.domain.indicators import Observation
from vnr_app.domain.richtext import (
    Block,
    Chart,
    Document,
    Figure,
    Heading,
    IndicatorTable,
    ListItem,
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
from vnr_app.domain.richtext_normalise import normalise
from vnr_app.services.numbers import format_value
from vnr_app.services.wording import breakdown_text, unit_text


class Values:
    """The present observations of a review, to be looked up by reference."""

    def __init__(self, observations: Sequence[Observation], language: str) -> None:
        self.observations = tuple(observations)
        self.language = language
        self._found = {
            (each.series.id, each.period.label, breakdown_key(each)): each
            for each in reversed(self.observations)
        }

    def find(self, reference: ValueRef) -> Observation | None:
        """The observation that a living number speaks of, or None where it is gone."""
        return self._found.get((reference.series, reference.period, reference.breakdown))

    def shown(self, reference: ValueRef) -> str:
        """The number as the language writes it; what was last rendered where it is gone."""
        found = self.find(reference)
        return reference.text if found is None else format_value(found.value, self.language)


def values_for(country: str, observations: Sequence[Observation], language: str) -> Values:
    """The values that a text can speak of: the country's own, as living numbers name no area."""
    return Values([each for each in observations if each.area == country], language)


def breakdown_key(observation: Observation) -> str:
    """How a living number names a disaggregation: "age=15-49;sex=F", empty for everybody."""
    if observation.is_total:
        return ""
    return ";".join(f"{name}={code}" for name, code in observation.dimensions)


def resolve(document: Document, values: Values) -> Document:
    """The document with every reference to data replaced by text and tables."""
    blocks = tuple(_block(block, values) for block in document.blocks)
    return normalise(replace(document, blocks=blocks))


def _block(block: Block, values: Values) -> Block:
    match block:
        case Table():
            return _each_cell(block, lambda runs: _runs(runs, values))
        case Figure():
            return replace(block, caption=_runs(block.caption, values))
        case IndicatorTable():
            return _indicator_table(block, values)
        case Chart():
            # Its drawing belongs to the chart writer, which is not there yet; the title stays.
            return Paragraph(id=block.id, style=ParagraphStyle.CAPTION, runs=(Text(block.title),))
        case Heading() | Paragraph() | ListItem():
            return replace(block, runs=_runs(block.runs, values))


def _runs(runs: Runs, values: Values) -> Runs:
    return tuple(_run(run, values) for run in runs)


def _run(run: Run, values: Values) -> Run:
    if isinstance(run, ValueRef):
        return Text(values.shown(run))
    if isinstance(run, NoteRef):
        return NoteRef(_runs(run.note, values))
    return run


def _each_cell(table: Table, change: Callable[[Runs], Runs]) -> Table:
    rows = tuple(
        TableRow(
            tuple(
                replace(
                    cell,
                    blocks=tuple(replace(b, runs=change(b.runs)) for b in cell.blocks),
                )
                for cell in row.cells
            )
        )
        for row in table.rows
    )
    return replace(table, rows=rows)


def _indicator_table(block: IndicatorTable, values: Values) -> Table:
    """Series as rows, periods as columns."""
    own = [o for o in values.observations if o.series.id in block.series]
    periods = block.periods or tuple(
        label for label in dict.fromkeys(o.period.label for o in sorted(own, key=_by_start))
    )
    lines: dict[tuple[str, str], dict[str, str]] = {}
    for each in own:
        key = (_name(each), breakdown_text(each.dimensions))
        lines.setdefault(key, {})[each.period.label] = format_value(each.value, values.language)
    head = ("", *periods)
    body = [
        (f"{name}, {group}" if group else name, *(line.get(p, "") for p in periods))
        for (name, group), line in lines.items()
    ]
    return Table(id=block.id, header_rows=1, rows=tuple(_text_row(row) for row in (head, *body)))


def _by_start(observation: Observation) -> tuple[date, date]:
    return (observation.period.start, observation.period.end)


def _name(observation: Observation) -> str:
    unit = unit_text(observation.series.unit)
    name = observation.series.name or observation.series.code
    return f"{name} ({unit})" if unit else name


def _text_row(texts: tuple[str, ...]) -> TableRow:
    return TableRow(
        tuple(TableCell(blocks=(Paragraph(runs=(Text(text),) if text else ()),)) for text in texts)
    )
