"""Records: what is known again, what is flagged, what may be shown."""

import dataclasses
import json

import pytest
from openpyxl import Workbook

from tests.db.test_registers import records_plan, said
from vnr_app.domain.importplan import Action, Severity
from vnr_app.domain.records import PERSONAL, RecordKind
from vnr_app.jobs import JobContext
from vnr_app.services import history, imports, records, stakeholder_groups

WELLS = "We have built twenty wells together with the county government."


def compare(review, plan):
    return imports.compare(review, plan)


def commit(review, plan):
    found = compare(review, plan)
    return imports.commit(review, found, JobContext())


def actions(review, plan):
    return [action.value for action in compare(review, plan).records.actions]


def test_added_same_updated(review):
    plan = records_plan("a.xlsx", said("Water for All", WELLS, ("6",)), said("Elders", "Care."))
    assert actions(review, plan) == ["add", "add"]
    assert compare(review, plan).has_changes()
    commit(review, plan)
    assert actions(review, plan) == ["same", "same"]
    assert not compare(review, plan).has_changes()
    assert commit(review, plan).operation is None

    later = records_plan(
        "b.xlsx",
        said("“WATER for all”", WELLS.upper(), ("6",)),
        said("Elders", "Care.", ("3", "10")),
        said("Elders", "Homes."),
    )
    found = compare(review, later).records
    # Other letters are other words to print, though the record is the same.
    assert [action.value for action in found.actions] == ["update", "update", "add"]
    assert found.counts(later) == {Action.UPDATE: 2, Action.ADD: 1}
    commit(review, later)
    assert len(records.all_records(review)) == 3
    assert [each.name for each in records.organisations(review)] == ["Elders", "Water for All"]
    arguments = stored_arguments(review)
    assert arguments["records"] == {"update": 2, "add": 1}


def stored_arguments(review):
    from db.models import HistoryOperation

    with review.store.reading() as session:
        row = session.query(HistoryOperation).order_by(HistoryOperation.number.desc()).first()
        return json.loads(row.arguments)


def test_the_id_of_a_form_service_finds_an_answer_that_was_edited(review):
    def answer(words, identity):
        return dataclasses.replace(said("Youth Net", words), external_id=identity)

    commit(review, records_plan("a.xlsx", answer("First words.", "u1"), answer("Other.", "u2")))
    later = records_plan("b.xlsx", answer("Other words.", "u1"), answer("Other.", "u3"))
    assert actions(review, later) == ["update", "add"]
    commit(review, later)
    texts = {(r.text, r.row) for r in records.all_records(review)}
    assert texts == {("Other words.", 1), ("Other.", 2)}
    assert len(records.all_records(review)) == 3


def test_the_same_reason_for_two_targets_is_two_answers(review):
    def answer(target):
        planned = said("Youth Net", "The budget is too small.", (target,))
        return dataclasses.replace(planned, kind=RecordKind.ANSWER)

    plan = records_plan("a.xlsx", answer("3.1"), answer("3.2"))
    assert actions(review, plan) == ["add", "add"]
    commit(review, plan)
    assert actions(review, plan) == ["same", "same"]
    later = records_plan("b.xlsx", answer("3.2"), answer("3.3"))
    assert actions(review, later) == ["same", "add"]


def test_what_nearly_repeats_a_stored_record_is_flagged(review):
    commit(review, records_plan("a.xlsx", said("Water for All", WELLS)))
    later = records_plan(
        "b.xlsx",
        said("Water for all", WELLS.replace("twenty", "thirty")),
        said("Others", WELLS.replace("twenty", "thirty")),
    )
    (problem,) = compare(review, later).records.problems
    assert (problem.code, problem.cell, problem.severity) == (
        "record-duplicate",
        "A2",
        Severity.WARNING,
    )
    assert "“a.xlsx”, row 2" in problem.message


def test_records_are_listed_by_goal_and_counted(review):
    commit(
        review,
        records_plan(
            "a.xlsx",
            said("Water for All", WELLS, ("6.1", "6.2", "3")),
            said("", "Nobody knows who said this.", ("6",), group=""),
            said("Elders", "Care.", (), group="older-persons"),
        ),
    )
    assert [r.organisation for r in records.by_goal(review, "6")] == ["Water for All", ""]
    assert records.by_goal(review, "6", RecordKind.MEASURE) == ()
    assert records.by_goal(review, "1") == ()
    counts = records.counts(review)
    assert counts.all == 3
    assert counts.by_goal == {"6": 2, "3": 1}
    assert counts.by_group == {"ngos": 1, "": 1, "older-persons": 1}
    elders = records.organisations(review)[0]
    assert (elders.name, elders.group, elders.records) == ("Elders", "older-persons", 1)
    assert [r.text for r in records.all_records(review, organisation=elders.id)] == ["Care."]


@pytest.mark.parametrize(
    ("consents", "personal", "named"),
    [
        ((), (), True),
        ((("contact", True),), (("Email", "a@b.c"),), True),
        ((("contact", False),), (), True),
        ((("publish-name", False),), (), False),
        ((("publish", False),), (), False),
        ((("anonymous", True),), (), False),
        ((("publish", True), ("anonymous", False)), (), True),
    ],
)
def test_consent_decides_what_is_shown(review, consents, personal, named):
    planned = dataclasses.replace(
        said("Youth Net", "Trees."),
        consents=consents,
        extra=(("Region", "North"), (f"{PERSONAL}Email", "a@b.c")),
    )
    commit(review, records_plan("a.xlsx", planned))
    (record,) = records.all_records(review)
    assert (record.personal, record.may_be_named) == (personal, named)
    assert record.extra == (("Region", "North"),)


def test_a_sheet_of_contributions_is_imported_found_again_and_taken_back(review, tmp_path):
    path = tmp_path / "contributions.xlsx"
    book = Workbook()
    book.active.append(["Organisation", "Group", "Goal", "Contribution", "E-mail"])
    book.active.append(["Water for All", "NGO", "6", WELLS, "a@b.c"])
    book.active.append(["Elders", "older persons", "3", "Clinics are far away.", None])
    book.save(path)

    found = imports.preview(review, path, JobContext())
    made = imports.commit(review, found, JobContext()).operation
    found.close()
    assert made is not None
    record = records.by_goal(review, "6")[0]
    assert (record.organisation, record.group, record.text) == ("Water for All", "ngos", WELLS)
    assert (record.file, record.sheet, record.row) == ("contributions.xlsx", "Sheet", 1)
    assert record.operation == made

    again = imports.preview(review, path, JobContext())
    assert not again.has_changes()
    assert imports.commit(review, again, JobContext()).operation is None
    again.close()
    history.undo(review, made)
    assert records.counts(review).all == 0
    assert records.organisations(review) == ()
    assert history.broken_links(review) == ()


def test_the_groups_are_those_of_the_un():
    groups = stakeholder_groups.groups()
    assert [group.kind for group in groups].count("major-group") == 9
    assert groups[0].name == "Women"
    assert stakeholder_groups.group_name("ngos") == "Non-Governmental Organizations"
    assert stakeholder_groups.group_name("chess") == "chess"
    assert len({group.code for group in groups}) == len(groups)


def test_what_is_left_out_keeps_the_row_that_it_would_have_changed(review):
    commit(review, records_plan("a.xlsx", said("Elders", "Care.", ("3",))))
    later = records_plan(
        "b.xlsx", said("Elders", "Care.", ("3", "4")), said("Elders", "Care.", ("5",))
    )
    assert actions(review, later) == ["update", "add"]
    imports.commit(review, compare(review, later), JobContext(), left_out_records=[0])
    assert sorted(each.links for each in records.all_records(review)) == [("3",), ("5",)]
