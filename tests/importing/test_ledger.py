"""What a ledger with a sink forgets, it finds again; what is given twice is told all the same."""

import pytest

from db.staging_writer import StagingWriter
from vnr_app.domain.importplan import PlannedSeries
from vnr_app.domain.periods import parse_period
from vnr_app.importing import ledger as module
from vnr_app.importing.ledger import Ledger
from vnr_app.services.plan_sink import PlanSink


@pytest.fixture
def small(monkeypatch):
    """A ledger that forgets soon."""
    monkeypatch.setattr(module, "BATCH", 10)
    monkeypatch.setattr(module, "NAMED", 20)
    monkeypatch.setattr(module, "_KEPT", 5)


def fill(ledger, count):
    ledger.know_series(PlannedSeries("X", "X", "", ()), 0)
    span = ledger.span(parse_period("2015"))
    setting = ledger.setting((0, 1, None, "observed", ledger.context(("", "", ""))))
    again = []
    for number in [*range(count), 0, count - 1]:
        subject = ledger.subject(0, f"area {number}", ())
        again.append(ledger.enter(subject, span, setting, number, str(number), str(number)))
    ledger.close()
    return again


def test_forgetting_changes_nothing(small, tmp_path):
    shown = []
    kept, staged = Ledger(), Ledger(PlanSink(StagingWriter(tmp_path / "staging.sqlite")))
    staged.watch = lambda rows: shown.extend(map(staged.staged, rows))
    assert fill(staged, 100) == fill(kept, 100) == [None] * 100 + [0, 99]
    assert shown == [kept.staged(kept.entry(position)) for position in range(100)]
    assert staged.given_at(3) == kept.given_at(3)
    assert len(staged.known.subjects) < 20
    assert not staged.known.areas


def test_a_subject_that_was_forgotten_is_still_known(small, tmp_path):
    ledger = Ledger(PlanSink(StagingWriter(tmp_path / "staging.sqlite")))
    fill(ledger, 100)
    assert ledger.subject_ids(0) == fill_ids(0)
    assert 0 not in ledger.known.subjects


def fill_ids(number):
    kept = Ledger()
    fill(kept, 100)
    return kept.known.subjects[number]


def test_a_run_is_entered_as_its_rows_are():
    one, other = Ledger(), Ledger()
    for ledger in (one, other):
        ledger.know_series(PlannedSeries("X", "X", "", ()), 0)
    periods = [parse_period(year) for year in ("2015", "2016", "2015", "2017")]
    numbers, raws = ["1", "2", "3", "4"], ["1", "2.0", "3", "4"]
    parts = one.subject(0, "ARM", ()), one.setting((0, 1, None, "observed", one.context(("",) * 3)))
    assert one.enter_run(parts[0], [one.span(each) for each in periods], parts[1], 7, numbers,
                         raws) == [(2, 0)]  # fmt: skip
    subject = other.subject(0, "ARM", ())
    setting = other.setting((0, 1, None, "observed", other.context(("",) * 3)))
    for at, period in enumerate(periods):
        other.enter(subject, other.span(period), setting, 7 + at, numbers[at], raws[at])
    assert [one.entry(at) for at in range(3)] == [other.entry(at) for at in range(3)]
    assert one.count == other.count == 3
