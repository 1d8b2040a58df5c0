"""Saves without end, to be cut off: `python -m tests.faults.saver REVIEW [PRAGMA…]`.

Every line on standard output is the number of a text that the review has confirmed; each eighth
is kept as a revision, the others are drafts. Pragmas weaken the settings for a control.
"""

import itertools
import os
import sys
from pathlib import Path

from db import sqlite
from vnr_app.domain.richtext import Document, Paragraph, Text
from vnr_app.services import reviews, writing

SECTION = "introduction"


def numbered(number: int) -> Document:
    """A text as long as a page that begins with its number."""
    words = "The share of births attended by skilled staff rose again. " * 30
    return Document(blocks=(Paragraph(id="0" * 12, runs=(Text(f"{number} {words}"),)),))


def main() -> None:
    """Save and confirm for ever."""
    review = reviews.open_review(Path(sys.argv[1]))
    for pragma in sys.argv[2:]:
        sqlite.raw(review.store.engine).execute(f"PRAGMA {pragma}")
    for number in itertools.count(1):
        save = writing.save_draft if number % 8 else writing.keep
        save(review, SECTION, numbered(number))
        os.write(sys.stdout.fileno(), b"%d\n" % number)


if __name__ == "__main__":
    main()
