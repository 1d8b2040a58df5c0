"""Other countries than the review's that a file is about, each told once."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from vnr_app.domain.importplan import PlannedTable, Severity, cell_name
from vnr_app.i18n import _, ngettext
from vnr_app.importing.grid import Row
from vnr_app.importing.layouts.base import Collector

_BREAKS = re.compile(r"[,;:()\[\]|/–—\n،؛、，：；（）]|\s-\s")
"""What sets the country apart in a title: "Air traffic, United Kingdom, from 2011"."""


class Title(NamedTuple):
    """A cell with a text above a table."""

    sheet: str
    row: int
    column: int
    text: str


def report_abroad(collector: Collector) -> None:
    """Tell of the other countries that the tables name, at the first observation of each."""
    told = {problem.value for problem in collector.problems if problem.code == "other-area"}
    for code, (first, count) in collector.abroad.items():
        if code in told:
            continue
        place = collector.ledger.given_at(first)
        collector.problem(
            "other-area",
            ngettext(
                "{count} observation is about {area}, not about the review's country.",
                "{count} observations are about {area}, not about the review's country.",
                count,
            ).format(count=count, area=collector.areas[code]),
            sheet=collector.tables[place.table].sheet,
            cell=cell_name(place.row, place.column),
            value=code,
            severity=Severity.WARNING,
        )


def titles_above(tables: Sequence[PlannedTable], rows: Sequence[Row]) -> Iterator[Title]:
    """What stands above the tables of a sheet, as far as its first rows go."""
    for table in tables:
        for role, region in table.roles:
            if role != "title":
                continue
            for row in range(region.first_row, min(region.last_row + 1, len(rows))):
                for column, cell in enumerate(rows[row]):
                    if isinstance(cell, str):
                        yield Title(table.sheet, row, column, cell)


def report_titles_abroad(titles: Iterable[Title], collector: Collector) -> None:
    """Tell of titles that name another country where the values name none.

    A file with other countries beside its values says itself which are whose; where a title names
    the review's country, others may be those that it trades with.
    """
    places = collector.places
    if collector.abroad or places.alpha3 not in collector.areas:
        return
    found: dict[str, tuple[Title, str]] = {}
    for title in titles:
        for part in filter(None, map(str.strip, _BREAKS.split(title.text))):
            if places.is_country(part):
                return
            # "turkey" is a bird.
            code = None if part[0].islower() else places.other_country(part)
            if code is not None:
                found.setdefault(code, (title, part))
    for code, (title, name) in found.items():
        collector.problem(
            "title-other-area",
            _(
                "The title names {area}; values that name no area count as those of the review's "
                "country."
            ).format(area=name),
            sheet=title.sheet,
            cell=cell_name(title.row, title.column),
            value=code,
            severity=Severity.WARNING,
        )
