"""Words by which tables name groups of people, in the six UN languages and in Kyrgyz."""

import re
from functools import lru_cache

from vnr_app.domain.indicators import TOTAL
from vnr_app.importing.values import fold_text

_CODES: dict[str, dict[str, str]] = {
    "sex": {
        "F": "f female females woman women girl girls femme femmes filles féminin feminin mujer "
        "mujeres niñas femenino женщины женщина женщин девочки девушки женский женское жен аялдар "
        "аял кыздар إناث أنثى نساء الإناث 女 女性 女童",
        "M": "m male males man men boy boys homme hommes garçons masculin hombre hombres niños "
        "masculino мужчины мужчина мужчин мальчики юноши мужской мужское муж эркектер эркек "
        "ذكور ذكر رجال الذكور 男 男性 男童",
        TOTAL: "_t bothsex|both sexes|оба пола|les deux sexes|ambos sexos|كلا الجنسين|两性|"
        "men and women|male and female|эки жыныс",
    },
    "location": {
        "U": "u urban city cities town towns urbain urbaine urbano urbana город города городская "
        "городской городское шаар шаарлар حضر حضري 城市 城镇|городские поселения|"
        "городская местность|urban area|urban areas|шаар жерлери|шаардык жерлери|шаар турагы|"
        "шаардык калк|городское население|milieu urbain",
        "R": "r rural village villages rurale rurales село села сельская сельский сельское айыл "
        "ريف ريفي 农村 乡村|сельская местность|сельские поселения|rural area|rural areas|"
        "айыл аймагы|айыл жерлери|айыл жергеси|сельское население|milieu rural|аыйл",
        TOTAL: "allarea|urban and rural|город и село",
    },
}

_TOTAL_WORDS = (
    "total|totals|all|overall|grand total|всего|итого|бардыгы|баары|жалпы|ensemble|tous|todos|"
    "المجموع|الإجمالي|合计|总计|_t|national|national total|country|country total|"
    "всего по стране|республика|whole country"
)
_TOTALS = frozenset(_TOTAL_WORDS.split("|"))

_HEADINGS = {
    "sex": "sex gender sexe sexo пол полу жынысы пола الجنس 性别",
    "location": "urbanisation urbanization locality location residence местность местности "
    "проживания жерлери жерлер жери milieu residencia موقع 城乡",
    "area": "territory terrytory territories region regions areas area oblast province provinces "
    "область области территории терретории территория территориям регион регионы регионам "
    "аймактар аймак облустар облус région régions regiones منطقة 地区",
    "age": "age ages возраст возрасту возрастам возраста курагы курак жашы âge edad العمر 年龄",
    "quantile": "quintile quintiles wealth quantile квинтиль квинтили квинтилям благосостояния "
    "благосостояние байлыгы бакубаттуулук богатства richesse riqueza",
    "education_level": "education образование образования образованию билим билими éducation "
    "educación instruction التعليم 教育",
}

_FILLER_WORDS = "by of the по в во на и разрезе боюнча жана менен par por según de la et y 按"
_FILLERS = frozenset(_FILLER_WORDS.split())

_QUINTILES = {
    "Q1": "poorest|the poorest|беднейший|беднейшие|жакыр|эң жакыр|первый|quintile 1|first",
    "Q2": "second|второй|экинчи|quintile 2",
    "Q3": "middle|average|средний|третий|орто|ортоңку|quintile 3|third",
    "Q4": "fourth|четвертый|четвёртый|төртүнчү|quintile 4",
    "Q5": "richest|the richest|богатейший|богатейшие|бай|эң бай|пятый|quintile 5|fifth",
}

_AREA_WORDS = re.compile(
    r"\b(?:oblasts?|oblasty|область|областная|обл|облусу|облысы|province|provincia|region|regi[oó]n"
    r"|région|район|району|district|département|departamento|county|governorate|wilaya"
    r"|prefecture|municipality|canton|край|city|г|город|шаары|ш|қаласы|محافظة|ولاية)\b"
    r"|[省市县]$",
    re.IGNORECASE,
)

_OF_WHICH = re.compile(
    r"(?:(?:of (?:which|whom|them)|including|among them|in particular|в том числе|из них|dont"
    r"|de los cuales|анын ичинде)\b|منها|其中)\s*[:：,–—-]?\s*(?=\S)"
)

_AGE_UNIT = r"\s*(?:years?(?: olds?| of age)?|yrs?|лет|год(?:а|ов)?|жаш\w*|ans|años|سنة|岁)?"
_AGE_RANGE = re.compile(rf"(\d{{1,3}})\s*[-–—]\s*(\d{{1,3}}){_AGE_UNIT}", re.IGNORECASE)
_AGE_OPEN = re.compile(
    rf"(\d{{1,3}}){_AGE_UNIT}\s*(?:\+|and (?:over|older|above|more)|и старше|и более|и выше"
    r"|жана (?:андан )?(?:улуу|жогору)|et plus|y más|فأكثر|及以上)",
    re.IGNORECASE,
)

_ENGLISH_WORDS = (
    "of the and by with for from at rate ratio number total share proportion women men woman man "
    "female male urban rural years over under other items republic city population level"
)
_OTHER_LATIN_WORDS = (
    "de la le les des du et par pour sur dans en el los las del y o por para da do dos das e di "
    "della und der die das von für va bilan boyicha dan"
)
_ENGLISH = frozenset(_ENGLISH_WORDS.split())
_NOT_ENGLISH = frozenset(_OTHER_LATIN_WORDS.split())


def is_latin(text: str) -> bool:
    """Whether most letters of a text are Latin."""
    letters = [sign for sign in text if sign.isalpha()]
    return bool(letters) and sum(sign < "\u0250" for sign in letters) * 10 > len(letters) * 7


def is_english(text: str) -> bool:
    """Whether a text has words that only English has; short labels may well have none."""
    words = set(re.findall(r"[^\W\d_]+", text.lower()))
    return bool(words & _ENGLISH) and not words & _NOT_ENGLISH and is_latin(text)


def best_language(texts: list[str]) -> str:
    """Of a text in several languages the English one, else the last in Latin script or the first.

    Raises IndexError when there is none.
    """
    latin = [text for text in texts if is_latin(text)]
    english = [text for text in latin if is_english(text)]
    return [*texts[:1], *latin, *english][-1]


def best_column(columns: dict[int, list[str]]) -> int | None:
    """Of columns of labels the English one, else the last in Latin script or the first."""
    best, most = next(iter(columns), None), 0
    for column, cells in columns.items():
        texts = [text for text in cells if any(map(str.isalpha, text))]
        latin = sum(map(is_latin, texts)) * 2 > len(texts)
        english = sum(map(is_english, texts))
        if latin and english >= most:
            best, most = column, english
    return best


def label_key(label: str) -> str:
    """A label for looking up: folded, lower case, without footnote marks and closing colons."""
    return re.sub(r"[\s*¹²³⁴⁵:]+$", "", fold_text(label)).strip(" -–•").lower()


def _table(words: str) -> set[str]:
    single, *phrases = words.split("|")
    return {*single.split(), *phrases}


_GROUPS: dict[str, tuple[str, str]] = {
    word: (dimension, code)
    for dimension, codes in _CODES.items()
    for code, words in codes.items()
    for word in _table(words)
} | {word: ("quantile", code) for code, words in _QUINTILES.items() for word in words.split("|")}

_HEADING_WORDS = {
    word: dimension for dimension, words in _HEADINGS.items() for word in words.split()
}


@lru_cache(maxsize=20_000)
def group_of(label: str) -> tuple[str, str] | None:
    """The dimension and code that a label names: "женщины" → ("sex", "F"); None when neither."""
    key = label_key(label)
    if key in _GROUPS:
        return _GROUPS[key]
    if match := _AGE_RANGE.fullmatch(key):
        return "age", f"{match[1]}-{match[2]}"
    if match := _AGE_OPEN.fullmatch(key):
        return "age", f"{match[1]}+"
    if match := _OF_WHICH.match(key):
        return group_of(key[match.end() :])
    return None


def is_total(label: str) -> bool:
    """Whether a label means everybody or the whole country."""
    return label_key(label) in _TOTALS


@lru_cache(maxsize=20_000)
def heading_of(label: str) -> str:
    """The dimension that a heading announces ("по полу" → "sex"), else an empty text."""
    words = re.findall(r"\w+", label_key(label))
    found = [_HEADING_WORDS[word] for word in words if word in _HEADING_WORDS]
    if len(words) > 4 or not found:
        return ""
    if found[0] == "area" and any(
        word not in _HEADING_WORDS and word not in _FILLERS for word in words
    ):
        # "Batken oblast" is an area itself.
        return ""
    return found[0]


def looks_like_area(label: str) -> bool:
    """Whether a label carries a word for a part of a country: "Batken oblast", "г. Бишкек"."""
    key = label_key(label)
    return len(key) <= 60 and _AREA_WORDS.search(key) is not None and group_of(label) is None


def canonical_code(dimension: str, text: str) -> str:
    """The code of a group in a dimension: known words and totals as SDMX, else as printed."""
    if text.upper() in {"TOTAL", "_T"} or is_total(text):
        return TOTAL
    group = group_of(text)
    return group[1] if group and group[0] == dimension and dimension != "quantile" else text
