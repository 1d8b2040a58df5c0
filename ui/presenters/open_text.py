"""A text that is open: what it is based on, when it has to be saved, how it is kept."""

from collections.abc import Callable
from dataclasses import dataclass, field

from ui.editor.autosave import AutosavePolicy
from vnr_app.domain.richtext import Document
from vnr_app.services import writing
from vnr_app.services.reviews import Review
from vnr_app.services.writing import SectionText


@dataclass(slots=True)
class Base:
    """The revision that a text on the page is based on, and its language.

    It moves on the review's own thread: a text that is kept twice in a row is not taken for one
    that met its own first revision.
    """

    language: str
    revision: str


@dataclass(slots=True)
class OpenText:
    """A text that was typed into since the section was opened."""

    document_now: Callable[[], Document]
    base: Base
    policy: AutosavePolicy = field(default_factory=AutosavePolicy)


def keep(review: Review, key: str, document: Document, base: Base) -> SectionText:
    """On the review's thread: keep a text, and move its base on to what was made of it."""
    kept = writing.keep(review, key, document, language=base.language, base=base.revision)
    if not kept.met:
        base.revision = kept.revision or writing.FROM_NOTHING
    return kept
