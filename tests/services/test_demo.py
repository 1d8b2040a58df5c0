from dataclasses import dataclass
from pathlib import Path

import pytest

from vnr_app.domain.importplan import Action, Severity
from vnr_app.domain.indicators import Observation, Operator, ValueState
from vnr_app.domain.richtext import Document, Paragraph, Text, ValueRef
from vnr_app.domain.richtext_ops import plain_text, value_refs
from vnr_app.domain.sections import SectionStatus
from vnr_app.errors import CancelledError, KnownError
from vnr_app.jobs import JobContext
from vnr_app.services import (
    demo,
    demo_sheets,
    demo_texts,
    imports,
    indicators,
    living,
    reviews,
    translations,
    writing,
)
from vnr_app.services import sections as section_service
from vnr_app.services.demo_series import load_series
from vnr_app.services.report import build_report
from vnr_app.services.section_states import SectionState

LANGUAGES = ("ar", "es", "fr", "ru", "zh")


@dataclass(frozen=True)
class Made:
    """The demo and what its review holds."""

    folder: Path
    result: demo.DemoResult
    info: reviews.ReviewInfo
    observations: tuple[Observation, ...]
    coverage: dict[str, tuple[int, int]]
    states: tuple[SectionState, ...]
    texts: dict[str, Document]
    translated: dict[str, set[str]]
    stale: tuple[translations.Translation, ...]


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Made:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_DATA_HOME", str(tmp_path_factory.mktemp("data")))
        folder = tmp_path_factory.mktemp("demo") / "new"
        result = demo.make_demo(folder)
        with reviews.open_review(result.review, read_only=True) as review:
            return Made(
                folder,
                result,
                review.info,
                indicators.observations(review),
                indicators.coverage(review),
                section_service.outline(review),
                writing.all_texts(review),
                {each: set(writing.all_texts(review, each)) for each in LANGUAGES},
                translations.stale(review),
            )


def test_the_folder_holds_the_review_the_report_and_the_sheets(made):
    assert {path.name for path in made.folder.iterdir()} == {
        "examplia-2027.vnr",
        "examplia-2027.docx",
        "sheets",
    }
    assert sorted(made.result.sheets) == sorted((made.folder / "sheets").iterdir())
    assert len(made.result.sheets) == 5


def test_the_country_is_marked_as_invented(made):
    assert (made.info.country, made.info.country_name) == ("XEX", "Examplia")
    assert (made.info.year, made.info.number, made.info.language) == ("2027", 2, "en")
    assert made.info.marked_as == (
        "Demonstration: Examplia is an invented country; every figure and every text is made up."
    )


def test_no_backup_of_the_demo_is_left_behind(made):
    assert not reviews.backup_folder(made.info.id).exists()


def test_every_goal_has_figures_and_texts(made):
    assert all(known >= 2 for known, _all in made.coverage.values()), made.coverage
    goals = [state for state in made.states if state.goal]
    assert len(goals) == 17
    for state in goals:
        written = {part.key.split("/")[1] for part in state.parts if part.words}
        assert {"headline", "trends", "challenges", "priority-actions"} <= written, state.key
        assert 120 <= state.words <= 280, (state.key, state.words)


def test_every_section_is_written_within_its_budget(made):
    assert [s.key for s in made.states if not s.words and not s.optional] == []
    for text in (*made.states, *(part for state in made.states for part in state.parts)):
        assert text.word_budget is None or text.words <= text.word_budget, text.key


def test_translations_say_the_figures_of_the_original(made):
    wanted = {"opening-statement", "highlights", "main-messages"}
    wanted |= {f"goal-{goal}/{part}" for goal in (1, 2, 3) for part in ("headline", "trends")}
    assert {language: keys & wanted for language, keys in made.translated.items()} == dict.fromkeys(
        LANGUAGES, wanted
    )
    assert made.stale == ()


def test_statuses_are_mixed(made):
    found = {state.status for state in made.states if not state.optional}
    assert found == {SectionStatus.CLEARED, SectionStatus.IN_REVIEW, SectionStatus.DRAFTING}


def test_every_goal_speaks_in_living_numbers_that_are_there(made):
    values = living.values_for("XEX", made.observations, "en")
    for key, document in made.texts.items():
        assert "[[" not in plain_text(document), key
        for reference in value_refs(document):
            assert reference.text
            assert values.shown(reference) == reference.text
            assert values.find(reference) is not None
    for goal in range(1, 18):
        assert value_refs(made.texts[f"goal-{goal}/trends"])


def test_figures_come_with_bounds_gaps_groups_areas_and_fiscal_years(made):
    found = made.observations
    assert {o.value.operator for o in found} == {None, Operator.LESS, Operator.GREATER}
    (gap,) = (o for o in found if o.value.state is ValueState.MISSING)
    assert (gap.area, gap.period.label, gap.file) == (
        "Lake region",
        "2020",
        "ministry-of-health.xlsx",
    )
    assert {o.area for o in found} == {"XEX"} | {
        f"{name} region" for name in ("Northern", "Highland", "Lake", "Coastal")
    }
    assert {"2015", "2025", "2019/20", "2024/25"} <= {o.period.label for o in found}
    groups = {pair for o in found for pair in o.dimensions}
    assert {("sex", "F"), ("sex", "M"), ("location", "U"), ("location", "R")} <= groups
    assert {o.file for o in found} == {path.name for path in made.result.sheets}


def test_numbers_typed_as_texts_are_read(made):
    (total,) = (
        o
        for o in made.observations
        if o.series.code == "13.2.2" and o.is_total and o.period.label == "2019"
    )
    assert "\u00a0" in total.raw or " " in total.raw
    assert "," in total.raw
    parts = [
        float(o.value.number)
        for o in made.observations
        if o.series.code == "13.2.2" and not o.is_total and o.period.label == "2019"
    ]
    assert len(parts) == 5
    assert float(total.value.number) == pytest.approx(sum(parts))


def test_the_report_opens_and_shows_living_numbers(made):
    import docx

    report = docx.Document(str(made.result.report))
    text = "\n".join(paragraph.text for paragraph in report.paragraphs)
    (poverty,) = (
        o
        for o in made.observations
        if o.series.code == "SI_POV_NAHC" and o.period.label == "2025" and o.is_total
    )
    assert f"to {poverty.value.number} per cent in 2025" in text
    assert "[[" not in text
    assert "Examplia is an invented country" in text


def test_the_report_is_the_same_every_time(made):
    with reviews.open_review(made.result.review, read_only=True) as review:
        assert build_report(review, language="ar") == build_report(review, language="ar")


def test_sheets_are_the_same_every_time(made, tmp_path):
    again = demo_sheets.write_sheets(tmp_path)
    for first, second in zip(made.result.sheets, again, strict=True):
        assert first.read_bytes() == second.read_bytes(), first.name


def test_sheets_import_without_a_problem_and_once_only(made):
    with reviews.open_review(made.result.review, read_only=True) as review:
        for path in made.result.sheets:
            found = imports.preview(review, path, JobContext())
            counts = {action: number for action, number in found.counts().items() if number}
            assert counts == {Action.SAME: len(found.plan.observations)}, path.name
            blamed = (Severity.ERROR, Severity.WARNING)
            loud = [p for p in found.plan.problems if p.severity in blamed]
            assert not loud, path.name
            assert not any(table.numbers_unused for table in found.plan.tables), path.name


def test_two_demos_hold_the_same_observations_and_words(made, demo_review):
    with reviews.open_review(demo_review, read_only=True) as review:
        stored = indicators.observations(review)
        texts = writing.all_texts(review)

    def said(observations):
        return [
            (o.series, o.area, o.dimensions, o.period, o.value, o.source, o.file, o.sheet, o.cell)
            for o in observations
        ]

    assert said(stored) == said(made.observations)
    assert {key: plain_text(text) for key, text in texts.items()} == {
        key: plain_text(text) for key, text in made.texts.items()
    }


def test_a_folder_with_something_in_it_is_refused(tmp_path):
    (tmp_path / "letter.txt").write_text("mine")
    with pytest.raises(KnownError) as refused:
        demo.make_demo(tmp_path)
    assert refused.value.code == "folder-not-empty"
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_a_folder_that_cannot_be_made_is_a_known_error(tmp_path):
    with pytest.raises(KnownError) as refused:
        demo.make_demo(tmp_path / "not" / "there")
    assert refused.value.code == "no-folder"
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("existed", [False, True])
def test_a_demo_that_is_stopped_leaves_nothing(tmp_path, existed):
    folder = tmp_path / "demo"
    if existed:
        folder.mkdir()
    job = JobContext(lambda done, _total, _message: job.cancelled.set() if done == 3 else None)
    with pytest.raises(CancelledError):
        demo.make_demo(folder, job)
    assert list(tmp_path.rglob("*")) == ([folder] if existed else [])


def test_a_token_becomes_a_living_number_and_one_without_observation_raises(made):
    with reviews.open_review(made.result.review, read_only=True) as review:
        numbers = demo_texts._Numbers(review)
    block = numbers.in_block(
        Paragraph(runs=(Text("It is [[SL_TLF_UEM 2025 sex=F]] per cent.", bold=True),))
    )
    before, number, after = block.runs
    assert (before.text, after.text, after.bold) == ("It is ", " per cent.", True)
    assert isinstance(number, ValueRef)
    assert (number.period, number.breakdown) == ("2025", "sex=F")
    with pytest.raises(KeyError):
        numbers.in_block(Paragraph(runs=(Text("[[SL_TLF_UEM 1999]]"),)))


def test_a_series_begins_and_ends_where_its_line_says():
    for series in load_series():
        assert float(series.value(series.years[0])) == pytest.approx(series.first), series.name
        assert float(series.value(series.years[-1])) == pytest.approx(series.latest), series.name
        if "percent" in series.unit.lower():
            assert all(series.value(year, 1.2) <= 100 for year in series.years)
