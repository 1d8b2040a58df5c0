import pytest

from vnr_app.domain.sections import SectionKind, split_key
from vnr_app.errors import KnownError
from vnr_app.services.framework import load_framework
from vnr_app.services.outline import load_outline

ENABLING_ENVIRONMENT = [
    "ownership",
    "national-frameworks",
    "three-dimensions",
    "leave-no-one-behind",
    "institutional-mechanisms",
    "structural-issues",
]
GOAL_PARTS = [
    "headline",
    "trends",
    "successes",
    "challenges",
    "leave-no-one-behind",
    "measures",
    "interlinkages",
    "stakeholder-views",
    "since-previous",
    "priority-actions",
    "lessons",
    "data-notes",
]


def test_sections_stand_in_the_order_of_the_guidelines():
    assert [section.key for section in load_outline().sections] == [
        "opening-statement",
        "acronyms",
        "highlights",
        "introduction",
        "methodology",
        "enabling-environment",
        *(f"goal-{number}" for number in range(1, 18)),
        "emerging-challenges",
        "means-of-implementation",
        "conclusion",
        "annex-statistics",
        "annex-good-practices",
        "annex-stakeholder-comments",
        "main-messages",
    ]


def test_parts_have_the_stable_keys():
    outline = load_outline()
    parts = {s.key: [part.key for part in s.parts] for s in outline.sections if s.parts}
    assert parts.pop("enabling-environment") == ENABLING_ENVIRONMENT
    assert parts == {f"goal-{number}": GOAL_PARTS for number in range(1, 18)}
    assert len(outline.leaf_keys()) == 12 + 6 + 17 * 12
    assert [split_key(key)[0] for key in outline.leaf_keys()[:3]] == [
        "opening-statement",
        "acronyms",
        "highlights",
    ]


def test_everything_asks_for_something():
    for section in load_outline().sections:
        for item in (section, *section.parts):
            assert item.title
            assert item.prompt.endswith((".", "?"))
            assert item.word_budget is None or item.word_budget > 0


def test_goals_are_titled_by_the_framework():
    outline = load_outline()
    for goal in load_framework().goals:
        section = outline.section(f"goal-{goal.code}")
        assert (section.title, section.goal, section.kind) == (
            goal.title,
            goal.code,
            SectionKind.GOAL,
        )


def test_main_messages_have_their_limit():
    section = load_outline().section("main-messages")
    assert (section.kind, section.word_budget) == (SectionKind.MAIN_MESSAGES, 700)


@pytest.mark.parametrize("version", ["guidelines-v99", "../framework/version", ""])
def test_an_unknown_outline_is_one_clear_sentence(version):
    with pytest.raises(KnownError) as caught:
        load_outline(version)
    assert caught.value.code == "unknown-outline"
