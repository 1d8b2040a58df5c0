"""Statuses in the words of a report: signs, names, what stands in a table."""

from vnr_app.domain.indicators import Series
from vnr_app.domain.progress import Course, Reason, Status, Verdict
from vnr_app.domain.report import Tone
from vnr_app.i18n import Words
from vnr_app.progress.methods import DEFAULT_METHOD, METHODS
from vnr_app.progress.statcan import STATCAN
from vnr_app.services.numbers import format_number
from vnr_app.services.units_shown import per_cent, unit_of

# All of them are in the fonts that Windows brings, and read the same from right to left.
_SYMBOLS = {
    Status.ACHIEVED: "●",
    Status.ON_TRACK: "▲",
    Status.FAIR: "■",
    Status.LIMITED: "▬",
    Status.REGRESSING: "▼",
    Status.NOT_ASSESSED: "○",
}
_STANDING_STILL = "▬"
_TONES: dict[Status, Tone] = {
    Status.ACHIEVED: "good",
    Status.ON_TRACK: "good",
    Status.FAIR: "fair",
    Status.LIMITED: "poor",
    Status.REGRESSING: "poor",
    Status.NOT_ASSESSED: "unknown",
}
_SHORT = 3
"""Values that are fewer years apart than this show hardly more than chance."""
SHORT_MARK = "*"
"""Stands behind the status of two values that are only a year or two apart."""


def status_symbol(status: Status) -> str:
    """A sign for a status; its word belongs beside it."""
    return _SYMBOLS[status]


def status_tone(status: Status) -> Tone:
    """How a status is coloured."""
    return _TONES[status]


def status_word(status: Status, words: Words, method: str = DEFAULT_METHOD) -> str:
    """A status for readers, in the report's language; the lowest is not the same in all methods."""
    if status is Status.REGRESSING and method == STATCAN.id:
        return words("Regression")
    return {
        Status.ACHIEVED: words("Target achieved"),
        Status.ON_TRACK: words("On track"),
        Status.FAIR: words("Fair progress, acceleration needed"),
        Status.LIMITED: words("Limited progress"),
        Status.REGRESSING: words("Stagnation or regression"),
        Status.NOT_ASSESSED: words("Not assessed"),
    }[status]


def status_short(status: Status, words: Words) -> str:
    """A status in as few words as a column of a table has room for."""
    return words("Fair progress") if status is Status.FAIR else status_word(status, words)


def legend(method: str, words: Words) -> str:
    """The statuses that a method gives, each with its sign."""
    return words("; ").join(
        f"{_signs(status, method)}\u00a0{status_word(status, words, method)}"
        for status in METHODS[method].classes
    )


def _signs(status: Status, method: str) -> str:
    """The sign of a status in a legend; that of what stands still and of what goes back."""
    both = status is Status.REGRESSING and method != STATCAN.id
    return f"{_STANDING_STILL}\u00a0{_SYMBOLS[status]}" if both else _SYMBOLS[status]


def verdict_symbol(verdict: Verdict) -> str:
    """The sign of a verdict; what has not gone back gets no sign that falls."""
    return _STANDING_STILL if _stands_still(verdict) else _SYMBOLS[verdict.status]


def verdict_text(verdict: Verdict, words: Words) -> str:
    """Sign and words of a verdict for a column of a table, with what else must not be missed."""
    text = _verdict_word(verdict, words)
    if verdict.since is not None:
        text = words("{status} to {year}; target missed").format(
            status=text, year=verdict.target_year
        )
    elif verdict.status is Status.ACHIEVED and verdict.course is Course.WORSE and verdict.baseline:
        text = words("{status}; worse than {year}").format(
            status=text, year=verdict.baseline.period.label
        )
    if is_short(verdict):
        text += SHORT_MARK
    return f"{verdict_symbol(verdict)}\u00a0{text}"


def is_short(verdict: Verdict) -> bool:
    """Whether a verdict rests on the change of a year or two."""
    return verdict.ratio is not None and years_apart(verdict) < _SHORT


def _verdict_word(verdict: Verdict, words: Words) -> str:
    if _stands_still(verdict):
        return words("Stagnation")
    if verdict.status is Status.REGRESSING:
        return words("Regression")
    if verdict.reason is Reason.TARGET_NEARLY_MET:
        return words("Target almost met")
    return status_short(verdict.status, words)


def _stands_still(verdict: Verdict) -> bool:
    """Whether a series of the class “stagnation or regression” has not gone back."""
    in_class = verdict.status is Status.REGRESSING and verdict.method != STATCAN.id
    return in_class and verdict.course is not Course.WORSE


def years_apart(verdict: Verdict) -> int:
    """The years between the two values that a verdict compares; 0 where there are not two."""
    if verdict.baseline is None or verdict.latest is None:
        return 0
    return verdict.latest.period.year - verdict.baseline.period.year


def target_text(verdict: Verdict, language: str, series: Series | None = None) -> str:
    """The number to be reached; with a `series` also its per cent sign; "" where there is none."""
    if not verdict.target:
        return ""
    text = format_number(verdict.target, language)
    if series is not None and is_per_cent(series):
        text = per_cent(text, language)
    return f"±{text}" if verdict.margin else text


def is_per_cent(series: Series) -> bool:
    """Whether the values of a series carry a per cent sign."""
    return unit_of(series).startswith("%")


def share_text(ratio: float, language: str, decimals: int | None = None) -> str:
    """A share of one in per cent: 0.95 → "95%", with as many decimals as it needs or are given."""
    number = f"{ratio * 100:.10g}" if decimals is None else f"{ratio * 100:.{decimals}f}"
    return per_cent(format_number(number, language, decimals), language)
