import json

import pytest

from vnr_app.domain.framework import Framework, Goal
from vnr_app.domain.sections import SectionKind, SectionStatus, parse_outline, split_key

FRAMEWORK = Framework(
    version="test",
    goals=(Goal("1", "First goal", "First", "#111111"), Goal("2", "Second goal", "2nd", "#222222")),
    targets=(),
    indicators=(),
    retired=(),
)


def section(key, **changes):
    record = {"key": key, "kind": "chapter", "title": key.title(), "prompt": "Write."}
    return {**record, "word_budget": None, "numbered": True, "parts": [], **changes}


def part(key):
    return {"key": key, "title": key.title(), "prompt": "Write.", "word_budget": 40}


def outline_text(*sections):
    goals = {"kind": "goal", "prompt": "Report.", "word_budget": None, "numbered": False}
    return json.dumps(
        {
            "version": "test-v1",
            "sections": [sections[0], goals, *sections[1:]],
            "goal_parts": [part("headline"), part("trends")],
        }
    )


def test_the_goal_record_stands_for_every_goal_of_the_framework():
    outline = parse_outline(outline_text(section("introduction"), section("conclusion")), FRAMEWORK)
    assert outline.version == "test-v1"
    assert [s.key for s in outline.sections] == ["introduction", "goal-1", "goal-2", "conclusion"]
    goal = outline.section("goal-2")
    assert (goal.title, goal.goal, goal.kind) == ("Second goal", "2", SectionKind.GOAL)
    assert [p.key for p in goal.parts] == ["headline", "trends"]
    assert goal.parts[0].word_budget == 40
    assert outline.section("introduction").goal is None


def test_texts_live_at_parts_or_at_sections_without_parts():
    text = outline_text(section("introduction"), section("context", parts=[part("plans")]))
    assert parse_outline(text, FRAMEWORK).leaf_keys() == (
        "introduction",
        "goal-1/headline",
        "goal-1/trends",
        "goal-2/headline",
        "goal-2/trends",
        "context/plans",
    )


def test_an_unknown_section_raises_key_error():
    outline = parse_outline(outline_text(section("introduction")), FRAMEWORK)
    with pytest.raises(KeyError):
        outline.section("goal-3")


@pytest.mark.parametrize(
    "second",
    [
        section("introduction"),
        section("goal-1"),
        section("context", parts=[part("plans"), part("plans")]),
    ],
)
def test_a_key_named_twice_is_refused(second):
    with pytest.raises(ValueError, match="twice"):
        parse_outline(outline_text(section("introduction"), second), FRAMEWORK)


def test_an_unknown_kind_is_refused():
    with pytest.raises(ValueError, match="poem"):
        parse_outline(outline_text(section("introduction", kind="poem")), FRAMEWORK)


def test_keys_are_split_into_section_and_part():
    assert split_key("goal-3/trends") == ("goal-3", "trends")
    assert split_key("introduction") == ("introduction", None)


@pytest.mark.parametrize("key", ["", "/", "goal-3/", "/trends", "goal-3/trends/more"])
def test_other_keys_are_refused(key):
    with pytest.raises(ValueError, match="not the key"):
        split_key(key)


def test_statuses_are_spelt_as_stored():
    assert [str(status) for status in SectionStatus] == [
        "not-started",
        "drafting",
        "in-review",
        "cleared",
        "locked",
    ]
