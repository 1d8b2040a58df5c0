"""What `vnr-app import` says of a cell, and how it takes a password."""

import io
import sys

import pytest

from vnr_app.cli import imports


def test_an_error_shows_what_stands_in_the_cell(vnr, closed_review, health):
    lines = vnr("import", closed_review, health, "--dry-run").out.splitlines()
    [line] = [each for each in lines if each.startswith("  error:")]
    assert line.startswith("  error: F5 “12..5”")
    assert line.count("12..5") == 1


def test_a_long_text_is_shortened_to_its_beginning(vnr, closed_review, tmp_path):
    path = tmp_path / "long.csv"
    said = "not measured " * 30
    path.write_text(f"Indicator,Year,Value\n3.1.1,2019,7\n3.1.1,2020,{said}\n")
    out = vnr("import", closed_review, path, "--dry-run").out
    [line] = [each for each in out.splitlines() if "C3" in each and "not measured" in each]
    assert "…”" in line
    assert len(line) < 200


@pytest.fixture
def protected(shared):
    return shared / "hostile" / "container_password.xlsx"


def test_a_password_is_read_from_standard_input(vnr, closed_review, protected, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.StringIO("sdg2030\n"))
    done = vnr("import", closed_review, protected, "--dry-run", "--password", "-")
    assert (done.status, done.err) == (0, "")


def test_a_password_is_asked_for_on_a_terminal(vnr, closed_review, protected, monkeypatch):
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    monkeypatch.setattr(sys, "stdin", Terminal())
    monkeypatch.setattr(imports, "getpass", lambda _words: "sdg2030")
    done = vnr("import", closed_review, protected, "--dry-run", "--password", "-")
    assert done.status == 0


def test_a_password_of_the_environment(vnr, closed_review, protected, monkeypatch):
    monkeypatch.setenv("VNR_PASSWORD", "sdg2030")
    assert vnr("import", closed_review, protected, "--dry-run").status == 0
    monkeypatch.setenv("VNR_PASSWORD", "wrong")
    done = vnr("import", closed_review, protected, "--dry-run", "--password", "sdg2030")
    assert done.status == 0
    assert vnr("import", closed_review, protected, "--dry-run").status == 1


def test_a_folder_without_spreadsheets_is_told(vnr, closed_review, tmp_path):
    folder = tmp_path / "empty"
    folder.mkdir()
    done = vnr("import", closed_review, folder, "--json")
    assert (done.status, done.json) == (1, [])
    assert "There is no spreadsheet in" in done.err
