"""What a ledger takes in comes out as it was given, whatever runs it makes of it.

What a ledger with a sink forgets, it finds again; what is given twice is told all the same.
"""

import json
import sqlite3
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from db.staging_writer import StagingWriter
from vnr_app.domain import identity
from vnr_app.domain.importplan import PlannedSeries
from vnr_app.domain.periods import Period, calendar_year, parse_period
from vnr_app.domain.runs import LONGEST_RUN
from vnr_app.domain.staged import STAGED
from vnr_app.importing import identities, packing, registers
from vnr_app.importing import ledger as module
from vnr_app.importing.ledger import Ledger
from vnr_app.services.plan_sink import PlanSink

SERIES = PlannedSeries("X", "X", "", ())
YEARS = [parse_period(str(year)) for year in range(2000, 2008)]
TWINS = [Period(each.start, each.end, f"FY{each.label} “½”") for each in YEARS[:2]]
"""The first two years under another label: the same periods."""
PERIODS = [*YEARS, *TWINS, *map(parse_period, ("2010/11", "2010-Q1")), calendar_year(990)]
FIRST = [*range(len(YEARS)), 0, 1, *range(len(YEARS) + 2, len(PERIODS))]
"""Of each period the first that means the same."""
ABOUT = [("ARM", ()), ("KEN", ()), ("KEN", (("sex", "F"),))]


@pytest.fixture
def small(monkeypatch):
    """A ledger that forgets soon."""
    monkeypatch.setattr(module, "BATCH", 10)
    monkeypatch.setattr(identities, "NAMED", 20)
    monkeypatch.setattr(identities, "_KEPT", 5)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "staging.sqlite"


def new(sink=None):
    ledger = Ledger(sink)
    ledger.know_series(SERIES, 0)
    return ledger


def setting_of(ledger, column=1):
    context = ledger.context(("", f"note {column}", ""))
    return ledger.setting((0, column, None, "observed", context))


def rows_of(path):
    """All staged observations; the runs stand there once more in the order of their lines."""
    with closing(sqlite3.connect(path)) as connection:
        runs = connection.execute("SELECT * FROM run").fetchall()
        by_line = connection.execute("SELECT * FROM run_by_line ORDER BY rank").fetchall()
        assert [row[1:] for row in by_line] == sorted(runs, key=lambda run: (run[1], run[0]))
        columns = ", ".join(STAGED)
        query = f"SELECT {columns} FROM staged ORDER BY run_position, position"
        return connection.execute(query).fetchall()


# --- Any sequence of entries -------------------------------------------------------------------

texts = st.none() | st.sampled_from(["1", "-2", "0.50", "12345678901234567890"])
# Readers let no zero character through; SQLite ends texts in JSON there.
raws = st.text(st.characters(min_codepoint=1, exclude_categories=("Cs",)), max_size=8)
observations = st.tuples(st.integers(0, len(PERIODS) - 1), texts, st.none() | raws)
steps = st.tuples(
    st.integers(0, len(ABOUT) - 1),
    st.integers(1, 2),
    st.booleans(),
    st.integers(0, 1),
    st.lists(observations, min_size=1, max_size=6),
)
"""About what, in which column, all at once or not, how many rows are skipped, observations."""


@contextmanager
def bounds(batch, longest, page):
    """Everything that a ledger does at the end of something, it does soon."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "BATCH", batch)
        patch.setattr(identities, "NAMED", batch)
        patch.setattr(identities, "_KEPT", 1)
        patch.setattr(packing, "_KEPT", 2)
        patch.setattr(registers, "_PAGE", page)
        for each in (module, packing):
            patch.setattr(each, "LONGEST_RUN", longest)
        yield


def given_to(ledger, told):
    """Give the ledger what is told; row and position of the first of what was given before."""
    row, again = 0, []
    for about, column, together, skipped, those in told:
        row += skipped
        subject = ledger.subject(0, *ABOUT[about])
        spans = [ledger.span(PERIODS[period]) for period, _number, _raw in those]
        numbers = [number for _period, number, _raw in those]
        raws = [(number or "") if raw is None else raw for _period, number, raw in those]
        parts = subject, spans, setting_of(ledger, column), row, numbers, raws
        if together and None not in numbers:
            again += [(row + at, first) for at, first in ledger.enter_run(*parts)]
        else:
            for at, span in enumerate(spans):
                first = ledger.enter(subject, span, parts[2], row + at, numbers[at], raws[at])
                again += [] if first is None else [(row + at, first)]
        row += len(those)
    ledger.close()
    return again


def plainly(told):
    """The staged observations and what is given again, made in the plainest way."""
    row, rows, again, known = 0, [], [], {}
    for about, column, _together, skipped, those in told:
        row += skipped
        area, dimensions = ABOUT[about]
        ids = (
            identity.series_id(SERIES),
            identity.area_id(area),
            identity.breakdown_id(dimensions),
        )
        context = identity.context_id("", f"note {column}", "")
        for at, (number_of_period, number, raw) in enumerate(those, row):
            key, period = (about, FIRST[number_of_period]), PERIODS[number_of_period]
            if key in known:
                again.append((at, known[key]))
                continue
            position = known[key] = len(rows)
            dates = period.start.isoformat(), period.end.isoformat()
            rows.append(
                (position, identity.line_id(*ids), *ids, *dates, period.label, number, None,
                 "observed", context, 0, at, column, None if raw == (number or "") else raw)
            )  # fmt: skip
        row += len(those)
    return rows, again


@settings(deadline=None, max_examples=60)
@given(
    st.lists(steps, max_size=25), st.integers(1, 12), st.sampled_from([2, 3, 256]),
    st.sampled_from([2, 256]),
)  # fmt: skip
@example([(0, 1, True, 0, [(0, "1", None), (8, "2", None), (1, "3", "3.0")])] * 2, 2, 256, 256)
def test_any_entries_come_out_as_they_were_given(told, batch, longest, page):
    rows, again = plainly(told)
    shown = []
    with bounds(batch, longest, page), TemporaryDirectory() as folder:
        file = Path(folder) / "staging.sqlite"
        kept, writer = new(), StagingWriter(file)
        staged = new(PlanSink(writer))
        staged.watch = lambda runs: shown.extend(row for run in runs for row in staged.staged(run))
        assert given_to(kept, told) == given_to(staged, told) == again
        assert kept.count == staged.count == len(rows)
        for position, row in enumerate(rows):
            for ledger in (kept, staged):
                place = ledger.given_at(position)
                assert (place.row, place.column) == row[13:15]
                assert place.value.number == row[8]
                assert place.raw == ((row[8] or "") if row[15] is None else row[15])
        writer.close()
        assert rows_of(file) == rows
    # Where there is no number, a raw text that is empty says no more than none.
    assert [(*row[:-1], row[-1] or row[8]) for row in shown] == [
        (*row[:-1], row[-1] or row[8]) for row in rows
    ]


# --- Runs --------------------------------------------------------------------------------------


def runs_in(path):
    with closing(sqlite3.connect(path)) as connection:
        query = "SELECT position, cell_row, size, periods, numbers, raws FROM run ORDER BY position"
        return [
            (*row[:3], *(each and json.loads(each) for each in row[3:]))
            for row in connection.execute(query)
        ]


def test_rows_below_each_other_are_one_run(path):
    writer = StagingWriter(path)
    ledger = new(PlanSink(writer))
    here, there = ledger.subject(0, "ARM", ()), ledger.subject(0, "KEN", ())
    one, other = setting_of(ledger, 1), setting_of(ledger, 2)
    spans = [ledger.span(each) for each in PERIODS]
    ledger.enter(here, spans[0], one, 5, "1", "1")
    ledger.enter(here, spans[1], one, 6, None, "")
    assert ledger.enter_run(here, spans[2:4], one, 7, ["3", "4"], ["3", "4,0"]) == []
    ledger.enter(here, spans[4], other, 9, "5", "5")  # another column
    ledger.enter(there, spans[4], other, 10, None, "n/a")  # another area
    ledger.enter(there, spans[5], other, 12, "7", "7")  # not the row below
    ledger.close()
    writer.close()
    assert runs_in(path) == [
        (0, 5, 4, [2000, 2001, 2002, 2003], ["1", None, "3", "4"], [None, None, None, "4,0"]),
        (4, 9, 1, [2004], ["5"], None),
        (5, 10, 1, [2004], [None], ["n/a"]),
        (6, 12, 1, [2005], ["7"], None),
    ]


def test_what_is_left_out_ends_a_run(path):
    writer = StagingWriter(path)
    ledger = new(PlanSink(writer))
    subject, setting = ledger.subject(0, "ARM", ()), setting_of(ledger)
    spans = [ledger.span(each) for each in (YEARS[0], YEARS[1], TWINS[0], YEARS[2])]
    assert ledger.enter_run(subject, spans, setting, 7, list("1234"), list("1234")) == [(2, 0)]
    ledger.close()
    writer.close()
    assert [run[:4] for run in runs_in(path)] == [(0, 7, 2, [2000, 2001]), (2, 10, 1, [2002])]


@pytest.mark.parametrize("together", [True, False])
def test_a_long_run_is_cut(path, together):
    writer = StagingWriter(path)
    ledger = new(PlanSink(writer))
    subject, setting = ledger.subject(0, "ARM", ()), setting_of(ledger)
    spans = [ledger.span(parse_period(str(year))) for year in range(1810, 2110)]
    numbers = [str(at) for at in range(300)]
    if together:
        assert ledger.enter_run(subject, spans, setting, 1, numbers, numbers) == []
    else:
        for at, span in enumerate(spans):
            assert ledger.enter(subject, span, setting, 1 + at, numbers[at], numbers[at]) is None
    assert ledger.enter_run(subject, spans, setting, 400, numbers, numbers) == [
        (at, at) for at in range(300)
    ]
    ledger.close()
    writer.close()
    assert [run[:3] for run in runs_in(path)] == [(0, 1, LONGEST_RUN), (256, 257, 44)]
    assert [(row[0], row[5], row[8], row[13]) for row in rows_of(path)] == [
        (at, f"{1810 + at}-01-01", str(at), 1 + at) for at in range(300)
    ]


# --- What is given twice, what is forgotten -----------------------------------------------------


@pytest.mark.parametrize("close_by", [True, False])
def test_a_file_with_every_row_twice_is_told_of_row_by_row(path, close_by):
    """Each is looked up at once: looking through all that came before would take minutes."""
    count = 15_000
    ledger = new(PlanSink(StagingWriter(path)))
    setting = setting_of(ledger)
    spans = [ledger.span(parse_period(str(year))) for year in range(1900, 2100)]
    again, expected = [], []
    for row in range(2 * count):
        at = row // 2 if close_by else row % count
        # One line has many runs of one observation, the others have one each.
        area, span = ("all", at // 10) if at % 10 == 0 and at < 2_000 else (f"area {at}", 0)
        subject = ledger.subject(0, area, ())
        again.append(ledger.enter(subject, spans[span], setting, row, str(at), str(at)))
        is_first = row % 2 == 0 if close_by else row < count
        expected.append(None if is_first else at)
    assert again == expected
    assert ledger.given_at(count - 1).value.number == str(count - 1)
    ledger.close()


def test_what_a_run_gains_after_a_look_into_it_is_found_too():
    ledger = new()
    here, there = ledger.subject(0, "ARM", ()), ledger.subject(0, "KEN", ())
    one, other = setting_of(ledger, 1), setting_of(ledger, 2)
    first, second = (ledger.span(each) for each in YEARS[:2])
    assert ledger.enter(here, first, one, 0, "1", "1") is None
    assert ledger.enter(here, first, other, 0, "1", "1") == 0
    assert ledger.enter(here, second, one, 1, "2", "2") is None
    assert ledger.enter(there, first, one, 2, "3", "3") is None
    assert ledger.enter(here, second, other, 1, "2", "2") == 1


def fill(ledger, count):
    span, setting = ledger.span(YEARS[0]), setting_of(ledger)
    again = []
    for number in [*range(count), 0, count - 1]:
        subject = ledger.subject(0, f"area {number}", ())
        again.append(ledger.enter(subject, span, setting, number, str(number), str(number)))
    ledger.close()
    return again


def test_forgetting_changes_nothing(small, path):
    shown = []
    kept, staged = new(), new(PlanSink(StagingWriter(path)))
    staged.watch = lambda runs: shown.extend(row for run in runs for row in staged.staged(run))
    assert fill(staged, 100) == fill(kept, 100) == [None] * 100 + [0, 99]
    assert shown == [kept.staged_at(position) for position in range(100)]
    assert staged.given_at(3) == kept.given_at(3)
    assert not staged.known.areas


def test_a_subject_that_was_forgotten_begins_another_run_of_its_line(small, path):
    writer = StagingWriter(path)
    ledger = new(PlanSink(writer))
    fill(ledger, 100)
    again = ledger.subject(0, "area 3", ())
    ledger.enter(again, ledger.span(YEARS[1]), setting_of(ledger), 900, "1", "1")
    ledger.close()
    writer.close()
    assert [row[0] for row in rows_of(path) if row[1] == again.line] == [3, 100]


# --- Many areas at once ------------------------------------------------------------------------

AREAS = [f"area {number}" for number in range(30)]


def area_values(number):
    """What stands in the row of an area: two years, of which some areas lack one."""
    return [str(number) if number % 3 else "", str(number + 100) if number % 5 else ""]


def test_many_areas_at_once_are_what_they_are_one_by_one(small, tmp_path):
    paths = tmp_path / "one.sqlite", tmp_path / "many.sqlite"
    one, many = (new(PlanSink(StagingWriter(path))) for path in paths)
    columns = [(one.span(YEARS[at]), setting_of(one, at)) for at in range(2)]
    for number, area in enumerate(AREAS):
        for (span, setting), text in zip(columns, area_values(number), strict=True):
            if text:
                one.enter(one.subject(0, area, ()), span, setting, 7 + number, text, text)
    columns = [(many.span(YEARS[at]), setting_of(many, at)) for at in range(2)]
    for first in (0, 11):
        part = range(first, (11, 30)[first > 0])
        areas, values = [AREAS[at] for at in part], [area_values(at) for at in part]
        rows = [7 + at for at in part]
        assert many.enter_areas((0, ()), columns, rows, areas, values)
    for ledger, path in zip((one, many), paths, strict=True):
        ledger.close()
        ledger._sink._writer.close()
        assert len(rows_of(path)) == one.count == many.count == 20 + 24
    assert rows_of(paths[0]) == rows_of(paths[1])


@pytest.mark.parametrize("areas", [["area 1", "area 40"], ["area 41", "area 41"]])
def test_areas_of_which_something_was_said_are_not_taken_at_once(areas):
    ledger = new()
    columns = [(ledger.span(YEARS[0]), setting_of(ledger))]
    assert ledger.enter_areas((0, ()), columns, range(30), AREAS, [["1"]] * 30)
    assert not ledger.enter_areas((0, ()), columns, [40, 41], areas, [["2"], ["3"]])
    assert ledger.count == 30
    subject = ledger.subject(0, "area 1", ())
    assert ledger.enter(subject, *columns[0], 40, "2", "2") == 1
