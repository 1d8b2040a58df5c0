"""Months, quarters and halves by their names in the languages of offices."""

import re

_MONTHS = (
    "january jan janvier janv enero ene январь января январе янв январ қаңтар үчтүн يناير "
    "كانون_الثاني janeiro มกราคม үчтүн_айы",
    "february feb février févr fév febrero февраль февраля феврале фев февр ақпан бирдин فبراير "
    "شباط fevereiro fev กุมภาพันธ์",
    "march mar mars marzo март марта марте мар наурыз жалган_куран مارس آذار março มีนาคม",
    "april apr avril avr abril abr апрель апреля апреле апр сәуір чын_куран أبريل ابريل نيسان "
    "เมษายน",
    "may mai mayo май мая мае мамыр бугу مايو أيار ايار maio พฤษภาคม",
    "june jun juin junio июнь июня июне июн маусым кулжа يونيو حزيران junho มิถุนายน",
    "july jul juillet juil julio июль июля июле июл шілде теке يوليو تموز julho กรกฎาคม",
    "august aug août aout agosto ago август августа августе авг тамыз баш_оона أغسطس اغسطس آب "
    "สิงหาคม",
    "september sep sept septembre septiembre setiembre сентябрь сентября сентябре сен сент "
    "қыркүйек аяк_оона سبتمبر أيلول ايلول setembro set กันยายน",
    "october oct octobre octubre октябрь октября октябре окт қазан тогуздун أكتوبر اكتوبر "
    "تشرين_الأول outubro out ตุลาคม",
    "november nov novembre noviembre ноябрь ноября ноябре ноя нояб қараша жетинин نوفمبر "
    "تشرين_الثاني novembro พฤศจิกายน",
    "december dec décembre déc diciembre dic декабрь декабря декабре дек желтоқсан бештин ديسمبر "
    "كانون_الأول dezembro dez ธันวาคม",
)
MONTHS = {
    name.replace("_", " "): number
    for number, names in enumerate(_MONTHS, start=1)
    for name in names.split()
}
"""Name, lower case and without its end point → number of the month."""

_ORDINALS = (
    "first 1st premier 1er primer primero первый первое первая الأول 一 i",
    "second 2nd deuxième 2e segundo второй второе вторая الثاني 二 ii",
    "third 3rd troisième 3e tercer tercero третий третья الثالث 三 iii",
    "fourth 4th quatrième 4e cuarto четвертый четвёртый الرابع 四 iv",
)
ORDINALS = {
    name: number for number, names in enumerate(_ORDINALS, start=1) for name in names.split()
} | {str(number): number for number in range(1, 5)}

MONTH = "|".join(sorted(map(re.escape, MONTHS), key=len, reverse=True))
ORDINAL = "|".join(sorted(map(re.escape, ORDINALS), key=len, reverse=True))
QUARTER = r"quarter|qtr\.?|квартал\w*|кв\.?|trimestre|trim\.?|тоқсан\w*|чейрек\w*|الربع|季度|季"
HALF = r"half(?:[- ]year)?|полугоди[ея]|п/г|semestre|semester|жарты\s?жыл\w*|النصف|半年"
