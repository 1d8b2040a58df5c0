"""SDMX-CSV 1.0 with the columns of the global data structure of the SDGs.

What the structure has no place for, or only a code, stands as it is stored in columns behind its
own (names beginning with VNR), so that a file that comes back says the same.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import BinaryIO

from vnr_app.domain.annex import Figures, dimensions_cell
from vnr_app.domain.indicators import TOTAL, Observation, ValueState
from vnr_app.domain.periods import Period
from vnr_app.exporting.csv_files import Cells, by_indicator, write_rows, write_zip
from vnr_app.jobs import JobContext

FLOW = "IAEG-SDGs:DF_SDG_GLC(1.0)"
"""The dataflow in which countries report to the United Nations."""
_DIMENSIONS = {
    "SEX": "sex",
    "AGE": "age",
    "URBANISATION": "location",
    "INCOME_WEALTH_QUANTILE": "quantile",
    "EDUCATION_LEV": "education_level",
    "OCCUPATION": "type_of_occupation",
    "CUST_BREAKDOWN": "",
    "COMPOSITE_BREAKDOWN": "",
    "DISABILITY_STATUS": "disability_status",
    "ACTIVITY": "activity",
    "PRODUCT": "type_of_product",
}
"""The breakdowns of the structure, and what they are called in a review."""
_HEADER = (
    "DATAFLOW",
    "FREQ",
    "REPORTING_TYPE",
    "SERIES",
    "REF_AREA",
    *_DIMENSIONS,
    "TIME_PERIOD",
    "OBS_VALUE",
    "OBS_STATUS",
    "UNIT_MULT",
    "UNIT_MEASURE",
    "NATURE",
    "TIME_DETAIL",
    "CUST_BREAKDOWN_LB",
    "COMMENT_OBS",
    "SOURCE_DETAIL",
    "TITLE",
    "VNR_INDICATORS",
    "VNR_UNIT",
    "VNR_BREAKDOWN",
)
_STATUS = {
    ValueState.OBSERVED: "A",
    ValueState.ESTIMATED: "E",
    ValueState.PROJECTED: "F",
    ValueState.PROVISIONAL: "P",
    ValueState.MISSING: "M",
    ValueState.SUPPRESSED: "Q",
    ValueState.NOT_APPLICABLE: "_Z",
}
_AGES = (
    (re.compile(r"(\d+)-(\d+)"), r"Y\1T\2"),
    (re.compile(r"(\d+)\+"), r"Y_GE\1"),
    (re.compile(r">(\d+)"), r"Y_GT\1"),
    (re.compile(r"<(\d+)"), r"Y_LT\1"),
    (re.compile(r"<1M"), "M0"),
    (re.compile(r"(\d+)"), r"Y\1"),
)
_CODE = re.compile("[A-Za-z0-9_@$-]+")
_NO_CODE = re.compile(r"[^A-Za-z0-9]+")


def write_file(figures: Figures, stream: BinaryIO, job: JobContext) -> None:
    """Write all values into one table."""
    write_rows(stream, _HEADER, _rows(figures.observations, figures), job)


def write_files(figures: Figures, stream: BinaryIO, job: JobContext) -> None:
    """Write a .zip with a table for each indicator."""
    tables: Mapping[str, tuple[Cells, Iterator[Cells]]] = {
        code: (_HEADER, _rows(found, figures)) for code, found in by_indicator(figures).items()
    }
    write_zip(stream, tables, job)


def _rows(found: Sequence[Observation], figures: Figures) -> Iterator[Cells]:
    customs = _Customs()
    for each in found:
        groups = dict(each.dimensions)
        reporting = groups.pop("reporting_type", "N")
        custom, label = customs.of(groups)
        time = time_period(each.period)
        yield (
            FLOW,
            _frequency(each.period),
            reporting,
            each.series.code,
            figures.m49.get(each.area, each.area).lstrip("0") or each.area,
            *_groups(groups, custom),
            time,
            each.value.shown(),
            _STATUS[each.value.state],
            "0",
            unit_code(each.series.unit),
            each.nature,
            time,
            label,
            each.footnote,
            each.source,
            each.series.name,
            ", ".join(each.series.indicators),
            each.series.unit,
            dimensions_cell(each.dimensions),
        )


def _groups(groups: Mapping[str, str], custom: str) -> Iterator[str]:
    for concept, name in _DIMENSIONS.items():
        if concept == "CUST_BREAKDOWN":
            yield custom
        else:
            code = groups.get(name, TOTAL)
            yield age_code(code) if concept == "AGE" else code


class _Customs:
    """Breakdowns that the structure does not know get codes of their own, with a label."""

    def __init__(self) -> None:
        self._codes: dict[str, str] = {}

    def of(self, groups: Mapping[str, str]) -> tuple[str, str]:
        """Code and label of what the other columns leave unsaid; `TOTAL` and "" for nothing."""
        known = set(_DIMENSIONS.values())
        left = [(n, code) for n, code in groups.items() if n not in known and code != TOTAL]
        if not left:
            return TOTAL, ""
        label = "; ".join(f"{name.replace('_', ' ')}: {code}" for name, code in left)
        return self._codes.setdefault(label, f"C{len(self._codes) + 1:02}"), label


def age_code(age: str) -> str:
    """An age as the code list writes it: "15-49" → "Y15T49"; unknown ones as they are."""
    for pattern, code in _AGES:
        if match := pattern.fullmatch(age):
            return match.expand(code)
    return age


def unit_code(unit: str) -> str:
    """A unit as a code: codes as they are, words joined by "_"."""
    return unit if _CODE.fullmatch(unit) else _NO_CODE.sub("_", unit).strip("_").upper() or "PT"


def _frequency(period: Period) -> str:
    days = (period.end - period.start).days + 1
    return "D" if days == 1 else "M" if days <= 31 else "Q" if days <= 92 else "A"


def time_period(period: Period) -> str:
    """A period in the ways of SDMX: "2020", "2020-Q2", "2020-03", "2023-07-01/P1Y"."""
    start = period.start
    after = period.end + timedelta(days=1)
    months = (after.year - start.year) * 12 + after.month - start.month
    whole = months > 0 and (start.day, after.day) == (1, 1)
    if not whole:
        days = (after - start).days
        return start.isoformat() if days == 1 else f"{start.isoformat()}/P{days}D"
    if months == 12 and start.month == 1:
        return str(start.year)
    for count, sign in ((6, "S"), (3, "Q")):
        if months == count and start.month % count == 1:
            return f"{start.year}-{sign}{start.month // count + 1}"
    if months == 1:
        return f"{start.year}-{start.month:02}"
    length = f"{months // 12}Y" if months % 12 == 0 else f"{months}M"
    return f"{start.isoformat()}/P{length}"
