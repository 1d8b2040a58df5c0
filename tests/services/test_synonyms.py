"""What the team has taught the importer."""

import pytest

from vnr_app.errors import KnownError
from vnr_app.services import history, synonyms


def test_a_label_is_learned_in_every_spelling_and_forgotten(review):
    synonyms.learn(review, "sex", " Hommes\u00a0et garçons ", "M")
    assert synonyms.all_synonyms(review) == {("sex", "hommes et garçons"): "M"}
    number = history.operations(review)[0].number
    synonyms.learn(review, "sex", "hommes et garçons", "M")
    assert history.operations(review)[0].number == number

    synonyms.learn(review, "sex", "Hommes et garçons", "_T")
    assert synonyms.all_synonyms(review) == {("sex", "hommes et garçons"): "_T"}
    history.undo(review)
    assert synonyms.all_synonyms(review) == {("sex", "hommes et garçons"): "M"}

    synonyms.forget(review, "sex", "HOMMES ET GARÇONS")
    assert synonyms.all_synonyms(review) == {}
    synonyms.forget(review, "sex", "hommes et garçons")
    history.undo(review)
    assert synonyms.all_synonyms(review) == {("sex", "hommes et garçons"): "M"}
    assert history.broken_links(review) == ()


def test_nothing_cannot_be_learned(review):
    with pytest.raises(KnownError) as caught:
        synonyms.learn(review, "sex", " \u200b ", "M")
    assert caught.value.code == "no-label"
