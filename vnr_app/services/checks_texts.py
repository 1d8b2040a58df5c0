"""What is wrong in a text itself: numbers, references, sources and pictures that are not there."""

from collections.abc import Iterator
from functools import cached_property

from vnr_app.domain.findings import Finding
from vnr_app.domain.importplan import Severity
from vnr_app.domain.richtext import CiteRef, CrossRef, Document, Figure
from vnr_app.domain.richtext_ops import iter_runs
from vnr_app.i18n import _
from vnr_app.services import images, living, sources
from vnr_app.services.living import Shown
from vnr_app.services.references import references
from vnr_app.services.reviews import Review


class Known:
    """What texts can speak of, read when a text needs it.

    `blocks` are the ids of all blocks that stand in one report with the text.
    """

    def __init__(self, review: Review) -> None:
        self._review = review
        self.blocks: frozenset[str] = frozenset()

    @cached_property
    def values(self) -> living.Values:
        """The present observations."""
        return living.load(self._review)

    @cached_property
    def sources(self) -> frozenset[str]:
        """The ids of the sources."""
        return frozenset(each.id for each in sources.all_sources(self._review))

    @cached_property
    def pictures(self) -> frozenset[str]:
        """The ids of the pictures."""
        return images.known(self._review)

    @cached_property
    def labels(self) -> frozenset[str]:
        """The keys and ids that the report itself has a label for."""
        return frozenset(references(self._review).labels)


def in_text(where: str, document: Document, known: Known, language: str) -> Iterator[Finding]:
    """The findings of one text."""
    for gone in living.broken(document, known.values.speaking(language)):
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
        elif isinstance(run, CrossRef) and run.block not in known.blocks | known.labels:
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
