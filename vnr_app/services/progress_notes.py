"""What a report says of its method: whose assessment it is, the rules, the thresholds."""

from collections.abc import Iterable
from itertools import pairwise

from vnr_app.domain.progress import Status
from vnr_app.i18n import Words
from vnr_app.progress.judging import Bands
from vnr_app.progress.methods import METHODS
from vnr_app.progress.statcan import STATCAN
from vnr_app.services.progress_words import SHORT_MARK, share_text, status_symbol, status_word

Threshold = tuple[Status, str, str]
"""A status with what earns it where there is a target, and where there is none."""


def method_name(method: str, words: Words) -> str:
    """The name of a method for readers."""
    if method == STATCAN.id:
        return words("Statistics Canada and Open SDG, 2025")
    return words("United Nations Statistics Division, Progress Chart 2023")


def own_assessment(method: str, words: Words) -> str:
    """Whose assessment it is and by which method, to stand in a sentence."""
    if method == STATCAN.id:
        return words("own assessment by the method of Statistics Canada and Open SDG (2025)")
    return words(
        "own assessment by the method of the United Nations Statistics Division (Progress Chart "
        "2023)"
    )


def status_note(method: str, words: Words) -> str:
    """What stands below a table with statuses."""
    return words(
        "Status: {assessment}; the target values are those of the assessment, neither official nor "
        "national ones; see the annex."
    ).format(assessment=own_assessment(method, words))


def short_note(statuses: Iterable[str], words: Words) -> list[str]:
    """What the mark behind a status means, for a table with these statuses."""
    if not any(text.endswith(SHORT_MARK) for text in statuses):
        return []
    return [words("* The two values that are compared are less than three years apart.")]


def method_notes(method: str, words: Words) -> list[str]:
    """The rules of a method but for its thresholds, a paragraph each."""
    return [
        words(
            "The statuses were computed for this report; the institution that published the method "
            "has not assessed the country. Desired directions and target values follow Statistics "
            "Canada and the wording of the targets; they are not official targets of the United "
            "Nations, nor national ones."
        ),
        *(_of_statcan(words) if method == STATCAN.id else _of_unsd(words)),
    ]


def _of_statcan(words: Words) -> list[str]:
    return [
        words(
            "Where there is a target value, the average annual growth since the base year is set "
            "against the growth that the target value requires; where there is none, it counts by "
            "itself. The base year is 2015, else the first year after it. That the method lowers "
            "its thresholds near natural limits is left out here."
        ),
        words(
            "Goals have the mean score of their indicators, indicators that of their series (from "
            "−5 to 5), where at least a third of the indicators of a Goal are assessed."
        ),
    ]


def _of_unsd(words: Words) -> list[str]:
    return [
        words(
            "Where there is a target value, the value that would be reached in the target year if "
            "the average annual growth since the base year continued is set against the way from "
            "the base value to the target value; where there is none, the average annual growth "
            "counts. The base year is 2015, else the first year after it, else the last before."
        ),
        words(
            "A value that meets its target value has achieved it whatever the trend, and so has "
            "one that is within one percentage point of a target value of 0 or 100 per cent; of a "
            "series that began within one point of 0 per cent, at most a hundredth of the way may "
            "be left. Where the target year has passed, values up to that year are judged, and it "
            "is said whether the target was missed."
        ),
        words(
            "Within the lowest class, regression is a change against the desired direction of more "
            "than 0.1 per cent a year; all else is stagnation. A percentage that is within one "
            "point of 100 and has not fallen is on track."
        ),
        words(
            "Goals have the mean of their indicators, indicators that of their series (on track 3, "
            "fair progress 2, lowest class 1), where at least a third of the indicators of a Goal "
            "are assessed. This is an addition to the method."
        ),
    ]


def threshold_heads(method: str, words: Words) -> tuple[str, str]:
    """What the figures of the two kinds of thresholds are."""
    with_target = words("With a target value: part of the way covered by the target year")
    if method == STATCAN.id:
        with_target = words("With a target value: growth as a part of the growth required")
    return with_target, words("Without: growth a year in the desired direction")


def thresholds(method: str, words: Words, language: str) -> list[Threshold]:
    """The statuses that a method gives by thresholds, best first."""
    found = METHODS[method]
    statuses = [status for status in found.classes if status is not Status.NOT_ASSESSED]
    reached = words("target value met")
    if found.near:
        reached = words("target value met or almost met")
    columns = [_ranges(bands, words, language) for bands in (found.paces, found.growths)]
    return list(zip(statuses, [reached, *columns[0]], ["–", *columns[1]], strict=True))


def _ranges(bands: Bands, words: Words, language: str) -> list[str]:
    """The figures of each status, best first, down to those below all thresholds."""
    shown = [share_text(least, language) for least, _status in bands]
    return [
        words("{least} or more").format(least=shown[0]),
        *(
            words("{least} to less than {below}").format(least=least, below=below)
            for below, least in pairwise(shown)
        ),
        words("less than {below}").format(below=shown[-1]),
    ]


def method_note(method: str, words: Words, language: str) -> list[str]:
    """A method with its thresholds in lines, where there is no room for a table."""
    head = words("Method: {method}.").format(method=method_name(method, words))
    with_target, without = threshold_heads(method, words)
    return [
        head,
        *method_notes(method, words),
        f"{with_target}; {without}:",
        *(
            f"{status_symbol(status)} {status_word(status, words, method)}: {way}; {growth}"
            for status, way, growth in thresholds(method, words, language)
        ),
    ]
