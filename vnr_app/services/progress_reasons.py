"""How verdicts came about, or why there is none, as sentences in the language of a report."""

import math

from vnr_app.domain.decimals import line_decimals
from vnr_app.domain.indicators import Observation, Operator
from vnr_app.domain.progress import Course, Reason, Verdict
from vnr_app.i18n import Words
from vnr_app.services.progress_words import (
    is_per_cent,
    is_short,
    share_text,
    target_text,
    years_apart,
)
from vnr_app.services.units_shown import per_cent, value_of

_FULL_WAY = 1.0


def reason_text(verdict: Verdict, words: Words, language: str, decimals: int | None = None) -> str:
    """Sentences that say how a verdict came about, or why there is none.

    Values have as many decimals as the line that they come from, where these are given.
    """
    if verdict.baseline is None or verdict.latest is None:
        sentences = [_without_base(verdict.reason, words)]
    else:
        sentences = [_with_base(verdict, words), *_cautions(verdict, words)]
    figures = _figures(verdict, language, decimals)
    return words.in_a_row(each.format(**figures) for each in sentences)


def _figures(verdict: Verdict, language: str, decimals: int | None) -> dict[str, str]:
    ratio = verdict.ratio or 0.0
    points = [each for each in (verdict.baseline, verdict.latest, verdict.since) if each]
    if decimals is None:
        decimals = line_decimals(each.value.number or "" for each in points)
    return {
        **_point("base", verdict.baseline, language, decimals),
        **_point("latest", verdict.latest, language, decimals),
        **_point("since", verdict.since, language, decimals),
        "target": target_text(verdict, language, points[0].series if points else None),
        "target_year": verdict.target_year,
        "share": share_text(_cut(ratio, 0), language),
        "growth": share_text(_cut(abs(ratio), 1), language, 1),
    }


def _point(
    name: str, observation: Observation | None, language: str, decimals: int
) -> dict[str, str]:
    if observation is None:
        return {name: "", f"{name}_period": ""}
    shown = value_of(observation, language, decimals)
    return {
        name: per_cent(shown, language) if is_per_cent(observation.series) else shown,
        f"{name}_period": observation.period.label,
    }


def _cut(ratio: float, decimals: int) -> float:
    """A ratio cut and not rounded: 1.96 per cent has not reached 2.0."""
    unit = 10.0 ** (decimals + 2)
    return math.trunc(round(ratio * unit, 6)) / unit


def _with_base(verdict: Verdict, words: Words) -> str:
    """The sentence for a verdict that compares two values."""
    ratio = verdict.ratio or 0.0
    if verdict.reason is Reason.GROWTH:
        return _growth(verdict, words)
    if verdict.reason in (Reason.TARGET_MET, Reason.TARGET_NEARLY_MET):
        return _arrived(verdict, words)
    if verdict.reason in (Reason.WAY_TO_TARGET, Reason.PACE_TO_TARGET):
        if verdict.course is Course.LEVEL:
            return words(
                "From {base} in {base_period} to {latest} in {latest_period}: practically no "
                "change; the target value for {target_year} is {target}."
            )
        if ratio < 0:
            return words(
                "From {base} in {base_period} to {latest} in {latest_period}: it moves away from "
                "{target}, the target value for {target_year}."
            )
    if verdict.reason is Reason.WAY_TO_TARGET:
        return _way(verdict, words)
    texts = {
        Reason.PACE_TO_TARGET: words(
            "From {base} in {base_period} to {latest} in {latest_period}: the annual growth is "
            "{share} of what {target} in {target_year} requires."
        ),
        Reason.TARGET_LOST: words(
            "From {base} in {base_period}, when the target value of {target} was met, to {latest} "
            "in {latest_period}."
        ),
        Reason.AT_ITS_LIMIT: words(
            "From {base} in {base_period} to {latest} in {latest_period}: practically nothing is "
            "left to improve."
        ),
    }
    return texts.get(verdict.reason) or _without_base(verdict.reason, words)


def _way(verdict: Verdict, words: Words) -> str:
    """The sentence for a share of the way to the target."""
    if verdict.latest and str(verdict.latest.period.year) == verdict.target_year:
        return words(
            "From {base} in {base_period} to {latest} in {latest_period}: {share} of the way to "
            "{target}, the target value for {target_year}, was covered."
        )
    if (verdict.ratio or 0.0) >= _FULL_WAY:
        return words(
            "From {base} in {base_period} to {latest} in {latest_period}: if this trend continues, "
            "{target} is reached by {target_year}."
        )
    return words(
        "From {base} in {base_period} to {latest} in {latest_period}: if this trend continues, "
        "{share} of the way to {target} is covered by {target_year}."
    )


def _arrived(verdict: Verdict, words: Words) -> str:
    """The sentence for a target that is met, whatever the way there."""
    nearly = verdict.reason is Reason.TARGET_NEARLY_MET
    if verdict.course is Course.WORSE:
        if nearly:
            return words(
                "From {base} in {base_period} to {latest} in {latest_period}: it has worsened, and "
                "the target value of {target} is almost met."
            )
        return words(
            "From {base} in {base_period} to {latest} in {latest_period}: it has worsened, but "
            "still meets the target value of {target}."
        )
    if nearly:
        return words(
            "From {base} in {base_period} to {latest} in {latest_period}: the target value of "
            "{target} is almost met."
        )
    return words(
        "From {base} in {base_period} to {latest} in {latest_period}: the target value of {target} "
        "is met."
    )


def _growth(verdict: Verdict, words: Words) -> str:
    if verdict.course is Course.LEVEL:
        return words(
            "From {base} in {base_period} to {latest} in {latest_period}: practically no change."
        )
    if (verdict.ratio or 0.0) < 0:
        return words(
            "From {base} in {base_period} to {latest} in {latest_period}: {growth} a year against "
            "the desired direction."
        )
    return words(
        "From {base} in {base_period} to {latest} in {latest_period}: {growth} a year in the "
        "desired direction."
    )


def _cautions(verdict: Verdict, words: Words) -> list[str]:
    """What a reader must know beside how a verdict came about."""
    found = []
    if verdict.since is not None:
        found.append(
            words(
                "The target year has passed and the target value is not met; since then {since} in "
                "{since_period}."
            )
        )
    if is_short(verdict):
        found.append(
            words.plural(
                "The values are only one year apart.",
                "The values are only {count} years apart.",
                years_apart(verdict),
            ).replace("{count}", str(years_apart(verdict)))
        )
    if verdict.ratio is not None and (is_bound(verdict.baseline) or is_bound(verdict.latest)):
        found.append(words("A bound is taken as if it were the exact value."))
    return found


def is_bound(point: Observation | None) -> bool:
    """Whether a value is "<0.1" or the like, which says nothing of a change to another one."""
    return point is not None and point.value.operator not in (None, Operator.ABOUT)


def _without_base(reason: Reason, words: Words) -> str:
    """The sentence where nothing could be compared, or nothing needed to be."""
    return {
        Reason.TARGET_MET: words("{latest} in {latest_period} meets the target value of {target}."),
        Reason.TARGET_NEARLY_MET: words(
            "{latest} in {latest_period} almost meets the target value of {target}."
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
