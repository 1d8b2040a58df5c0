"""Where sentences and words end."""

import pytest
from hypothesis import given

from tests.strategies import texts
from vnr_app.domain.sentences import sentence_bounds, split_sentences, split_words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Poverty fell. It rose.", ("Poverty fell.", "It rose.")),
        ("It is 12.4 % now. Or 1.234,5?", ("It is 12.4 % now.", "Or 1.234,5?")),
        ("See e.g. No. 5 and J. Smith. Yes!", ("See e.g. No. 5 and J. Smith.", "Yes!")),
        ("“Why?” he asked. (Nobody knew.) End", ("“Why?” he asked.", "(Nobody knew.)", "End")),
        ("Il dit : « Oui. » Puis non.", ("Il dit : « Oui. »", "Puis non.")),
        ("В 2020 г. бедность упала. Т. е. на 5 %.", ("В 2020 г. бедность упала.", "Т. е. на 5 %.")),
        ("انخفض الفقر. هل ارتفع؟ نعم۔ لا", ("انخفض الفقر.", "هل ارتفع؟", "نعم۔", "لا")),
        ("贫困率下降。儿童呢？“好！”他说。", ("贫困率下降。", "儿童呢？", "“好！”", "他说。")),
        ("1. Poverty fell. In 2020. Then", ("1. Poverty fell.", "In 2020.", "Then")),
        ("It fell.\ufffc Then it rose.", ("It fell.\ufffc", "Then it rose.")),
        ("Fine... Next… Last", ("Fine...", "Next…", "Last")),
        ("no end", ("no end",)),
        ("", ()),
    ],
)  # fmt: skip
def test_sentences(text, expected):
    assert split_sentences(text) == expected


@given(texts(odd=True))
def test_sentences_cover_the_text(text):
    bounds = sentence_bounds(text)
    assert "".join(text[begin:end] for begin, _, end in bounds) == text
    assert all(begin < words_end <= end for begin, words_end, end in bounds)
    assert all(not text[words_end:end].strip() for _, words_end, end in bounds)


@given(texts(odd=True))
def test_words_put_together_are_the_text(text):
    assert "".join(split_words(text)) == text


def test_words():
    words = [word.strip() for word in split_words("L’eau: 12.4 % (2023/24), 贫困 SI_POV_DAY1.")]
    expected = "L’eau : 12.4 % ( 2023/24 ) , 贫 困 SI_POV_DAY1 ."
    assert words == expected.split()
