"""Names of the review's country and of its parts, for telling areas from other labels."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from vnr_app.importing.values import fold_text
from vnr_app.importing.words import is_total, label_key, looks_like_area

_LANGUAGES = "en fr es ru ar zh ky kk uz tg pt mn tr uk sw hy az ka de it"


@lru_cache(maxsize=8)
def country_names(alpha3: str, name: str) -> frozenset[str]:
    """The names of a country in many languages, folded, with its codes; by CLDR and ISO 3166."""
    import pycountry  # noqa: PLC0415 - loads its lists
    from babel import Locale  # noqa: PLC0415 - loads locale data

    names = {name, alpha3}
    country = pycountry.countries.get(alpha_3=alpha3)
    if country is not None:
        names |= {country.name, country.alpha_2, country.numeric, country.numeric.lstrip("0")}
        names |= {getattr(country, kind, "") for kind in ("official_name", "common_name")}
        for language in _LANGUAGES.split():
            names.add(Locale(language).territories.get(country.alpha_2, ""))
    return frozenset(label_key(text) for text in names if text)


@lru_cache(maxsize=8)
def subdivision_names(alpha3: str) -> frozenset[str]:
    """The ISO 3166-2 names of a country's parts, folded."""
    import pycountry  # noqa: PLC0415 - loads its lists

    country = pycountry.countries.get(alpha_3=alpha3)
    if country is None:
        return frozenset()
    parts: list[Any] = pycountry.subdivisions.get(  # type: ignore[no-untyped-call]
        country_code=country.alpha_2
    )
    return frozenset(label_key(part.name) for part in parts or ())


class Places:
    """Recognises the country as a whole and its parts among labels.

    `abroad` holds the other countries whose codes were given out, with their names as printed.
    """

    def __init__(
        self,
        alpha3: str,
        name: str,
        country_of_name: Callable[[str], str | None] = lambda _name: None,
    ) -> None:
        self.alpha3 = alpha3
        self.name = name
        self.abroad: dict[str, str] = {}
        self._country_of_name = country_of_name
        self._names = country_names(alpha3, name)
        self._parts = subdivision_names(alpha3)
        stems = {text[:6] for text in self._names if len(text) >= 6 and " " not in text}
        self._stems = tuple(stems)

    def is_country(self, label: str) -> bool:
        """Whether a label names the whole country: by name, or as "… Republic" of its stem."""
        key = label_key(label)
        if key in self._names:
            return True
        if found := self._country_of_name(key):
            return found == self.alpha3
        words = key.split()
        if len(words) > 3:
            return False
        state = any(w.startswith(("republi", "республик", "kingdom", "federa")) for w in words)
        return state and any(word.startswith(self._stems) for word in words)

    def is_area(self, label: str) -> bool:
        """Whether a label names a part of the country."""
        return looks_like_area(label) or label_key(label) in self._parts

    def other_country(self, label: str) -> str | None:
        """The alpha-3 code of another country that a label names; a part may be called so too."""
        key = label_key(label)
        if not key or key in self._names or key in self._parts:
            return None
        found = self._country_of_name(key)
        return found if found != self.alpha3 else None

    def code(self, text: str) -> str:
        """The code of an area as a table names it: alpha-3 for a country, else as printed."""
        name = fold_text(text)
        if not name or is_total(name) or self.is_country(name):
            return self.alpha3
        if other := self.other_country(name):
            self.abroad.setdefault(other, name)
            return other
        return name
