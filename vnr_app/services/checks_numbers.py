"""Numbers typed by hand that say something else than the data.

A sentence is compared only where there is little doubt what it speaks of: it names one year and
one other number, and the paragraph names one series — by the code of its indicator, by its name or
by a living number. A number far from all that the series says in that year is about something
else, and nothing is said of it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation

from vnr_app.domain.figures import plain_numbers
from vnr_app.domain.findings import Finding
from vnr_app.domain.importplan import Severity
from vnr_app.domain.indicators import Observation
from vnr_app.domain.richtext import Document, ListItem, Paragraph, Runs, Text, ValueRef
from vnr_app.domain.richtext_ops import iter_blocks
from vnr_app.domain.sentences import split_sentences
from vnr_app.i18n import _
from vnr_app.services.living import Values
from vnr_app.services.living_words import series_name
from vnr_app.services.numbers import format_value

_CODE = re.compile(r"(?<![\d.])(?:1[0-7]|[1-9])\.(?:\d{1,2}|[a-d])\.\d{1,2}(?![\d.]*\d)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_LIVING = "\ue000"
"""Stands in a text for a living number, which is always right."""
_NEAR = Decimal("0.25")
"""How far, as a share of it, a number may lie from a value and still be meant for it."""
_SHORTEST_NAME = 3
"""Words of a series' name by which a paragraph names it."""


class Known:
    """The series of a review, to be found in paragraphs."""

    def __init__(self, values: Values) -> None:
        self.values = values
        self._by_code: dict[str, set[str]] = {}
        self._names: dict[str, set[str]] = {}
        for each in values.observations:
            for code in each.series.indicators:
                self._by_code.setdefault(code, set()).add(each.series.id)
            name = series_name(each).casefold()
            if len(name.split()) >= _SHORTEST_NAME:
                self._names.setdefault(name, set()).add(each.series.id)

    def named(self, text: str, runs: Runs) -> str | None:
        """The one series that a paragraph names; None where it names none or several."""
        found = {run.series for run in runs if isinstance(run, ValueRef)}
        if not found:
            folded = text.casefold()
            names = [name for name in self._names if name in folded]
            found = {series for name in names for series in self._names[name]}
        if not found:
            codes = _CODE.findall(text)
            found = {series for code in codes for series in self._by_code.get(code, ())}
        return found.pop() if len(found) == 1 else None


def contradictions(
    where: str, document: Document, known: Known, language: str
) -> Iterator[Finding]:
    """The numbers of a text that differ from the observation which they seem to be."""
    for block in iter_blocks(document):
        if not isinstance(block, Paragraph | ListItem):
            continue
        text = "".join(_shown(block.runs))
        series = known.named(text, block.runs)
        if series is None:
            continue
        by_year = _by_year(known.values.of_series(series))
        for sentence in split_sentences(text):
            found = _typed(sentence, language)
            if found is None:
                continue
            year, number = found
            other = _contradicted(number, by_year.get(year, ()))
            if other is not None:
                yield Finding(
                    "number-differs",
                    Severity.NOTE,
                    where,
                    _("The text says {typed} for {year}; the data say {stored}: {series}.").format(
                        typed=number,
                        year=year,
                        stored=format_value(other.value, language),
                        series=series_name(other),
                    ),
                    _("Correct the text, or insert the value so that it follows the data."),
                    block.id,
                    number,
                )


def _shown(runs: Runs) -> Iterator[str]:
    for run in runs:
        if isinstance(run, Text):
            yield run.text
        elif isinstance(run, ValueRef):
            yield _LIVING


def _by_year(observations: Sequence[Observation]) -> Mapping[str, list[Observation]]:
    found: dict[str, list[Observation]] = {}
    for each in observations:
        if each.value.number is not None:
            found.setdefault(each.period.label, []).append(each)
    return found


def _typed(sentence: str, language: str) -> tuple[str, str] | None:
    """The year and the number of a sentence that has one of each, and no living number."""
    if _LIVING in sentence:
        return None
    numbers = [each for each in plain_numbers(sentence, language) if each.count(".") <= 1]
    years = [each for each in numbers if _YEAR.fullmatch(each)]
    others = [each for each in numbers if not _YEAR.fullmatch(each)]
    return (years[0], others[0]) if len(years) == 1 == len(others) else None


def _contradicted(number: str, stored: Sequence[Observation]) -> Observation | None:
    """The value for everybody that a number is near to, where it is none of that year's."""
    try:
        typed = Decimal(number)
    except InvalidOperation:
        return None
    exponent = typed.as_tuple().exponent
    step = Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)
    for each in stored:
        exact = Decimal(each.value.number or 0)
        # Rounded as the text rounds it, or cut off.
        if abs(exact - typed) < step:
            return None
    totals = [each for each in stored if each.is_total]
    if len(totals) != 1:
        return None
    exact = Decimal(totals[0].value.number or 0)
    return totals[0] if abs(exact - typed) <= abs(exact) * _NEAR else None
