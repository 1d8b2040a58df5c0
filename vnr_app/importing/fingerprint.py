"""The form of a file without its years and values, by which next year's file is known again."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from vnr_app.domain.importplan import PlannedTable
from vnr_app.importing.grid import Row, cell_text
from vnr_app.importing.values import fold_text

_MAX_LABELS = 60
_MAX_TEXT = 80
_WEIGHTS = {"layout": 2, "sheet": 2, "head": 6, "row": 5, "title": 4, "code": 1}
"""How much each kind of feature counts, however many features of the kind there are."""


def features_of(tables: Iterable[PlannedTable], rows: Sequence[Row]) -> set[str]:
    """The features of the tables of one sheet: "head:items", "sheet:table", "layout:wide-years".

    `rows` are the first rows of the sheet. Digits are left out of all features, so that years,
    page numbers and values do not matter. The fingerprint of a file is all of them, sorted.
    """
    found: set[str] = set()
    for table in tables:
        found.add(f"layout:{table.layout}")
        found |= {f"code:{code}" for code in table.indicators}
        found |= _features("sheet", [table.sheet])
        found |= _features("title", [table.title])
        found |= _features("head", _headings(table, rows))
        found |= set(sorted(_features("row", _row_labels(table, rows)))[:_MAX_LABELS])
    return found


def similarity(one: Sequence[str], other: Sequence[str]) -> float:
    """How alike two forms are, from 0 to 1: the mean over the kinds of features that either has.

    Each kind counts by its weight and by the share of its features that both forms have.
    """
    mine, theirs = _kinds(one), _kinds(other)
    total = shared = 0.0
    for kind in mine.keys() | theirs.keys():
        a, b = mine.get(kind, set()), theirs.get(kind, set())
        weight = _WEIGHTS.get(kind, 1)
        total += weight
        shared += weight * len(a & b) / len(a | b)
    return shared / total if total else 0.0


def _kinds(features: Iterable[str]) -> dict[str, set[str]]:
    kinds: dict[str, set[str]] = defaultdict(set)
    for feature in features:
        kinds[feature.partition(":")[0]].add(feature)
    return kinds


def _features(kind: str, texts: Iterable[str]) -> set[str]:
    plain = {re.sub(r"[\d\W_]+", " ", fold_text(text).casefold()).strip() for text in texts}
    return {f"{kind}:{text[:_MAX_TEXT]}" for text in plain if len(text) > 1 or kind == "sheet"}


def _headings(table: PlannedTable, rows: Sequence[Row]) -> list[str]:
    first, end = table.region.first_column, table.region.last_column + 1
    numbers = [number for number in table.header_rows[:3] if number < len(rows)]
    return [cell_text(cell) for number in numbers for cell in rows[number][first:end]]


def _row_labels(table: PlannedTable, rows: Sequence[Row]) -> list[str]:
    """The labels at the left of the rows; the columns of a table in long form are none."""
    return [
        cell_text(cell)
        for role, region in table.roles
        if role == "label" and region.last_column < table.region.last_column
        for row in rows[region.first_row : region.last_row + 1]
        for cell in row[region.first_column : region.last_column + 1]
    ]
