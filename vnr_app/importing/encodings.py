"""The encoding of a text: by its mark, as UTF-8, as UTF-16 without a mark, else by guessing."""

import codecs
import re

from vnr_app.errors import KnownError
from vnr_app.i18n import _
from vnr_app.importing.sniff import looks_like_text, utf16_without_mark

_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_CYRILLIC_WORD = r"\b(?:[А-ЯЁа-яё][а-яё]+|[А-ЯЁ]{2,})\b"
_CYRILLIC = ("windows-1251", "koi8-r", "cp866", "mac_cyrillic")
_USUAL_WORDS = {
    "cp1256": "[\u0621-\u0652]{2,}",
    "cp1253": "[\u0386-\u03ce]{2,}",
    "cp874": "[\u0e01-\u0e4e]{2,}",
    "cp1252": "[àâäáãåæçèéêëíîïñóôöõœùúûüßÀÂÄÁÃÅÆÇÈÉÊËÍÎÏÑÓÔÖÕŒÙÚÛÜ]",
    "cp1254": "[âçğıîöşûüÂÇĞİÎÖŞÛÜ]",
    "cp1250": "[áäąâăčćçďđéěęëíîľĺłňńóöôőřŕšśşťţúůűüýžźżßÁÄĄÂĂČĆÇĎĐÉĚĘËÍÎĽĹŁŇŃÓÖÔŐŘŔŠŚŞŤŢÚŮŰÜÝŽŹŻ]",
}
"""What the foreign letters of a text are in an old encoding if it was written in that."""
_KOREAN = frozenset(
    "가각간강개거건것게경계고공과관광교구국군권그급기나난남내년노농는능다단당대도독동등라력령로료류률를리립마만면명모목무문"
    "물미민바반발방법별보복부북분비사산상생서선성세소수시식신실심아안액양어업에여연열영예와외용우운울원월위유율은을음의이인"
    "일입자작장재전정제조종주준중증지직진차천청체초총출충치통특판평포표품하한합항해행현형호화환활황회"
)
"""The syllables that most words of tables are made of."""
_PUNCTUATION = "«»‹›“”„‘’–—…€°ºª·•№\u00a0"
_SAMPLE = 65_536
_CUT = 4
"""Bytes at the end of a head that may be half a character."""


def detect_encoding(name: str, head: bytes, *, is_whole: bool = True) -> str:
    """The encoding that a file called `name` begins with; `KnownError` where it is no text.

    The head may be the whole file, or else be cut within a character.
    """
    for mark, encoding in _MARKS.items():
        if head.startswith(mark):
            return encoding
    if codec := utf16_without_mark(head[:8192]):
        return codec
    if not looks_like_text(head):
        raise KnownError("unsupported", f"“{name}” {_('is not a text file.')}")
    try:
        head[: None if is_whole else len(head) - _CUT].decode()
    except UnicodeDecodeError:
        return _guess(head)
    return "utf-8"


def known_encoding(name: str) -> str:
    """The name of an encoding that a person chose; empty where there is none of that name."""
    try:
        return codecs.lookup(name).name if name else ""
    except LookupError:
        return ""


def _guess(head: bytes) -> str:
    """The likeliest old encoding: where there is one, that in which a text reads as its words."""
    sample = head[:_SAMPLE]
    share, cyrillic = max((_share(sample, name, _CYRILLIC_WORD), name) for name in _CYRILLIC)
    if share >= 0.8:
        return cyrillic
    if _is_korean(sample):
        return "cp949"
    if _is_chinese(sample):
        return "gb18030"
    for encoding, words in _USUAL_WORDS.items():
        if _share(sample, encoding, words) >= 0.9:
            return encoding
    from charset_normalizer import from_bytes  # noqa: PLC0415 - only odd old files need it

    best = from_bytes(sample).best()
    guess = best.encoding if best else "cp1252"
    return cyrillic if re.search(r"1251|koi8|cyrillic|cp866|cp855|8859_5", guess) else guess


def _is_korean(sample: bytes) -> bool:
    """Whether the foreign signs of a text are Hangul, and many of them everyday syllables.

    Chinese read as Korean is a mix of Hangul and Chinese signs, or of syllables that nobody uses.
    """
    hangul = re.findall("[가-힣]", sample.decode("cp949", "replace"))
    usual = sum(syllable in _KOREAN for syllable in hangul)
    return _share(sample, "cp949", "[가-힣]+") >= 0.9 and usual >= 0.4 * len(hangul)


def _is_chinese(sample: bytes) -> bool:
    """Whether the foreign bytes of a text are pairs, nearly all of them everyday characters."""
    runs = re.findall(rb"[\x80-\xff]+", sample[:-_CUT] if len(sample) == _SAMPLE else sample)
    if any(len(run) % 2 for run in runs):
        return False
    leads = b"".join(run[::2] for run in runs)
    everyday = sum(0xB0 <= lead <= 0xD7 for lead in leads)
    return len(leads) > 1 and everyday >= 0.9 * len(leads)


def _share(sample: bytes, encoding: str, words: str) -> float:
    """The share of the foreign letters of a text that stand in words of a pattern."""
    text = sample.decode(encoding, "replace")
    foreign = sum(sign > "\x7f" and sign not in _PUNCTUATION for sign in text)
    found = sum(len(word) for word in re.findall(words, text))
    return found / foreign if foreign else 0.0
