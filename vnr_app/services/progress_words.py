"""Verdicts in the words of a report: symbols, names of methods, reasons as sentences."""

import math

from babel.numbers import format_percent

from vnr_app.domain.indicators import Observation
from vnr_app.domain.progress import Reason, Status, Verdict
from vnr_app.domain.report import Tone
from vnr_app.i18n import Words
from vnr_app.progress.methods import DEFAULT_METHOD
from vnr_app.progress.statcan import STATCAN
from vnr_app.services.numbers import decimals_of, format_number, format_value, locale_of

# All of them are in the fonts that Windows brings, and read the same from right to left.
_SYMBOLS = {
    Status.ACHIEVED: "●",
    Status.ON_TRACK: "▲",
    Status.FAIR: "■",
    Status.LIMITED: "▬",
    Status.REGRESSING: "▼",
    Status.NOT_ASSESSED: "○",
}
_TONES: dict[Status, Tone] = {
    Status.ACHIEVED: "good",
    Status.ON_TRACK: "good",
    Status.FAIR: "fair",
    Status.LIMITED: "poor",
    Status.REGRESSING: "poor",
    Status.NOT_ASSESSED: "unknown",
}
_FULL_WAY = 1.0
_NO_CHANGE = 0.001
"""Smaller growth would be printed as 0.0 per cent."""


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


def method_name(method: str, words: Words) -> str:
    """The name of a method for readers."""
    if method == STATCAN.id:
        return words("Statistics Canada and Open SDG, 2025")
    return words("United Nations Statistics Division, Progress Chart 2023")


def method_note(method: str, words: Words) -> str:
    """What a method does, with its thresholds, in a few sentences."""
    if method == STATCAN.id:
        return words(
            "Method: Statistics Canada and Open SDG, 2025. The annual growth since 2015 is "
            "compared with the growth that the target requires: from 95 per cent on track, from "
            "60 per cent fair progress, from 0 per cent limited progress, below that "
            "regression; without a target, growth of 1.5, 0.5 and 0 per cent a year in the "
            "desired direction. That the method lowers these thresholds near natural limits is "
            "left out here. Goals have the mean score of their indicators (from −5 to 5) where "
            "at least a third of these are assessed. Directions and targets follow Statistics "
            "Canada and are not official targets of the United Nations."
        )
    return words(
        "Method: United Nations Statistics Division, Progress Chart 2023. The value that the "
        "growth since 2015 leads to in the target year is compared with the way to the target: "
        "from 95 per cent on track, from 10 per cent fair progress, below that stagnation or "
        "regression; without a target, growth of 2 and 0.5 per cent a year in the desired "
        "direction. Goals have the mean of their indicators (on track 3, fair 2, lowest 1), "
        "which is not part of the method, where at least a third of these are assessed. "
        "Directions and targets follow Statistics Canada and are not official targets of the "
        "United Nations."
    )


def reason_text(verdict: Verdict, words: Words, language: str) -> str:
    """A sentence that says how a verdict came about, or why there is none."""
    if verdict.baseline is None or verdict.latest is None:
        text = _without_base(verdict.reason, words)
    else:
        text = _with_base(verdict, words)
    return text.format(**_figures(verdict, language))


def _figures(verdict: Verdict, language: str) -> dict[str, str]:
    ratio = verdict.ratio or 0.0
    points = [each for each in (verdict.baseline, verdict.latest) if each is not None]
    decimals = max((decimals_of(each.value.number or "") for each in points), default=0)
    return {
        **_point("base", verdict.baseline, language, decimals),
        **_point("latest", verdict.latest, language, decimals),
        "target": format_number(verdict.target, language) if verdict.target else "",
        "target_year": verdict.target_year,
        "share": _percent(ratio, language, 0),
        "growth": _percent(abs(ratio), language, 1),
    }


def _point(
    name: str, observation: Observation | None, language: str, decimals: int
) -> dict[str, str]:
    if observation is None:
        return {name: "", f"{name}_period": ""}
    return {
        name: format_value(observation.value, language, decimals),
        f"{name}_period": observation.period.label,
    }


def _percent(ratio: float, language: str, decimals: int) -> str:
    """A ratio in per cent, cut and not rounded: 1.96 per cent has not reached 2.0."""
    locale = locale_of(language)
    pattern = locale.percent_formats[None].pattern
    if decimals:
        pattern = pattern.replace("0", "0." + "0" * decimals, 1)
    unit = 10 ** (decimals + 2)
    return format_percent(math.trunc(round(ratio * unit, 6)) / unit, pattern, locale=locale)


def _with_base(verdict: Verdict, words: Words) -> str:
    """The sentence for a verdict that compares two values."""
    ratio = verdict.ratio or 0.0
    if verdict.reason in (Reason.WAY_TO_TARGET, Reason.PACE_TO_TARGET) and ratio < 0:
        return words(
            "From {base} in {base_period} to {latest} in {latest_period}: it moves away from "
            "{target}, the target for {target_year}."
        )
    if verdict.reason is Reason.WAY_TO_TARGET and ratio >= _FULL_WAY:
        return words(
            "From {base} in {base_period} to {latest} in {latest_period}: extrapolated to "
            "{target_year}, it reaches {target}."
        )
    if verdict.reason is Reason.WAY_TO_TARGET and _is_of_target_year(verdict):
        return words(
            "From {base} in {base_period} to {latest} in {latest_period}: it covered {share} of "
            "the way to {target}, the target for {target_year}."
        )
    if verdict.reason is Reason.GROWTH:
        return _growth(ratio, words)
    texts = {
        Reason.WAY_TO_TARGET: words(
            "From {base} in {base_period} to {latest} in {latest_period}: extrapolated to "
            "{target_year}, it covers {share} of the way to {target}."
        ),
        Reason.PACE_TO_TARGET: words(
            "From {base} in {base_period} to {latest} in {latest_period}: the annual growth is "
            "{share} of what {target} in {target_year} requires."
        ),
        Reason.TARGET_LOST: words(
            "From {base} in {base_period}, when the target of {target} was met, to {latest} in "
            "{latest_period}."
        ),
        Reason.AT_ITS_LIMIT: words(
            "{base} in {base_period} and {latest} in {latest_period}: nothing better is possible."
        ),
        Reason.TARGET_MET: words(
            "From {base} in {base_period} to {latest} in {latest_period}: the target of {target} "
            "is met."
        ),
        Reason.TARGET_NEARLY_MET: words(
            "From {base} in {base_period} to {latest} in {latest_period}: within one percentage "
            "point of the target of {target}."
        ),
    }
    return texts.get(verdict.reason) or _without_base(verdict.reason, words)


def _is_of_target_year(verdict: Verdict) -> bool:
    """Whether nothing had to be extrapolated."""
    return verdict.latest is not None and str(verdict.latest.period.year) == verdict.target_year


def _growth(ratio: float, words: Words) -> str:
    if abs(ratio) < _NO_CHANGE:
        return words(
            "From {base} in {base_period} to {latest} in {latest_period}: practically no change."
        )
    if ratio < 0:
        return words(
            "From {base} in {base_period} to {latest} in {latest_period}: {growth} a year against "
            "the desired direction."
        )
    return words(
        "From {base} in {base_period} to {latest} in {latest_period}: {growth} a year in the "
        "desired direction."
    )


def _without_base(reason: Reason, words: Words) -> str:
    """The sentence where nothing could be compared, or nothing needed to be."""
    return {
        Reason.TARGET_MET: words("{latest} in {latest_period} meets the target of {target}."),
        Reason.TARGET_NEARLY_MET: words(
            "{latest} in {latest_period} is within one percentage point of the target of {target}."
        ),
        Reason.IN_PLACE: words("In place in {latest_period}."),
        Reason.NOT_IN_PLACE: words("Not in place in {latest_period}."),
        Reason.NO_DIRECTION: words("It is not laid down which direction is desired."),
        Reason.NOT_THE_TOTAL: words("Only totals are assessed, not groups or parts."),
        Reason.OTHER_AREA: words("Only figures for the whole country are assessed."),
        Reason.NO_NUMBERS: words("There is no number."),
        Reason.WITHIN_THE_YEAR: words("Values for parts of a year are not assessed."),
        Reason.TOO_OLD: words("The latest value is of {latest_period}, before 2015."),
        Reason.TOO_FEW_VALUES: words("There are fewer than two values that can be compared."),
        Reason.AFTER_TARGET_YEAR: words("There are fewer than two values up to the target year."),
        Reason.RATE_OF_GROWTH: words("Rates of growth are not assessed."),
        Reason.BOTH_SIGNS: words("Values above and below zero cannot be compared by growth."),
        Reason.BOUNDS: words("The exact values are not known, only bounds."),
        Reason.FROM_ZERO: words("From zero in {base_period} no growth can be computed."),
        Reason.BELOW_FLOOR: words("{latest} in {latest_period} is too low for the method."),
    }[reason]
