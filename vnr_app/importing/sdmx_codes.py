"""Codes of the SDMX code lists in the words and codes of our other tables."""

import csv
import re
from functools import cache

from vnr_app.domain.indicators import TOTAL, Dimensions, ValueState, sort_dimensions
from vnr_app.i18n import _
from vnr_app.importing.codes import column_key
from vnr_app.importing.layouts.base import STATUS_STATES
from vnr_app.importing.words import heading_of
from vnr_app.paths import resources_dir

_MULTIPLES = {
    "1": "tens",
    "2": "hundreds",
    "3": "thousands",
    "6": "millions",
    "9": "billions",
    "12": "trillions",
    "-1": "tenths",
    "-2": "hundredths",
    "-3": "thousandths",
}
_TOTALS = frozenset((TOTAL, "_Z", "TOTAL", "T_"))
"""Not broken down, or not applicable."""
_NOT_SAID = frozenset(("", "_X", "_Z", "NOTSPEC"))
_STATES = STATUS_STATES | {"m": ValueState.MISSING, "_z": ValueState.NOT_APPLICABLE}
_AGES = (
    (re.compile(r"Y(\d{1,3})T(\d{1,3})"), r"\1-\2"),
    (re.compile(r"Y_GE(\d{1,3})"), r"\1+"),
    (re.compile(r"Y_GT(\d{1,3})"), r">\1"),
    (re.compile(r"Y_LT(\d{1,3})"), r"<\1"),
    (re.compile(r"Y_LE(\d{1,3})"), r"0-\1"),
    (re.compile(r"Y(\d{1,3})"), r"\1"),
    (re.compile(r"M0"), "<1M"),
)
_YEAR = re.compile(r"(\d{4})(?:-A1|-01-01(?:T[\d:.]+)?)")
_MONTH = re.compile(r"(\d{4})-(\d\d)")
_FISCAL = re.compile(r"(\d{4})-(?!01)\d\d-01(?:T[\d:.]+)?/P1Y")
_YEARS = re.compile(r"(\d{4})(?:-01(?:-01)?)?(?:T[\d:.]+)?/P(\d{1,2})Y")


@cache
def _units() -> dict[str, str]:
    path = resources_dir() / "words" / "units.tsv"
    with path.open(encoding="utf-8", newline="") as stream:
        rows = csv.reader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {row[0]: row[1] for row in rows if row}


def unit_text(code: str, multiplier: str = "", name: str = "") -> str:
    """A unit in words with its multiplier: ("NUMBER", "3") → "number (thousands)".

    Values stay as they are printed; an unknown code is called as the file calls it, if it does.
    """
    text = _units().get(code.upper(), name or code)
    if multiplier in ("", "0"):
        return text
    multiple = _MULTIPLES.get(multiplier, f"× 10^{multiplier}")
    return f"{text} ({multiple})".strip()


def flow_code(flow: str) -> str:
    """The identifier of a dataflow without its agency and version: "ESTAT:SDG_01_10(1.0)"."""
    match = re.match(r"(?:[\w.]+:)?(\w+)", flow)
    return match[1] if match else ""


def dimension_name(concept: str) -> str:
    """The name of a dimension as other tables have it: "URBANISATION" → "location"."""
    key = column_key(concept)
    heading = heading_of(key.replace("_", " "))
    return heading if heading and heading != "area" else key


def group_code(dimension: str, code: str) -> str:
    """The code of a group, ages as they are printed elsewhere; empty for everybody.

    "Y15T24" → "15-24", "Y_GE65" → "65+".
    """
    if code.upper() in _TOTALS:
        return ""
    if dimension == "age":
        for pattern, text in _AGES:
            if match := pattern.fullmatch(code):
                return match.expand(text)
    return code


def dimensions_of(concepts: dict[str, str]) -> Dimensions:
    """What an observation is broken down by; what is not broken down is left out.

    Other tables do not name it either, so that the same observation is the same everywhere.
    """
    return sort_dimensions({name: group_code(name, code) for name, code in concepts.items()})


def period_label(text: str, frequency: str) -> str:
    """A time period as our periods are spelt.

    In SDMX "2011-12" is a month, "2011-A1" a year and "2011-01-01/P3Y" three years.
    """
    if match := _YEARS.fullmatch(text):
        first, years = int(match[1]), int(match[2])
        return f"{first}-{first + years - 1}" if years > 1 else str(first)
    if match := _FISCAL.fullmatch(text):
        return f"{match[1]}/{(int(match[1]) + 1) % 100:02}"
    match = _YEAR.fullmatch(text)
    if match and (frequency in ("", "A") or text.endswith("A1")):
        return match[1]
    if match := _MONTH.fullmatch(text):
        return f"{match[1]}-M{match[2]}"
    return text


def state_of(status: str, confidentiality: str = "") -> ValueState | None:
    """The state of a value by its observation status and whether it may be published."""
    if confidentiality.upper() in ("C", "N", "S", "D"):
        return ValueState.SUPPRESSED
    return _STATES.get(status.lower())


def status_note(status: str) -> str:
    """What an observation status says that is no state of a value."""
    notes = {
        "B": _("break in the time series"),
        "D": _("definition differs"),
        "G": _("experimental value"),
        "K": _("data included in another category"),
        "N": _("not significant"),
        "S": _("strike and other special events"),
        "U": _("low reliability"),
        "V": _("unvalidated value"),
        "W": _("includes data from another category"),
    }
    return notes.get(status.upper(), "")


def nature_code(nature: str) -> str:
    """The nature of a value, empty where it is not specified."""
    return "" if nature.upper() in _NOT_SAID else nature
