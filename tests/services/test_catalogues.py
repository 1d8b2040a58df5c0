import re
from string import Formatter

import pytest

from docs.make_catalogues import LANGUAGES, read, texts
from vnr_app.i18n import words_of

_WRONG = {
    # A sign that wants a narrow no-break space before it, and a number without one.
    "fr": re.compile(r"(?<![\u202f\d])[:;!?»](?!//)|(?<=[^\W\d]) %|\d \d"),
    "es": re.compile(r"\d %"),
    "ru": re.compile(r"\d %|\d \d"),
    "ar": re.compile(r"[\u0600-\u06ff] ?[,;?]"),
    "zh": re.compile(r"[\u3400-\u9fff][,;:?()]|[,;:?()][\u3400-\u9fff]"),
}
"""What a text of that language must not hold."""


def fields(text):
    return {name for _literal, name, _spec, _conversion in Formatter().parse(text) if name}


def forms(message):
    return message.string if isinstance(message.string, tuple) else (message.string,)


@pytest.fixture(scope="module")
def wanted():
    return texts()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_of_a_report_is_translated_and_nothing_else(language, wanted):
    there = {message.id for message in read(language) if message.id}
    assert wanted - there == set()
    assert there - wanted == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_have_all_their_forms_and_the_same_fields(language):
    catalogue = read(language)
    plural = words_of(language).catalogue.plural
    often = {form for form in map(plural, range(1, 200)) if form != plural(1)} | (
        {plural(1)} if plural(1) in map(plural, range(2, 200)) else set()
    )
    for message in catalogue:
        if not message.id:
            continue
        assert all(forms(message)), message.id
        if isinstance(message.id, str):
            assert fields(message.string) == fields(message.id)
            continue
        assert len(message.string) == catalogue.num_plurals
        for number, text in enumerate(message.string):
            assert fields(text) <= fields(message.id[1])
            # A form for one number alone may say it in words: "one further line".
            alone = number not in often or list(map(plural, range(1, 200))).count(number) == 1
            assert alone or fields(text) == fields(message.id[1]), text


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_have_the_punctuation_of_their_language(language):
    for message in read(language):
        for text in forms(message) if message.id else ():
            assert not _WRONG[language].search(text), text
            assert text.strip() == text or message.id in (", ", "; ")
            assert "  " not in text


def test_numbers_choose_their_form():
    one, many = "{known} of {count} indicator", "{known} of {count} indicators"
    assert [words_of("ru").plural(one, many, n) for n in (1, 21, 2)] == [
        "{known} из {count} показателя",
        "{known} из {count} показателя",
        "{known} из {count} показателей",
    ]
    assert len({words_of("ar").plural(one, many, n) for n in (1, 3, 11)}) == 3
    assert words_of("zh").plural(one, many, 1) == words_of("zh").plural(one, many, 7)
    assert words_of("en").plural(one, many, 1) == one


def test_no_text_is_no_text_in_any_language():
    assert words_of("fr")("") == ""


def test_a_tag_with_a_script_or_country_finds_its_language():
    assert words_of("zh-Hans")("Table") == words_of("zh")("Table") == "表"
    assert words_of("fr_CA")("Table") == "Tableau"
    assert words_of("../fr")("Table") == "Table"
