"""What a living number says: an observation as number, with unit, with period, as a clause."""

from vnr_app.domain.indicators import Observation
from vnr_app.domain.richtext import ValueForm
from vnr_app.i18n import _
from vnr_app.services.numbers import format_value, locale_of
from vnr_app.services.wording import breakdown_text, unit_text

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
    unit = unit_text(observation.series.unit)
    if not unit or observation.series.unit.strip().upper() in _UNSAID:
        return number
    if not unit.startswith("%"):
        return f"{number} {unit}"
    pattern = locale_of(language).percent_formats[None]
    return f"{pattern.prefix[0]}{number}{pattern.suffix[0]}{unit.removeprefix('%')}"


def series_name(observation: Observation) -> str:
    """The name of what is measured, without its unit, which stands beside it elsewhere."""
    name = observation.series.name or observation.series.code
    unit = unit_text(observation.series.unit)
    return name.removesuffix(f"({unit})").rstrip() if unit else name


def _clause(observation: Observation, language: str) -> str:
    words = {
        "name": _within_a_sentence(series_name(observation)),
        "value": with_unit(observation, language),
        "period": observation.period.label,
        "group": breakdown_text(observation.dimensions),
    }
    if words["group"]:
        return _("the {name} was {value} in {period} ({group})").format(**words)
    return _("the {name} was {value} in {period}").format(**words)


def _within_a_sentence(name: str) -> str:
    """A name as it stands inside a sentence: "maternal mortality", but "GDP growth"."""
    first = name.split(maxsplit=1)[0] if name.strip() else ""
    return name[:1].lower() + name[1:] if first[1:].islower() else name
