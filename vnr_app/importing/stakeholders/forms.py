"""Exports of form services: which service wrote a sheet, and its questions of several answers."""

from collections.abc import Sequence
from dataclasses import dataclass

from vnr_app.importing.grid import Row, cell_text
from vnr_app.importing.layouts.base import text_at
from vnr_app.importing.stakeholders.headings import role_of_heading

KOBO = "kobo"
GOOGLE = "google-forms"
MICROSOFT = "microsoft-forms"

_KOBO_SIGNS = frozenset(
    ("_uuid", "_submission_time", "_submission__uuid", "meta/instanceid", "meta/instanceID")
)
_KOBO_META = frozenset(
    "start end today deviceid username phonenumber simserial subscriberid imei audit".split()  # noqa: SIM905 - reads as the list it is
)
_CHOSEN = frozenset(("1", "0", "", "True", "False", "1.0", "0.0", "yes", "no"))
_LOOKED_AT = 500
"""Rows from which it is judged what a column holds."""


def service_of(headings: Sequence[str]) -> str:
    """The layout of the form service that writes such headings; empty for none."""
    filled = [text for text in headings if text]
    if sum(text in _KOBO_SIGNS for text in filled) >= 1 and len(filled) >= 3:
        return KOBO
    roles = [role_of_heading(text) for text in filled]
    if roles[:1] == ["time"] and len(filled) >= 3:
        return GOOGLE
    if roles[:1] == ["id"] and "start" in roles[1:3] and "end" in roles[1:4]:
        return MICROSOFT
    return ""


def is_meta(heading: str, service: str) -> bool:
    """Whether a column was filled by the service itself, not by who answered."""
    if service == KOBO:
        lower = heading.lower()
        return (
            heading.startswith("_")
            or lower in _KOBO_META
            or lower.startswith(("meta/", "formhub/", "__"))
        )
    return bool(service) and role_of_heading(heading) in ("time", "start", "end")


def question_of(heading: str, service: str) -> str:
    """A question without the groups it stands in: "group_a/group_b/Your comment"."""
    return heading.rsplit("/", 1)[-1].strip() if service == KOBO else heading


@dataclass(frozen=True, slots=True)
class Choice:
    """A question of several answers: a column of 0 and 1 for each option."""

    question: str
    options: tuple[tuple[int, str], ...]

    def answer(self, row: Row) -> str:
        """The options chosen in a row, joined by semicolons."""
        return "; ".join(
            option
            for column, option in self.options
            if text_at(row, column) in ("1", "True", "1.0", "yes")
        )


def choices_in(headings: Sequence[str], body: Sequence[Row]) -> dict[int, Choice]:
    """Parent column, or first option where there is none → the question of several answers.

    Options are columns "question/option" side by side that hold nothing but 0 and 1.
    """
    found: dict[int, Choice] = {}
    parents = {heading: column for column, heading in enumerate(headings) if heading}
    by_prefix: dict[str, list[tuple[int, str]]] = {}
    for column, heading in enumerate(headings):
        prefix, slash, option = heading.rpartition("/")
        if slash and prefix and _holds_choices(column, body):
            by_prefix.setdefault(prefix, []).append((column, option))
    for prefix, options in by_prefix.items():
        if prefix in parents or len(options) > 1:
            first = parents.get(prefix, options[0][0])
            found[first] = Choice(prefix.rsplit("/", 1)[-1], tuple(options))
    return found


def _holds_choices(column: int, body: Sequence[Row]) -> bool:
    texts = {cell_text(row[column]) for row in body[:_LOOKED_AT] if column < len(row)}
    return texts <= _CHOSEN and texts != {""}
