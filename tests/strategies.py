"""Hypothesis strategies shared by the tests: documents of the text model."""

from hypothesis import strategies as st

from vnr_app.domain.richtext import (
    Break,
    Chart,
    CiteRef,
    CrossRef,
    Document,
    Figure,
    Heading,
    IndicatorTable,
    ListItem,
    ListKind,
    NoteRef,
    Paragraph,
    ParagraphStyle,
    Table,
    TableCell,
    TableRow,
    Text,
    ValueRef,
)
from vnr_app.domain.richtext_normalise import normalise

_STRETCHES = (
    "Poverty fell to 12.4 %",
    " ",
    "  two  spaces  ",
    "\t",
    "1\u00a0234,5",
    "line\u2028separated",
    "انخفض معدل الفقر",
    "שלום",
    "\u200fright-to-left mark",
    "贫困率下降",
    "貧困をなくそう",
    "ความยากจน",
    "Бедность",
    "caf\u0065\u0301",
    "😀",
    "👩‍👩‍👧",
    "🇰🇪",
    "a<b>&amp;\"'",
    "H2O",
    "[1] *x* _y_ # z",
    "soft\u00adhyphen",
    "zero\u200bwidth",
)
_ODD = "\x00\x01\n\r\x0b\u2029\ufdd0\ufffc\uffff\ud800\udfff"
_LANGUAGES = (None, "en", "fr", "ar", "zh-Hans")


def texts(*, odd: bool = False):
    """Text as people and offices write it; `odd` adds what `normalise` takes away."""
    letters = st.characters(
        exclude_categories=("Cs", "Cc", "Cn"), exclude_characters="\u2029\ufffc"
    )
    free = st.text(st.one_of(letters, st.sampled_from(_ODD)) if odd else letters, max_size=12)
    return st.lists(st.one_of(st.sampled_from(_STRETCHES), free), max_size=3).map("".join)


def _words():
    return st.sampled_from(("SI_POV_DAY1", "2023/24", "sex=F", "c1", "p. 12", "Total", "3.1.1"))


def _text_runs(odd):
    links = st.none() | st.sampled_from(("https://example.org/a?b=1&c=2", "mailto:a@example.org"))
    comments = st.lists(_words(), max_size=2).map(tuple)
    flag = st.booleans()
    return st.builds(Text, texts(odd=odd), flag, flag, flag, flag, flag, links, comments)


def runs(*, notes: int = 1, odd: bool = False):
    """Tuples of runs; notes are nested up to `notes` deep."""
    kinds = [
        _text_runs(odd),
        st.builds(Text, texts(odd=odd)),
        st.just(Break()),
        st.builds(CiteRef, _words(), st.just("") | _words()),
        st.builds(
            ValueRef, _words(), _words(), st.just("") | _words(), st.just(""), texts(odd=odd)
        ),
        st.builds(CrossRef, _words(), texts(odd=odd)),
    ]
    if notes:
        kinds.append(st.builds(NoteRef, runs(notes=notes - 1, odd=odd)))
    return st.lists(st.one_of(kinds), max_size=5).map(tuple)


def _frame(odd):
    ids = st.sampled_from(("", "same", "other")) if odd else st.uuids().map(lambda u: u.hex[:12])
    return {
        "id": ids,
        "dir": st.sampled_from((None, "ltr", "rtl")),
        "lang": st.sampled_from((*_LANGUAGES, "") if odd else _LANGUAGES),
    }


def _paragraphs(odd):
    return st.builds(
        Paragraph,
        **_frame(odd),
        style=st.sampled_from(ParagraphStyle),
        runs=runs(notes=2 if odd else 1, odd=odd),
    )


def _list_items(odd):
    levels = st.integers(-1, 12) if odd else st.integers(0, 8)
    return st.builds(
        ListItem,
        **_frame(odd),
        kind=st.sampled_from(ListKind),
        level=levels,
        runs=runs(notes=2 if odd else 1, odd=odd),
    )


def _tables(odd):
    spans = st.integers(-1, 5) if odd else st.integers(1, 3)
    blocks = st.lists(_paragraphs(odd) | _list_items(odd), max_size=2).map(tuple)
    cells = st.builds(TableCell, blocks=blocks, col_span=spans, row_span=spans)
    rows = st.lists(st.builds(TableRow, st.lists(cells, max_size=4).map(tuple)), max_size=4)
    headers = st.integers(-1, 6) if odd else st.integers(0, 2)
    return st.builds(Table, **_frame(odd), header_rows=headers, rows=rows.map(tuple))


def _blocks(odd):
    frame = _frame(odd)
    words = st.lists(_words(), max_size=3).map(tuple)
    levels = st.integers(-1, 7) if odd else st.integers(1, 4)
    return st.one_of(
        _paragraphs(odd),
        st.builds(Heading, **frame, level=levels, runs=runs(notes=2 if odd else 1, odd=odd)),
        _list_items(odd),
        _tables(odd),
        st.builds(
            Figure,
            **frame,
            image_id=_words(),
            caption=runs(notes=2 if odd else 1, odd=odd),
            alt_text=texts(odd=odd),
            credit=texts(odd=odd),
            width=st.integers(-5, 200) if odd else st.integers(10, 100),
        ),
        st.builds(IndicatorTable, **frame, series=words, periods=words),
        st.builds(Chart, **frame, series=words, kind=_words(), title=texts(odd=odd)),
    )


def raw_documents():
    """Documents as nobody should write them: odd characters, equal ids, spans out of bounds."""
    return st.builds(Document, blocks=st.lists(_blocks(True), max_size=6).map(tuple))


def documents():
    """Normalised documents with every kind of block and run; ids are unique."""
    return st.builds(Document, blocks=st.lists(_blocks(False), max_size=6).map(tuple)).map(
        normalise
    )
