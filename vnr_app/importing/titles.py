"""The lines above a table that are not its title: who published it, and the number it has."""

import re

_NUMBER = (
    r"(?:table|tab\.|таблица|табл\.|таблицасы|tableau|cuadro|tabla|quadro|tabelle|tabel|jadval|жадвал"
    r"|جدول|表)\s*[№n°.:\-]*\s*[A-ZА-Я]{0,2}[\d٠-٩]+(?:[.\-–][\d٠-٩]+)*(?:[a-zа-я]{1,2}\d{0,2})?"
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


def is_publisher(text: str) -> bool:
    """Whether a line is no more than the name of an office: "National Statistics Office"."""
    return len(text) <= _LONGEST and _PUBLISHER.fullmatch(text.strip(" .,")) is not None


def without_number(title: str) -> str:
    """A title without the number of its table: "Table 3.4. Wages" → "Wages"; "" for "Table 3.4"."""
    match = _NUMBERED.match(title.strip())
    return title.strip()[match.end() :] if match else title


def is_heading(text: str) -> bool:
    """Whether a line says what a table is about, being no office's name nor a table's number."""
    return bool(without_number(text)) and not is_publisher(text)
