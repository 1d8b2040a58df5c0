"""Originals: the bytes that were imported, kept for good and given back whole."""

import hashlib
import random
import zlib

import pytest
from sqlalchemy import text

from db import sqlite
from db.operation import operation
from vnr_app.errors import KnownError
from vnr_app.services import history, originals, packing


def keep(review, path, name="table.xlsx", sha256=None):
    digest = sha256 or hashlib.sha256(path.read_bytes()).hexdigest()
    packed = path.with_name("packed")
    kept = packing.pack(path, digest, packed)
    if kept:
        with operation(review.store, "import", "Import", sha256=digest) as running:
            originals.keep(running, digest, name, path.stat().st_size, packed)
    return digest, kept


@pytest.fixture
def source(tmp_path):
    path = tmp_path / "source"
    path.write_bytes(random.Random(1).randbytes(100_000) + b"abc" * 900_000)
    return path


def test_the_same_bytes_come_back(review, source, tmp_path):
    digest, kept = keep(review, source)
    assert kept
    assert originals.has(review, digest)
    folder = tmp_path / "out"
    folder.mkdir()
    path = originals.extract(review, digest, folder)
    assert path == folder / "table.xlsx"
    assert path.read_bytes() == source.read_bytes()
    with review.store.reading() as session:
        stored = session.execute(text("SELECT size, length(data) FROM history_original")).one()
    assert stored.size == source.stat().st_size
    assert stored[1] < 120_000


def test_an_empty_file_too(review, tmp_path):
    path = tmp_path / "empty"
    path.write_bytes(b"")
    digest, kept = keep(review, path, "empty.csv")
    assert kept
    folder = tmp_path / "out"
    folder.mkdir()
    assert originals.extract(review, digest, folder).read_bytes() == b""


def test_undo_leaves_the_original_and_a_second_import_keeps_it_once(review, source):
    digest, _kept = keep(review, source)
    history.undo(review)
    assert originals.has(review, digest)
    keep(review, source)
    with review.store.reading() as session:
        assert session.execute(text("SELECT COUNT(*) FROM history_original")).scalar() == 1
    assert history.broken_links(review) == ()


def test_a_failed_import_keeps_nothing(review, source):
    digest = hashlib.sha256(source.read_bytes()).hexdigest()
    packed = source.with_name("packed")
    assert packing.pack(source, digest, packed)

    def fail():
        with operation(review.store, "import", "Import") as running:
            originals.keep(running, digest, "a.xlsx", 1, packed)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert not originals.has(review, digest)


def test_what_is_too_large_is_not_kept(review, source, monkeypatch):
    monkeypatch.setattr(packing, "MOST_BYTES", 50_000)
    digest, kept = keep(review, source)
    assert not kept
    assert not originals.has(review, digest)


def test_a_file_that_changed_meanwhile_is_refused(review, source):
    with pytest.raises(KnownError) as caught:
        keep(review, source, sha256="0" * 64)
    assert caught.value.code == "changed-while-reading"


def test_what_the_review_does_not_have(review, tmp_path):
    with pytest.raises(KnownError) as caught:
        originals.extract(review, "0" * 64, tmp_path)
    assert caught.value.code == "no-original"


@pytest.mark.parametrize(
    "data", [b"damage", zlib.compress(b"other"), zlib.compress(b"0" * 100_000_000)]
)
def test_a_damaged_original_is_told_and_leaves_no_file(review, source, tmp_path, data):
    digest, _kept = keep(review, source)
    with review.store.engine.begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER history_original_no_update")
        connection.exec_driver_sql("UPDATE history_original SET data = ?", (data,))
        connection.exec_driver_sql(sqlite._triggers()["history_original_no_update"])
    folder = tmp_path / "out"
    folder.mkdir()
    with pytest.raises(KnownError) as caught:
        originals.extract(review, digest, folder)
    assert caught.value.code == "damaged-original"
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "written"),
    [("../../evil.xlsx", "_.._evil.xlsx"), ("a:b?.csv", "a_b_.csv"), ("..", None), ("", None)],
)
def test_a_strange_name_stays_in_the_folder(review, source, tmp_path, name, written):
    digest, _kept = keep(review, source, name)
    folder = tmp_path / "out"
    folder.mkdir()
    path = originals.extract(review, digest, folder)
    assert path.parent == folder
    assert path.name == (written or digest)
