"""What the tests of parcels share: the texts that are sent, and how a ministry edits the file."""

import docx

from tests.services.desk import typed
from vnr_app.services import writing

KEY, OTHER = "introduction", "conclusion"
FIRST = "The introduction begins with this paragraph of several words."
SECOND = "A second paragraph follows the first one with other words in it."
THIRD = "The third paragraph closes what the introduction has to say."
LAST = "The conclusion is short and says what comes next."


def write_texts(review):
    """Give a review its two texts."""
    writing.keep(review, KEY, typed(FIRST, SECOND, THIRD))
    writing.keep(review, OTHER, typed(LAST))


def edited(path, change, name="back.docx"):
    """The file after somebody has changed it by python-docx."""
    document = docx.Document(path)
    change(document)
    document.save(path.with_name(name))
    return path.with_name(name)


def line_of(document, text):
    """The first paragraph of a Word document with this text in it."""
    return next(each for each in document.paragraphs if text in each.text)


def more(text, words):
    """An edit that adds words to the paragraph with a text in it."""

    def change(document):
        line_of(document, text).add_run(f" {words}")

    return change
