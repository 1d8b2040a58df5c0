"""What a living number says: an observation as number, with unit, with period, as a clause."""

from vnr_app.domain.indicators import Observation
from vnr_app.domain.richtext import ValueForm
from vnr_app.i18n import Words, words_of
from vnr_app.services.numbers import format_value, locale_of
from vnr_app.services.wording import breakdown_text, unit_text, without_unit

_UNSAID = frozenset({"NUMBER", "NUM", "INDEX", "IX", "RATIO", "SCORE", "BOOL"})
"""Units that a number does not carry with it in a sentence."""


def said(observation: Observation, form: str, language: str) -> str:
    """An observation in one of the forms of `ValueForm`; a form of tomorrow is the number alone.

    "149.8", "149.8 per 100,000 live births", "149.8 per 100,000 live births (2023)", "the maternal
    mortality ratio was 149.8 per 100,000 live births in 2023 (women)".
    """
    period = observation.period.label
    match form:
        case ValueForm.WITH_UNIT:
            return with_unit(observation, language)
        case ValueForm.WITH_PERIOD:
            return f"{with_unit(observation, language)} ({period})"
        case ValueForm.SENTENCE:
            return _clause(observation, language)
    return format_value(observation.value, language)


def with_unit(observation: Observation, language: str) -> str:
    """The number with its unit; the per cent sign stands where the language puts it."""
    number = format_value(observation.value, language)
    words = words_of(language)
    unit = unit_text(observation.series.unit, words)
    if not unit or observation.series.unit.strip().upper() in _UNSAID:
        return number
    if not unit.startswith("%"):
        return words("{number} {unit}").format(number=number, unit=unit)
    return per_cent(number, language) + unit.removeprefix("%")


def per_cent(number: str, language: str) -> str:
    """A number with the per cent sign as the language sets it: "22.7%", "22,7\u202f%"."""
    pattern = locale_of(language).percent_formats[None]
    suffix = pattern.suffix[0].replace("\u00a0", "\u202f")
    return f"{pattern.prefix[0]}{number}{suffix}"


def series_name(observation: Observation, words: Words | None = None) -> str:
    """The name of what is measured, without its unit, which stands beside it elsewhere."""
    series = observation.series
    return without_unit(series.name or series.code, series.unit, words)


def _clause(observation: Observation, language: str) -> str:
    words = words_of(language)
    parts = {
        "name": _within_a_sentence(series_name(observation, words)),
        "value": with_unit(observation, language),
        "period": observation.period.label,
        "group": breakdown_text(observation.dimensions, words),
    }
    if parts["group"]:
        return words("the {name} was {value} in {period} ({group})").format(**parts)
    return words("the {name} was {value} in {period}").format(**parts)


def _within_a_sentence(name: str) -> str:
    """A name as it stands inside a sentence: "maternal mortality", but "GDP growth"."""
    first = name.split(maxsplit=1)[0] if name.strip() else ""
    return name[:1].lower() + name[1:] if first[1:].islower() else name
