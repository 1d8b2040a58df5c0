"""Which groups of a series come first, and which ones a short table shows."""

import itertools
import random

import pytest

from vnr_app.services.group_order import group_order, shared_part, simplest


def groups(**codes):
    """Every combination of these codes: `groups(sex="_T F M")`."""
    names = sorted(codes)
    return [
        tuple(zip(names, chosen, strict=True))
        for chosen in itertools.product(*(codes[name].split() for name in names))
    ]


def told(found):
    return [" ".join(code for _name, code in group if code != "_T") for group in found]


@pytest.mark.parametrize(
    ("codes", "shown"),
    [
        # The levels of education in the order of a life, not those of men and women at one of them.
        ({"education_level": "UPPSEC LOWSEC PRIMAR", "sex": "_T F M"}, "PRIMAR LOWSEC UPPSEC"),
        # An age that holds the others is everybody.
        ({"age": "15-24 15+ 25-44", "sex": "M F"}, "15+ F|15+ M"),
        ({"disease": "A B C", "sex": "M F"}, "A F|A M|B F|B M"),
        ({"capacity": "I3 I1 I20 I2 I4"}, "I1 I2 I3 I4"),
        ({"age": "<5"}, "<5"),
    ],
)
def test_the_least_divided_groups_are_shown_in_whole_sets(codes, shown):
    found = groups(**codes)
    random.Random(1).shuffle(found)
    expected = shown.split("|") if "|" in shown else shown.split()
    assert told(simplest(found, 4)) == expected


def test_women_and_men_come_before_places_and_never_alone():
    found = groups(location="R U") + groups(sex="M F") + groups(age="15-24 25+")
    assert told(simplest(found, 4)) == ["F", "M", "U", "R"]
    assert told(simplest(found, 5)) == ["F", "M", "U", "R"]
    assert told(simplest(found, 2)) == ["F", "M"]
    assert simplest([], 4) == ()


def test_groups_stand_in_the_order_of_what_they_divide():
    found = groups(sex="_T F M", location="_T U R")
    random.Random(2).shuffle(found)
    assert told(sorted(found, key=group_order)) == [
        "", "F", "M", "U", "R", "U F", "R F", "U M", "R M"
    ]  # fmt: skip


def test_what_groups_have_in_common():
    assert shared_part(groups(age="15+", sex="F M")) == (("age", "15+"),)
    assert shared_part(groups(sex="F M")) == ()
