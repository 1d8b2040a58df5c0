"""Writing the report where a file lies already."""

from tests.ui.conftest import settle


def ask(window, qtbot, path):
    window.workspace.show_place("report")
    settle(qtbot, window)
    window.workspace.export_page.choose_file(path)
    window.workspace.export_page._ask()
    settle(qtbot, window)


def test_a_file_that_is_there_is_not_replaced_unasked(opened, qtbot, tmp_path):
    path = tmp_path / "report.docx"
    path.write_text("worked on by hand")
    ask(opened, qtbot, path)
    assert path.read_text() == "worked on by hand"
    assert "is there already" in opened.messages.banner.accessibleName()
    assert opened.workspace.export_page._write.isEnabled()

    opened.messages.banner._act()
    settle(qtbot, opened)
    assert (tmp_path / "report (2).docx").read_bytes().startswith(b"PK")
    assert path.read_text() == "worked on by hand"

    ask(opened, qtbot, path)
    opened.messages.banner._act_otherwise()
    settle(qtbot, opened)
    assert path.read_bytes().startswith(b"PK")


def test_who_chose_the_file_in_the_dialog_was_asked_there(opened, qtbot, tmp_path):
    path = tmp_path / "report.docx"
    path.write_text("old")
    opened.workspace.show_place("report")
    settle(qtbot, opened)
    opened.workspace.export_page.choose_file(path, replace=True)
    opened.workspace.export_page._ask()
    settle(qtbot, opened)
    assert path.read_bytes().startswith(b"PK")
