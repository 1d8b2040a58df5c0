"""The columns of an SDMX table: concepts, which mean the same in every data structure."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from operator import itemgetter

from vnr_app.importing.grid import Cell, Row, Sheet, cell_text
from vnr_app.importing.layouts.base import head_rows, text_at
from vnr_app.importing.sdmx_codes import dimension_name
from vnr_app.importing.sdmx_ml import SdmxRows

_ROLES = {
    "": "STRUCTURE LAST_UPDATE TIME_FORMAT DECIMALS COLLECTION GEO_INFO_TYPE",
    "flow": "DATAFLOW STRUCTURE_ID",
    "flow_name": "STRUCTURE_NAME",
    "frequency": "FREQ",
    "action": "ACTION",
    "period": "TIME_PERIOD TIME",
    "value": "OBS_VALUE",
    "series": "SERIES SERIES_CODE",
    "indicator": "INDICATOR INDICATOR_CODE SDG_INDICATOR",
    "title": "TITLE",
    "area": "REF_AREA GEO",
    "unit": "UNIT_MEASURE UNIT",
    "multiplier": "UNIT_MULT UNIT_MULTIPLIER",
    "status": "OBS_STATUS OBS_FLAG",
    "confidentiality": "CONF_STATUS OBS_CONF",
    "nature": "NATURE",
    "source": "SOURCE_DETAIL SOURCE DATA_SOURCE",
    "footnote": "COMMENT_OBS COMMENT_TS COMMENT_DSET OBS_FOOTNOTE SERIES_FOOTNOTE",
    "detail": "TIME_DETAIL",
    "reporting_type": "REPORTING_TYPE",
    "own_indicators": "VNR_INDICATORS",
    "own_unit": "VNR_UNIT",
    "own_breakdown": "VNR_BREAKDOWN",
    "noted": "BASE_PER TIME_COVERAGE UPPER_BOUND LOWER_BOUND CUST_BREAKDOWN_LB GEO_INFO_URL",
}
_ROLE = {concept: role for role, concepts in _ROLES.items() for concept in concepts.split()}
_IDENTIFIER = re.compile(r"[A-Z][A-Z0-9_ ]*|[a-z][a-z0-9_]*")
_CODED = re.compile(r"([A-Za-z_][A-Za-z0-9_]*): ?(?=\S)")


@dataclass(slots=True)
class SdmxColumns:
    """Where the concepts stand: by role, dimensions and other facts by name."""

    header: int
    width: int
    at: dict[str, list[int]] = field(default_factory=dict)
    dimensions: list[tuple[str, int]] = field(default_factory=list)
    noted: list[tuple[str, int]] = field(default_factory=list)
    names: dict[int, int] = field(default_factory=dict)
    """Columns whose cells have their names in another column."""
    coded: bool = False
    """Whether cells read "code: label"."""

    def first(self, role: str) -> int | None:
        """The first column of a role."""
        return next(iter(self.at.get(role, ())), None)

    @property
    def own(self) -> bool:
        """Whether this program wrote the table: what it says beside the codes is exact."""
        return "own_breakdown" in self.at

    def code(self, row: Row, role: str) -> str:
        """The code in the first column of a role."""
        return self.code_at(row, self.first(role))

    def code_at(self, row: Row, column: int | None) -> str:
        """A cell's text, of "code: label" the code."""
        text = text_at(row, column)
        return text.partition(":")[0].strip() if self.coded else text

    def name_at(self, row: Row, column: int | None) -> str:
        """The label of a code, beside it or behind it; empty where the file has none."""
        if column in self.names:
            return text_at(row, self.names[column])
        return text_at(row, column).partition(":")[2].strip() if self.coded else ""


def cells_of(columns: Sequence[int]) -> Callable[[Row], tuple[Cell, ...]]:
    """A getter of the cells in these columns."""
    if len(columns) > 1:
        return itemgetter(*columns)
    return lambda row: tuple(row[column] for column in columns)


def find_columns(sheet: Sheet) -> SdmxColumns | None:
    """The columns of a sheet that is an SDMX message or spelt like SDMX-CSV, else None."""
    for number, row in enumerate(head_rows(sheet.rows, 5)):
        concepts = _concepts([cell_text(cell) for cell in row])
        roles = [_ROLE.get(concept) for concept in concepts]
        if roles.count("period") != 1 or roles.count("value") != 1:
            continue
        if isinstance(sheet.rows, SdmxRows) or _is_sdmx(set(concepts)):
            return _columns(number, row, concepts)
    return None


def _concepts(texts: list[str]) -> list[str]:
    """The concept of each heading; empty where it heads the names of the column before it.

    With labels=name, names stand beside the codes under headings that are no identifiers.
    """
    beside = any(text in ("STRUCTURE_NAME", "DATAFLOW") for text in texts)
    return [
        ""
        if beside and not _IDENTIFIER.fullmatch(text.split(":")[0])
        else re.sub(r"\W", "_", text.split(":")[0].strip()).upper()
        for text in texts
    ]


def _is_sdmx(concepts: set[str]) -> bool:
    return (
        not concepts.isdisjoint(("DATAFLOW", "STRUCTURE_ID"))
        or {"SERIES", "REF_AREA", "TIME_PERIOD"} <= concepts
        or {"INDICATOR", "REF_AREA", "TIME_PERIOD", "OBS_VALUE"} <= concepts
    )


def _columns(number: int, row: Row, concepts: list[str]) -> SdmxColumns:
    coded = any(_CODED.match(cell_text(cell)) for cell in row)
    width = max(column for column, cell in enumerate(row) if cell_text(cell)) + 1
    found = SdmxColumns(number, width, coded=coded)
    end = concepts.index("OBS_VALUE")
    for column, concept in enumerate(concepts[:width]):
        if not concept and column and cell_text(row[column]):
            found.names[column - 1] = column
        elif (role := _ROLE.get(concept)) is None:
            _place_unknown(found, column, concept, before=column < end)
        elif role == "noted":
            found.noted.append((concept, column))
        elif role:
            found.at.setdefault(role, []).append(column)
    _settle_area(found, concepts)
    return found


def _place_unknown(found: SdmxColumns, column: int, concept: str, *, before: bool) -> None:
    """Concepts before the value are dimensions, those behind it describe the value."""
    if not before:
        found.noted.append((concept, column))
        return
    name = dimension_name(concept)
    taken = {each for each, _column in found.dimensions}
    found.dimensions.append((concept.lower() if name in taken else name, column))


def _settle_area(found: SdmxColumns, concepts: list[str]) -> None:
    """Structures without REF_AREA call the area a country or a location."""
    if "area" in found.at:
        return
    for concept in ("COUNTRY", "LOCATION"):
        if concept in concepts:
            column = concepts.index(concept)
            found.at["area"] = [column]
            found.dimensions = [pair for pair in found.dimensions if pair[1] != column]
            return
