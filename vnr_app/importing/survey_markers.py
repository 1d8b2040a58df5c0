"""The marks in place of numbers: what they mean is asked once a file, or stands in its legend."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from vnr_app.domain.importplan import Problem, Severity
from vnr_app.i18n import ngettext
from vnr_app.importing.folding import fold_text
from vnr_app.importing.markers import DISPUTED_MARKS, MEANINGS, marker_key, meaning_of
from vnr_app.importing.recipe import Recipe
from vnr_app.importing.surveyed import ColumnCells, SheetCells

_SHOWN = 12
_LEGEND = 400
"""Signs of a text that may tell what marks mean."""

_SAYS = (
    (
        "not-applicable",
        r"not applicable|не применимо|неприменимо|sans objet|no aplica|不适用|لا ينطبق",
    ),
    (
        "less-than-half",
        r"less than (?:half|0[.,]0?5)|менее половины|inférieure? à la moitié|menos de la mitad",
    ),
    (
        "suppressed",
        r"confidential|suppress|secret|disclos|конфиденциальн|confidenti|confidencial|保密",
    ),
    (
        "zero",
        r"\bnil\b|\bzero\b|magnitude|нуль|ноль|явлени[ея] (?:не|отсутств)|néant|\bnulo?\b"
        r"|\bcero\b|零",
    ),
    (
        "missing",
        r"not (?:yet )?(?:available|collected|reported|known)|unavailable|no (?:data|information)"
        r"|missing|нет (?:данных|сведений)|данные отсутств|сведени[яй] (?:не|отсутств)|маалымат жок"
        r"|non disponible|manquant|no disponible|sin (?:datos|información)|não disponível"
        r"|无数据|不详|暂无|غير متوفر|لا توجد بيانات",
    ),
)
"""What a legend says of a mark, the more special meanings first."""
_MARK = re.compile(
    r"(?:^|[\n;,.(]\s*|\s)[\"“«'‘]?(?P<mark>\.{2,3}|…|[-–—−]{1,2}|[:×xхcm*])[\"”»'’]?\)?"
    r"\s*(?:[=:–—-]|means\b|denotes\b|indicates\b|означает)\s*(?P<says>[^\n;]{3,80})"
)


@dataclass(slots=True)
class _Mark:
    """Where a mark stands first, and how often."""

    column: ColumnCells
    row: int
    text: str
    count: int = 0


def marker_problems(sheets: Sequence[SheetCells], recipe: Recipe) -> list[Problem]:
    """One question a file about each mark that offices disagree about, one note on the others.

    Where a legend says what is taken anyway, nothing is asked.
    """
    found = _marks_in(column for cells in sheets for column in cells.values())
    legend = legend_of(sheets) if found else {}
    told: dict[str, _Mark] = {}
    problems = []
    for key, mark in found.items():
        if key in recipe.markers:
            continue
        taken = meaning_of(key, {}) or "zero"
        if key not in DISPUTED_MARKS or legend.get(key) == taken:
            told[key] = mark
        else:
            problems.append(_question(key, mark, taken, legend.get(key, "")))
    return problems + _note(told)


def _marks_in(columns: Iterable[ColumnCells]) -> dict[str, _Mark]:
    """The marks among values, as they are looked up."""
    found: dict[str, _Mark] = {}
    for column in columns:
        for text, parsed in column.parsed.items():
            if parsed.value is None or (parsed.value.number and text not in DISPUTED_MARKS):
                continue
            place = column.texts[text]
            key = marker_key(fold_text(text))
            # A letter in the first column is rather a code than a mark.
            if key and not (key.isalpha() and column.column == 0):
                found.setdefault(key, _Mark(column, place.row, text)).count += place.count
    return found


def legend_of(sheets: Iterable[SheetCells]) -> dict[str, str]:
    """What the texts of a file say that marks mean: mark → meaning."""
    legend: dict[str, str] = {}
    for cells in sheets:
        for column in cells.columns.values():
            for text in column.texts:
                if 5 < len(text) <= _LEGEND:
                    legend |= _said(text)
    return legend


def _said(text: str) -> dict[str, str]:
    found = {}
    for match in _MARK.finditer(text):
        says = match["says"].lower()
        meaning = next((name for name, words in _SAYS if re.search(words, says)), "")
        if meaning:
            found[marker_key(fold_text(match["mark"]))] = meaning
    return found


def _question(key: str, mark: _Mark, taken: str, said: str) -> Problem:
    message = ngettext(
        "“{mark}” stands in {count} cell of values. What does it mean at this source?",
        "“{mark}” stands in {count} cells of values. What does it mean at this source?",
        mark.count,
    ).format(mark=key, count=mark.count)
    first = [taken, said] if said else [taken]
    return mark.column.problem(
        "missing-marker",
        mark.row,
        mark.text,
        Severity.QUESTION,
        message,
        f"markers.{key}",
        tuple(dict.fromkeys((*first, *MEANINGS))),
    )


def _note(marks: dict[str, _Mark]) -> list[Problem]:
    if not marks:
        return []
    first = next(iter(marks.values()))
    shown = ", ".join(f"“{key}”" for key in list(marks)[:_SHOWN])
    total = sum(mark.count for mark in marks.values())
    message = ngettext(
        "{count} cell says that there is no value: {marks}.",
        "{count} cells say that there is no value: {marks}.",
        total,
    )
    return [
        first.column.problem(
            "missing-marker",
            first.row,
            first.text,
            Severity.NOTE,
            message.format(count=total, marks=shown),
        )
    ]
