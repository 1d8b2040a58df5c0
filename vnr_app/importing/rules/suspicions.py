"""The rows of a line that do not fit its other rows, and what is told of them."""

from collections import Counter
from datetime import date
from operator import itemgetter

from vnr_app.domain.staged import StagedRow
from vnr_app.i18n import _
from vnr_app.importing.rules.lines import Point, Suspect, may_hold_suspects, suspects
from vnr_app.importing.rules.rows import END, LABEL, NUMBER, START, Line, exact

_start = itemgetter(START)


def line_suspects(line: Line) -> list[tuple[StagedRow, Suspect]]:
    """The rows that do not fit the others of their line.

    Those with an exact number count, and of years and quarters mixed the more frequent.
    """
    rows = exact(line)
    if not may_hold_suspects([float(row[NUMBER] or 0) for row in rows]):
        return []
    if len({len(row[LABEL]) for row in rows}) > 1:
        usual = Counter(map(_months, rows)).most_common(1)[0][0]
        rows = [row for row in rows if _months(row) == usual]
    rows.sort(key=_start)
    points = [Point(row[START], float(row[NUMBER] or 0), row[NUMBER] or "") for row in rows]
    return [(rows[suspect.index], suspect) for suspect in suspects(points)]


def _months(row: StagedRow) -> int:
    days = date.fromisoformat(row[END]) - date.fromisoformat(row[START])
    return round(days.days / 30.4)


def told(suspect: Suspect, value: str) -> tuple[str, str, str]:
    """Code, message and advice for a value that does not fit its neighbours."""
    if suspect.kind == "sign":
        return (
            "sign-flip",
            _("{value} is the only one of its series with this sign.").format(value=value),
            _("Look whether a minus sign was lost, or is a dash."),
        )
    if suspect.kind == "scale":
        return (
            "scale-suspect",
            _scale_message(suspect).format(value=value, times=times(suspect.factor)),
            _("Look for a lost decimal mark, or another unit such as thousands."),
        )
    return (
        "jump",
        _jump_message(suspect).format(value=value, times=f"{_size(suspect.factor):.2g}"),
        _("Compare it with the source; note a change of method as a footnote."),
    )


def _scale_message(suspect: Suspect) -> str:
    if suspect.onwards:
        return (
            _("From {value} on, the numbers are about {times} times smaller than those before.")
            if suspect.factor < 1
            else _("From {value} on, the numbers are about {times} times those before.")
        )
    return (
        _("{value} is about {times} times smaller than its neighbours.")
        if suspect.factor < 1
        else _("{value} is about {times} times its neighbours.")
    )


def _jump_message(suspect: Suspect) -> str:
    return (
        _(
            "{value} is {times} times smaller than the value before; this series rarely changes so "
            "much."
        )
        if suspect.factor < 1
        else _("{value} is {times} times the value before; this series rarely changes so much.")
    )


def times(factor: float) -> str:
    """How many times larger or smaller, as a person says it: "1,000" for 1000 and for 0.001."""
    return f"{_size(factor):,.0f}"


def _size(factor: float) -> float:
    return 1 / factor if 0 < factor < 1 else factor
