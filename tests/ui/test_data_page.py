"""The page of all figures: what its filters keep."""

from tests.db.support import make_plan, run_import
from tests.ui.conftest import command, settle


def test_a_goal_keeps_its_national_indicators(opened, qtbot):
    review = opened.workspace.session.review
    plan = make_plan("a.csv", {("3.1.1", "", "2020"): "1", ("KG-3.1", "", "2020"): "2"})
    opened.jobs.wait(lambda _job: run_import(review, plan))
    command(opened, "data").try_run()
    settle(qtbot, opened)
    data = opened.workspace.data_page

    def codes(goal):
        data._goal.setCurrentIndex(data._goal.findData(goal))
        return {row.indicator for row in data._table._model._rows}

    assert codes("") == codes("3") == {"3.1.1", "KG-3.1"}
    assert codes("4") == set()
