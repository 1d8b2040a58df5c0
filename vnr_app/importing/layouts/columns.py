"""The part that a column plays, by the name that offices give it in many languages."""

_NAMES: dict[str, str] = {
    "period": "year years time_period timeperiod period time date reference_period год годы период "
    "année annee période año anio periodo ano سنة السنة الفترة 年 年份 年度 жыл мезгил "
    "jahr tahun rok yıl yil йил он năm έτος 연도 年次 ref_year reference_year",
    "value": "value obs_value observation_value values значение показатель_значение valeur valor "
    "القيمة 值 数值 маани мааниси "
    "wert nilai qiymat қиймат мән утга wartość 値 數值 값 τιμή",
    "unit": "units unit unit_measure unit_of_measure unit_of_measurement единица "
    "единица_измерения единицы_измерения ед_изм unité unité_de_mesure unidad unidad_de_medida "
    "الوحدة 单位 өлчөө_бирдиги "
    "unidades unités unités_de_mesure unidades_de_medida unit_name unit_label unit_code uom "
    "factvalueuom satuan unidade unidades_de_medição",
    "multiplier": "unit_multiplier unit_mult multiplier powercode",
    "series": "series series_name series_description seriesdescription показатель "
    "наименование_показателя серия indicator_name measure indicateur_nom série serie السلسلة 系列 "
    "көрсөткүч",
    "series_code": "series_code seriescode",
    "indicator": "indicator indicator_code indicator_number sdg_indicator sdg indicateur indicador "
    "индикатор код_показателя код_индикатора المؤشر 指标 指标代码 индикатору",
    "area_code": "geocode geo_code area_code geo_area_code geoareacode ref_area region_code "
    "country_code countrycode iso3 iso_code код_территории iso3c iso_alpha3 iso_alpha_3 iso3_code "
    "country_iso3_code countryiso3code area_code_m49 m49 m49_code spatialdimvaluecode country_id",
    "area_name": "country countries country_name "
    "region regions geography area areas area_name geo_area_name "
    "county counties governorate departement département prefecture municipality city "
    "geoareaname reference_area territory province state district oblast территория область регион "
    "страна область_регион pays région territoire país region_name территориясы аймак облус "
    "البلد المنطقة 地区 国家 "
    "districts distrito distritos comuna comunas commune communes wilaya gouvernorat canton cantón "
    "parroquia район "
    "departamento departamentos provincia provincias municipio município estado régions "
    "provinsi kabupaten bundesland land",
    "status": "observation_status obs_status status_of_observation",
    "nature": "nature",
    "source": "source source_detail data_source источник источник_данных fuente المصدر 来源",
    "footnote": "footnote footnotes note notes comment comments comment_obs comment_ts примечание "
    "примечания remarques notas ملاحظات 备注",
    "": "freq dataflow structure structure_id action time_detail decimals progress time_format "
    "goal target reporting_type_code id",
}
_ROLES = {word: role for role, words in _NAMES.items() for word in words.split()}


def role_of(key: str) -> str | None:
    """The part of a column by its key; empty when it is of no use, None when it is a breakdown."""
    return _ROLES.get(key)
