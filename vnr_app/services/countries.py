"""Countries by ISO 3166 and M49 codes, in the names the United Nations uses."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from vnr_app.errors import KnownError
from vnr_app.i18n import _
from vnr_app.importing.territories import country_names_in, iso_records

# ISO 3166 leaves these to whoever needs them, for instance for an invented country.
_USER_ASSIGNED = re.compile(r"AAA|Q[M-Z][A-Z]|X[A-Z]{2}|ZZ[A-Z]")

# The library inverts these names for sorting; a title wants them in reading order.
_READING_ORDER = {
    "BOL": "Bolivia (Plurinational State of)",
    "COD": "Democratic Republic of the Congo",
    "FSM": "Micronesia (Federated States of)",
    "IRN": "Iran (Islamic Republic of)",
    "KOR": "Republic of Korea",
    "MDA": "Republic of Moldova",
    "PRK": "Democratic People’s Republic of Korea",
    "PSE": "State of Palestine",
    "TZA": "United Republic of Tanzania",
    "VEN": "Venezuela (Bolivarian Republic of)",
    "VGB": "British Virgin Islands",
    "VIR": "United States Virgin Islands",
}


@dataclass(frozen=True, slots=True)
class Country:
    """A country or area; `m49` is its three-digit number as text ("051").

    `alpha2` and `m49` are empty for a user-assigned code.
    """

    alpha3: str
    alpha2: str
    m49: str
    name: str


def _unknown(code: str, hint: str) -> KnownError:
    message = _("There is no country with the code “{code}”.").format(code=code)
    return KnownError("unknown-country", message, hint)


def _from_iso(record: dict[str, str]) -> Country:
    alpha3 = record["alpha_3"]
    return Country(
        alpha3=alpha3,
        alpha2=record["alpha_2"],
        m49=record["numeric"],
        name=_READING_ORDER.get(alpha3, record["name"]),
    )


@cache
def all_countries() -> tuple[Country, ...]:
    """All countries and areas of ISO 3166, by name."""
    return tuple(sorted(map(_from_iso, iso_records("3166-1")), key=lambda each: each.name))


@cache
def _by_alpha3() -> dict[str, Country]:
    return {each.alpha3: each for each in all_countries()}


@cache
def _by_m49() -> dict[str, Country]:
    return {each.m49: each for each in all_countries()}


def country(alpha3: str) -> Country:
    """Find the country of three ISO letters; raises KnownError "unknown-country"."""
    found = _by_alpha3().get(alpha3.strip().upper())
    if found is None:
        raise _unknown(alpha3, _("Use the three letters of ISO 3166, for instance KEN for Kenya."))
    return found


def country_by_m49(code: str | int) -> Country:
    """Find the country of an M49 number, "051" or 51; raises KnownError "unknown-country"."""
    found = _by_m49().get(str(code).strip().zfill(3))
    if found is None:
        raise _unknown(
            str(code),
            _("Use the country’s number in the M49 standard, for instance 404 for Kenya."),
        )
    return found


def country_or_user_assigned(alpha3: str, name: str | None = None) -> Country:
    """Find the country of a code, user-assigned codes included (AAA, QMA-QZZ, XAA-XZZ, ZZA-ZZZ).

    `name` names a user-assigned country, which no list knows; an ISO country keeps its own name.
    Raises KnownError "unknown-country".
    """
    code = alpha3.strip().upper()
    if _USER_ASSIGNED.fullmatch(code) and name:
        return Country(alpha3=code, alpha2="", m49="", name=name)
    return country(alpha3)


_NO_WORD = re.compile(r"[\W_]+")
_NAME_LANGUAGES = ("en", "fr", "es", "ru", "ar", "zh")


@lru_cache(maxsize=4096)
def country_of_name(name: str) -> str | None:
    """The alpha-3 code of a country by its name in one of the six UN languages, else None."""
    return _by_name().get(_folded(name))


def _folded(name: str) -> str:
    words = _NO_WORD.sub(" ", name.casefold()).split()
    return " ".join([word for word in words if word not in ("the", "of")])


@cache
def _by_name() -> dict[str, str]:
    """Names by ISO and by the Unicode locale data, without case and punctuation."""
    found: dict[str, str] = {}
    by_alpha2 = {each.alpha2: each.alpha3 for each in all_countries()}
    for language in _NAME_LANGUAGES:
        for alpha2, name in country_names_in()[language].items():
            if alpha2 in by_alpha2:
                found[_folded(name)] = by_alpha2[alpha2]
    for each in all_countries():
        found[_folded(each.name)] = each.alpha3
    # What offices print and neither list has.
    found.update({_folded(name): code for name, code in _ALSO_CALLED.items()})
    return found


_ALSO_CALLED = {
    "Kyrgyz Republic": "KGZ",
    "Кыргызская Республика": "KGZ",
    "Кыргыз Республикасы": "KGZ",
    "Republic of Armenia": "ARM",
    "Республика Казахстан": "KAZ",
    "Қазақстан Республикасы": "KAZ",
    "Republic of Moldova": "MDA",
    "United States of America": "USA",
    "USA": "USA",
    "UK": "GBR",
    "United Republic of Tanzania": "TZA",
    "Iran (Islamic Republic of)": "IRN",
    "Turkey": "TUR",
    "Swaziland": "SWZ",
    "Côte d’Ivoire": "CIV",
    "Российская Федерация": "RUS",
}
