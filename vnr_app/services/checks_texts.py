"""What is wrong in a text itself: numbers, references, sources and pictures that are not there."""

from collections.abc import Iterator, Mapping
from functools import cached_property

from vnr_app.domain.findings import Finding
from vnr_app.domain.importplan import Severity
from vnr_app.domain.richtext import CiteRef, CrossRef, Document, Figure
from vnr_app.domain.richtext_ops import iter_blocks, iter_runs
from vnr_app.i18n import _
from vnr_app.services import living, references
from vnr_app.services.checks_reading import Contents
from vnr_app.services.living import Shown


class Known:
    """What the texts of one language can speak of.

    `report` are the texts that stand in one report with them, by their keys.
    """

    def __init__(self, contents: Contents, report: Mapping[str, Document], language: str) -> None:
        self._contents = contents
        self._report = report
        self._language = language
        self.values = contents.values.speaking(language)
        self.sources = contents.sources
        self.pictures = contents.pictures

    @cached_property
    def targets(self) -> frozenset[str]:
        """What a reference can point to: blocks, and what the report itself has a label for."""
        blocks = (block.id for each in self._report.values() for block in iter_blocks(each))
        states, figures = self._contents.states, self._contents.figures
        labels = references.in_texts(self._report, states, figures, self._language).labels
        return frozenset((*blocks, *labels))


def in_text(where: str, document: Document, known: Known) -> Iterator[Finding]:
    """The findings of one text."""
    for gone in living.broken(document, known.values):
        yield Finding(
            "value-gone",
            Severity.ERROR,
            where,
            _gone(gone.kind).format(text=gone.text),
            _("Import the figures again, or replace it in the text."),
            gone.block,
            gone.text,
        )
    for run in iter_runs(document):
        if isinstance(run, CiteRef) and run.source_id not in known.sources:
            yield Finding(
                "source-unknown",
                Severity.ERROR,
                where,
                _("A source that the text cites is not on the list of sources."),
                _("Cite it anew, or bring the source back by undoing its removal."),
            )
        elif isinstance(run, CrossRef) and run.block not in known.targets:
            yield Finding(
                "reference-broken",
                Severity.ERROR,
                where,
                _("The reference “{text}” points to something that is not there.").format(
                    text=run.text
                ),
                _("Choose anew what it shall point to, or delete it."),
                quote=run.text,
            )
    for block in document.blocks:
        if isinstance(block, Figure):
            yield from _of_figure(where, block, known)


def _gone(kind: Shown) -> str:
    if kind is Shown.VALUE:
        return _("The number “{text}” is no longer in the data.")
    if kind is Shown.CHART:
        return _("The chart “{text}” shows a series that is not in the data.")
    return _("A table shows a series that is not in the data.")


def _of_figure(where: str, figure: Figure, known: Known) -> Iterator[Finding]:
    if figure.image_id not in known.pictures:
        yield Finding(
            "picture-missing",
            Severity.ERROR,
            where,
            _("A picture of the text is not in the review."),
            _("Insert it again."),
            figure.id,
        )
    if not figure.alt_text.strip():
        yield Finding(
            "no-alt-text",
            Severity.WARNING,
            where,
            _("A picture has no description for those who cannot see it."),
            _("Describe in a sentence what it shows."),
            figure.id,
        )
