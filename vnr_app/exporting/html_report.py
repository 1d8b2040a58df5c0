"""The report as one HTML file that needs nothing else: no script, no font, no file beside it."""

from collections.abc import Iterator
from html import escape

from vnr_app.domain import report as rp
from vnr_app.exporting.colors import readable, text_on
from vnr_app.exporting.docx_outline import with_base
from vnr_app.exporting.docx_sources import with_sources
from vnr_app.exporting.html_blocks import block_html, tile
from vnr_app.exporting.html_page import INK, Page, anchor
from vnr_app.exporting.html_style import PAGE, SIMPLE
from vnr_app.exporting.html_text import notes_html
from vnr_app.jobs import JobContext

_DARK = "1F2933"


def html_report(report: rp.ReportDocument, job: JobContext) -> str:
    """The whole file, for browsers and for print. Raises `CancelledError` when stopped."""
    return _html(report, job, simple=False)


def html_preview(report: rp.ReportDocument, job: JobContext) -> str:
    """The same for a viewer that knows few styles, no drawings in a page and no forms of lines."""
    return _html(report, job, simple=True)


def _html(report: rp.ReportDocument, job: JobContext, *, simple: bool) -> str:
    report = with_sources(report)
    page = Page(report, simple=simple)
    chapters = []
    for place, chapter in enumerate(report.chapters, start=1):
        job.check_cancelled()
        job.progress(place, len(report.chapters), chapter.title)
        page.chapter = place
        chapters.append(_chapter(page, chapter))
    direction = "rtl" if report.right_to_left else "ltr"
    title = escape(f"{report.title} – {report.country}, {report.year}")
    contents = "" if simple or report.form != "review" else _contents(report)
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(report.language)}" dir="{direction}">\n<head>'
        '<meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>{title}</title><style>{SIMPLE if simple else PAGE}</style></head>\n"
        f'<body dir="{direction}">{_cover(report)}{contents}<main>\n'
        f"{chr(10).join(chapters)}\n</main></body></html>\n"
    )


def _cover(report: rp.ReportDocument) -> str:
    lines = (
        ("country", report.country),
        ("year", f"{report.subtitle}, {report.year}" if report.subtitle else report.year),
        ("date", report.date),
        ("mark", report.marked_as),
    )
    told = "".join(f'<p class="{look}">{escape(text)}</p>' for look, text in lines if text)
    return f'<header class="cover"><div><h1>{escape(report.title)}</h1>{told}</div></header>\n'


def _contents(report: rp.ReportDocument) -> str:
    items = "".join(
        f'<li><a href="#{anchor(chapter.key)}">'
        f"{tile(chapter.goal) + ' ' if chapter.goal else ''}{escape(chapter.title)}</a></li>"
        for chapter in report.chapters
    )
    name = escape(report.labels.contents)
    return f'<nav aria-label="{name}"><h2>{name}</h2><ol>{items}</ol></nav>'


def _chapter(page: Page, chapter: rp.Chapter) -> str:
    page.notes.clear()
    page.color = chapter.goal.color if chapter.goal else INK
    head = _head(page, chapter)
    body = "".join(_blocks(page, chapter))
    look = "chapter landscape" if chapter.landscape else "chapter"
    style = f' style="--chapter:#{readable(page.color)}"'
    return f'<section class="{look}"{style}>{head}{body}{notes_html(page)}</section>'


def _head(page: Page, chapter: rp.Chapter) -> str:
    where, title, goal = page.id_of(chapter.key), escape(chapter.title), chapter.goal
    if goal is None:
        return f"<h1{where}>{title}</h1>"
    color = text_on(goal.color, _DARK)
    number = escape(f"{page.report.labels.goal} {goal.number}")
    if page.simple:
        return (
            f'<table width="100%" cellpadding="10" bgcolor="#{goal.color}"><tr><td>'
            f'<h1{where}><font color="#{color}">{number}. {title}</font></h1></td></tr></table>'
        )
    return (
        f'<div class="band" style="background:#{goal.color};color:#{color}">'
        f'<span class="number" aria-hidden="true">{escape(goal.number)}</span>'
        f'<h1{where} aria-label="{number}: {title}">{title}</h1></div>'
    )


def _blocks(page: Page, chapter: rp.Chapter) -> Iterator[str]:
    for block, base in with_base(chapter):
        yield from block_html(page, block, base)
