"""Which line of a series speaks for all of it."""

import pytest

from vnr_app.domain.wholes import telling, whole_lines


def line(**codes):
    return tuple(sorted(codes.items()))


@pytest.mark.parametrize(
    ("lines", "wholes"),
    [
        ([line()], [line()]),
        ([line(), line(sex="F")], [line()]),
        ([line(sex="_T", age="_T"), line(sex="F", age="_T")], [line(sex="_T", age="_T")]),
        # Under-five mortality: the age is what is measured.
        ([line(age="<5Y", sex="_T"), line(age="<5Y", sex="F")], [line(age="<5Y", sex="_T")]),
        ([line(age="15-24"), line(age="15+"), line(age="25+")], [line(age="15+")]),
        ([line(age="15-49"), line(age="15-19"), line(age="20-24")], [line(age="15-49")]),
        ([line(age="15-24"), line(age="25-49")], []),
        ([line(age="young"), line(age="15+")], []),
        ([line(sex="F"), line(sex="M")], []),
        ([line(type_of_product="ALP"), line(type_of_product="BIM")], [line(type_of_product="ALP")]),
        ([line(age="15+", sex="F"), line(age="15-24", sex="M")], []),
        ([], []),
    ],
)
def test_the_line_of_all_that_is_measured(lines, wholes):
    assert whole_lines(lines) == frozenset(wholes)


def test_what_says_nothing_need_not_be_told():
    told = telling(line(age="<5Y", sex="_T", quantile="NOTSPEC", type_of_product="ALP"))
    assert told == line(age="<5Y")
