"""What the codes of an SDMX key stand for: the indicators of a series, the area."""

from dataclasses import dataclass
from functools import cache

from vnr_app.domain.importplan import Problem, Severity
from vnr_app.i18n import _
from vnr_app.importing.codes import code_in
from vnr_app.importing.layouts.base import Collector
from vnr_app.importing.layouts.decisions import folded
from vnr_app.importing.series_codes import all_series, local_indicator, series_like


@dataclass(frozen=True, slots=True)
class NamedSeries:
    """A series with its name and the indicators that it serves."""

    code: str
    name: str
    indicators: tuple[str, ...]


class SeriesNames:
    """Finds the indicators of series codes; what is not certain is asked once a series."""

    def __init__(self, collector: Collector, sheet: str) -> None:
        self._collector = collector
        self._sheet = sheet
        self._found: dict[tuple[str, str, str], NamedSeries] = {}
        self._file = code_in(collector.file_stem, collector.context.framework)

    def find(self, code: str, name: str, indicator: str, cell: str) -> NamedSeries:
        """The series of a code, a name and the cell of its indicator, each of which may be empty.

        `cell` is where a question about it is asked.
        """
        key = (code, name, indicator)
        if key not in self._found:
            known = all_series().get(code.upper())
            indicators = self._indicators(code, name, indicator, cell)
            if not indicators:
                self._ask(code, name, cell)
            for each in indicators:
                self._collector.note_code(each)
            name = name or (known.name if known else "")
            self._found[key] = NamedSeries(code or "".join(indicators[:1]), name, indicators)
        return self._found[key]

    def _indicators(self, code: str, name: str, indicator: str, cell: str) -> tuple[str, ...]:
        collector = self._collector
        for text in filter(None, (code, name)):
            learned = collector.memory.code("indicator", text)
            if learned is not None:
                return (learned,) if learned else ()
        if known := all_series().get(code.upper()) or all_series().get(indicator.upper()):
            return known.indicators
        for text in (indicator, code, name):
            if codes := collector.indicators_of(text):
                return codes
        return self._less_certain(code, name, cell)

    def _less_certain(self, code: str, name: str, cell: str) -> tuple[str, ...]:
        """By the digits of a local code, the file's name, the series' name, the person."""
        collector = self._collector
        local = local_indicator(code, collector.context.framework)
        if self._file:
            named = self._file.indicator
            if local and not f"{named}.".startswith(f"{local}."):
                self._ask_which(code, named, local, cell)
            return (named,)
        if local:
            return (local,)
        if collector.given:
            return collector.given
        found = collector.named(name) or collector.guessed(name, self._sheet, cell)
        return (found.indicator,) if found else ()

    def _ask(self, code: str, name: str, cell: str) -> None:
        self._collector.problems.append(
            Problem(
                self._sheet,
                cell,
                "no-indicator",
                code,
                Severity.QUESTION,
                _("No indicator is known for series {code}.").format(code=code or name),
                _("Its observations can be imported and given to an indicator."),
                f"indicators.{folded(code or name)}",
                ("", *series_like(code)),
            )
        )

    def _ask_which(self, code: str, named: str, local: str, cell: str) -> None:
        self._collector.problems.append(
            Problem(
                self._sheet,
                cell,
                "indicator-guessed",
                code,
                Severity.QUESTION,
                _("The file is named after indicator {named}, series {code} after {local}.").format(
                    named=named, code=code, local=local
                ),
                _("Confirm the indicator, or choose the other one."),
                f"indicators.{folded(code)}",
                (named, local),
            )
        )


def area_of(code: str, name: str, collector: Collector) -> str:
    """The area of a code of an SDMX area list, remembered with its name.

    Countries come as ISO letters or M49 numbers; parts of the country keep their code.
    """
    context, places = collector.context, collector.places
    if learned := collector.memory.area(code):
        return collector.area(learned, name)
    plain = code.lstrip("0") or code
    if plain == context.m49:
        return collector.area(places.alpha3)
    other = context.area_of_m49(plain) if code.isdigit() else country_of_letters(code)
    if other and other != places.alpha3:
        name = name or country_name(other)
        places.abroad.setdefault(other, name)
        return collector.area(other, name)
    return collector.area(places.code(code), name)


@cache
def country_of_letters(code: str) -> str | None:
    """The alpha-3 code of a country by its two or three letters."""
    import pycountry  # noqa: PLC0415 - loads its lists

    letters = code.upper()
    found = pycountry.countries.get(alpha_2=letters) or pycountry.countries.get(alpha_3=letters)
    return found.alpha_3 if found else None


def country_name(alpha3: str) -> str:
    """The English name of a country."""
    import pycountry  # noqa: PLC0415 - loads its lists

    found = pycountry.countries.get(alpha_3=alpha3)
    return str(found.name) if found else alpha3
