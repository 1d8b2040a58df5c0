import pytest

from tests.services.desk import KEY, bodies, drafts, keep, read, typed
from vnr_app.domain.richtext_ops import plain_text
from vnr_app.errors import KnownError
from vnr_app.services import history, revisions, sections, siblings, writing


@pytest.fixture
def met(review):
    """Two people wrote on the first text."""
    first = keep(review, "First.")
    keep(review, "Theirs.")
    keep(review, "Mine.", base=first.revision)
    return review


def words(meeting):
    return [plain_text(each.document) for each in (meeting.base, meeting.present, meeting.other)]


def waiting_count(review):
    return next(each.waiting for each in sections.outline(review) if each.key == KEY)


def test_versions_that_met_are_shown_with_what_both_come_from(met):
    [meeting] = siblings.meetings(met, KEY)
    assert words(meeting) == ["First.", "Theirs.", "Mine."]
    assert meeting.other.author == "Coordinator"
    assert (waiting_count(met), writing.text(met, KEY).waiting) == (1, True)
    assert siblings.meetings(met, "methodology") == ()
    assert siblings.meetings(met, KEY, "fr") == ()


def test_texts_that_come_from_nothing_meet_on_an_empty_one(review):
    keep(review, "Theirs.")
    keep(review, "Mine.", base=writing.FROM_NOTHING)
    [meeting] = siblings.meetings(review, KEY)
    assert words(meeting) == ["", "Theirs.", "Mine."]
    assert meeting.base.revision == ""


def test_merging_has_both_versions_as_parents(met):
    [meeting] = siblings.meetings(met, KEY)

    merged = siblings.merge(met, meeting, typed("Theirs and mine."))

    assert read(met) == "Theirs and mine."
    assert (merged.waiting, siblings.meetings(met, KEY), waiting_count(met)) == (False, (), 0)
    newest = revisions.of_section(met, KEY)[0]
    assert set(newest.parents) == {meeting.present.revision, meeting.other.revision}

    history.undo(met)
    assert read(met) == "Theirs."
    assert [words(each) for each in siblings.meetings(met, KEY)] == [words(meeting)]
    history.redo(met)
    assert (read(met), siblings.meetings(met, KEY)) == ("Theirs and mine.", ())
    assert history.broken_links(met) == ()


def test_a_merge_of_what_was_changed_meanwhile_is_refused(met):
    [meeting] = siblings.meetings(met, KEY)
    keep(met, "Theirs, and more.")
    for act in (lambda: siblings.merge(met, meeting, typed("x")),
                lambda: siblings.set_aside(met, meeting)):  # fmt: skip
        with pytest.raises(KnownError) as caught:
            act()
        assert caught.value.code == "changed-meanwhile"
    assert read(met) == "Theirs, and more."
    assert len(siblings.meetings(met, KEY)) == 1


def test_what_is_merged_already_is_not_merged_again(met):
    [meeting] = siblings.meetings(met, KEY)
    siblings.merge(met, meeting, typed("Merged."))
    with pytest.raises(KnownError, match="changed meanwhile"):
        siblings.merge(met, meeting, typed("Again."))
    assert read(met) == "Merged."


def test_a_draft_is_no_part_of_a_merge_that_did_not_see_it(met):
    [meeting] = siblings.meetings(met, KEY)
    writing.save_draft(met, KEY, typed("Theirs. Typing"))
    with pytest.raises(KnownError, match="changed meanwhile"):
        siblings.merge(met, meeting, typed("Merged."))
    assert (read(met), drafts(met)) == ("Theirs. Typing", 0)
    [now] = siblings.meetings(met, KEY)
    siblings.merge(met, now, typed("Merged."))
    assert read(met) == "Merged."


def test_a_version_that_is_set_aside_stays_in_the_history(met):
    [meeting] = siblings.meetings(met, KEY)
    siblings.set_aside(met, meeting)

    assert (read(met), siblings.meetings(met, KEY)) == ("Theirs.", ())
    assert "Mine." in bodies(met)
    assert meeting.other.revision in revisions.of_section(met, KEY)[0].parents
    history.undo(met)
    assert len(siblings.meetings(met, KEY)) == 1


def test_a_version_beside_a_text_that_was_taken_back_can_be_taken(review):
    keep(review, "Theirs.")
    writing_it = history.operations(review)[0].id
    keep(review, "Mine.", base=writing.FROM_NOTHING)
    history.undo(review, writing_it)
    assert (read(review), waiting_count(review)) == ("", 1)

    [meeting] = siblings.meetings(review, KEY)
    assert words(meeting) == ["", "", "Mine."]
    siblings.merge(review, meeting, meeting.other.document)
    assert (read(review), siblings.meetings(review, KEY)) == ("Mine.", ())


def test_several_versions_are_merged_one_after_the_other(review):
    first = keep(review, "First.")
    keep(review, "Theirs.")
    for each in ("Mine.", "Hers.", "His."):
        keep(review, each, base=first.revision)
    met = siblings.meetings(review, KEY)
    assert [words(each)[2] for each in met] == ["Mine.", "Hers.", "His."]
    for _each in met:
        siblings.merge(review, siblings.meetings(review, KEY)[0], typed(f"{read(review)} Merged."))
    assert read(review) == "Theirs. Merged. Merged. Merged."
    assert siblings.meetings(review, KEY) == ()
