"""What of the environment works, so that a person can tell us or mend it."""

import importlib.util
import platform
import sqlite3
from dataclasses import dataclass

from vnr_app.i18n import _

_OLDEST_SQLITE = (3, 39, 0)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that works or does not, with what follows from it."""

    name: str
    works: bool
    detail: str


def examine() -> list[Finding]:
    """Python, storage, Qt, fonts, LibreOffice, dictionaries, PostgreSQL driver."""
    return [
        Finding("Python", True, platform.python_version()),
        Finding("SQLite", sqlite3.sqlite_version_info >= _OLDEST_SQLITE, sqlite3.sqlite_version),
        *_qt(),
        _libreoffice(),
        _dictionaries(),
        _optional(
            "PostgreSQL driver", "psycopg", _("found"), _("not installed; files work without it")
        ),
    ]


def _qt() -> list[Finding]:
    from ui.environment import qt_facts  # noqa: PLC0415 - only this command asks

    facts = qt_facts()
    missing = ", ".join(facts.missing_fonts)
    return [
        Finding("Qt", facts.platform is not None, facts.platform or _("no window can open here")),
        Finding(
            _("fonts"),
            not missing,
            _("missing: {names}").format(names=missing) if missing else _("all found"),
        ),
    ]


def _libreoffice() -> Finding:
    from vnr_app.exporting.pdf import find_libreoffice  # noqa: PLC0415

    path = find_libreoffice()
    return Finding(
        "LibreOffice", path is not None, path or _("not found; PDF files cannot be written")
    )


def _dictionaries() -> Finding:
    from vnr_app.services.spelling import checker_for  # noqa: PLC0415 - loads the dictionaries

    found = [each for each in ("ar", "en", "es", "fr", "ru") if checker_for(each, ()).available]
    words = _("spelling is checked in: {languages}").format(languages=", ".join(found))
    return Finding(_("dictionaries"), bool(found), words if found else _("spelling is not checked"))


def _optional(name: str, module: str, found: str, missing: str) -> Finding:
    works = importlib.util.find_spec(module) is not None
    return Finding(name, works, found if works else missing)
