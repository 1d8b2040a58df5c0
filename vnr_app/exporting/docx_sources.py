"""The list of sources at the end: those that the texts cite, in the order of their labels."""

from collections.abc import Iterator
from dataclasses import replace

from vnr_app.domain import report as rp
from vnr_app.domain import richtext as rt
from vnr_app.domain.richtext_ops import iter_runs

_KEY = "vnr-sources"


def source_block(identifier: str) -> str:
    """The id of a source's entry in the list."""
    return f"{_KEY}:{identifier}"


def _cited(report: rp.ReportDocument) -> Iterator[rp.Source]:
    """Every known source that a text cites, once."""
    identifiers = {
        run.source_id
        for chapter in report.chapters
        for block in chapter.blocks
        if isinstance(block, rp.Prose)
        for run in iter_runs(block.document)
        if isinstance(run, rt.CiteRef)
    }
    return (source for key, source in report.sources.items() if key in identifiers)


def _entry(source: rp.Source) -> rt.Paragraph:
    link = source.url and source.url not in source.text
    address = (rt.Text(" "), rt.Text(source.url, link=source.url)) if link else ()
    return rt.Paragraph(
        id=source_block(source.id),
        runs=(rt.Text(source.label, bold=True), rt.Text(f"\u2002{source.text}"), *address),
    )


def with_sources(report: rp.ReportDocument) -> rp.ReportDocument:
    """The report with a last chapter that lists the sources, if any of them is cited."""
    cited = sorted(_cited(report), key=lambda source: (source.label.casefold(), source.id))
    if not cited:
        return report
    entries = rt.Document(blocks=tuple(map(_entry, cited)))
    cited_here = rp.Prose(_KEY, entries)
    if report.chapters and report.chapters[-1].key == _KEY:
        # The report has such a chapter for the sources of its data; what is cited stands first.
        *before, last = report.chapters
        merged = replace(last, blocks=(cited_here, *last.blocks))
        return replace(report, chapters=(*before, merged))
    chapter = rp.Chapter(_KEY, report.labels.sources, (cited_here,))
    return replace(report, chapters=(*report.chapters, chapter))
