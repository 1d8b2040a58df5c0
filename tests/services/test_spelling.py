"""Which words are checked, and what the dictionaries say of them."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import texts
from vnr_app.paths import resources_dir
from vnr_app.services import spelling
from vnr_app.services.spelling import checker_for, words_in

NAMES = ["ar", "en_GB", "en_US", "es_ES", "fr", "ru_RU"]


def words(text):
    return [word for _start, word in words_in(text)]


@pytest.mark.parametrize(
    "text",
    [
        "SI_POV_DAY1",
        "3.1.1",
        "12.4 %",
        "1,234.5",
        "2023/24",
        "CO2",
        "https://unstats.un.org/sdgs/Report",
        "www.exampel.org",
        "unstats.un.org",
        "somebody@exampel.org",
        "UNDP",
        "NGOs",
        "DevInfo",
        "\ufffc",
        "a",
        "annex_tabel.xlsx",
    ],
)
def test_codes_numbers_addresses_and_acronyms_are_left_alone(text):
    assert words(text) == []
    assert words(f"before ({text}), after") == ["before", "after"]


def test_words_keep_apostrophes_hyphens_and_accents():
    assert words("It’s well-being, l'eau and/or «déjà».") == [
        *("It’s", "well-being", "l'eau", "and", "or", "déjà")
    ]
    assert words("e\u0301tat so\u00adcial مُستدام") == ["e\u0301tat", "so\u00adcial", "مُستدام"]


@given(st.lists(texts(), max_size=4).map(" ".join))
def test_every_word_stands_where_it_is_said_to_stand(text):
    end = 0
    for start, word in words_in(text):
        assert start >= end
        assert text[start:].startswith(word)
        end = start + len(word)


@pytest.mark.parametrize(
    ("language", "right", "wrong"),
    [
        ("en", "organization organisation colour color it’s ministry's well-being Sub-Saharan teh",
         "teh"),
        ("en-GB", "organization programme color", "color"),
        ("en-US", "organization color colour", "colour"),
        ("en-KE", "organisation color", ""),
        ("fr", "l’eau l'eau aujourd’hui développement d’UNICEF e\u0301tat developement",
         "developement"),
        ("es", "desarrollo pobreza niños desarollo", "desarollo"),
        ("ru", "развитие бедность ра\u0301звитие развитее", "развитее"),
        ("ar", "التنمية المستدامة مُستدامة الفقر التنميييية", "التنميييية"),
    ],
)  # fmt: skip
def test_dictionaries_know_their_language(language, right, wrong):
    checker = checker_for(language, ())
    assert checker.available
    assert " ".join(word for word in right.split() if not checker.check(word)) == wrong


def test_another_script_is_another_dictionarys_business():
    checker = checker_for("en", ())
    assert checker.check("развитее")
    assert not checker_for("ru", ()).check("развитее")
    assert not checker.in_language("fr").check("developement")
    assert checker.in_language("en") is checker


def test_suggestions_come_with_the_apostrophe_that_was_typed():
    assert "the" in checker_for("en", ()).suggest("teh")
    assert "doesn’t" in checker_for("en", ()).suggest("dosn’t")


def test_words_of_ones_own_are_right_in_any_case():
    checker = checker_for("en", {"Armstat"})
    assert [checker.check(w) for w in ("Armstat", "armstat", "Armstat’s", "Armstta")] == [
        *(True, True, True, False)
    ]
    assert checker.in_language("fr").check("Armstat")


def test_what_was_said_is_remembered():
    checker = checker_for("en", ())
    assert checker.known("mortallity") is None
    assert not checker.check("mortallity")
    assert checker.known("mortallity") is False


@pytest.mark.parametrize("language", ["zh", "zh-Hans", "hy", ""])
def test_without_a_dictionary_every_word_is_right(language):
    checker = checker_for(language, ())
    assert not checker.available
    assert checker.check("mortallity")
    assert checker.known("mortallity")
    assert checker.suggest("mortallity") == ()
    assert checker.in_language("en").available


def test_a_missing_dictionary_is_no_error(monkeypatch, tmp_path):
    monkeypatch.setattr(spelling, "resources_dir", lambda: tmp_path)
    spelling._dictionary.cache_clear()
    try:
        assert not checker_for("en", ()).available
    finally:
        spelling._dictionary.cache_clear()


def test_every_dictionary_comes_with_its_licence():
    folder = resources_dir() / "dictionaries"
    assert sorted(path.stem for path in folder.glob("*.dic")) == NAMES
    readme = (folder / "README.md").read_text(encoding="utf-8")
    for name in NAMES:
        assert f"`{name}.copyright.txt`" in readme
        assert (folder / f"{name}.copyright.txt").read_text(encoding="utf-8").strip()


def test_checking_is_fast():
    checker = checker_for("en", ())
    drawn = [f"{word}{ending}" for word in words("the share of births rose") for ending in "abcdef"]
    began = time.perf_counter()
    for word in drawn:
        checker.check(word)
    assert time.perf_counter() - began < 0.5
