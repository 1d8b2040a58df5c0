"""Letters of one script inside a word of another: "KАZ" with a Cyrillic А is KAZ."""

import re

_CYRILLIC = "АВЕКМНОРСТУХІЈЅаеорсухіјѕ"
_CYRILLIC_LOOKS = "ABEKMHOPCTYXIJSaeopcyxijs"
_GREEK = "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο"
_GREEK_LOOKS = "ABEZHIKMNOPTYXo"

_TO_LATIN = dict(zip(_CYRILLIC + _GREEK, _CYRILLIC_LOOKS + _GREEK_LOOKS, strict=True))
_TO_CYRILLIC = dict(zip(_CYRILLIC_LOOKS, _CYRILLIC, strict=True))
_LATIN_TABLE = str.maketrans(_TO_LATIN)
_CYRILLIC_TABLE = str.maketrans(_TO_CYRILLIC)

_MIXED = re.compile(r"[A-Za-z][\d_]*[\u0370-\u04ff]|[\u0370-\u04ff][\d_]*[A-Za-z]")
_WORD = re.compile(r"\w+")
_CODE = re.compile(r"[A-Z]{2,3}|[A-Z0-9]+(?:[_.][A-Z0-9]+)+")


def unmix(text: str) -> str:
    """A text whose words keep to one script each, as far as lookalike letters allow."""
    return _WORD.sub(_unmixed, text) if _MIXED.search(text) else text


def _unmixed(match: re.Match[str]) -> str:
    word = match[0]
    if not _MIXED.search(word):
        return word
    latin = [c for c in word if c.isascii() and c.isalpha()]
    others = [c for c in word if not c.isascii() and c.isalpha()]
    to_latin = all(c in _TO_LATIN for c in others)
    to_cyrillic = all(c in _TO_CYRILLIC for c in latin)
    if to_latin and (not to_cyrillic or len(latin) >= len(others)):
        return word.translate(_LATIN_TABLE)
    return word.translate(_CYRILLIC_TABLE) if to_cyrillic else word


def latin_code(text: str) -> str:
    """A code in Latin letters: lookalikes replaced, without blanks at its ends.

    What is all in lower case becomes capitals; where both are used, both are meant. What is not
    spelt like a code of letters, digits, "_" and "." is returned unchanged.
    """
    code = unmix(text).translate(_LATIN_TABLE).strip()
    if not _CODE.fullmatch(code.upper()):
        return text
    return code.upper() if code.islower() else code


def is_disguised(text: str) -> bool:
    """Whether a text is a code in which other letters stand for Latin ones."""
    if text.isascii() or not _MIXED.search(text):
        return False
    return _CODE.fullmatch(unmix(text).strip().upper()) is not None
