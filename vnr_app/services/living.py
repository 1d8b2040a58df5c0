"""Living numbers: what the references in a text find in the data, and what they no longer find."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from db.queries import data
from vnr_app.domain.indicators import Observation
from vnr_app.domain.richtext import Chart, Document, IndicatorTable, NoteRef, Runs, ValueRef
from vnr_app.domain.richtext_ops import block_runs, iter_blocks
from vnr_app.services.living_words import said
from vnr_app.services.reviews import Review


class Values:
    """The present observations of a review, to be looked up by reference."""

    def __init__(self, observations: Sequence[Observation], language: str) -> None:
        self.observations = tuple(observations)
        self.language = language
        self._found: dict[tuple[str, str, str], Observation] = {}
        self._series: dict[str, list[Observation]] = {}
        for each in self.observations:
            self._series.setdefault(each.series.id, []).append(each)
            if each.value.number is not None:
                key = (each.series.id, each.period.label, breakdown_key(each))
                self._found.setdefault(key, each)

    def find(self, reference: ValueRef) -> Observation | None:
        """The observation that a living number speaks of; None where it or its number is gone."""
        return self._found.get((reference.series, reference.period, reference.breakdown))

    def shown(self, reference: ValueRef) -> str:
        """What a living number says in the language; what it said last where it is gone."""
        found = self.find(reference)
        return reference.text if found is None else said(found, reference.format, self.language)

    def of_series(self, series: str) -> Sequence[Observation]:
        """The observations of a series by disaggregation and period; none where it is gone."""
        return self._series.get(series, ())

    def speaking(self, language: str) -> "Values":
        """The same values, told in another language."""
        if language == self.language:
            return self
        made = object.__new__(Values)
        made.observations, made.language = self.observations, language
        made._found, made._series = self._found, self._series
        return made


def values_for(country: str, observations: Sequence[Observation], language: str) -> Values:
    """The values that a text can speak of: the country's own, as living numbers name no area."""
    return Values([each for each in observations if each.area == country], language)


def load(review: Review, language: str | None = None) -> Values:
    """The values that the review's texts can speak of, told in a language (default: its own)."""
    with review.store.reading() as session:
        found = tuple(data.observations(session, area=review.info.country))
    return Values(found, language or review.info.language)


def breakdown_key(observation: Observation) -> str:
    """How a living number names a disaggregation: "age=15-49;sex=F", empty for everybody."""
    if observation.is_total:
        return ""
    return ";".join(f"{name}={code}" for name, code in observation.dimensions)


# --- What is no longer in the data ----------------------------------------------------------


class Shown(StrEnum):
    """What a text shows of the data."""

    VALUE = "value"
    TABLE = "table"
    CHART = "chart"


@dataclass(frozen=True, slots=True)
class Broken:
    """Something that the data no longer have: the block it stands in, and what it said last."""

    block: str
    kind: Shown
    text: str


def broken(document: Document, values: Values) -> tuple[Broken, ...]:
    """What a text takes from the data and they no longer have, in reading order.

    Tables and charts are listed where one of their series is gone.
    """
    return tuple(_broken(document, values))


def _broken(document: Document, values: Values) -> Iterator[Broken]:
    for block in iter_blocks(document):
        for reference in _references(block_runs(block)):
            if values.find(reference) is None:
                yield Broken(block.id, Shown.VALUE, reference.text)
        if isinstance(block, Chart | IndicatorTable):
            if all(map(values.of_series, block.series)) and block.series:
                continue
            is_chart = isinstance(block, Chart)
            kind = Shown.CHART if is_chart else Shown.TABLE
            yield Broken(block.id, kind, block.title if isinstance(block, Chart) else "")


def _references(runs: Runs) -> Iterator[ValueRef]:
    for run in runs:
        if isinstance(run, ValueRef):
            yield run
        elif isinstance(run, NoteRef):
            yield from _references(run.note)
