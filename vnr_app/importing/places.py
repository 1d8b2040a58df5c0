"""Names of the review's country and of its parts, for telling areas from other labels."""

import re
from collections.abc import Callable, Sequence
from functools import cached_property, lru_cache

from vnr_app.importing.territories import country_names_in, iso_records
from vnr_app.importing.values import fold_text
from vnr_app.importing.words import is_total, label_key, looks_like_area

_LONG_NUMBER = re.compile(r"\d{4,}")
"""No country is called by so many digits."""
_APART = "\0"
_KEPT = 20_000
"""Names whose codes are remembered; a file may hold a million."""


@lru_cache(maxsize=8)
def country_names(alpha3: str, name: str) -> frozenset[str]:
    """The names of a country in many languages, folded, with its codes; by CLDR and ISO 3166."""
    names = {name, alpha3}
    for country in iso_records("3166-1"):
        if country["alpha_3"] == alpha3:
            kinds = ("name", "official_name", "common_name", "alpha_2", "numeric")
            names |= {country.get(kind, "") for kind in kinds}
            names.add(country["numeric"].lstrip("0"))
            names |= {each.get(country["alpha_2"], "") for each in country_names_in().values()}
    return frozenset(label_key(text) for text in names if text)


@lru_cache(maxsize=8)
def subdivision_names(alpha3: str) -> frozenset[str]:
    """The ISO 3166-2 names of a country's parts, folded."""
    own = tuple(
        f"{each['alpha_2']}-" for each in iso_records("3166-1") if each["alpha_3"] == alpha3
    )
    parts = iso_records("3166-2") if own else ()
    return frozenset(label_key(part["name"]) for part in parts if part["code"].startswith(own))


class Places:
    """Recognises the country as a whole and its parts among labels.

    `abroad` holds the other countries whose codes were given out, with their names as printed.
    `corrected` gives the code that people named for a label.
    """

    def __init__(
        self,
        alpha3: str,
        name: str,
        country_of_name: Callable[[str], str | None] = lambda _name: None,
        corrected: Callable[[str], str | None] | None = None,
    ) -> None:
        self.alpha3 = alpha3
        self.name = name
        self.abroad: dict[str, str] = {}
        self._codes: dict[str, str] = {}
        self._numbered: set[str] = set()
        """Names with long numbers, their digits apart, that are those of no country."""
        self._country_of_name = country_of_name
        self._given = corrected

    def _corrected(self, label: str) -> str | None:
        return self._given(label) if self._given else None

    # The lists are read when a label is looked up: many a file names its area by a code alone.

    @cached_property
    def _names(self) -> frozenset[str]:
        return country_names(self.alpha3, self.name)

    @cached_property
    def _parts(self) -> frozenset[str]:
        return subdivision_names(self.alpha3)

    @cached_property
    def _stems(self) -> tuple[str, ...]:
        """The beginnings of its names of one word."""
        return tuple({text[:6] for text in self._names if len(text) >= 6 and " " not in text})

    def is_country(self, label: str) -> bool:
        """Whether a label names the whole country: by name, or as "… Republic" of its stem."""
        key = label_key(label)
        if corrected := self._corrected(label):
            return corrected == self.alpha3
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
        if corrected := self._corrected(label):
            return corrected != self.alpha3
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
        found = self._codes.get(text)
        if found is None:
            if len(self._codes) >= _KEPT:
                self._codes.clear()
            found = self._codes[text] = self._code_of(text)
        return found

    def codes(self, texts: Sequence[str]) -> list[str]:
        """The codes of areas, see `code`; much faster where nearly all names hold long numbers."""
        # What neither folding nor patterns touch keeps the names apart.
        names = [name.strip() for name in fold_text(_APART.join(texts)).split(_APART)]
        shapes = _LONG_NUMBER.sub("0000", _APART.join(names)).split(_APART)
        if len(names) != len(texts):
            return list(map(self.code, texts))
        numbered, given = self._numbered, self._given
        return [
            name if shape in numbered and not (given and given(name)) else self.code(text)
            for text, name, shape in zip(texts, names, shapes, strict=True)
        ]

    def _code_of(self, text: str) -> str:
        name = fold_text(text)
        if corrected := self._corrected(name):
            return corrected
        shape = _LONG_NUMBER.sub("0000", name)
        if shape in self._numbered:
            return name
        if not name or is_total(name) or self.is_country(name):
            return self.alpha3
        if other := self.other_country(name):
            self.abroad.setdefault(other, name)
            return other
        if shape != name and len(self._numbered) < _KEPT:
            self._numbered.add(shape)
        return name
