"""The columns of a tidy table, by their names in many languages."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from vnr_app.importing.codes import column_key
from vnr_app.importing.grid import Row, Sheet, cell_text
from vnr_app.importing.layouts.base import head_rows, text_at
from vnr_app.importing.layouts.columns import role_of
from vnr_app.importing.words import heading_of

_CODED = re.compile(r"^([A-Z][A-Z0-9_]*): ")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_NUMBER = re.compile(r"[<>~]?\s*[-+]?\d[\d.,\s]*(?:[eE][-+]?\d+)?")
_MORE_ROLES = {
    word: role
    for role, words in {
        "period": "survey_year reporting_year data_year calendar_year fiscal_year school_year "
        "academic_year année_scolaire",
        "area_name": "country_or_area",
        "value": "numeric factvaluenumeric display_value data_value datavalue obsvalue",
        "status": "flag flags flag_code flag_codes obs_flag qualifier magnitude flag_description "
        "observation_status_label obs_status_label status_label",
        "noted": "low high lower_bound upper_bound lower upper lower_limit upper_limit ci_lower "
        "ci_upper lowerbound upperbound lower_ci upper_ci factvaluenumericlow cilow "
        "cihigh ci_low ci_high "
        "denominator denominator_weighted denominator_unweighted standard_error sample_size "
        "factvaluenumerichigh base_period reference_period",
        "measure": "measure",
        "topic": "subject variable item subject_descriptor variable_name",
        "series": "indicator_value indicator_description",
        "indicator": "indicator_id gho indicator_short_code",
        "footnote": "value_footnotes note_source note_indicator note_classif factcomments "
        "fact_comments",
        "month": "month mois mes месяц 月 月份 الشهر bulan mês ay oy ай",
        "quarter": "quarter trimestre квартал 季度 الربع çeyrek",
        "": "frequency time_code time_period_code year_code period_code period_type decimal "
        "language lang datemodified last_updated last_update publishstate islatestyear "
        "factvaluenumericprefix factvaluenumericlowprefix factvaluenumerichighprefix valuetype "
        "value_type facttranslationid factvaluetranslationid domain domain_code obs_conf "
        "precision is_total istotal powercode_code conf_status indicator_type "
        "row_id rowid no n parentlocation parentlocationcode "
        "parent_location income_group incomegroup",
    }.items()
    for word in words.split()
}
"""Names that only tables with a row an observation give their columns."""
_REPEATABLE = ("footnote", "status", "noted")


@dataclass(slots=True)
class TidyColumns:
    """Where the columns with a known part stand; everything else is a breakdown."""

    header: int
    width: int
    at: dict[str, int] = field(default_factory=dict)
    names: list[int] = field(default_factory=list)
    dimensions: list[tuple[str, int]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    """The key of each heading, as `column_key` makes it."""
    coded: bool = False
    """Whether cells read "code: label", as SDMX-CSV writes with both."""
    more: dict[str, list[int]] = field(default_factory=dict)
    """Further columns of status, footnotes, and bounds ("noted")."""
    kinds: dict[int, int] = field(default_factory=dict)
    """Columns of groups whose dimension stands in another column ("Dim1" and "Dim1 type")."""
    unknown: set[int] = field(default_factory=set)
    """Breakdowns whose heading names no dimension that we know."""

    def text(self, row: Row, column: int | None) -> str:
        """A cell's text, of "code: label" the code."""
        text = text_at(row, column)
        return text.split(": ", 1)[0] if self.coded else text


def find_columns(sheet: Sheet) -> TidyColumns | None:
    """The columns of the first row that has one of periods and one of values, else None."""
    rows = head_rows(sheet.rows)
    for number, row in enumerate(rows):
        texts = [cell_text(cell) for cell in row]
        coded = any(_CODED.match(text) for text in texts)
        keys = [_key(_CODED.sub(r"\1 ", t).split(" ")[0] if coded else t) for t in texts]
        roles = [heading_role(key) for key in keys]
        if "period" not in roles or "value" not in roles or len(rows) < 2:
            continue
        width = max(i for i, key in enumerate(keys) if key) + 1
        columns = TidyColumns(number, width, keys=keys, coded=coded)
        body = rows[number + 1 :]
        columns.at["value"] = _fullest(roles, "value", body)
        columns.at["period"] = _fullest(roles, "period", body)
        for column, (key, role) in enumerate(zip(keys, roles, strict=True)):
            _place(columns, column, key, role)
        _find_kinds(columns)
        return columns
    return None


def _key(text: str) -> str:
    """The key of a heading; "SurveyYear" is two words where one is not known."""
    key = column_key(text)
    return key if heading_role(key) is not None else column_key(_CAMEL.sub("_", text))


def heading_role(key: str) -> str | None:
    """The part of a column by its key, as `role_of` tells it for any table, and tidy ones."""
    role = role_of(key)
    if role in (None, "series", "period"):
        role = _MORE_ROLES.get(key, role)
    label = key.removesuffix("_label")
    return heading_role(label) if role is None and label != key else role


def _fullest(roles: Sequence[str | None], role: str, body: Sequence[Row]) -> int:
    """Of the columns of a role the one with the most plain numbers, and the most exact ones."""
    found = [column for column, each in enumerate(roles) if each == role]

    def fullness(column: int) -> tuple[int, int, int]:
        numbers = [t for row in body if _NUMBER.fullmatch(t := text_at(row, column))]
        filled = sum(text_at(row, column) != "" for row in body)
        return len(numbers), filled, sum(map(len, numbers)) if role == "value" else 0

    return max(found, key=fullness)


def _place(columns: TidyColumns, column: int, key: str, role: str | None) -> None:
    if not key or role in ("", "period", "value"):
        return
    if role == "area_name":
        columns.names.append(column)
    elif role in _REPEATABLE:
        columns.more.setdefault(role, []).append(column)
    elif role is not None and (
        role not in columns.at or (role == "unit" and columns.keys[columns.at[role]] != "unit")
    ):
        columns.at[role] = column
    elif role not in ("unit", "area_code"):
        columns.dimensions.append((_dimension(columns, column, key), column))


def _dimension(columns: TidyColumns, column: int, key: str) -> str:
    """The dimension that a heading announces; one that announces none gives its own name."""
    taken = {name for name, _column in columns.dimensions}
    heading = heading_of(key.replace("_", " "))
    if heading and heading != "area" and heading not in taken:
        return heading
    columns.unknown.add(column)
    return key if key not in taken else f"{key}_{column + 1}"


def _find_kinds(columns: TidyColumns) -> None:
    """Take "Dim1 type" for the names of the dimensions whose groups stand in "Dim1".

    So do "Characteristic category" and "Characteristic label".
    """
    at = {key: column for column, key in enumerate(columns.keys)}
    types = {at[key]: at[f"{key}_type"] for key in at if f"{key}_type" in at}
    stems = (key.removesuffix("_category") for key in at if key.endswith("_category"))
    types |= {at[f"{s}_label"]: at[f"{s}_category"] for s in stems if f"{s}_label" in at}
    unnamed = {column for _name, column in columns.dimensions if column in columns.unknown}
    columns.kinds = {group: kind for group, kind in types.items() if group in unnamed}
    left = set(types.values())
    columns.dimensions = [pair for pair in columns.dimensions if pair[1] not in left]
