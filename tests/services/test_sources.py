import pytest

from tests.services.desk import titles
from vnr_app.errors import KnownError
from vnr_app.services import history, sources


def test_sources_stand_in_the_order_of_their_labels(review):
    world = sources.add(review, " WHO 2023 ", " World Health Statistics ", "https://who.int ")
    census = sources.add(review, "Census 2021", "")
    assert sources.all_sources(review) == (census, world)
    assert (world.label, world.reference, world.url) == (
        "WHO 2023", "World Health Statistics", "https://who.int",
    )  # fmt: skip
    assert census.reference == "Census 2021"
    assert titles(review) == ["Add the source “Census 2021”"]


def test_a_source_is_corrected_removed_and_brought_back(review):
    source = sources.add(review, "WHO 2023", "Statistics")
    sources.change(review, source.id, "WHO 2024", "Health Statistics")
    [changed] = sources.all_sources(review)
    assert (changed.id, changed.label, changed.reference) == (
        source.id, "WHO 2024", "Health Statistics",
    )  # fmt: skip
    sources.remove(review, source.id)
    assert sources.all_sources(review) == ()
    history.undo(review)
    assert sources.all_sources(review) == (changed,)
    history.undo(review)
    assert sources.all_sources(review) == (source,)


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ((" ", "x"), "no-label"),
        (("x", "x", "ftp://example.org"), "bad-address"),
        (("x", "x", "javascript:alert(1)"), "bad-address"),
    ],
)
def test_what_is_no_source_is_refused(review, values, code):
    source = sources.add(review, "WHO 2023", "Statistics")
    for act in (
        lambda: sources.add(review, *values),
        lambda: sources.change(review, source.id, *values),
    ):
        with pytest.raises(KnownError) as caught:
            act()
        assert caught.value.code == code
    assert sources.all_sources(review) == (source,)


def test_a_source_that_is_gone_is_said(review):
    before = history.operations(review)
    for act in (
        lambda: sources.change(review, "nothing", "x", "x"),
        lambda: sources.remove(review, "nothing"),
    ):
        with pytest.raises(KnownError) as caught:
            act()
        assert caught.value.code == "unknown-source"
    assert history.operations(review) == before
