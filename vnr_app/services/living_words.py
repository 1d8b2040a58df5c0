"""What a living number says: an observation as number, with unit, with period, as a clause."""

from vnr_app.domain.indicators import Observation
from vnr_app.domain.richtext import ValueForm
from vnr_app.i18n import Words, words_of
from vnr_app.services import units_shown
from vnr_app.services.units_shown import name_of, says_its_unit, value_of
from vnr_app.services.wording import breakdown_text


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
    return value_of(observation, language)


def with_unit(observation: Observation, language: str) -> str:
    """The number with its unit; the per cent sign stands where the language puts it."""
    return units_shown.with_unit(value_of(observation, language), observation.series, language)


def series_name(observation: Observation, words: Words | None = None) -> str:
    """The name of what is measured, without its unit, which stands beside it elsewhere.

    With the ", by sex" that tells it from others where they are listed.
    """
    return name_of(observation.series, words, groups=True)


def _clause(observation: Observation, language: str) -> str:
    words, series = words_of(language), observation.series
    told = value_of if says_its_unit(series) else with_unit
    parts = {
        "name": _within_a_sentence(name_of(series, words)),
        "value": told(observation, language),
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
