"""Narrative text as HTML: runs, headings, lists, boxes, tables, pictures."""

import base64
from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby

from vnr_app.domain import richtext as rt
from vnr_app.domain.richtext_labels import shown_blocks
from vnr_app.exporting.docx_outline import heading_shift, runs_text
from vnr_app.exporting.docx_sources import source_block
from vnr_app.exporting.html_charts import chart_svg
from vnr_app.exporting.html_page import Page, anchor

_LINKS = ("https://", "http://", "mailto:")
_DEEPEST = 6
_BOXED = (rt.ParagraphStyle.BOX_TITLE, rt.ParagraphStyle.BOX_TEXT)
_UNKNOWN = "[?]"


def runs_html(page: Page, runs: rt.Runs, *, in_note: bool = False) -> str:
    """The runs of a block."""
    return "".join(_run(page, piece, in_note=in_note) for piece in runs)


def _run(page: Page, piece: rt.Run, *, in_note: bool) -> str:
    match piece:
        case rt.Text():
            return _text(piece)
        case rt.ValueRef(text=text):
            return escape(text)
        case rt.Break():
            return "<br>"
        case rt.NoteRef(note=note):
            return f" ({escape(runs_text(note))})" if in_note else _note(page, note)
        case rt.CrossRef():
            return _reference(page, piece)
        case rt.CiteRef():
            return _citation(page, piece)


def _reference(page: Page, piece: rt.CrossRef) -> str:
    said = escape(page.texts.get(piece.block) or piece.text or _UNKNOWN)
    known = piece.block in page.texts
    return f'<a href="#{anchor(piece.block)}">{said}</a>' if known else said


def _citation(page: Page, piece: rt.CiteRef) -> str:
    source = page.report.sources.get(piece.source_id)
    if source is None:
        return _UNKNOWN
    said = f"[{source.label}, {piece.locator}]" if piece.locator else f"[{source.label}]"
    return f'<a href="#{anchor(source_block(source.id))}">{escape(said)}</a>'


def _text(piece: rt.Text) -> str:
    marks = (
        ("strong", piece.bold),
        ("em", piece.italic),
        ("u", piece.underline),
        ("sup", piece.sup),
        ("sub", piece.sub),
    )
    content = escape(piece.text).replace("\n", "<br>")
    for tag, wanted in marks:
        if wanted:
            content = f"<{tag}>{content}</{tag}>"
    if piece.link and piece.link.startswith(_LINKS):
        content = f'<a href="{escape(piece.link)}">{content}</a>'
    return content


def _note(page: Page, note: rt.Runs) -> str:
    page.notes.append(note)
    number, chapter = len(page.notes), page.chapter
    return (
        f'<sup class="mark"><a id="m-{chapter}-{number}" href="#n-{chapter}-{number}">'
        f"{number}</a></sup>"
    )


def notes_html(page: Page) -> str:
    """The notes of the chapter, each with a way back."""
    if not page.notes:
        return ""
    items = []
    for number, note in enumerate(page.notes, start=1):
        place = f"{page.chapter}-{number}"
        back = f'<a href="#m-{place}">{number}</a>'
        items.append(f'<p id="n-{place}">{back} {runs_html(page, note, in_note=True)}</p>')
    return f'<div class="notes">{"".join(items)}</div>'


def _where(page: Page, block: rt.Block, runs: rt.Runs = ()) -> str:
    """The id of a block, its direction and language where they are not those of the report."""
    direction = f' dir="{block.dir}"' if block.dir else page.dir_of(runs_text(runs))
    language = f' lang="{escape(block.lang)}"' if block.lang else ""
    return page.id_of(block.id) + direction + language


def prose(page: Page, document: rt.Document, base: int) -> Iterator[str]:
    """The blocks of a text that stands under a heading of level `base`."""
    shift = heading_shift(document, base)
    for kind, blocks in groupby(shown_blocks(document), _kind):
        own = list(blocks)
        if kind == "list":
            yield _list(page, [each for each in own if isinstance(each, rt.ListItem)])
        elif kind == "box":
            yield f'<aside class="box">{"".join(_block(page, each, shift) for each in own)}</aside>'
        else:
            yield from (_block(page, each, shift) for each in own)


def _kind(block: rt.Block) -> str:
    if isinstance(block, rt.ListItem):
        return "list"
    return "box" if isinstance(block, rt.Paragraph) and block.style in _BOXED else ""


def _block(page: Page, block: rt.Block, shift: int) -> str:
    match block:
        case rt.Heading(level=level, runs=runs):
            tag = f"h{min(max(level + shift, 2), _DEEPEST)}"
            return f"<{tag}{_where(page, block, runs)}>{runs_html(page, runs)}</{tag}>"
        case rt.Paragraph() | rt.ListItem():
            return _paragraph(page, block) if isinstance(block, rt.Paragraph) else ""
        case rt.Table():
            return _table(page, block)
        case rt.Figure():
            return _figure(page, block)
        case rt.Chart():
            return _chart(page, block)
        case rt.IndicatorTable(series=series):
            # Whoever builds the report has made a table of it; its codes say what is missing.
            return f'<p class="caption"{page.id_of(block.id)}>{escape(", ".join(series))}</p>'


def _paragraph(page: Page, block: rt.Paragraph) -> str:
    content = page.label(block.id) + runs_html(page, block.runs)
    where = _where(page, block, block.runs)
    if block.style is rt.ParagraphStyle.QUOTE:
        return f"<blockquote{where}><p>{content}</p></blockquote>"
    look = "" if block.style is rt.ParagraphStyle.BODY else f' class="{block.style.value}"'
    return f"<p{look}{where}>{content}</p>"


def _list(page: Page, items: Sequence[rt.ListItem]) -> str:
    """A list with those inside it; an item that skips a level stands one level in."""
    pieces: list[str] = []
    open_tags: list[str] = []
    for item in items:
        tag = "ul" if item.kind is rt.ListKind.BULLET else "ol"
        depth = min(item.level, len(open_tags)) + 1
        while len(open_tags) > depth or (len(open_tags) == depth and open_tags[-1] != tag):
            pieces.append(f"</li></{open_tags.pop()}>")
        if len(open_tags) == depth:
            pieces.append("</li>")
        else:
            open_tags.append(tag)
            pieces.append(f"<{tag}>")
        pieces.append(f"<li{_where(page, item, item.runs)}>{runs_html(page, item.runs)}")
    pieces += [f"</li></{tag}>" for tag in reversed(open_tags)]
    return "".join(pieces)


def _table(page: Page, block: rt.Table) -> str:
    rows = []
    for number, row in enumerate(block.rows):
        tag, scope = ("th", ' scope="col"') if number < block.header_rows else ("td", "")
        rows.append(
            page.row(
                f"<{tag}{scope}{_span('colspan', cell.col_span)}{_span('rowspan', cell.row_span)}>"
                f"{_cell(page, cell)}</{tag}>"
                for cell in row.cells
            )
        )
    head, body = rows[: block.header_rows], rows[block.header_rows :]
    thead = f"<thead>{''.join(head)}</thead>" if head else ""
    look = ' class="data" cellspacing="0" cellpadding="4"'
    return f"<table{look}{_where(page, block)}>{thead}{_body(body)}</table>"


def _body(rows: Sequence[str]) -> str:
    return f"<tbody>{''.join(rows)}</tbody>" if rows else ""


def _span(name: str, count: int) -> str:
    return f' {name}="{count}"' if count > 1 else ""


def _cell(page: Page, cell: rt.TableCell) -> str:
    groups = groupby(cell.blocks, lambda each: isinstance(each, rt.ListItem))
    pieces = []
    for is_list, blocks in groups:
        own = list(blocks)
        if is_list:
            pieces.append(_list(page, [each for each in own if isinstance(each, rt.ListItem)]))
        else:
            pieces.append("<br>".join(runs_html(page, each.runs) for each in own))
    return "".join(pieces)


def figure_html(where: str, drawing: str, caption: str, source: str = "") -> str:
    """A picture or chart with its caption and what stands below in small type."""
    below = f'<p class="source">{source}</p>' if source else ""
    head = f'<figcaption><p class="caption">{caption}</p></figcaption>' if caption else ""
    return f"<figure{where}>{head}{drawing}{below}</figure>"


def _figure(page: Page, block: rt.Figure) -> str:
    caption = page.label(block.id) + runs_html(page, block.caption)
    image = page.report.images.get(block.image_id)
    if image is None:
        drawing = f'<p class="missing">{escape(page.report.labels.missing_picture)}</p>'
    else:
        data = base64.b64encode(image.data).decode()
        size = (
            f'width="{round(_TEXT_WIDTH * block.width / 100)}"'
            if page.simple
            else (f'style="width:{block.width}%"')
        )
        drawing = (
            f'<img src="data:{escape(image.mime)};base64,{data}" '
            f'alt="{escape(block.alt_text)}" {size}>'
        )
    where = _where(page, block, block.caption)
    return figure_html(where, drawing, caption, escape(block.credit))


_TEXT_WIDTH = 560
"""Of the text in a simple viewer, in pixels."""


def _chart(page: Page, block: rt.Chart) -> str:
    data = page.report.charts.get(block.id)
    caption = page.label(block.id) + escape((data and data.title) or block.title)
    if data is None:
        missing = f'<p class="missing">{escape(page.report.labels.missing_chart)}</p>'
        return figure_html(page.id_of(block.id), missing, caption)
    drawing = drawing_of(page, chart_svg(data, page.color, page.words))
    return figure_html(page.id_of(block.id), drawing, caption, escape(data.source))


def drawing_of(page: Page, svg: str) -> str:
    """A drawing in the page; as a picture for a viewer that knows no drawings inside pages."""
    if not page.simple:
        return svg
    alone = svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    data = base64.b64encode(alone.encode()).decode()
    return f'<img src="data:image/svg+xml;base64,{data}" width="{_TEXT_WIDTH}">'
