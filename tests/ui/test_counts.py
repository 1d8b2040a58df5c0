"""One of something is said in the singular."""

import pytest

from ui.importing.plan_numbers import NumbersLine
from ui.version_names import changes_text
from vnr_app.domain.importplan import PlannedTable, Region
from vnr_app.domain.richtext_diff import Comparison


@pytest.mark.parametrize(
    ("added", "removed", "said"),
    [
        (1, 0, "1 change, +1 word"),
        (0, 1, "1 change, −1 word"),
        (120, 1, "1 change, +120 −1 word"),
        (1, 35, "1 change, +1 −35 words"),
        (0, 0, "1 change"),
    ],
)
def test_words_that_came_and_went(themed, added, removed, said):
    assert changes_text(1, Comparison((), added, removed)) == said


@pytest.mark.parametrize(
    ("seen", "unused", "said"),
    [(1, (), "1 of 1 number used"), (2, ("B2",), "1 of 2 numbers used; 1 not:")],
)
def test_numbers_that_are_used(themed, qtbot, seen, unused, said):
    table = PlannedTable(
        "Data", Region(0, 0, 2, 2), "tidy", (0,), (), "", "", (), (), seen, unused
    )  # fmt: skip
    line = NumbersLine()
    qtbot.addWidget(line)
    line.show_tables((table,))
    assert line.layout().itemAt(0).widget().text() == said
