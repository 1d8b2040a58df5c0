"""Starting the program: which way in is taken."""

import pytest

from vnr_app import __main__ as program


@pytest.mark.parametrize("arguments", [[], ["review.vnr"]])
def test_without_a_display_a_sentence_says_so(arguments, monkeypatch, capsys):
    monkeypatch.setattr("sys.platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert program.main(arguments) == 1
    assert "no display" in capsys.readouterr().err


def test_a_screen_or_a_chosen_platform_counts_as_display(monkeypatch):
    monkeypatch.setattr("sys.platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert not program._has_display()
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert program._has_display()
    monkeypatch.delenv("WAYLAND_DISPLAY")
    monkeypatch.setattr("sys.platform", "darwin")
    assert program._has_display()
