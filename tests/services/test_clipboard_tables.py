"""Tables that were copied in other programs."""

from datetime import date

import pytest

from vnr_app.errors import KnownError
from vnr_app.jobs import JobContext
from vnr_app.services import clipboard_tables, imports

TODAY = date(2026, 11, 21)
TEXT = "3.1.1 Maternal mortality ratio\t\t\n\t2019\t2020\nTotal\t31,5\t28,0\n"
PAGE = (
    "<style>td {color: black}</style><table><tr><td colspan=3>3.1.1 Maternal mortality ratio</td>"
    "</tr><tr><td></td><td>2019</td><td>2020</td></tr>"
    "<tr><td>Total</td><td>31,5</td><td>28,0</td></tr></table>"
)


@pytest.mark.parametrize(
    ("html", "text", "name"),
    [(PAGE, TEXT, "Clipboard 2026-11-21.html"), ("", TEXT, "Clipboard 2026-11-21.tsv")],
)
def test_a_copied_table_is_planned_like_a_file(review, html, text, name):
    plan = clipboard_tables.read_table(review.info, html, text, JobContext(), today=TODAY)
    assert plan.file == name
    assert [(o.period.label, o.value.number) for o in plan.observations] == [
        ("2019", "31.5"),
        ("2020", "28.0"),
    ]
    assert plan.series[0].indicators == ("3.1.1",)


def test_a_copied_table_is_imported(review):
    job = JobContext()
    plan = clipboard_tables.read_table(review.info, "", TEXT, job, today=TODAY)
    imports.commit(review, imports.compare(review, plan), job)
    again = clipboard_tables.read_table(review.info, PAGE, TEXT, job, today=TODAY)
    assert not imports.compare(review, again).has_changes()


def test_letters_of_every_script_are_kept(tmp_path):
    path = clipboard_tables.save_table("<table><td>Ысык-Көл 安徽</table>", "", tmp_path, TODAY)
    assert "Ысык-Көл 安徽" in path.read_text(encoding="utf-8-sig")


@pytest.mark.parametrize("text", ["", "one line of words", "two\nlines"])
def test_what_is_no_table_is_refused(tmp_path, text):
    with pytest.raises(KnownError) as refused:
        clipboard_tables.save_table("<p>words</p>", text, tmp_path, TODAY)
    assert refused.value.code == "no-table-copied"
    assert list(tmp_path.iterdir()) == []


def test_too_much_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(clipboard_tables, "MAX_SIGNS", 10)
    with pytest.raises(KnownError) as refused:
        clipboard_tables.save_table("", TEXT, tmp_path, TODAY)
    assert refused.value.code == "too-large"
