"""The lines above a table that are not its title: who published it, and the number it has."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from vnr_app.importing.grid import Sheet, cell_text
from vnr_app.importing.notes import is_note

_NUMBER = (
    r"(?:table|tab\.|таблица|табл\.|таблицасы|tableau|cuadro|tabla|quadro|tabelle|tabel|jadval|жадвал"
    r"|جدول|表)\s*[№n°º.:\-]*\s*[A-ZА-Я]{0,2}[\d٠-٩]+(?:[.\-–][\d٠-٩]+)*(?:[a-zа-я]{1,2}\d{0,2})?"
)
_NUMBERED = re.compile(rf"{_NUMBER}(?:\s*[.:)\-–—]+(?!\d)\s*|\s+(?!\()|$)", re.IGNORECASE)

_PUBLISHER = re.compile(
    r"(?:the )?(?:[\w'’]+ ){0,4}(?:statistic(?:s|al)|bureau|census)(?: [\w'’]+){0,3}"
    r" (?:office|bureau|agency|committee|service|department|authority|cent(?:re|er)|institute"
    r"|commission|division|directorate|administration|organi[sz]ation)\b(?: (?:of|for|and|on) .*)?"
    r"|(?:the )?(?:[\w'’]+ ){0,3}(?:office|bureau|agency|committee|service|department|institute"
    r"|commission|directorate|centre|center|ministry|board|authority) (?:of|for|on)"
    r" (?:the )?(?:[\w'’]+ ){0,6}(?:statistics?|census(?:es)?|planning|economy|finance|health"
    r"|education|labou?r|environment|agriculture|development)\b.*"
    r"|(?-i:Statistics [A-Z][\w'’]+(?: [A-Z][\w'’]+)?)|(?:the )?ministry of .+"
    r"|.*\b(?:комитет\w*|служб\w+|агентств\w+|бюро|управлени\w+|департамент\w*)"
    r" .*\bстатистик\w+.*"
    r"|.*\b(?:национальн\w+ )?статистическ\w+ (?:комитет|служба|агентство|управление).*"
    r"|министерство .+|.*улуттук статистика.*комитет\w*.*|.*ұлттық статистика бюросы.*"
    r"|(?:institut|office|agence|direction|bureau|service)\b.* (?:de la|des?) statistiques?\b.*"
    r"|ministère (?:de|des|du) .+"
    r"|(?:instituto|oficina|dirección|departamento)\b.* (?:de )?(?:estadísticas?|censos)\b.*"
    r"|ministerio de .+|instituto .+ de estatística.*"
    r"|(?:الجهاز|المكتب|الهيئة|دائرة|مركز)(?: \w+)* (?:للإحصاء|الإحصاء|الإحصاءات).*|وزارة .+"
    r"|.*(?:国家|省|市)统计局",
    re.IGNORECASE,
)
_LONGEST = 120
"""Signs of the name of an office."""


_LINK = re.compile(
    r"(?:back|return|zurück|retour|назад|volver)\b.{0,25}"
    r"|(?:(?:go )?to )?(?:the )?(?:table of )?contents"
    r"|(?:к )?(?:содержани[юе]|оглавлени[юе])|(?:al )?índice|(?:au )?sommaire|返回.{0,6}|https?://\S+",
    re.IGNORECASE,
)
_NUMBERING = re.compile(r"\d{1,2}(?:\.\d{1,2})+\.?\s+\w")
_YEARS = re.compile(r"(?<!\d)(?:1[89]|2[01])\d\d(?!\d)")
_HEAD_ROWS = 12
_SHORT = 100
"""Signs of a line that is no explanation."""
_FEWEST = 3
"""Words of a title that says more than a period, a group or a unit."""


def is_link(text: str) -> bool:
    """Whether a line only leads to another place: "Back to contents"."""
    return _LINK.fullmatch(text.strip(" <>«»←.")) is not None


@dataclass(frozen=True, slots=True)
class PageHeads:
    """The lines above the tables of a file, without their years, that stand on several sheets.

    `running` are those on half of the sheets or more, of three at least; `short` are short lines
    alone in their rows, as they stand, each after the name of its sheet.
    """

    repeated: frozenset[str] = frozenset()
    running: frozenset[str] = frozenset()
    short: tuple[tuple[str, str], ...] = ()

    def elsewhere(self, sheet: str) -> list[str]:
        """The short lines on other sheets."""
        return [text for page, text in self.short if page != sheet]

    def title(self, lines: list[str]) -> str:
        """The title among the lines above a table: running heads are none.

        One that other tables have as well is told from theirs by the line of this table alone.
        """
        own = [text for text in lines if _plain(text) not in self.running]
        if not own or not _is_wordy(own[0]):
            own = lines
        first = own[0] if own else ""
        if _plain(first) in self.repeated:
            alone = (text for text in own[1:] if _plain(text) not in self.repeated)
            if rest := next((t for t in alone if _is_wordy(t) or _NUMBERING.match(t)), ""):
                return f"{first}: {rest}"
        return first


def page_heads(sheets: Iterable[Sheet]) -> PageHeads:
    """The lines that stand above the tables of several sheets."""
    counts: Counter[str] = Counter()
    lines: dict[tuple[str, str], None] = {}
    pages = 0
    for sheet in sheets:
        rows = [
            [text for cell in row if (text := cell_text(cell))]
            for row in islice(sheet.rows, _HEAD_ROWS)
        ]
        texts = {text for row in rows for text in row}
        counts.update({_plain(text) for text in texts if text})
        alone = (row[0] for row in rows if len(row) == 1)
        short = (text for text in alone if len(text) <= _SHORT and not is_note(text))
        lines |= dict.fromkeys((sheet.name, text) for text in short)
        pages += bool(texts)
    repeated = {text for text, count in counts.items() if count > 1}
    running = {text for text in repeated if counts[text] > 2 and counts[text] * 2 >= pages}
    return PageHeads(frozenset(repeated), frozenset(running), tuple(lines))


def _plain(text: str) -> str:
    """A line without its years."""
    return _YEARS.sub("", text)


def _is_wordy(text: str) -> bool:
    """Whether a line says more than a group or a period, and is no unit in brackets."""
    return not text.startswith("(") and len(re.findall(r"[^\W\d_]{2,}", text)) >= _FEWEST


def is_publisher(text: str) -> bool:
    """Whether a line is no more than the name of an office: "National Statistics Office"."""
    return len(text) <= _LONGEST and _PUBLISHER.fullmatch(text.strip(" .,")) is not None


def without_number(title: str) -> str:
    """A title without the number of its table: "Table 3.4. Wages" → "Wages"; "" for "Table 3.4"."""
    match = _NUMBERED.match(title.strip())
    return title.strip()[match.end() :] if match else title


def is_heading(text: str) -> bool:
    """Whether a line says what a table is about: no link, office's name or table's number."""
    return bool(without_number(text)) and not is_publisher(text) and not is_link(text)
