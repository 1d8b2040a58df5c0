"""The tables that a text draws from the data: series as lines, periods as columns."""

from datetime import date

from vnr_app.domain.indicators import Observation
from vnr_app.domain.richtext import IndicatorTable
from vnr_app.i18n import Words, words_of
from vnr_app.services.living import Values
from vnr_app.services.units_shown import name_of, unit_of, value_of
from vnr_app.services.wording import breakdown_text, listed

Line = tuple[str, ...]
_GAP = "…"


def table_lines(block: IndicatorTable, values: Values) -> tuple[Line, ...]:
    """The heading line, and a line a series and group; the heading alone where nothing is left."""
    own = [each for series in block.series for each in values.of_series(series)]
    periods = block.periods or periods_of(own)
    words = words_of(values.language)
    lines: dict[tuple[str, str], dict[str, str]] = {}
    for each in own:
        key = (each.series.id, breakdown_text(each.dimensions, words))
        line = lines.setdefault(key, {"": _name(each, key[1], words)})
        line[each.period.label] = value_of(each, values.language) or _GAP
    body = (tuple(line.get(label, "") for label in ("", *periods)) for line in lines.values())
    return (("", *periods), *body)


def periods_of(observations: list[Observation]) -> tuple[str, ...]:
    """The labels of the periods that observations speak of, in the order of time."""
    return tuple(dict.fromkeys(each.period.label for each in sorted(observations, key=_by_time)))


def _by_time(observation: Observation) -> tuple[date, date]:
    return (observation.period.start, observation.period.end)


def _name(observation: Observation, group: str, words: Words) -> str:
    unit = unit_of(observation.series, words)
    name = name_of(observation.series, words)
    if unit:
        name = words("{name} ({unit})").format(name=name, unit=unit)
    return listed((name, group), words)
