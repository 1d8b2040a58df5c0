"""What the headings over the values of a block say: measures, areas and groups by column."""

import re
from collections import Counter
from dataclasses import dataclass, field

from vnr_app.domain.importplan import column_letters
from vnr_app.importing.layouts.general.columns import Columns, ValueColumn
from vnr_app.importing.layouts.general.meanings import Dimensions
from vnr_app.importing.layouts.general.wording import announced, share
from vnr_app.importing.layouts.headings import tells_measure
from vnr_app.importing.layouts.wide_kinds import CONNECTOR
from vnr_app.importing.notes import Notes
from vnr_app.importing.units import unit_in_title
from vnr_app.importing.words import group_of, is_total

_PLAIN = re.compile(
    r"values?|numbers?|amounts?|(?:the )?(?:baseline|latest|previous|current|actual|most recent)"
    r"(?: (?:values?|data|year))?|значени[ея]|базов\w+(?: (?:год|значение))?|последн\w+(?: \w+)?"
    r"|valeurs?|(?:valeur|année) de (?:référence|base)|valor(?:es)?|línea de base|último \w+"
    r"|القيمة|خط الأساس|数值|基线值?|最新值?",
    re.IGNORECASE,
)
"""Headings that say nothing about what is measured."""

_CLOSED = ("sex", "location", "age")
"""Dimensions whose members are known whatever stands beside them."""


@dataclass(slots=True)
class Over:
    """By column of values what its headings say; `repeated` are columns headed as another is."""

    pairs: dict[int, dict[str, str]] = field(default_factory=dict)
    areas: dict[int, str] = field(default_factory=dict)
    measures: dict[int, list[str]] = field(default_factory=dict)
    units: dict[int, str] = field(default_factory=dict)
    repeated: list[int] = field(default_factory=list)
    announced: dict[int, str] = field(default_factory=dict)
    """Columns under a heading that names a dimension."""


def read_over(
    columns: Columns, dimensions: Dimensions, notes: Notes, named: dict[str, str]
) -> Over:
    """Read the words over the values: levels that name groups or areas are dimensions.

    `named` gives the dimensions that people named for the texts of a row.
    """
    over = Over()
    words = {
        value.at: [notes.split(text)[0] or text for text in value.words] for value in columns.values
    }
    _carry_measures(words)
    depth = max(map(len, words.values()), default=0)
    padded = {at: ["" for _ in range(depth - len(own))] + own for at, own in words.items()}
    for value in columns.values:
        over.pairs[value.at], over.measures[value.at] = {}, []
    for level in range(depth):
        texts = {at: own[level] for at, own in padded.items() if own[level]}
        over.announced |= {at: named[text] for at, text in texts.items() if text in named}
        _read_level(over, texts, dimensions, last=level == depth - 1)
    for at, measures in over.measures.items():
        over.units[at] = next((u for m in reversed(measures) if (u := unit_in_title(m))), "")
    _tell_apart(over, columns.values)
    return over


def _carry_measures(words: dict[int, list[str]]) -> None:
    """Under "of which" stand parts of what the column before measures."""
    before: list[str] = []
    for at, own in words.items():
        if own and CONNECTOR.fullmatch(own[0]):
            words[at] = [*before, *own[1:]]
        else:
            before = own[:1]


def _read_level(over: Over, texts: dict[int, str], dimensions: Dimensions, *, last: bool) -> None:
    """What one level of the header says of each column under it."""
    texts = {at: text for at, text in texts.items() if not _PLAIN.fullmatch(text.strip(" ()"))}
    texts = _placed(over, texts, dimensions)
    if not last:
        texts = _announcing(over, texts)
    distinct = sorted(set(texts.values()))
    if not distinct:
        return
    grouped = share(distinct, lambda text: group_of(text) or is_total(text)) >= 0.5
    placed = share(distinct, dimensions.is_place) >= 0.5
    if placed and not grouped:
        for at, text in texts.items():
            over.areas[at] = dimensions.places.code(text)
    elif not grouped and (tells_measure(distinct) or len(distinct) == 1):
        for at, text in texts.items():
            _measure(over, at, text, dimensions)
    else:
        known = {group[0] for text in distinct if (group := group_of(text))}
        name = known.pop() if len(known) == 1 else "group"
        for at, text in texts.items():
            dimensions.place(over.pairs[at], name, text)


def _placed(over: Over, texts: dict[int, str], dimensions: Dimensions) -> dict[int, str]:
    """Give the texts under a named dimension to it; the other texts."""
    others = {}
    for at, text in texts.items():
        if name := over.announced.pop(at, ""):
            if area := dimensions.place(over.pairs[at], name, text):
                over.areas[at] = area
        else:
            others[at] = text
    return others


def _announcing(over: Over, texts: dict[int, str]) -> dict[int, str]:
    """Keep the dimensions that texts name for the level below; the texts that say more."""
    others = dict(texts)
    for at, text in texts.items():
        if name := announced(text):
            over.announced[at] = name
            if not tells_measure([text]):
                del others[at]
    return others


def _measure(over: Over, at: int, text: str, dimensions: Dimensions) -> None:
    """A measure, or a group of people among headings that are measures."""
    group = group_of(text)
    if group and group[0] in _CLOSED:
        dimensions.place(over.pairs[at], group[0], text)
    else:
        over.measures[at].append(text)


def _tell_apart(over: Over, values: list[ValueColumn]) -> None:
    """Columns that are headed alike belong to the last column whose heading is its own.

    "X30 | Rate | X31 | Rate": the second rate is that of X31. Where no column comes before they
    are told apart by their letters.
    """
    keys = {value.at: _key(over, value) for value in values}
    counts = Counter(keys.values())
    parent: int | None = None
    for value in values:
        if counts[keys[value.at]] == 1:
            parent = value.at
        elif parent is not None:
            over.pairs[value.at]["heading"] = _named(over, parent)
    keys = {value.at: _key(over, value) for value in values}
    counts = Counter(keys.values())
    for value in values:
        if counts[keys[value.at]] > 1:
            over.pairs[value.at]["column"] = column_letters(value.at)
            over.repeated.append(value.at)


def _key(over: Over, value: ValueColumn) -> tuple[object, ...]:
    period = value.period and (value.period.start, value.period.end)
    pairs = tuple(sorted(over.pairs[value.at].items()))
    return (period, value.part, pairs, over.areas.get(value.at), tuple(over.measures[value.at]))


def _named(over: Over, at: int) -> str:
    parts = [*over.pairs[at].values(), *over.measures[at], over.areas.get(at, "")]
    return ", ".join(part for part in parts if part)
