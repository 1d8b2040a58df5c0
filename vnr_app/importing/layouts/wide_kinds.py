"""What the label of one row of a wide table is by itself, and what runs of such rows tell."""

import re
from collections import Counter
from dataclasses import dataclass

from vnr_app.importing.codes import column_key
from vnr_app.importing.layouts.columns import role_of
from vnr_app.importing.layouts.decisions import Memory
from vnr_app.importing.places import Places
from vnr_app.importing.values import fold_text
from vnr_app.importing.words import group_of, heading_of, is_total, label_key

CONNECTOR = re.compile(
    r"(?:of (?:them|which|whom)|including|inclusive|among them|because of|in particular"
    r"|в том числе.*|из них|анын ичинде.*|алардын ичинен|dont|de los cuales|منها|其中)\s*:?",
    re.IGNORECASE,
)
_OPEN = re.compile(
    r":$|\b(?:of (?:them|which|whom)|including|because of|in particular|в том числе|из них|dont)$",
    re.IGNORECASE,
)
PARTS = re.compile(
    r"of (?:them|which|whom)|including|inclusive|among them|в том числе|из них|dont|de los cuales"
    r"|анын ичинде|алардын ичинен|منها|其中",
    re.IGNORECASE,
)
"""Labels that announce parts and say nothing about them."""
_BY = re.compile(
    r"(?:by|по|par|por|según|selon|按)\s+(?P<what>.+)|(?P<before>.+)\s+(?:боюнча|менен)",
    re.IGNORECASE,
)


@dataclass(slots=True)
class LabelledRow:
    """A row of the body: its labels in the languages of the table and whether it has values.

    `coded` tells that the row names an indicator of its own, `titled` that it does so by the
    indicator's title, without a code.
    """

    labels: list[str]
    name: str
    has_values: bool
    coded: bool = False
    titled: bool = False
    kind: "Kind | None" = None
    """What its label is by itself, once that was looked up."""


@dataclass(slots=True)
class Kind:
    """What a row's label is by itself: country, total, area, group, heading, connector or other."""

    kind: str
    dimension: str = ""
    code: str = ""


def plain_label(text: str) -> str:
    """A label without footnote marks and closing colons."""
    return fold_text(text).rstrip("*: ")


def disagree(labels: list[str]) -> bool:
    """Whether labels in different languages name different groups."""
    groups = {group_of(label) for label in labels} - {None}
    return len(groups) > 1


def majority(items: list[tuple[str, str] | None]) -> tuple[str, str] | None:
    """The group that most labels name."""
    votes = Counter(item for item in items if item)
    return votes.most_common(1)[0][0] if votes else None


def is_name(label: str) -> bool:
    """Whether a label is written as a proper name: a few words in capitals."""
    words = label.replace("-", " ").split()
    return 0 < len(words) <= 3 and all(word[0].isupper() for word in words)


def is_open(row: LabelledRow) -> bool:
    """Whether a label ends openly, so that the rows below complete it."""
    return any(_OPEN.search(label.rstrip()) for label in (*row.labels, row.name))


def repeated_labels(rows: list[LabelledRow], kinds: list[Kind]) -> set[str]:
    """The unknown labels that come twice without a heading between them."""
    seen: set[str] = set()
    again: set[str] = set()
    for row, kind in zip(rows, kinds, strict=True):
        label = plain_label(row.name)
        if not row.has_values and kind.kind in ("other", "group", "section", "total"):
            seen.clear()
        elif row.has_values and kind.kind == "other":
            (again if label in seen else seen).add(label)
    return again


def announced_dimension(labels: list[str]) -> str:
    """The dimension that a heading announces, by a known word or as "by …"."""
    for label in labels:
        if dimension := heading_of(label):
            return dimension
    for label in reversed(labels):
        match = _BY.fullmatch(label_key(label))
        if match and len(label) <= 60:
            what = column_key(match["what"] or match["before"])
            return "area" if role_of(what) == "area_name" else what
    return ""


def kind_of(row: LabelledRow, places: Places, memory: Memory) -> Kind:
    """What a row is by its label: as people said before, else by known words."""
    labels = [fold_text(label) for label in row.labels if label.strip()]
    if not labels:
        return Kind("none")
    if given := next(filter(None, map(memory.group, labels)), None):
        return _given_kind(*given, places)
    return _kind_by_words(row, labels, places)


def _kind_by_words(row: LabelledRow, labels: list[str], places: Places) -> Kind:
    if CONNECTOR.fullmatch(labels[-1]):
        return Kind("connector")
    if any(places.is_country(label) for label in labels):
        return Kind("country")
    if any(is_total(label) for label in labels):
        return Kind("total")
    if not row.has_values and (dimension := announced_dimension(labels)):
        return Kind("section", dimension)
    return _kind_of_member(labels, places)


def _given_kind(dimension: str, code: str, places: Places) -> Kind:
    """What people said that a label means."""
    if dimension != "area":
        return Kind("group", dimension, code)
    return Kind("country" if code == places.alpha3 else "area")


def _kind_of_member(labels: list[str], places: Places) -> Kind:
    if any(map(places.other_country, labels)):
        return Kind("area")
    if group := majority([group_of(label) for label in labels]):
        return Kind("group", *group)
    return Kind("area" if any(map(places.is_area, labels)) else "other")


def nested_rows(kinds: list[Kind]) -> list[bool]:
    """For each row whether groups nest there: a group that comes twice between two parents does.

    "urban, men, women, rural, men, women" nests; "urban, rural, men, women" does not.
    """
    nested = [False] * len(kinds)
    start = 0
    for end in range(len(kinds) + 1):
        if end < len(kinds) and kinds[end].kind in ("group", "connector", "none"):
            continue
        block = Counter((k.dimension, k.code) for k in kinds[start:end] if k.kind == "group")
        if any(count > 1 for count in block.values()):
            nested[start:end] = [True] * (end - start)
        start = end + 1
    return nested
