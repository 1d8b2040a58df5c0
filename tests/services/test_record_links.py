"""People say what a record speaks of."""

import dataclasses

import pytest

from tests.db.support import run_import
from tests.db.test_registers import records_plan, said
from vnr_app.domain.importplan import Action
from vnr_app.domain.records import RecordKind
from vnr_app.errors import KnownError
from vnr_app.jobs import JobContext
from vnr_app.services import history, imports, record_links, records


@pytest.fixture
def record(review):
    run_import(review, records_plan("a.xlsx", said("Elders", "Care.", ("3",))))
    (found,) = records.all_records(review)
    return found.id


def links(review):
    (found,) = records.all_records(review)
    return found.links


@pytest.mark.parametrize(
    ("typed", "code"),
    [("10", "10"), (" 10.2 ", "10.2"), ("4.A", "4.a"), ("Indicator 3.4.1", "3.4.1")],
)
def test_a_record_is_linked_and_found_by_goal(review, record, typed, code):
    assert record_links.link(review, record, typed) == code
    assert set(links(review)) == {"3", code}
    assert [each.id for each in records.by_goal(review, code.split(".")[0])] == [record]
    before = len(history.operations(review))
    record_links.link(review, record, code)
    assert len(history.operations(review)) == before  # nothing new to say
    history.undo(review)
    assert links(review) == ("3",)
    history.redo(review)
    assert code in links(review)


def test_links_come_in_official_order_and_go_again(review, record):
    for code in ("10.2", "1.1", "3.4"):
        record_links.link(review, record, code)
    assert links(review) == ("1.1", "3", "3.4", "10.2")
    record_links.unlink(review, record, "3")
    record_links.unlink(review, record, "3.4")
    assert records.by_goal(review, "3") == ()
    history.undo(review)
    assert [each.id for each in records.by_goal(review, "3")] == [record]


@pytest.mark.parametrize("typed", ["", "18", "3.99", "health"])
def test_what_is_no_code_is_refused(review, record, typed):
    with pytest.raises(KnownError) as caught:
        record_links.link(review, record, typed)
    assert caught.value.code == "unknown-target"
    assert links(review) == ("3",)


def test_a_record_that_is_gone_is_said_so(review, record):
    with pytest.raises(KnownError) as caught:
        record_links.link(review, "none", "3")
    assert caught.value.code == "no-record"


def test_what_people_linked_stays_when_the_file_comes_again(review):
    def plan(name):
        answer = said("Youth Net", "The budget is too small.", ("3.1",))
        answer = dataclasses.replace(answer, kind=RecordKind.ANSWER)
        return records_plan(name, answer, said("Elders", "Care.", ("3",)))

    def take(name):
        found = imports.compare(review, plan(name))
        imports.commit(review, found, JobContext())
        return found.records.actions

    def links():
        return {each.organisation: each.links for each in records.all_records(review)}

    take("a.xlsx")
    for each in records.all_records(review):
        record_links.link(review, each.id, "4.1")
        record_links.unlink(review, each.id, "3.1")
    for name in ("b.xlsx", "c.xlsx"):
        assert take(name) == (Action.SAME, Action.SAME)
        assert links() == {"Youth Net": ("4.1",), "Elders": ("3", "4.1")}
    assert len(records.all_records(review)) == 2
