import pytest

from tests.db.support import make_plan, run_import
from tests.services.desk import KEY, bodies, keep, read, typed
from vnr_app.domain.richtext import Document, Paragraph, Text, ValueRef
from vnr_app.domain.richtext_ops import plain_text
from vnr_app.errors import KnownError
from vnr_app.services import history, indicators, reviews, revisions, translations, writing


def state(review, key=KEY):
    [found] = translations.of_section(review, key)
    return found


def figures(translation):
    return [(each.figure, each.original, each.translation) for each in translation.differences]


def test_the_languages_are_the_reviews_own_and_those_of_the_united_nations(review, tmp_path):
    assert translations.languages(review) == ("en", "ar", "zh", "fr", "ru", "es")
    with reviews.create(tmp_path / "f.vnr", country="FRA", year="2027", language="fr-FR") as other:
        assert translations.languages(other) == ("fr-FR", "ar", "zh", "en", "ru", "es")


def test_a_text_in_another_language_is_found_too(review):
    keep(review, "Texto.", language="pt")
    assert translations.languages(review)[-1] == "pt"
    assert [each.language for each in translations.of_section(review, KEY)] == ["pt"]


def test_a_translation_is_stale_when_the_original_was_changed(review):
    original = keep(review, "First.")
    keep(review, "Premier.", language="fr")
    assert (state(review).stale, state(review).base) == (False, original.revision)
    assert translations.stale(review) == ()

    keep(review, "Second.")
    assert state(review).stale
    assert translations.stale(review) == (state(review),)
    assert plain_text(translations.base_document(review, state(review))) == "First."

    keep(review, "Deuxième.", language="fr")
    assert state(review).stale  # that it was touched does not say that it renders the change
    translations.confirm(review, KEY, "fr")
    assert not state(review).stale
    history.undo(review)
    assert state(review).stale


def test_an_original_that_says_the_same_again_makes_nothing_stale(review):
    first = keep(review, "First.")
    keep(review, "Premier.", language="fr")
    keep(review, "Second.")
    revisions.restore(review, first.revision)
    assert not state(review).stale


def test_what_is_being_typed_makes_a_translation_stale(review):
    keep(review, "First.")
    keep(review, "Premier.", language="fr")
    writing.save_draft(review, KEY, typed("First, changed."))
    assert state(review).stale


def test_a_translation_without_an_original_is_not_stale(review):
    keep(review, "Premier.", language="fr")
    assert (state(review).stale, state(review).base) == (False, None)
    assert translations.base_document(review, state(review)) is None
    keep(review, "First.")
    assert not state(review).stale


def test_an_emptied_translation_is_none(review):
    keep(review, "First.")
    keep(review, "Premier.", language="fr")
    keep(review, "", language="fr")
    assert translations.of_section(review, KEY) == ()
    assert translations.stale(review) == ()


def test_confirming_keeps_what_is_being_typed(review):
    keep(review, "First.")
    keep(review, "Premier.", language="fr")
    keep(review, "Second.")
    writing.save_draft(review, KEY, typed("Deuxième."), language="fr")
    writing.save_draft(review, "methodology", typed("Not concerned."))

    translations.confirm(review, KEY, "fr")

    assert (read(review, language="fr"), state(review).stale) == ("Deuxième.", False)
    assert "Deuxième." in bodies(review)
    assert "Not concerned." not in bodies(review)


def test_there_must_be_something_to_confirm(review):
    keep(review, "First.")
    before = history.operations(review)
    with pytest.raises(KnownError) as caught:
        translations.confirm(review, KEY, "fr")
    assert caught.value.code == "no-translation"
    assert history.operations(review) == before


def test_figures_that_differ_are_named(review):
    keep(review, "From 1,234.5 in 2015 to 12 in 2023.")
    keep(review, "De 1 234,5 en 2015 à 13 en 2023.", language="fr")
    assert figures(state(review)) == [("12", 1, 0), ("13", 0, 1)]
    assert translations.stale(review) == (state(review),)


def test_a_living_number_says_what_the_data_say_now(review):
    run_import(review, make_plan("a.csv", {("3.1.1", "", "2015"): "1234.5"}))
    [observation] = indicators.observations(review)
    living = ValueRef(observation.series.id, "2015", text="99")
    writing.keep(review, KEY, Document(blocks=(Paragraph(runs=(Text("It is "), living)),)))
    keep(review, "C’est 1 234,5.", language="fr")
    assert figures(state(review)) == []
