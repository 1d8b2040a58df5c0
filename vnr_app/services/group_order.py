"""In which order the groups of a series stand, and which of them a short table shows.

By what they are, never by what they are called: in every language the same ones are shown.
"""

import math
import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from itertools import groupby

from vnr_app.domain.indicators import Dimensions
from vnr_app.domain.wholes import telling, whole_codes
from vnr_app.services.wording import table

_FIRST = ("sex", "location", "age", "disability_status", "quantile")
"""The dimensions that readers look for; others follow by their names."""
_NUMBER = re.compile(r"\d+")

_Order = tuple[object, ...]


@lru_cache(maxsize=16384)
def group_order(dimensions: Dimensions) -> _Order:
    """A key to sort groups: everybody, then those of one dimension, then those of several."""
    told = sorted(telling(dimensions), key=lambda pair: _dimension_order(pair[0]))
    return (
        len(told),
        tuple(_dimension_order(name) for name, _code in told),
        tuple(_code_order(name, code) for name, code in told),
    )


def simplest(groups: Iterable[Dimensions], most: int) -> tuple[Dimensions, ...]:
    """Up to so many of a series' groups: the least divided ones, in complete sets.

    Women do not stand without men. Of a set that is larger than `most` the first are taken.
    """
    found = sorted(groups, key=group_order)
    wholes = whole_codes(found).items()
    told = {group: tuple(pair for pair in telling(group) if pair not in wholes) for group in found}
    least = min((len(pairs) for pairs in told.values()), default=0)
    chosen: list[Dimensions] = []
    for one in _sets([group for group in found if len(told[group]) == least], told):
        if chosen and len(chosen) + len(one) > most:
            break
        chosen += one[:most]
    return tuple(chosen)


def shared_part(groups: Iterable[Dimensions]) -> Dimensions:
    """What all of these groups have in common."""
    first, *others = (telling(group) for group in groups)
    return tuple(pair for pair in first if all(pair in other for other in others))


def _sets(
    groups: Sequence[Dimensions], told: dict[Dimensions, Dimensions]
) -> list[list[Dimensions]]:
    """Groups that differ in one dimension alone: both sexes at one level of education."""

    def rest(group: Dimensions) -> _Order:
        names = sorted((name for name, _code in told[group]), key=_dimension_order)
        others = tuple(pair for pair in told[group] if pair[0] not in names[:1])
        orders = tuple(map(_dimension_order, names))
        return (orders, group_order(others))

    return [list(found) for _rest, found in groupby(sorted(groups, key=rest), key=rest)]


def _dimension_order(name: str) -> tuple[int, str]:
    return (_FIRST.index(name) if name in _FIRST else len(_FIRST), name)


@cache
def _known_codes() -> dict[tuple[str, str], int]:
    """Dimension and code → the place in `resources/words/codes.tsv`, which is in reading order."""
    return {(row[0], row[1]): place for place, row in enumerate(table("codes"))}


def _code_order(dimension: str, code: str) -> _Order:
    place = _known_codes().get((dimension, code), math.inf)
    number = _NUMBER.search(code)
    return (place, int(number[0]) if number else math.inf, code)
