import copy
import json

import pytest

from vnr_app.services.framework import load_framework
from vnr_app.services.framework_check import differences

EXPLAINED = {
    # The reference breaks the line of the source after a slash, which leaves a space there.
    ("indicator 14.b.1", "legal/regulatory/ policy/institutional"),
}


@pytest.fixture
def reference(shared):
    return json.loads((shared / "reference/framework.json").read_text(encoding="utf-8"))


def unexplained(found):
    return [
        text
        for text in found
        if not any(text.startswith(f"{row}: ") and part in text for row, part in EXPLAINED)
    ]


def test_the_framework_agrees_with_the_reference(reference):
    found = differences(load_framework(), reference)
    assert unexplained(found) == []
    assert len(found) == len(EXPLAINED)


def spoil_title(reference):
    reference["targets"][0]["title"]["en"] += "!"


def spoil_unsd_code(reference):
    reference["indicators"][0]["unsd_code"] = "C999999"


def spoil_repeats(reference):
    first = next(i for i in reference["indicators"] if i["code"] == "8.4.1")
    first["repeat_group"] = None


def spoil_retired(reference):
    del reference["retired"][0]


def spoil_order(reference):
    reference["goals"].reverse()


def spoil_codes(reference):
    reference["indicators"][5]["code"] = "1.9.9"


@pytest.mark.parametrize(
    ("spoil", "expected"),
    [
        (spoil_title, ["target 1.1: title is "]),
        (spoil_unsd_code, ["indicator 1.1.1: UNSD code is 'C010101' instead of 'C999999'"]),
        (spoil_repeats, ["indicator 8.4.1: repeats is ['8.4.1', '12.2.1'] instead of ['8.4.1']"]),
        (
            spoil_retired,
            ["5 retired indicators instead of 4", "retired indicator 1.a.3 is not in"],
        ),
        (spoil_order, ["goals stand in another order"]),
        (spoil_codes, ["indicator 1.9.9 is missing", "is not in the reference"]),
    ],
)
def test_a_difference_is_named(reference, spoil, expected):
    spoilt = copy.deepcopy(reference)
    spoil(spoilt)
    found = unexplained(differences(load_framework(), spoilt))
    assert len(found) == len(expected)
    for text, part in zip(found, expected, strict=True):
        assert part in text
