"""A real download of the UN Global SDG Database: in, again, out."""

import pytest

from tests.db.support import present
from vnr_app.domain.importplan import Action
from vnr_app.jobs import JobContext
from vnr_app.services import history, imports, indicators

ROWS = 6186


@pytest.fixture
def armenia(shared):
    return shared / "corpus/unsd/armenia_2020-10.csv"


def test_an_import_is_taken_back_to_the_last_row(review, armenia):
    before = present(review.store)
    first = imports.preview(review, armenia, JobContext())
    result = imports.commit(review, first, JobContext())
    after = present(review.store)

    assert first.counts()[Action.ADD] + first.counts()[Action.ERROR] == ROWS
    assert len(indicators.observations(review)) == first.counts()[Action.ADD]

    second = imports.preview(review, armenia, JobContext())
    assert second.counts()[Action.SAME] == first.counts()[Action.ADD]
    assert not second.has_changes()
    assert imports.commit(review, second, JobContext()).operation is None
    assert present(review.store) == after

    assert history.undo(review).id == result.operation
    assert present(review.store) == before
    history.redo(review)
    assert present(review.store) == after
    assert history.broken_links(review) == ()
