"""Copies of a review: made in time, sound, thinned by the rules."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db import backup, sqlite
from tests.db.support import give_owner, make_plan, present, run_import
from vnr_app.errors import KnownError
from vnr_app.services import reviews

NOW = datetime(2027, 6, 15, 12, tzinfo=UTC)


def name_of(moment, reason="opening"):
    return f"{moment:%Y%m%dT%H%M%S%f}-{reason}.vnr"


def copies_of(review):
    return sorted(reviews.backup_folder(review.info.id).glob("*.vnr"))


def test_an_import_makes_a_sound_copy_of_what_was_before(closed_review):
    with reviews.open_review(closed_review) as review:
        give_owner(review.store, "introduction", "Planning")
        before = present(review.store)
        run_import(review, make_plan("a.csv", {("3.1.1", "F", "2015"): "1"}))
        copies = copies_of(review)
    assert [copy.name.partition("-")[2].rpartition("-")[0] for copy in copies] == [
        "opening",
        "before-import",
    ]
    with closing(sqlite3.connect(copies[-1])) as connection:
        assert sqlite.quick_check(connection) == []
    with reviews.open_review(copies[-1], read_only=True) as restored:
        assert present(restored.store) == before


def test_no_copy_is_made_where_nothing_changed(closed_review):
    for _ in range(3):
        with reviews.open_review(closed_review) as review:
            copies = copies_of(review)
    assert len(copies) == 1


def test_an_import_without_a_backup_is_refused(review, monkeypatch, tmp_path):
    give_owner(review.store, "introduction", "Planning")
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setattr(reviews, "backup_folder", lambda _id: tmp_path / "file" / "backups")
    before = present(review.store)
    with pytest.raises(KnownError) as caught:
        run_import(review, make_plan("a.csv", {("3.1.1", "F", "2015"): "1"}))
    assert caught.value.code == "backup-failed"
    assert present(review.store) == before


def test_a_copy_that_is_not_sound_is_removed(review, tmp_path, monkeypatch):
    monkeypatch.setattr(sqlite, "quick_check", lambda _connection: ["a page is wrong"])
    with pytest.raises(KnownError) as caught:
        backup.back_up(review.store, tmp_path / "copies", "test", "abc")
    assert caught.value.code == "backup-failed"
    assert list((tmp_path / "copies").iterdir()) == []


def thinned(folder, moments):
    for moment in moments:
        (folder / name_of(moment)).touch()
    backup.thin(folder, NOW)
    return {path.name for path in folder.iterdir()}


def test_copies_of_the_last_two_days_all_stay(tmp_path):
    moments = [NOW - timedelta(hours=n) for n in range(48)]
    assert thinned(tmp_path, moments) == {name_of(each) for each in moments}


def test_older_copies_are_thinned_to_days_weeks_and_months(tmp_path):
    moments = [NOW - timedelta(days=n, hours=h) for n in range(3, 500) for h in (0, 3)]
    left = thinned(tmp_path, moments)

    days = [name_of(NOW - timedelta(days=n)) for n in range(3, 10)]
    assert set(days) <= left
    weeks = sorted({moment.isocalendar()[:2] for moment in moments}, reverse=True)[:8]
    kept = {datetime.strptime(name[:8], "%Y%m%d").isocalendar()[:2] for name in left}  # noqa: DTZ007
    assert set(weeks) <= kept
    months = {name[:6] for name in left}
    assert len(months) == 12
    assert min(months) == "202607"
    assert len(left) <= 7 + 8 + 12


def test_every_backup_thins_the_folder(review, tmp_path):
    for day in range(1, 25):
        (tmp_path / name_of(datetime(2000, 1, day, tzinfo=UTC))).touch()
    made = backup.back_up(review.store, tmp_path, "test", "abc")
    assert made.name.endswith("-test-abc.vnr")
    # The new copy is one of the seven days; weeks of that January begin on the 3rd, 10th …
    kept = [int(path.name[6:8]) for path in sorted(tmp_path.glob("2000*.vnr"))]
    assert kept == [2, 9, 16, 19, 20, 21, 22, 23, 24]


def test_files_of_others_are_left_alone(tmp_path):
    for name in ("mine.vnr", "20200101-old.vnr", "notes.txt"):
        (tmp_path / name).touch()
    assert thinned(tmp_path, []) == {"mine.vnr", "20200101-old.vnr", "notes.txt"}


@given(st.sets(st.integers(0, 24 * 400), max_size=60))
def test_thinning_keeps_the_newest_and_is_done_once(tmp_path_factory, hours):
    folder = tmp_path_factory.mktemp("copies")
    moments = [NOW - timedelta(hours=each) for each in hours]
    left = thinned(folder, moments)
    if moments:
        assert name_of(max(moments)) in left
    assert thinned(folder, []) == left
    assert {name_of(m) for m in moments if NOW - m <= timedelta(days=2)} <= left


def test_a_copy_is_known_by_the_state_it_holds(tmp_path):
    assert not backup.has_copy_of(tmp_path / "none", "abc")
    (tmp_path / name_of(NOW, "before-import-abc")).touch()
    assert backup.has_copy_of(tmp_path, "abc")
    assert not backup.has_copy_of(tmp_path, "bc2")
