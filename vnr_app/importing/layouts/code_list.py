"""Sheets that explain codes beside the data of a workbook: lists of codes, metadata, glossaries."""

from vnr_app.importing.codes import column_key
from vnr_app.importing.grid import Sheet, cell_text
from vnr_app.importing.layouts.base import head_rows, text_at

_CODES = {"code", "codes", "id", "abbreviation", "symbol", "attribute"}
_TEXTS = {
    *("name", "names", "label", "labels", "description", "definition", "meaning", "title"),
    *("term", "note", "notes", "explanation", "organization", "organisation", "metadata"),
}
_OTHERS = {
    *("codelist", "list", "concept", "dimension", "parent", "order", "type", "group", "region"),
    *("tablename", "incomegroup", "specialnotes", "source", "topic", "annotation", "annotations"),
}


def recognise(sheet: Sheet) -> bool:
    """Whether all headings of a sheet are of codes and what they mean, with texts below them."""
    for number, row in enumerate(head_rows(sheet.rows, 10)):
        lasts = [column_key(text).rpartition("_")[2] for cell in row if (text := cell_text(cell))]
        if _CODES.isdisjoint(lasts) or _TEXTS.isdisjoint(lasts):
            continue
        return set(lasts) <= _CODES | _TEXTS | _OTHERS and _has_words(sheet, number, len(row))
    return False


def _has_words(sheet: Sheet, header: int, width: int) -> bool:
    """Whether the cells below a header are texts, numbers at most in one column."""
    body = head_rows(sheet.rows, header + 30)[header + 1 :]
    numeric = {
        column
        for row in body
        for column in range(width)
        if (text := text_at(row, column)) and text.replace(".", "", 1).isdigit()
    }
    return bool(body) and len(numeric) <= 1
