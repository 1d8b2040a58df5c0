"""The languages of the section that is open: what is translated, and whether it still holds."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from ui.presenters.review import ReviewPresenter
from vnr_app.domain.richtext import Document
from vnr_app.domain.richtext_diff import Comparison, compare
from vnr_app.services import translations, writing
from vnr_app.services.living import Values
from vnr_app.services.reviews import Review
from vnr_app.services.translations import Translation

_Found = tuple[tuple[str, ...], tuple[Translation, ...], dict[str, Document]]


class TranslationsPresenter(QObject):
    """Reads on the review's thread what stands beside the texts."""

    loaded = Signal()

    def __init__(self, session: ReviewPresenter, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.original = session.review.info.language
        """The language that all others are translations of."""
        self.languages: tuple[str, ...] = (self.original,)
        self.translations: tuple[Translation, ...] = ()
        """Those of the texts that were asked for, in all languages."""
        self.originals: dict[str, Document] = {}
        self._asked = 0

    def load(self, keys: tuple[str, ...], values: Values | None) -> None:
        """Read what there is of these texts; figures are compared by these values."""
        self._asked += 1
        number = self._asked

        def take(found: _Found) -> None:
            if number == self._asked:
                self.languages, self.translations, self.originals = found
                self.loaded.emit()

        self._session.ask(lambda review, _job: _read(review, keys, values), take)

    def of_text(self, key: str, language: str) -> Translation | None:
        """The translation of a text; None where there is none yet."""
        return next(
            (t for t in self.translations if (t.section, t.language) == (key, language)), None
        )

    def of_language(self, language: str) -> tuple[Translation, ...]:
        """The texts that are translated into a language."""
        return tuple(each for each in self.translations if each.language == language)

    def confirm(self, key: str, language: str) -> None:
        """Say that a translation renders the original as it is now."""
        self._session.ask(
            lambda review, _job: translations.confirm(review, key, language), lambda _none: None
        )

    def compare(self, translation: Translation, done: Callable[[Comparison], None]) -> None:
        """What changed in the original since it was translated."""
        self._session.ask(lambda review, _job: _compared(review, translation), done)


def _read(review: Review, keys: tuple[str, ...], values: Values | None) -> _Found:
    originals = {key: writing.text(review, key).document for key in keys}
    return (
        translations.languages(review),
        translations.of_texts(review, keys, values),
        originals,
    )


def _compared(review: Review, translation: Translation) -> Comparison:
    before = translations.base_document(review, translation) or Document()
    return compare(before, writing.text(review, translation.section).document)
