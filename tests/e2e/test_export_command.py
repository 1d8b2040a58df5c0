"""The export command: what it writes, what it counts before, what it refuses."""

import pytest

from vnr_app.exporting import pages


@pytest.fixture(autouse=True)
def without_layout(monkeypatch):
    """Word files get no page numbers here: finding them takes seconds."""
    monkeypatch.setattr(pages, "find_libreoffice", lambda: None)


@pytest.mark.parametrize(
    ("name", "options", "begins"),
    [
        ("r.docx", (), b"PK"),
        ("r.docx", ("--section", "goal-3", "--value-tables"), b"PK"),
        ("r.html", ("--language", "fr"), b"<!DOCTYPE html>"),
        ("r.html", ("--main-messages",), b"<!DOCTYPE html>"),
        ("r.xlsx", ("--language", "ar"), b"PK"),
        ("r.csv", (), b"\xef\xbb\xbfIndicator,Year,"),
        ("r.csv", ("--layout", "sdmx", "--section", "goal-3"), b"DATAFLOW,"),
        ("r.zip", (), b"PK"),
    ],
)
def test_every_format_is_written(vnr, closed_review, tmp_path, name, options, begins):
    target = tmp_path / name
    done = vnr("export", closed_review, target, *options)
    assert done.status == 0, done.err
    assert name in done.out
    assert target.read_bytes().startswith(begins)


def test_what_was_found_goes_to_standard_error(vnr, closed_review, tmp_path):
    done = vnr("export", closed_review, tmp_path / "r.html")
    assert "no-data 17" in done.err
    assert "no-data" not in done.out
    assert vnr("export", closed_review, tmp_path / "r.xlsx").err == ""


@pytest.mark.parametrize(
    ("name", "options", "status"),
    [
        ("r.odt", (), 1),
        ("r.csv", ("--main-messages",), 1),
        ("r.xlsx", ("--section", "introduction"), 1),
        ("r.docx", ("--template", "none"), 1),
        ("r.csv", ("--layout", "none"), 2),
        ("none/r.html", (), 1),
    ],
)
def test_what_cannot_be_is_one_sentence(vnr, closed_review, tmp_path, name, options, status):
    done = vnr("export", closed_review, tmp_path / name, *options)
    assert done.status == status
    assert "Traceback" not in done.err
    assert done.out == ""
    assert not (tmp_path / name).exists()
