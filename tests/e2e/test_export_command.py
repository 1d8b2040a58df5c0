"""The export command: what it writes, what it counts before, what it refuses."""

import re

import pytest

pytestmark = pytest.mark.usefixtures("unpaged")


@pytest.mark.parametrize(
    ("name", "options", "begins"),
    [
        ("r.docx", (), b"PK"),
        ("r.docx", ("--section", "goal-3", "--value-tables"), b"PK"),
        ("r.html", ("--language", "fr"), b"<!DOCTYPE html>"),
        ("r.html", ("--main-messages",), b"<!DOCTYPE html>"),
        ("r.xlsx", ("--language", "ar"), b"PK"),
        ("r.csv", (), b"\xef\xbb\xbfIndicator,Series code,"),
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
    assert "empty-section" in done.err
    assert "Indicators without data: goal-1, goal-2," in done.err
    assert done.out.count("\n") == 1
    assert vnr("export", closed_review, tmp_path / "r.xlsx").err == ""


def test_check_lists_what_export_says_it_lists(vnr, closed_review, tmp_path):
    told = vnr("export", closed_review, tmp_path / "r.html").err
    counted = re.search(r"Still open: (.*?)\.", told)[1].split(", ")
    codes = [each["code"] for each in vnr("check", closed_review, "--json").json]
    for each in counted:
        code, count = each.split()
        assert 0 < int(count) <= codes.count(code)


def test_figures_of_a_section_that_is_not_there(vnr, closed_review, tmp_path):
    for section in ("nowhere", "goal-99", "goal-3/nowhere"):
        done = vnr("export", closed_review, tmp_path / "r.xlsx", "--section", section)
        assert (done.status, f"no section “{section}”" in done.err) == (1, True)


def test_a_language_of_tables_changes_nothing_and_that_is_said(vnr, closed_review, tmp_path):
    done = vnr("export", closed_review, tmp_path / "r.csv", "--language", "fr")
    assert (done.status, "every language" in done.err) == (0, True)


@pytest.mark.parametrize(
    ("name", "options", "status"),
    [
        ("r.odt", (), 1),
        ("r.csv", ("--main-messages",), 1),
        ("r.xlsx", ("--section", "introduction"), 1),
        ("r.docx", ("--template", "none"), 1),
        ("r.csv", ("--layout", "none"), 2),
        ("r.docx", ("--section", "goal-3", "--section", "goal-4"), 2),
        ("none/r.html", (), 1),
    ],
)
def test_what_cannot_be_is_one_sentence(vnr, closed_review, tmp_path, name, options, status):
    done = vnr("export", closed_review, tmp_path / name, *options)
    assert done.status == status
    assert "Traceback" not in done.err
    assert done.out == ""
    assert not (tmp_path / name).exists()
