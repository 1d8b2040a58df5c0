"""What the words of headings and labels say about columns: numbering, aims, measures, groups."""

import re
from collections.abc import Callable

from vnr_app.importing.codes import column_key
from vnr_app.importing.words import heading_of, in_languages

_ID_WORDS = (
    "no n nr id rank s_no sr_no sno serial row line п_п № nº num número numero rang rango 序号 "
    "م الرقم 编号 code codes код коды código codigo 代码 الرمز"
)
_IDS = frozenset(_ID_WORDS.split())
_IN_IDS = frozenset(
    ["id", "rank", "ranking", "rang", "code", "codes", "код", "коды", "código", "codigo"]
)
"""Words that make a short heading one of numbers or codes of rows: "County code"."""
_CODES = frozenset(
    (
        *("code", "codes", "id", "код", "коды", "código", "codigo", "códigos", "clave"),
        *("cod", "cód", "kod", "iso", "iso2", "iso3", "m49", "fips", "geoid", "geocode", "pcode"),
        *("ubigeo", "insee", "nuts", "ibge", "cvegeo", "soato", "окато", "октмо", "оквэд"),
    )
)
"""Words in the headings of codes, most of them of places."""

_MONTHS = frozenset(
    (
        *("month", "months", "mes", "mois", "mês", "mese", "monat", "bulan", "месяц", "ай"),
        *("الشهر", "月", "月份"),
    )
)

_CODE = re.compile(
    r"[A-ZА-Я]?[\d.,\-–/ ]*\d[\d.,\-–/ ]*[A-Za-z]?|[A-Z]|[A-Z]\d{7,}(?:, ?[A-Z]\d+)*"
)

_RANK = re.compile(
    r"(?:(?:change|changes|movement) in )?(?:the )?rank(?:ing)?s?(?: change)?|position|рейтинг|ранг"
    r"|место|rang|classement|puesto|排名|名次|الترتيب",
    re.IGNORECASE,
)

_TARGET = re.compile(
    r"\btargets?\b|\bgoals? for\b|\bplanned\b|целев\w+|\bцель\b|\bплан\w*|максат\w*|\bcibles?\b"
    r"|\bobjectifs?\b|\bmetas?\b|\bобъем плана|目标|(?:ال)?مستهدف\w*|(?:ال)?هدف",
    re.IGNORECASE,
)

_MEASURES = re.compile(
    r"items?|indicators?|measures?|variables?|particulars|наименовани\w*|показател\w*"
    r"|көрсөткүч\w*|indicateurs?|indicador(?:es)?|concepto|المؤشرات?|البيان|指标|项目",
    re.IGNORECASE,
)
_GENERAL = re.compile(
    r"(?:(?:background|selected|main|socio[- ]?(?:demographic|economic)|demographic|household)\s+)*"
    r"characteristics?|(?:(?:sub-?)?categor(?:y|ies)|groups?|breakdowns?|disaggregations?|domains?"
    r"|levels?|descriptions?|caractéristiques?\b.*|características?\b.*|desagregación|dominio"
    r"|характеристик\w*\b.*|категори\w+|разбивка|группа|الخصائص\b.*|分组|特征)",
    re.IGNORECASE,
)

_ANNOUNCING = re.compile(
    r"(?:by|по|par|por|según|selon|nach|menurut)\s+(?P<by>.+)|按(?P<by_zh>.+?)分?"
    r"|(?P<kind>(?:main\s+|primary\s+)?(?:types?|kinds?|forms?|causes?|reasons?|sources?|methods?"
    r"|modes?)\s+of\s.+|(?:виды?|типы?|формы?|причин[аы]|источники?)\s.+"
    r"|(?:types?|causes?|modes?|formes?)\s+d(?:e\s|u\s|['’]).+|(?:tipos?|causas?|formas?)\s+de\s.+)"
    r"|(?:highest\s+)?(?:class(?:es)?|levels?|status|size|sectors?|stages?|degrees?|fields?"
    r"|branch(?:es)?)\s+of\s.+|(?:категори[яи]|уровень)\s.+"
    r"|(?:niveaux?|catégories?|secteurs?|statut)\s+d(?:e\s|u\s|['’]).+"
    r"|(?:nivel(?:es)?|sectores?|condición)\s+de\s.+"
    r"|(?:marital|employment|economic activity|health|disability|labou?r force)\s+status"
    r"|ethnic(?:ity| groups?)|religions?|nationalit(?:y|ies)|citizenship|occupations?|industry",
    re.IGNORECASE,
)
_LONGEST = 60


def is_code(text: str) -> bool:
    """Whether a label is a code and no name: "1.1.3", "A", "10.2-3", "K04000001"."""
    return _CODE.fullmatch(text) is not None


def numbers_rows(heading: str) -> bool:
    """Whether a heading is that of numbers or codes of the rows."""
    words = column_key(heading).split("_")
    return "_".join(words) in _IDS or (len(words) <= 3 and not _IN_IDS.isdisjoint(words))


def lists_codes(heading: str) -> bool:
    """Whether a short heading is that of codes, as of places: "Código región", "UBIGEO"."""
    words = column_key(heading).split("_")
    return len(words) <= 3 and not _CODES.isdisjoint(words)


def counts_months(heading: str) -> bool:
    """Whether a heading is that of the numbers of months."""
    return column_key(heading) in _MONTHS


def is_rank(heading: str) -> bool:
    """Whether a heading is that of ranks, which are no values."""
    return _RANK.fullmatch(heading.strip()) is not None


def is_target(heading: str) -> bool:
    """Whether a heading is that of what is aimed at."""
    return _TARGET.search(heading) is not None


def lists_measures(heading: str) -> bool:
    """Whether a heading is that of labels which are all measures: "Indicator / Indicateur"."""
    parts = in_languages(heading)
    return bool(parts) and all(_MEASURES.fullmatch(part) for part in parts)


def is_general(heading: str) -> bool:
    """Whether a heading of labels names no one dimension: "Background characteristics"."""
    return not heading or _GENERAL.fullmatch(heading.strip(" :")) is not None


def announced(text: str) -> str:
    """The dimension that a heading names for what stands below it: "Type of fuel", "By age"."""
    match = _ANNOUNCING.fullmatch(text.strip(" :"))
    if match is not None and match["kind"]:
        return column_key(text)[:40]
    if found := heading_of(text):
        return found
    if match is None or len(text) > _LONGEST:
        return ""
    return column_key(match["by"] or match["by_zh"] or text)[:40]


def share(texts: list[str], check: Callable[[str], object]) -> float:
    """Which part of some texts passes a check."""
    return sum(bool(check(text)) for text in texts) / len(texts) if texts else 0.0
