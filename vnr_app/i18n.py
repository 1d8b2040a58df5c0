"""Translation of texts outside the window.

Two languages at once: that of the program's window and messages (`_`, `ngettext`), and that of a
report (`words_of`), which is rarely the same. Catalogues are `.po` files in `resources/locale`.
"""

import gettext
import io
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from vnr_app.paths import resources_dir

_DOMAIN = "vnr"
_active: gettext.NullTranslations = gettext.NullTranslations()


def use_language(language: str) -> None:
    """Choose the interface language (ISO 639-1); English stands in for what has no catalogue."""
    global _active  # noqa: PLW0603 - one language a process, chosen once at the start
    _active = gettext.translation(
        _DOMAIN, resources_dir() / "locale", languages=[language], fallback=True
    )


def _(text: str) -> str:
    """The text in the active language."""
    return _active.gettext(text)


def ngettext(singular: str, plural: str, number: int) -> str:
    """The text for that number in the active language."""
    return _active.ngettext(singular, plural, number)


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """The fixed texts of reports in one language; call it with the English text."""

    language: str
    catalogue: gettext.NullTranslations

    def __call__(self, text: str) -> str:
        """The text in that language, the English one where there is no translation."""
        # What a catalogue says of "" is its own head.
        return self.catalogue.gettext(text) if text else ""

    def plural(self, singular: str, plural: str, number: int) -> str:
        """The text for that number in that language."""
        return self.catalogue.ngettext(singular, plural, number)

    def in_a_row(self, sentences: Iterable[str]) -> str:
        """Sentences as one paragraph; Chinese has no space between them."""
        return ("" if self.language.startswith("zh") else " ").join(sentences)


@cache
def words_of(language: str) -> Words:
    """The words of reports in a language tag ("fr", "zh-Hans"); English has no catalogue."""
    from babel.messages.mofile import write_mo  # noqa: PLC0415 - only a report needs it
    from babel.messages.pofile import read_po  # noqa: PLC0415

    base = language.replace("_", "-").partition("-")[0].lower()
    # Looked up among what is there, not joined to a path: the tag may come from somebody's file.
    known = {path.stem: path for path in (resources_dir() / "locale" / "report").glob("*.po")}
    if base not in known:
        return Words(language, gettext.NullTranslations())
    with known[base].open("rb") as source:
        catalogue = read_po(source, locale=base)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return Words(language, gettext.GNUTranslations(compiled))
