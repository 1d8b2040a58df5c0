"""What the tests of the writing desk share: texts of a few words, and looks at what is stored."""

from sqlalchemy import text

from vnr_app.domain.richtext import Document, Paragraph, Text
from vnr_app.domain.richtext_ops import plain_text
from vnr_app.services import history, writing

KEY = "introduction"


def typed(*paragraphs):
    """A text of these paragraphs; their ids are those of their places."""
    return Document(
        blocks=tuple(
            Paragraph(id=f"{place:012x}", runs=(Text(each),))
            for place, each in enumerate(paragraphs)
        )
    )


def read(review, key=KEY, language=None):
    return plain_text(writing.text(review, key, language).document)


def keep(review, words, key=KEY, **how):
    return writing.keep(review, key, typed(words), **how)


def drafts(review):
    with review.store.reading() as session:
        return session.execute(text("SELECT COUNT(*) FROM draft")).scalar()


def bodies(review):
    """Every text that the history holds, as its words."""
    with review.store.reading() as session:
        found = session.execute(text("SELECT body FROM history_revision")).scalars().all()
    return [plain_text(writing.decode(body)) for body in found]


def titles(review, count=1):
    return [each.title for each in history.operations(review, limit=count)]
