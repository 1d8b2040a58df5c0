from vnr_app.services import history, reviews, words


def test_words_are_learned_by_language_and_stay(closed_review):
    with reviews.open_review(closed_review) as review:
        words.learn(review, "en", "Yerevan")
        words.learn(review, "fr", "Erevan")
    with reviews.open_review(closed_review) as review:
        assert words.learned(review, "en") == {"Yerevan"}
        assert words.learned(review, "fr") == {"Erevan"}
        assert words.learned(review, "es") == frozenset()


def test_a_word_is_learned_once(review):
    words.learn(review, "en", "Yerevan")
    before = history.operations(review)
    words.learn(review, "en", "Yerevan")
    assert history.operations(review) == before


def test_a_word_is_forgotten_and_taken_back(review):
    words.learn(review, "en", "Yerevan")
    words.forget(review, "en", "Yerevan")
    assert words.learned(review, "en") == frozenset()
    history.undo(review)
    assert words.learned(review, "en") == {"Yerevan"}
    history.undo(review)
    assert words.learned(review, "en") == frozenset()
    history.redo(review)
    assert words.learned(review, "en") == {"Yerevan"}


def test_what_was_never_learned_is_not_forgotten(review):
    before = history.operations(review)
    words.forget(review, "en", "Yerevan")
    assert history.operations(review) == before
