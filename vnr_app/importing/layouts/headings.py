"""What a heading says of its column, in one language or in several."""

import re

from vnr_app.importing.codes import column_key
from vnr_app.importing.layouts.columns import role_of
from vnr_app.importing.words import in_languages

_MEASURED = re.compile(
    r"%|£|\$|€|\b(?:rate|ratio|numbers?|percent\w*|per|share|proportion|average|mean|median|index"
    r"|count|value|amount|error|ci|confidence|limits?|lower|upper|births?|deaths?|population|cases?"
    r"|households?|persons?|area|total (?:number|value)|taux|nombre|part|pourcentage|moyenne|indice"
    r"|tasa|número|porcentaje|promedio|índice|población|persentase|jumlah|rata-rata)\b"
    r"|числ|дол[яи]|уровень|количеств|процент|коэффициент|средн|индекс|населени|сан[ыы]|үлүш"
    r"|عدد|نسبة|معدل|مؤشر|数|率|比例|比重|平均|指数|人口",
    re.IGNORECASE,
)


def role_of_heading(heading: str) -> str | None:
    """The part of a column by its heading: "Unit / Unité" is a unit; None where it is not known."""
    role = role_of(column_key(heading))
    if role is not None:
        return role
    roles = {role_of(column_key(part)) for part in in_languages(heading)}
    return roles.pop() if len(roles) == 1 else None


def tells_measure(texts: list[str]) -> bool:
    """Whether headings say what is measured rather than of whom."""
    return any(_MEASURED.search(text) for text in texts)
