"""“Saved” is shown when everything is on the disk, and not before."""

import threading

from PySide6.QtWidgets import QLabel

from tests.ui.conftest import show
from vnr_app.services import rescue, writing


def status(window):
    """What the status line says."""
    return " ".join(each.text() for each in window.status.findChildren(QLabel) if each.isVisible())


def test_saved_is_not_shown_while_another_text_is_being_written(opened, qtbot, monkeypatch):
    show(opened, qtbot, "goal-3")
    opened.activateWindow()
    first, second = opened.workspace.section_page.editors()[:2]
    gate, save, texts = threading.Event(), writing.save_draft, opened.workspace.texts
    saved = []

    def save_slowly(review, key, *rest, **options):
        if saved_keys and key != saved_keys[0]:
            gate.wait(10)
        saved_keys.append(key)
        return save(review, key, *rest, **options)

    saved_keys = []
    monkeypatch.setattr(writing, "save_draft", save_slowly)
    texts.saved.connect(lambda key, _at: saved.append(key))
    for editor in (first, second):
        editor.setFocus()
        editor.insertPlainText("Typed")
    texts.flush()
    qtbot.waitUntil(lambda: len(saved) == 1, timeout=5000)
    assert texts.dirty
    assert "Saving" in status(opened)
    gate.set()
    qtbot.waitUntil(lambda: not texts.dirty, timeout=5000)
    assert "Saved" in status(opened)


def test_a_copy_goes_once_the_review_takes_the_text(opened, qtbot, monkeypatch):
    show(opened, qtbot, "introduction")
    [editor] = opened.workspace.section_page.editors()
    texts = opened.workspace.texts

    def refuse(*_, **_options):
        raise OSError("The disk is full.")

    with monkeypatch.context() as patch:
        patch.setattr(writing, "save_draft", refuse)
        patch.setattr(writing, "keep", refuse)
        editor.insertPlainText("Precious")
        texts.flush()
        qtbot.waitUntil(lambda: texts.failing and not opened.jobs.busy, timeout=5000)
        [copy] = rescue.folder().rglob("introduction.json")
        assert "Precious" in copy.read_text(encoding="utf-8")
    texts.flush()
    qtbot.waitUntil(lambda: not texts.dirty and not opened.jobs.busy, timeout=5000)
    assert not copy.exists()
