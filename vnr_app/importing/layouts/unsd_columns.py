"""The columns of the UN Global SDG Database, and what its cells stand for."""

import re
from dataclasses import dataclass
from functools import lru_cache

from vnr_app.domain.indicators import TOTAL, Value, ValueState
from vnr_app.importing.codes import column_key
from vnr_app.importing.grid import Cell, Sheet, cell_text
from vnr_app.importing.layouts.base import STATUS_STATES, head_rows, with_state
from vnr_app.importing.values import Parsed, parse_value
from vnr_app.importing.words import age_code

_REQUIRED = frozenset(("seriescode", "geoareacode", "timeperiod", "value"))
KNOWN = _REQUIRED | {
    "goal",
    "target",
    "indicator",
    "seriesdescription",
    "geoareaname",
    "timedetail",
    "timecoverage",
    "upperbound",
    "lowerbound",
    "baseperiod",
    "source",
    "geoinfourl",
    "footnote",
    "nature",
    "reportingtype",
    "units",
    "observationstatus",
}
NOTED = ("baseperiod", "timecoverage", "lowerbound", "upperbound")
_CODES = {
    "sex": {"FEMALE": "F", "MALE": "M", "BOTHSEX": TOTAL},
    "location": {"URBAN": "U", "RURAL": "R", "ALLAREA": TOTAL},
    "age": {"ALLAGE": TOTAL},
}
_TOTALS = frozenset(("TOTAL", "ALL", "_T", "ALLDOMAINS"))
_NATURE_STATES = {"E": ValueState.ESTIMATED, "M": ValueState.ESTIMATED}


@dataclass(frozen=True, slots=True)
class UnsdColumns:
    """Where the known columns stand, and the dimensions with their columns."""

    header: int
    width: int
    at: dict[str, int]
    dimensions: tuple[tuple[str, int], ...]


def find_columns(sheet: Sheet) -> UnsdColumns | None:
    """The columns of a sheet that has those of the database, else None."""
    for number, row in enumerate(head_rows(sheet.rows)):
        keys = [re.sub(r"[^a-z0-9]", "", cell_text(cell).lower()) for cell in row]
        if not _REQUIRED.issubset(keys):
            continue
        at: dict[str, int] = {}
        dimensions = []
        for column, key in enumerate(keys):
            if key in KNOWN:
                at.setdefault(key, column)
            elif key:
                dimensions.append((column_key(cell_text(row[column])), column))
        width = max(i for i, key in enumerate(keys) if key) + 1
        return UnsdColumns(number, width, at, tuple(dimensions))
    return None


@lru_cache(maxsize=100_000)
def value_of(raw: Cell, nature: str, status: str) -> Parsed:
    """A value in the state that its text, its nature and its observation status give it."""
    if raw in ("N", "NV"):
        state = ValueState.NOT_APPLICABLE if raw == "N" else ValueState.MISSING
        return Parsed(Value(None, state=state))
    parsed = parse_value(raw)
    if parsed.value is None or parsed.value.number is None:
        return parsed
    return Parsed(with_state(parsed.value, declared(nature, status)), parsed.flag)


def declared(nature: str, status: str) -> ValueState | None:
    """The state that a row declares for its value."""
    return STATUS_STATES.get(status.lower()) or _NATURE_STATES.get(nature)


def code_of(dimension: str, text: str) -> str:
    """The SDMX code of a cell of a disaggregation."""
    if text in _TOTALS:
        return TOTAL
    known = _CODES.get(dimension, {}).get(text, text)
    return age_code(known) if dimension == "age" else known
