from hypothesis import given
from hypothesis import strategies as st

from vnr_app.domain.lineage import Ends, common_origin, origins, put_together

FAMILY = {"a": (), "b": ("a",), "c": ("a",), "d": ("b", "c"), "e": ("c",), "x": ()}


def ends(head=None, *waiting):
    return Ends(head, frozenset(waiting))


def test_a_revision_comes_from_itself_and_its_parents():
    assert origins(FAMILY, "d") == {"a", "b", "c", "d"}
    assert origins(FAMILY, "unknown") == {"unknown"}


def test_the_nearest_common_origin_is_found():
    assert common_origin(FAMILY, "d", "e") == "c"
    assert common_origin(FAMILY, "b", "c") == "a"
    assert common_origin(FAMILY, "b", "d") == "b"
    assert common_origin(FAMILY, "d", "x") == ""
    assert common_origin(FAMILY, "", "d") == ""


def test_a_head_moves_on_to_what_comes_from_it():
    assert put_together(FAMILY, ends("b"), ends("d")) == ends("d")
    assert put_together(FAMILY, ends("d"), ends("b")) == ends("d")
    assert put_together(FAMILY, ends(), ends("d", "e")) == ends("d", "e")
    assert put_together(FAMILY, ends("d"), ends()) == ends("d")
    assert put_together(FAMILY, ends(), ends()) == ends()


def test_what_does_not_come_from_the_head_waits():
    assert put_together(FAMILY, ends("b"), ends("c")) == ends("b", "c")
    assert put_together(FAMILY, ends("b", "c"), ends("d")) == ends("d")
    assert put_together(FAMILY, ends("b", "c"), ends("e")) == ends("b", "e")
    assert put_together(FAMILY, ends("c"), ends("d", "e")) == ends("d", "e")
    # The newer text waits there: it comes from ours all the same.
    assert put_together(FAMILY, ends("b"), ends("e", "d")) == ends("d", "e")


@st.composite
def families(draw):
    """Revisions that each come from up to two older ones, and the ends of two copies."""
    parents = {}
    for name in range(draw(st.integers(1, 8))):
        older = st.sampled_from(sorted(parents)) if parents else st.nothing()
        chosen = draw(st.lists(older, max_size=2, unique=True)) if parents else []
        parents[str(name)] = tuple(chosen)
    some = st.sampled_from(sorted(parents))
    both = [
        Ends(draw(some), frozenset(draw(st.lists(some, max_size=2)))) for _copy in range(2)
    ]  # fmt: skip
    return parents, *both


@given(families())
def test_nothing_is_left_out_and_nothing_is_settled_silently(family):
    parents, here, there = family
    after = put_together(parents, here, there)

    held = {name for end in after.revisions for name in origins(parents, end)}
    assert held >= here.revisions | there.revisions
    assert here.head in origins(parents, after.head)
    assert after.head not in after.waiting
    assert not any(
        one != other and one in origins(parents, other)
        for one in after.revisions
        for other in after.revisions
    )
    assert after.revisions <= here.revisions | there.revisions
    assert put_together(parents, after, there) == after
    assert put_together(parents, there, here).revisions == after.revisions
