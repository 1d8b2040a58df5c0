"""Bring the catalogues of the report's words in line with the program's texts.

    python docs/make_catalogues.py

Texts that are new come in without a translation, those that are gone leave; the translations are
then written into `resources/locale/report/*.po` by hand or with any editor of such files.
"""

import csv
import io
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

_ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(_ROOT))

from babel.messages import Catalog  # noqa: E402
from babel.messages.extract import extract_from_file  # noqa: E402
from babel.messages.pofile import read_po, write_po  # noqa: E402

from vnr_app.services.demo import MARKED_AS  # noqa: E402
from vnr_app.services.outline import load_outline  # noqa: E402
from vnr_app.services.stakeholder_groups import groups  # noqa: E402

LANGUAGES = ("ar", "es", "fr", "ru", "zh")
CATALOGUES = _ROOT / "resources" / "locale" / "report"

Text = str | tuple[str, str]
"""A text, or the one and the many form of it."""

_CALLS = {"words": None, "told": None, "plural": (1, 2)}
"""What the objects with a report's words are called in the code, and which arguments are texts."""
_ROOMS = ("vnr_app/services", "vnr_app/exporting")
_NOISE = re.compile(
    rb'"(?:POT-Creation|PO-Revision|Last-Tr|Language-Team|Generated|Report-M|Project).*\n|#, .*\n'
)
"""Dates and names in the head of a catalogue, and marks of formats that the texts do not have."""


def texts() -> set[Text]:
    """All texts that are printed into reports in the report's language."""
    return {*_in_code(), *_in_tables(), MARKED_AS}


def _in_code() -> Iterator[Text]:
    for room in _ROOMS:
        for path in sorted((_ROOT / room).glob("*.py")):
            for _line, found, _comments, _context in extract_from_file("python", path, _CALLS):
                yield tuple(found) if isinstance(found, list | tuple) else found


def _in_tables() -> Iterator[str]:
    """Titles of the outline, classes of stakeholders, words for codes, names, the demo's words."""
    outline = load_outline()
    for section in outline.sections:
        if section.goal is None:
            yield section.title
        yield from (part.title for part in section.parts)
    yield from (group.name for group in groups())
    words = ("codes", "units", "unit_names", "names", "sources")
    for name in (*(f"words/{each}" for each in words), "demo/words"):
        table = (_ROOT / "resources" / f"{name}.tsv").read_text(encoding="utf-8")
        rows = csv.DictReader(table.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
        yield from (row["text"] for row in rows if row["text"])


def read(language: str) -> Catalog:
    """The catalogue of a language as it stands; an empty one where there is none yet."""
    path = CATALOGUES / f"{language}.po"
    if not path.exists():
        return Catalog(locale=language, fuzzy=False)
    with path.open("rb") as stream:
        return read_po(stream, locale=language)


def updated(catalogue: Catalog) -> Catalog:
    """The catalogue with exactly the texts of the program."""
    made = Catalog(locale=catalogue.locale, fuzzy=False, header_comment="")
    for text in texts():
        known = catalogue.get(text)
        made.add(text, known.string if known and known.string else None)
    return made


def write(catalogue: Catalog) -> None:
    """Write a catalogue sorted and without dates: the same texts give the same file."""
    written = io.BytesIO()
    write_po(written, catalogue, width=100, sort_output=True)
    path = CATALOGUES / f"{catalogue.locale}.po"
    path.write_bytes(_NOISE.sub(b"", written.getvalue()))


def main() -> None:
    """Update all catalogues and tell what is to be translated."""
    left = {}
    for language in LANGUAGES:
        catalogue = updated(read(language))
        write(catalogue)
        left[language] = [each.id for each in catalogue if each.id and not _is_done(each.string)]
    print(json.dumps(left, ensure_ascii=False, indent=1))


def _is_done(string: str | tuple[str, ...]) -> bool:
    return all(string) if isinstance(string, tuple) else bool(string)


if __name__ == "__main__":
    main()
