"""Translation of texts outside the window, by gettext catalogues in `resources/locale`."""

import gettext

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
