"""One spelling for looking things up; the text as printed is kept beside it."""

import re
from unicodedata import decimal

from vnr_app.importing.homoglyphs import unmix

_SPACES = re.compile(r"[\s\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
_FOREIGN_DIGIT = re.compile(r"[^\D0-9]")
_SIGNS = (("−", "-"), ("٪", "%"), ("％", "%"), ("٬", "'"))

INVISIBLE = re.compile(
    r"[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe0e\ufe0f\ufeff]"
)
"""Characters without width: marks of direction, soft hyphens, byte order marks."""


def fold_text(text: str) -> str:
    """Text for matching: one kind of blank, no invisible characters, ASCII digits and signs.

    Within a word lookalike letters of another script are replaced.
    """
    if text.isascii():
        return " ".join(text.split())
    text = _SPACES.sub(" ", INVISIBLE.sub("", text)).strip()
    # Ten times faster than `translate`, which looks at every character of such a text by itself.
    for sign, plain in _SIGNS:
        text = text.replace(sign, plain)
    return unmix(_FOREIGN_DIGIT.sub(lambda digit: str(decimal(digit[0])), text))
