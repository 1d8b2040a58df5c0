"""The plan of an import as JSON, in which one process hands it over to another.

The process that writes it has parsed a foreign file: nothing that it says is believed. Loading a
library that checks such texts takes longer than most of them take to read. Records are lists of
their fields; there can be a million problems.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields, replace
from enum import StrEnum
from functools import partial
from typing import Any, get_args, get_origin, get_type_hints

from vnr_app.domain.importplan import ImportPlan

_Make = Callable[[Any], object]


def plan_json(plan: ImportPlan) -> str:
    """A plan without its observations, of which there are too many for one text."""
    return json.dumps(replace(plan, observations=()), default=_parts, ensure_ascii=False)


def plan_of(text: str) -> ImportPlan:
    """The plan that `plan_json` wrote; `ValueError` for any other text."""
    try:
        found = json.loads(text)
        if "\\u" in text:
            # An escape can name half a sign, which no file takes; then this raises a `ValueError`.
            json.dumps(found, ensure_ascii=False).encode()
    except RecursionError:
        raise ValueError("the plan is nested too deeply") from None
    (plan,) = _Places([ImportPlan]).read([found])
    assert isinstance(plan, ImportPlan)
    return plan


def _parts(record: Any) -> list[object]:
    """What stands in the fields of a record."""
    return [getattr(record, field.name) for field in fields(record)]


class _Places:
    """Values that stand beside each other, each of its own kind."""

    def __init__(self, kinds: Iterable[Any]) -> None:
        forms = [_form(kind) for kind in kinds]
        self._types = [json_type for json_type, _make in forms]
        self._made = [(at, make) for at, (_type, make) in enumerate(forms) if make]

    def read(self, found: list[object]) -> list[object]:
        """The values, made of what JSON says; `ValueError` where one is not of its kind."""
        # A true is no number here: the types must be the same.
        if list(map(type, found)) != self._types:
            raise ValueError("a value of the plan is of another type")
        for at, make in self._made:
            found[at] = make(found[at])
        return found


def _form(kind: Any) -> tuple[type, _Make | None]:
    """The JSON type of a value, and what makes the value of it; None where it is the value."""
    if kind in (str, int, bool):
        return kind, None
    if get_origin(kind) is Sequence:
        return list, _nothing
    if get_origin(kind) is tuple:
        kinds = get_args(kind)
        if kinds[-1] is Ellipsis:
            return list, partial(_items, *_form(kinds[0]))
        places = _Places(kinds)
        return list, lambda found: tuple(places.read(found))
    if issubclass(kind, StrEnum):
        return str, kind
    hints = get_type_hints(kind)
    places = _Places(hints[field.name] for field in fields(kind))
    return list, lambda found: kind(*places.read(found))


def _items(json_type: type, make: _Make | None, found: list[object]) -> tuple[object, ...]:
    """Any number of values of one kind."""
    if not set(map(type, found)) <= {json_type}:
        raise ValueError("an item of the plan is of another type")
    return tuple(map(make, found)) if make else tuple(found)


def _nothing(found: list[object]) -> tuple[()]:
    """Observations, which are not in the text."""
    if found:
        raise ValueError("the plan has observations in it")
    return ()
