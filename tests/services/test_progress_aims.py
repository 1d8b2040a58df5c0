import re

import pytest

from vnr_app.domain.indicators import Series
from vnr_app.progress.aims import Aim, Shape
from vnr_app.services.framework import load_framework
from vnr_app.services.progress_aims import RATE, aim_of, directions

OTHER_WAY = {
    "1.4.1": "information services have a direction only",
    "3.3.5": "the reduction counts from 2010",
    "3.7.2": "two age groups with two targets",
    "4.6.1": "youth and adults with two targets",
    "6.3.1": "the target is for what is not treated",
    "7.3.1": "the target is for the rate of improvement of the world",
    "10.a.1": "the source looks wrong: zero tariffs are to cover more",
    "13.3.1": "the same indicator as 4.7.1, which is to reach 100 per cent",
    "14.3.1": "the source looks wrong: a falling pH is more acid",
    "14.6.1": "scales of 0 to 1 and of 1 to 5 are in use",
    "14.b.1": "scales of 0 to 1 and of 1 to 5 are in use",
    "15.6.1": "in place or not, and numbers of agreements",
    "16.10.2": "a score or yes and no",
    "17.2.1": "for donors only, by series",
    "17.11.1": "doubling is for the least developed countries together",
}
"""Why a direction or target is not the one of the reference."""

LEFT_OUT = {
    "5.4.1": "the ratio of women to men is not among the series",
    "5.a.1": "its two parts go two ways: lines by series",
    "6.6.1": "its series go several ways",
    "8.1.1": "a rate of growth",
    "8.2.1": "a rate of growth",
    "10.1.1": "a rate of growth",
    "10.5.1": "its series go several ways",
    "11.3.1": "a ratio of rates of growth",
    "12.4.2": "its two parts go two ways: lines by series",
    "15.1.1": "depends on the country",
    "15.4.2": "depends on the country, but for degraded land",
    "17.13.1": "its series go several ways",
}
"""Indicators with a direction in the reference for which the product has none of all series."""


def line_of(code):
    return directions().get((load_framework().canonical(code), ""))


def expected(text):
    """Direction, target and whether it is a multiple, of the wording in the reference."""
    said = text.removeprefix("LDC: double; others ").removeprefix("Developing countries: ")
    said = re.split(r"[(;]", re.sub(r"\([ab]\),?", "", said))[0].strip()
    if found := re.match(r"Reduce by (\d+)/(\d+)|Reduce by (\d+)%", said):
        part = int(found[3]) / 100 if found[3] else int(found[1]) / int(found[2])
        return "down", 1 - part, True
    if said == "Double":
        return "up", 2.0, True
    if said in ("Increase", "Decrease"):
        return ("up" if said == "Increase" else "down"), None, False
    number = re.search(r"\d+(?:\.\d+)?", said)
    if number is None:
        return None
    target = float(number[0])
    up = ">" in said or said.startswith(("100%", "Score"))
    return ("up" if up else "down"), target, False


@pytest.fixture
def reference(shared):
    text = (shared / "reference/indicator_directions.tsv").read_text(encoding="utf-8")
    lines = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    found = dict(lines[1:])
    assert len(found) == 250
    return found


def test_directions_agree_with_the_reference_but_for_reasons(reference):
    differing, missing = set(), set()
    for code, text in reference.items():
        line = line_of(code)
        if "Non-statistical" in text:
            assert line is None or line["direction"] in ("yes", "up"), code
            continue
        if line is None or line["direction"] in ("none", "rate"):
            missing.add(code)
            continue
        if line["direction"] in ("ratio", "share", "budget", "margin"):
            assert float(line["target"]) == float(re.search(r"\d+(?:\.\d+)?", text)[0]), code
            continue
        target = line["target"]
        ours = (
            line["direction"],
            round(float(target.removeprefix("x")), 6) if target else None,
            target.startswith("x"),
        )
        theirs = expected(text)
        if theirs and theirs[1] is not None:
            theirs = (theirs[0], round(theirs[1], 6), theirs[2])
        if ours != theirs:
            differing.add(code)
    assert differing == set(OTHER_WAY)
    assert missing == set(LEFT_OUT)


def test_every_line_is_of_a_listed_indicator_and_can_be_read():
    framework = load_framework()
    for (code, _series), line in directions().items():
        assert framework.canonical(framework.indicator(code).code) == code
        assert line["direction"] in (
            "up", "down", "ratio", "share", "budget", "margin", "yes", "rate", "none",
        )  # fmt: skip
        assert (line["target"] in ("", "0") or line["target"].startswith("x")) != bool(line["unit"])
        assert line["year"] in ("", "2020", "2025")


def series(code="", name="", unit="PERCENT", indicators=("1.1.1",)):
    return Series("1", code, name, unit, indicators)


@pytest.mark.parametrize(
    ("indicator", "found", "aim"),
    [
        ("1.1.1", series(), Aim(-1, 0, percent=True)),
        ("1.2.1", series(unit="% of population"), Aim(-1, 0.5, of_base=True, percent=True)),
        ("3.1.1", series(unit="PER_100000_LIVE_BIRTHS"), Aim(-1, 70)),
        ("3.1.1", series(unit="per 100,000 live births"), Aim(-1, 70)),
        ("3.1.1", series(unit="NUMBER"), Aim(-1)),
        ("3.1.1", series(unit=""), Aim(-1)),
        ("7.1.1", series(unit="Percent"), Aim(1, 100, percent=True)),
        ("7.1.1", series(unit="NUM_TH"), Aim(1)),
        ("17.8.1", series(unit="PER_100_POP"), Aim(1, 100)),
        ("6.2.1", series("SH_SAN_SAFE"), Aim(1, 100, percent=True)),
        ("6.2.1", series("SH_SAN_DEFECT"), Aim(-1, 0, percent=True)),
        ("3.6.1", series(unit="PER_100000_POP"), Aim(-1, 0.5, 2020, of_base=True)),
        ("4.5.1", series(unit="Ratio"), Aim(-1, 1, shape=Shape.RATIO)),
        ("5.5.1", series(), Aim(-1, 50, percent=True, shape=Shape.SHARE)),
        ("5.5.1", series(unit="NUMBER"), None),
        ("2.c.1", series(unit="INDEX"), Aim(-1, 0.5, shape=Shape.MARGIN)),
        ("16.6.1", series(), Aim(-1, 100, percent=True, shape=Shape.BUDGET, floor=25)),
        ("8.1.1", series(), RATE),
        ("15.2.1", series(name="Annual forest area change rate (%)"), RATE),
        ("12.2.2", series(unit="T"), Aim(-1)),
        ("17.18.2", series(unit="BOOL"), Aim(1, yes_or_no=True)),
        ("17.18.2", series(unit="NUMBER", name="Laws (1 = YES; 0 = NO)"), Aim(1, yes_or_no=True)),
        ("17.18.2", series(unit="NUMBER"), None),
        ("16.10.2", series(unit="BOOL"), Aim(1, yes_or_no=True)),
        ("10.a.1", series(), Aim(1, percent=True)),
        ("14.3.1", series(unit="PH"), Aim(1)),
        ("17.13.1", series(), None),
        ("NAT-1", series(), None),
    ],
)
def test_what_is_desired_of_a_series(indicator, found, aim):
    assert aim_of(indicator, found) == aim
