"""Bad input: one sentence on standard error, nothing on standard output, nothing changed."""

import os
import shutil

import pytest

from tests.db.support import content_of, execute
from vnr_app.cli import imports as commands
from vnr_app.logs import log_file


def assert_refused(done, *words, status=1):
    assert (done.status, done.out) == (status, ""), done
    assert len(done.err.splitlines()) == 1
    assert done.err.rstrip().endswith((".", "?"))
    assert "Traceback" not in done.err
    for word in words:
        assert word in done.err


# --- The review ---------------------------------------------------------------------------------


def not_there(path):
    path.unlink()


def folder(path):
    path.unlink()
    path.mkdir()


def empty(path):
    path.write_bytes(b"")


def noise(path):
    path.write_bytes(os.urandom(9000))


def foreign(path):
    path.unlink()
    execute(path, "CREATE TABLE notes (body)")


def newer(path):
    execute(path, "PRAGMA user_version = 99")


def damaged(path):
    with path.open("r+b") as stream:
        stream.seek(4096 * 5)
        stream.write(b"\xee" * 4096 * 40)


def with_foreign_code(path):
    execute(path, "CREATE TRIGGER spy AFTER UPDATE ON draft BEGIN DELETE FROM section; END")


COMMANDS = [
    pytest.param(lambda p: ["import", p, "table.csv"], id="import"),
    pytest.param(lambda p: ["import", p, "table.csv", "--dry-run", "--json"], id="dry run"),
    pytest.param(lambda p: ["undo", p], id="undo"),
    pytest.param(lambda p: ["data", p, "--json"], id="data"),
    pytest.param(lambda p: ["write", p, "introduction", "text.md"], id="write"),
    pytest.param(lambda p: ["sections", p], id="sections"),
    pytest.param(lambda p: ["export", p, "out.docx"], id="export"),
]


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(
    "spoil", [not_there, folder, empty, noise, foreign, newer, damaged, with_foreign_code]
)
def test_a_bad_review_is_refused_by_every_command(
    vnr, closed_review, monkeypatch, health, spoil, command
):
    monkeypatch.chdir(closed_review.parent)
    spoil(closed_review)
    shutil.copy(health, "table.csv")
    (closed_review.parent / "text.md").write_text("Words.")
    before = closed_review.read_bytes() if closed_review.is_file() else None

    assert_refused(vnr(*command(closed_review)), closed_review.name)

    assert (closed_review.read_bytes() if closed_review.is_file() else None) == before
    assert {p.name for p in closed_review.parent.iterdir()} <= {
        closed_review.name,
        "table.csv",
        "text.md",
    }


# --- Tables, texts, sections --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("none.xlsx", None),
        ("empty.csv", b""),
        ("picture.xlsx", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20),
        ("noise.csv", b"\0\1\2\3" * 500),
        ("broken.xlsx", b"PK\3\4" + b"x" * 500),
    ],
)
def test_what_is_no_spreadsheet_is_named(vnr, closed_review, tmp_path, name, content):
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    before = content_of(closed_review)
    assert_refused(vnr("import", closed_review, path), name)
    assert content_of(closed_review) == before


def test_the_review_itself_is_no_spreadsheet(vnr, closed_review, tmp_path):
    before = content_of(closed_review)
    assert_refused(vnr("import", closed_review, closed_review), closed_review.name)
    (tmp_path / "link.csv").symlink_to(closed_review)
    assert_refused(vnr("import", closed_review, tmp_path / "link.csv"), "link.csv")
    assert content_of(closed_review) == before


@pytest.mark.parametrize(
    ("key", "word"),
    [
        ("goal-18/trends", "goal-18/trends"),
        ("goal-3", "goal-3/headline"),
        ("tends", "tends"),
        ("", "“”"),
    ],
)
def test_a_section_that_is_not_there_is_named(vnr, closed_review, tmp_path, key, word):
    (tmp_path / "text.md").write_text("Words.")
    before = content_of(closed_review)
    assert_refused(vnr("write", closed_review, key, tmp_path / "text.md"), word)
    assert content_of(closed_review) == before


def test_a_misspelt_section_gets_a_proposal(vnr, closed_review, tmp_path):
    (tmp_path / "text.md").write_text("Words.")
    done = vnr("write", closed_review, "goal-3/trend", tmp_path / "text.md")
    assert_refused(done, "Did you mean “goal-3/trends”?")


@pytest.mark.parametrize(
    ("name", "content"), [("none.md", None), ("text.pdf", b"%PDF-1.4"), ("text.docx", b"PK\3\4xx")]
)
def test_what_is_no_text_is_named(vnr, closed_review, tmp_path, name, content):
    if content is not None:
        (tmp_path / name).write_bytes(content)
    before = content_of(closed_review)
    assert_refused(vnr("write", closed_review, "introduction", tmp_path / name), name)
    assert content_of(closed_review) == before


def test_unknown_codes_are_named(vnr, closed_review):
    assert_refused(vnr("data", closed_review, "--indicator", "99.9.9"), "99.9.9")
    assert_refused(vnr("undo", closed_review, "nonsense"), "nonsense")
    assert_refused(vnr("undo", closed_review), "nothing to undo")


# --- New and export -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("options", "word"),
    [
        (["--country", "ZZZZ", "--year", "2027"], "ZZZZ"),
        (["--country", "XXQ", "--year", "2027"], "XXQ"),
        (["--country", "KEN", "--year", "next"], "next"),
        (["--country", "KEN", "--year", "²"], "²"),
        (["--country", "KEN", "--year", "1999"], "1999"),
        (["--country", "KEN", "--year", "2027", "--number", "0"], "number"),
    ],
)
def test_a_review_that_cannot_be_is_not_made(vnr, tmp_path, options, word):
    assert_refused(vnr("new", tmp_path / "x.vnr", *options), word)
    assert list(tmp_path.iterdir()) == []


def test_a_new_review_replaces_nothing(vnr, closed_review, tmp_path):
    options = ["--country", "KEN", "--year", "2027"]
    before = content_of(closed_review)
    assert_refused(vnr("new", closed_review, *options), closed_review.name)
    assert content_of(closed_review) == before
    assert_refused(vnr("new", tmp_path / "none" / "x.vnr", *options), "none")


@pytest.mark.parametrize(
    ("target", "options", "word"),
    [
        ("out.odt", [], "out.odt"),
        ("out", [], "out"),
        ("none/out.docx", [], "none/out.docx"),
        ("out.docx", ["--section", "goal-18"], "goal-18"),
        ("out.docx", ["--section", "goal-3/nonsense"], "goal-3/nonsense"),
        ("out.docx", ["--language", "no language"], "no language"),
        ("out.docx", ["--template", "none.docx"], "none.docx"),
    ],
)
def test_a_report_that_cannot_be_is_not_written(
    vnr, closed_review, tmp_path, monkeypatch, target, options, word
):
    monkeypatch.chdir(tmp_path)
    assert_refused(vnr("export", closed_review, target, *options), word)
    assert [p.name for p in tmp_path.iterdir()] == ["review"]


# --- Wrong use and bugs -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"],
        ["sections"],
        ["new", "x.vnr", "--country", "KEN"],
        ["new", "x.vnr", "--country", "KEN", "--year", "2027", "--number", "three"],
        ["data", "x.vnr", "--json", "--csv"],
        ["sections", "x.vnr", "--nonsense"],
        ["import", "x.vnr"],
    ],
)
def test_wrong_use_is_explained(vnr, arguments, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    done = vnr(*arguments)
    assert (done.status, done.out) == (2, "")
    assert "--help" in done.err
    assert list(tmp_path.iterdir()) == []


def test_a_text_without_a_table_says_so_and_changes_nothing(vnr, closed_review, tmp_path):
    path = tmp_path / "prose.csv"
    path.write_text("This is a letter.\nIt has no table.\n")
    before = content_of(closed_review)
    done = vnr("import", closed_review, path)
    assert (done.status, done.err) == (0, "")
    assert "no observations" in done.out
    assert "warning" in done.out
    assert content_of(closed_review) == before


@pytest.mark.expects_warnings
def test_a_bug_ends_with_three_and_names_the_log(vnr, closed_review, health, monkeypatch):
    before = content_of(closed_review)

    def fail(*_arguments, **_named):
        raise ZeroDivisionError("a bug of ours")

    monkeypatch.setattr(commands.imports, "commit", fail)
    done = vnr("import", closed_review, health)

    assert_refused(done, str(log_file()), status=3)
    logged = log_file().read_text()
    assert "ZeroDivisionError" in logged
    assert content_of(closed_review) == before


@pytest.mark.parametrize("error", [KeyboardInterrupt, commands.KnownError("code", "Sentence.")])
def test_a_stopped_import_changes_nothing(vnr, closed_review, health, monkeypatch, error):
    before = content_of(closed_review)

    def stop(*_arguments):
        raise error

    monkeypatch.setattr("db.standing.put_in_force", stop)
    assert_refused(vnr("import", closed_review, health))
    assert content_of(closed_review) == before
