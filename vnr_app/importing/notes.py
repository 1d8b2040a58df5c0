"""Notes around a table: the source of its values, and the footnotes its marks refer to."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import zip_longest

from vnr_app.importing.values import fold_text
from vnr_app.importing.words import best_language

_SOURCE = re.compile(
    r"(?:data |information )?sources?(?: of (?:the )?(?:data|information)| des données)?"
    r"|источник\w*(?: (?:данных|информации|сведений))?|(?:маалымат\w* )?бул[аa](?:к|г)\w*"
    r"|fuentes?(?: de (?:los )?(?:datos|información))?"
    r"|(?:ال)?مصدر(?: البيانات)?|(?:ال)?مصادر(?: البيانات)?|(?:资料|数据)?来源",
    re.IGNORECASE,
)
_COLON = re.compile(r"\s*[:：]\s*|\.\s+|\s[-–—]\s")
_NOTE = re.compile(
    r"(?:foot)?notes?|remarks?|nb|n\.b|примечани[ея]|сноск[аи]|эскертүү\w*|remarques?|notas?"
    r"|ملاحظ\w*|(?:附)?注释?|备注",
    re.IGNORECASE,
)
_LEADING_MARK = re.compile(
    r"(?P<mark>[*†‡§]+|\+(?=\s*[^\W\d_])|\([*†‡§]+\)|[¹²³⁰⁴-⁹]+|\(\d{1,2}\)|\[\d{1,2}\]|\d{1,2}[/)]|[a-z][/)]"
    r"|\d{1,2}(?=\s*[^\W\d_]{2}|\s+\d))[\s.:–—-]*(?P<text>.*)",
    re.IGNORECASE | re.DOTALL,
)
_SYMBOLS = re.compile(r"\s*(?:[*†‡§]+|\([*†‡§]+\)|(?<![mм])[¹²³⁰⁴-⁹]+)$")
_NUMBER = re.compile(
    r"(?:\s*\(\d{1,2}\)|\s*\[\d{1,2}\]|\s*\d{1,2}[/)]|\s*/\d{1,2}|(?<=[^\W\d_]{3})\d{1,2}"
    r"|\s+[a-z][/)])$",
    re.IGNORECASE,
)
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def plain_mark(mark: str) -> str:
    """A mark as it is looked up: "(1)", "1/" and "¹" are all "1"."""
    return mark.translate(_RAISED).strip("()[]/ .:").lower()


def source_in(text: str) -> str | None:
    """What a line "Source: …" names, empty when that stands elsewhere; None for another line."""
    text = text.strip()
    head = _SOURCE.match(text)
    if head is None:
        return None
    rest = text[head.end() :]
    if not rest.strip():
        return ""
    colon = _COLON.match(rest)
    return rest[colon.end() :].strip() if colon else None


def is_note(text: str) -> bool:
    """Whether a line is a note by its looks, wherever it stands: "Note: …", "Source: …", "* …"."""
    text = text.strip()
    if source_in(text) is not None or text.startswith(("*", "†", "‡", "(*)")):
        return True
    head = _NOTE.match(text)
    return head is not None and bool(_COLON.match(text[head.end() :]) or not text[head.end() :])


@dataclass(slots=True)
class Notes:
    """The notes of one table; `texts` as printed, `marked` by their mark without it."""

    sources: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    marked: dict[str, str] = field(default_factory=dict)

    @property
    def source(self) -> str:
        """The source of the table's values, as its lines name it."""
        return "; ".join(dict.fromkeys(self.sources))

    def add_row(self, cells: list[tuple[str, str]]) -> None:
        """Keep a row of (text, superscript mark) cells, the same in one or several languages."""
        lines = [[(line, mark) for line in text.splitlines()] for text, mark in cells]
        for group in zip_longest(*lines):
            self._add_line([cell for cell in group if cell and cell[0].strip()])

    def _add_line(self, cells: list[tuple[str, str]]) -> None:
        sources = [found for text, _mark in cells if (found := source_in(text)) is not None]
        others = [(text.strip(), mark) for text, mark in cells if source_in(text) is None]
        if sources and not any(sources):
            # "Source:" in a cell of its own; the next ones say which.
            sources, others = [text for text, _mark in others], []
        if sources:
            self.sources.append(best_language(sources))
        if others:
            text = best_language([text for text, _mark in others])
            raised = next((mark for _text, mark in others if mark), "")
            self._add_note(text, raised)

    def _add_note(self, text: str, raised: str) -> None:
        self.texts.append(text)
        head = _NOTE.match(text)
        colon = _COLON.match(text[head.end() :]) if head else None
        body = text[head.end() + colon.end() :] if head and colon else text
        match = _LEADING_MARK.match(body.strip())
        mark, body = (raised, body) if raised or not match else (match["mark"], match["text"])
        if mark and body:
            self.marked.setdefault(plain_mark(mark), body.strip())

    def split(self, text: str) -> tuple[str, list[str]]:
        """A label without the marks at its end, and those; numbers only where a note has them."""
        marks: list[str] = []
        while text and not text[-1].isalpha():
            match = _SYMBOLS.search(text) or self._numbered(text)
            if match is None or not match.start():
                break
            marks.insert(0, match[0].strip())
            text = text[: match.start()]
        return text, marks

    def _numbered(self, text: str) -> re.Match[str] | None:
        match = _NUMBER.search(text) if self.marked else None
        if match is None or plain_mark(match[0]) not in self.marked:
            return None
        before = text[: match.start()]
        # "(aged 15-49)" ends in no mark.
        return match if before.count("(") <= before.count(")") else None

    def footnote(self, marks: Iterable[str]) -> str:
        """The notes that marks refer to, in a line; a mark without its note stands for itself."""
        texts = [self.marked.get(plain_mark(mark), fold_text(mark)) for mark in marks if mark]
        return "; ".join(dict.fromkeys(texts))
