import errno
import hashlib
import os
import stat

import pytest

from vnr_app import io
from vnr_app.errors import KnownError


def put(target, content):
    with io.atomic_write(target) as stream:
        stream.write(content)


def names(folder):
    return sorted(each.name for each in folder.iterdir())


def test_a_file_is_written_or_replaced_whole(tmp_path):
    target = tmp_path / "report.docx"
    put(target, b"first")
    put(target, b"second")
    assert target.read_bytes() == b"second"
    assert names(tmp_path) == ["report.docx"]


def test_the_file_can_be_read_like_any_new_one(tmp_path):
    before = os.umask(0o027)
    try:
        put(tmp_path / "x", b"")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "x").stat().st_mode) == 0o640


def test_the_old_file_stays_until_the_new_one_is_whole(tmp_path):
    target = tmp_path / "report.docx"
    target.write_bytes(b"old")
    with io.atomic_write(target) as stream:
        stream.write(b"new")
        assert target.read_bytes() == b"old"
    assert target.read_bytes() == b"new"


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, OSError(errno.ENOSPC, "full")])
def test_a_failure_leaves_the_old_file_and_no_stump(tmp_path, error):
    target = tmp_path / "report.docx"
    target.write_bytes(b"old")

    def fail():
        with io.atomic_write(target) as stream:
            stream.write(b"new")
            raise error

    with pytest.raises((ValueError, KeyboardInterrupt, KnownError)):
        fail()
    assert target.read_bytes() == b"old"
    assert names(tmp_path) == ["report.docx"]


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "disk-full"),
        (errno.EDQUOT, "disk-full"),
        (errno.EFBIG, "disk-full"),
        (errno.EROFS, "not-writable"),
        (errno.EACCES, "not-writable"),
        (errno.EIO, "write-failed"),
    ],
)
def test_the_reason_is_a_sentence(tmp_path, monkeypatch, number, code):
    def fail(_descriptor):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(io.os, "fsync", fail)
    with pytest.raises(KnownError) as caught:
        put(tmp_path / "report.docx", b"new")
    assert caught.value.code == code
    assert "report.docx" in caught.value.message
    assert names(tmp_path) == []


def test_a_folder_that_is_not_there_is_named(tmp_path):
    (tmp_path / "file").write_text("")
    for folder in ("none", "file"):
        with pytest.raises(KnownError) as caught:
            put(tmp_path / folder / "report.docx", b"new")
        assert caught.value.code == "no-folder"


def test_long_names_in_any_script_are_written(tmp_path):
    target = tmp_path / ("विकास" * 14 + ".docx")
    put(target, b"new")
    assert target.read_bytes() == b"new"


def test_the_digest_of_a_file(tmp_path):
    content = os.urandom(3 << 20)
    (tmp_path / "x").write_bytes(content)
    assert io.sha256_of(tmp_path / "x") == hashlib.sha256(content).hexdigest()


def test_what_a_killed_writing_left_is_removed_once_it_is_old(tmp_path):
    target = tmp_path / "report [1].docx"
    old, fresh, other = (
        tmp_path / name
        for name in (".report [1].docx.a1.part", ".report [1].docx.b2.part", ".else.docx.c3.part")
    )
    for path in (old, fresh, other):
        path.write_bytes(b"half")
    for path in (old, other):
        os.utime(path, (0, 0))
    put(target, b"whole")
    assert names(tmp_path) == sorted([fresh.name, other.name, target.name])
