"""Words that the team's spelling shall know, besides those of the dictionary."""

from sqlalchemy import select

from db.models import Word
from db.operation import operation
from vnr_app.i18n import _
from vnr_app.services.reviews import Review


def learned(review: Review, language: str) -> frozenset[str]:
    """The words that were added for a language."""
    with review.store.reading() as session:
        return frozenset(session.scalars(select(Word.word).where(Word.language == language)))


def learn(review: Review, language: str, word: str) -> None:
    """Add a word; nothing where it is known already."""
    if word in learned(review, language):
        return
    title = _("Add “{word}” to the dictionary").format(word=word)
    with operation(review.store, "word", title, language=language) as running:
        running.session.add(Word(language=language, word=word))


def forget(review: Review, language: str, word: str) -> None:
    """Take a word out again; nothing where it was never added."""
    if word not in learned(review, language):
        return
    title = _("Take “{word}” out of the dictionary").format(word=word)
    with operation(review.store, "word", title, language=language) as running:
        row = running.session.get(Word, (language, word))
        if row is not None:
            running.session.delete(row)
