"""The small workbook behind a chart, by which Word lets its figures be edited.

Written from strings: it holds no formula, no link, no style, no date and no name, and its bytes
follow from the chart alone.
"""

import io
import re
import zipfile

from vnr_app.domain.charts import ChartData
from vnr_app.exporting.ooxml import DECLARATION, escaped

SHEET = "Sheet1"
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?(?:[eE][-+]?[0-9]{1,2})?")
_EPOCH = (1980, 1, 1, 0, 0, 0)
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_FIXED = {
    "[Content_Types].xml": (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/>'
        "</Types>"
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/workbook.xml": (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
        f'<sheet name="{SHEET}" sheetId="1" r:id="rId1"/></sheets></workbook>'
    ),
    "xl/_rels/workbook.xml.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
    ),
}


def column_name(number: int) -> str:
    """The letters of a column counted from 0: A, B, ..., Z, AA."""
    name = ""
    while number >= 0:
        number, letter = divmod(number, 26)
        name = chr(ord("A") + letter) + name
        number -= 1
    return name


def chart_values(chart: ChartData) -> list[list[str]]:
    """The values of each series, as many as there are categories, "" where there is none."""
    count = len(chart.categories)
    return [
        [value if value and _NUMBER.fullmatch(value) else "" for value in series.values[:count]]
        + [""] * (count - len(series.values))
        for series in chart.series
    ]


def _text_cell(place: str, text: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{escaped(text)}</t></is></c>'


def _sheet(chart: ChartData) -> str:
    """Categories down the first column, a column for each series."""
    columns = [column_name(number + 1) for number in range(len(chart.series))]
    heads = zip(columns, chart.series, strict=True)
    rows = [f'<row r="1">{"".join(_text_cell(f"{c}1", series.name) for c, series in heads)}</row>']
    values = zip(*chart_values(chart), strict=True)
    for line, (category, numbers) in enumerate(zip(chart.categories, values, strict=True), start=2):
        cells = "".join(
            f'<c r="{column}{line}"><v>{number}</v></c>'
            for column, number in zip(columns, numbers, strict=True)
            if number
        )
        rows.append(f'<row r="{line}">{_text_cell(f"A{line}", category)}{cells}</row>')
    return f'<worksheet xmlns="{_MAIN}"><sheetData>{"".join(rows)}</sheetData></worksheet>'


def chart_workbook(chart: ChartData) -> bytes:
    """The workbook of a chart with at least one series, as bytes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, xml in (*_FIXED.items(), ("xl/worksheets/sheet1.xml", _sheet(chart))):
            entry = zipfile.ZipInfo(name, _EPOCH)
            # The fixed parts are small: to pack them anew for each chart is not worth the time.
            entry.compress_type = zipfile.ZIP_STORED if name in _FIXED else zipfile.ZIP_DEFLATED
            archive.writestr(entry, DECLARATION + xml)
    return stream.getvalue()
