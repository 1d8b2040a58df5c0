"""The blocks of a chapter as HTML."""

from collections.abc import Iterator
from html import escape

from vnr_app.domain import report as rp
from vnr_app.exporting.colors import TONES, text_on
from vnr_app.exporting.html_charts import chart_svg
from vnr_app.exporting.html_page import Page
from vnr_app.exporting.html_text import drawing_of, figure_html, prose

_INK = "1F2933"


def block_html(page: Page, block: rp.Block, base: int) -> Iterator[str]:
    """A block that stands under a heading of level `base`."""
    match block:
        case rp.Prose(document=document):
            yield from prose(page, document, base)
        case rp.Heading(level=level, text=text, id=identifier):
            tag = f"h{min(max(level, 2), 6)}"
            yield f"<{tag}{page.id_of(identifier)}>{escape(text)}</{tag}>"
        case rp.DataTable():
            yield _data_table(page, block)
        case rp.Dashboard():
            yield _dashboard(page, block)
        case rp.KeyFigures(figures=figures):
            yield _key_figures(page, figures)
        case rp.Graph():
            yield _graph(page, block)
        case rp.Signature(name=name, office=office, place=place):
            lines = "<br>".join(escape(each) for each in (office, place) if each)
            yield f'<p class="signature"><strong>{escape(name)}</strong><br>{lines}</p>'
        case rp.Terms(terms=terms):
            yield _terms(page, terms)
        case rp.SourceLine(text=text):
            yield f'<p class="source"{page.dir_of(text)}>{escape(text)}</p>'


def _caption(page: Page, identifier: str, caption: str) -> str:
    return f"<caption>{page.label(identifier)}{escape(caption)}</caption>" if caption else ""


def _notes(notes: tuple[str, ...]) -> str:
    return "".join(f'<p class="source">{escape(note)}</p>' for note in notes)


def _look(page: Page) -> str:
    room = ' cellspacing="0" cellpadding="4" width="100%"' if page.simple else ""
    return f' class="data"{room}'


def _data_table(page: Page, block: rp.DataTable) -> str:
    shares = sum(column.share for column in block.columns) or 1
    head = page.row(
        f'<th scope="col" class="{column.align}" width="{column.share / shares:.0%}"'
        f"{_align(page, column.align)}>{escape(column.title)}</th>"
        for column in block.columns
    )
    rows = "".join(_row(page, block, row) for row in block.rows)
    table = (
        f"<table{_look(page)}{page.id_of(block.id)}>{_caption(page, block.id, block.caption)}"
        f"<thead>{head}</thead><tbody>{rows}</tbody></table>"
    )
    return f'<div class="wide">{table}</div>{_notes(block.notes)}'


def _align(page: Page, align: rp.Alignment) -> str:
    """A simple viewer aligns cells by an attribute only, and sets headings in the middle."""
    if not page.simple:
        return ""
    ends = ("right", "left") if page.report.right_to_left else ("left", "right")
    side = {"start": ends[0], "end": ends[1], "center": "center"}[align]
    return f' align="{side}"'


def _row(page: Page, block: rp.DataTable, row: rp.Row) -> str:
    if row.group:
        cell = row.cells[0]
        look = "group" if cell.bold else "group quiet"
        span = len(block.columns)
        head = (
            f'<th scope="rowgroup" colspan="{span}"{_align(page, "start")}>{escape(cell.text)}</th>'
        )
        return f'<tr class="{look}">{head}</tr>'
    cells = []
    for place, (cell, column) in enumerate(zip(row.cells, block.columns, strict=False)):
        tag, scope = ("td", "") if place or page.simple else ("th", ' scope="row"')
        where = page.dir_of(cell.text) + _align(page, column.align)
        cells.append(f'<{tag}{scope} class="{column.align}"{where}>{_cell(cell)}</{tag}>')
    return page.row(cells)


def _cell(cell: rp.Cell) -> str:
    text = escape(cell.text)
    if cell.italic:
        text = f"<em>{text}</em>"
    if cell.bold:
        text = f"<strong>{text}</strong>"
    return _toned(text, cell.tone) if cell.tone else text


def _toned(text: str, tone: rp.Tone) -> str:
    color = f' style="color:#{TONES[tone][0]}"' if tone else ""
    return f'<span class="status"{color}>{text}</span>'


def _dashboard(page: Page, block: rp.Dashboard) -> str:
    head = page.row(f'<th scope="col">{escape(title)}</th>' for title in block.headings)
    rows = "".join(page.row(_standing(page, row)) for row in block.rows)
    return (
        f"<table{_look(page)}{page.id_of(block.id)}>{_caption(page, block.id, block.caption)}"
        f"<thead>{head}</thead><tbody>{rows}</tbody></table>{_notes(block.notes)}"
    )


def _standing(page: Page, row: rp.Standing) -> Iterator[str]:
    goal = f"{tile(row.goal)} {escape(row.goal.title)}"
    yield f'<th scope="row"{_align(page, "start")}>{goal}</th>'
    yield f"<td>{_toned(escape(f'{row.symbol} {row.status}'), row.tone)}</td>"
    yield f"<td{page.dir_of(row.message)}>{escape(row.message)}</td>"
    yield f"<td>{escape(row.coverage)}</td>"


def tile(goal: rp.GoalMark) -> str:
    """The number of a goal on its colour."""
    color = text_on(goal.color, _INK)
    return (
        f'<span class="tile" style="background-color:#{goal.color};color:#{color}">'
        f"&nbsp;{escape(goal.number)}&nbsp;</span>"
    )


def _key_figures(page: Page, figures: tuple[rp.KeyFigure, ...]) -> str:
    cards = page.row(
        f'<td class="key"><span class="value">{escape(each.value)}</span> '
        f'<span class="unit">{escape(each.unit)}</span><br>{escape(each.label)}<br>'
        f'<span class="period">{escape(each.period)}</span></td>'
        for each in figures
    )
    room = ' width="100%" cellpadding="6"' if page.simple else ""
    # A row of cards: a table for its looks only, which readers of screens are told.
    return f'<table role="presentation" class="keys"{room}>{cards}</table>'


def _graph(page: Page, block: rp.Graph) -> str:
    caption = page.label(block.id) + escape(block.data.title)
    drawing = drawing_of(page, chart_svg(block.data, page.color, page.words))
    figure = figure_html(page.id_of(block.id), drawing, caption, escape(block.data.source))
    return figure + (_data_table(page, block.table) if block.table else "")


def _terms(page: Page, terms: tuple[tuple[str, str], ...]) -> str:
    if page.simple:
        return "".join(f"<p><strong>{escape(a)}</strong> {escape(b)}</p>" for a, b in terms)
    items = "".join(f"<dt>{escape(short)}</dt><dd>{escape(long)}</dd>" for short, long in terms)
    return f'<dl class="terms">{items}</dl>'
