"""What a report makes of the data: tables, charts, dashboard, annexes."""

import dataclasses

import pytest

from tests.db.support import make_plan, run_import, write
from tests.db.test_registers import national_plan, records_plan, said
from tests.services.observed import observed
from vnr_app.domain.charts import ChartKind
from vnr_app.domain.indicators import ValueState
from vnr_app.domain.records import RecordKind
from vnr_app.domain.report import Dashboard, DataTable, Graph, Heading, Prose, SourceLine
from vnr_app.domain.richtext import Chart, Document
from vnr_app.domain.richtext_ops import plain_text
from vnr_app.jobs import JobContext
from vnr_app.services import imports, indicators, writing
from vnr_app.services.annex_years import annex_years
from vnr_app.services.framework import load_framework
from vnr_app.services.report import build_report
from vnr_app.services.report_charts import chart_ids, drawable

MORTALITY = {("3.1.1", "", str(year)): str(40 - year % 100) for year in (2015, 2017, 2018, 2021)}


def chapter(report, key):
    return next(each for each in report.chapters if each.key == key)


def of_kind(chapter, kind):
    return [block for block in chapter.blocks if isinstance(block, kind)]


def texts(row):
    return [cell.text for cell in row.cells]


def table_of(review, key, language="en"):
    return of_kind(chapter(build_report(review, language=language), key), DataTable)[0]


# --- A goal ---------------------------------------------------------------------------------


def test_a_goals_table_has_baseline_latest_target_and_status(review):
    figures = {("7.1.1", "", year): value for year, value in (("2015", "80"), ("2024", "100"))}
    run_import(review, make_plan("a.csv", figures))
    table = table_of(review, "goal-7")
    head, line = table.rows
    assert head.group
    assert texts(head) == ["7.1.1  Proportion of population with access to electricity"]
    assert texts(line) == [
        "Series 7.1.1",
        "%",
        "80 (2015)",
        "100 (2024)",
        "100",
        "●\u00a0Target achieved",
    ]
    assert len(line.cells) == len(table.columns)
    assert line.cells[-1].tone == "good"
    sources = of_kind(chapter(build_report(review), "goal-7"), SourceLine)
    assert sources[-1].text == "Sources: a.csv."


def test_few_series_and_groups_stand_in_the_chapter_and_all_in_the_annex(review):
    groups = {("3.1.1", f"G{number}", "2020"): str(number + 1) for number in range(9)}
    run_import(review, make_plan("a.csv", groups))
    table = table_of(review, "goal-3")
    assert sum(not row.group for row in table.rows) == 6
    assert any("3 further" in note for note in table.notes)
    annex = of_kind(chapter(build_report(review), "annex-statistics"), DataTable)[2]
    assert sum(not row.group for row in annex.rows) == 9


def test_a_course_is_drawn_on_an_axis_of_all_years(review):
    run_import(review, make_plan("a.csv", MORTALITY))
    [graph] = of_kind(chapter(build_report(review), "goal-3"), Graph)
    assert graph.data.kind is ChartKind.LINE
    assert graph.data.categories == tuple(map(str, range(2015, 2022)))
    assert graph.data.series[0].values == ("25", None, "23", "22", None, None, "19")
    assert graph.data.source == "Source: a.csv"
    assert graph.table is None
    report = build_report(review, value_tables=True)
    [graph] = of_kind(chapter(report, "goal-3"), Graph)
    assert [texts(row) for row in graph.table.rows] == [
        ["2015", "25"],
        ["2017", "23"],
        ["2018", "22"],
        ["2021", "19"],
    ]


def test_groups_without_a_total_are_drawn_then_and_now(review):
    figures = {("5.4.1", "F", "2015"): "20", ("5.4.1", "M", "2015"): "5"}
    figures |= {("5.4.1", "F", "2020"): "18", ("5.4.1", "M", "2020"): "6"}
    run_import(review, make_plan("a.csv", figures))
    [graph] = of_kind(chapter(build_report(review), "goal-5"), Graph)
    assert graph.data.kind is ChartKind.DOT
    assert sorted(graph.data.categories) == ["female", "male"]
    assert [(each.name, sorted(each.values)) for each in graph.data.series] == [
        ("2015", ["20", "5"]),
        ("2020", ["18", "6"]),
    ]


def test_groups_of_one_year_are_bars_and_short_courses_no_chart(review):
    figures = {("5.4.1", "F", "2020"): "18", ("5.4.1", "M", "2020"): "6"}
    figures |= {("3.1.1", "", "2015"): "30", ("3.1.1", "", "2020"): "20"}
    run_import(review, make_plan("a.csv", figures))
    report = build_report(review)
    [graph] = of_kind(chapter(report, "goal-5"), Graph)
    assert graph.data.kind is ChartKind.BAR
    assert [each.name for each in graph.data.series] == ["2020"]
    assert of_kind(chapter(report, "goal-3"), Graph) == []


def test_what_an_author_has_drawn_is_not_drawn_again(review):
    run_import(review, make_plan("a.csv", MORTALITY))
    [series] = {each.series.id for each in indicators.observations(review)}
    assert drawable(review)["3"] == (series,)
    text = Document(blocks=(Chart(series=(series,)),))
    assert chart_ids("3", (series,), [text]) == ()
    writing.keep(review, "goal-3/lessons", text)
    report = build_report(review)
    assert of_kind(chapter(report, "goal-3"), Graph) == []
    assert len(report.charts) == 1


def test_two_charts_at_most_are_of_different_indicators(review):
    figures = {
        (code, "", str(year)): str(10 + year % 7)
        for code in ("3.1.1", "3.1.2", "3.2.1")
        for year in range(2015, 2021)
    }
    run_import(review, make_plan("a.csv", figures))
    graphs = of_kind(chapter(build_report(review), "goal-3"), Graph)
    assert [graph.data.title for graph in graphs] == ["Series 3.1.1", "Series 3.1.2"]
    assert chart_ids("3", drawable(review)["3"], []) == tuple(graph.id for graph in graphs)


# --- The dashboard --------------------------------------------------------------------------


def test_the_dashboard_tells_of_every_goal(review):
    run_import(review, make_plan("a.csv", MORTALITY))
    write(review, "goal-3/headline", "Mothers are safer by 5.5 per cent. Others are not.")
    report = build_report(review)
    keys = [each.key for each in report.chapters]
    assert keys[keys.index("highlights") + 1] == "dashboard"
    [board] = of_kind(chapter(report, "dashboard"), Dashboard)
    assert [row.goal.number for row in board.rows] == [g.code for g in load_framework().goals]
    health, quality = board.rows[2:4]
    assert health.message == "Mothers are safer by 5.5 per cent."
    assert health.coverage == "1 of 28 indicators"
    assert (health.status, health.tone) == ("Not assessed", "unknown")
    assert (quality.message, quality.coverage) == ("No data.", "0 of 12 indicators")
    assert "Progress Chart" in board.notes[1]


def test_a_goal_without_a_headline_gives_its_foremost_figure(review):
    run_import(review, make_plan("a.csv", MORTALITY))
    [board] = of_kind(chapter(build_report(review, language="fr"), "dashboard"), Dashboard)
    assert board.rows[2].message == "Series 3.1.1\u202f: 19\u202f% (2021)"


# --- The annexes ----------------------------------------------------------------------------


def test_the_annex_names_every_indicator_with_data_or_without(review):
    run_import(review, make_plan("a.csv", MORTALITY))
    tables = of_kind(chapter(build_report(review), "annex-statistics"), DataTable)
    assert len(tables) == 17
    groups = [texts(row)[0] for row in tables[2].rows if row.group]
    codes = [indicator.code for indicator in load_framework().indicators_of_goal("3")]
    assert [group.split("  ")[0] for group in groups] == codes
    assert sum(group.endswith("no data") for group in groups) == len(codes) - 1
    [line] = [row for row in tables[2].rows if not row.group]
    titles = [column.title for column in tables[2].columns]
    # No value has a nature and no line a target, so there is no column for them.
    assert titles[2:] == ["2015", "2017", "2018", "2021", "Status"]
    assert texts(line)[2:6] == ["25", "23", "22", "19"]
    # The one source of all lines stands below.
    assert tables[2].notes[0] == "Source: a.csv"
    assert all(row.group for row in tables[3].rows)


def test_several_sources_have_a_column(review):
    run_import(review, make_plan("a.csv", MORTALITY))
    run_import(review, make_plan("b.csv", {("3.1.2", "", "2020"): "9"}))
    table = of_kind(chapter(build_report(review), "annex-statistics"), DataTable)[2]
    assert table.columns[-1].title == "Source"
    assert {texts(row)[-1] for row in table.rows if not row.group} == {"a.csv", "b.csv"}


@pytest.mark.parametrize(
    ("state", "mark", "said"),
    [
        (ValueState.NOT_APPLICABLE, "N", "not applicable (“N” in the source)"),
        (ValueState.MISSING, "..", "no data (“..” in the source)"),
    ],
)
def test_an_indicator_without_a_number_has_the_sources_own_mark(review, state, mark, said):
    plan = make_plan("a.csv", {("14.2.1", "", "2020"): "1"})
    [planned] = plan.observations
    value = dataclasses.replace(planned.value, number=None, state=state)
    run_import(
        review,
        dataclasses.replace(
            plan, observations=(dataclasses.replace(planned, value=value, raw=mark),)
        ),
    )
    table = of_kind(chapter(build_report(review), "annex-statistics"), DataTable)[13]
    [group] = [texts(row)[0] for row in table.rows if texts(row)[0].startswith("14.2.1")]
    assert group.endswith(f"— {said}")
    goals = of_kind(chapter(build_report(review), "annex-progress"), DataTable)[1]
    counted = texts(goals.rows[13])[1:5]
    assert counted == (["10", "0", "9", "1"] if mark == "N" else ["10", "0", "10", "0"])


def test_the_annex_has_every_year_those_since_the_base_year_first():
    points = [observed("1", str(year)) for year in range(1990, 2024)]
    first, *earlier = annex_years(points)
    assert first == tuple(range(2015, 2024))
    assert earlier == [tuple(range(1990, 1999)), tuple(range(1999, 2015))]
    longer = [observed("1", str(year)) for year in range(2014, 2029)]
    assert annex_years(longer) == [tuple(range(2017, 2029)), (2014, 2015, 2016)]
    assert annex_years([observed("1", "2009"), observed("1", "2012")]) == [(2009, 2012)]
    assert annex_years([]) == [()]
    gap = observed(None, "2016", state=ValueState.MISSING)
    assert annex_years([gap, observed("1", "2015")]) == [(2015,)]


def annex_of(review, goal):
    return of_kind(chapter(build_report(review), "annex-statistics"), DataTable)[goal - 1 :]


def test_periods_stand_in_the_column_of_the_year_in_which_they_begin(review):
    fiscal = {("17.1.1", "", label): "2" for label in ("2019/20", "2020/21")}
    mixed = {("17.3.2", "", label): "7" for label in ("2020", "2021-Q1", "2021-Q2")}
    run_import(review, make_plan("a.csv", fiscal | mixed))
    table = annex_of(review, 17)[0]
    years = [column.title for column in table.columns if column.title.isdigit()]
    assert years == ["2019", "2020", "2021"]
    revenue, remittances = [texts(row) for row in table.rows if not row.group]
    assert revenue[0] == "Series 17.1.1 (2019/20–2020/21)"
    assert revenue[2:5] == ["2", "2", ""]
    assert remittances[2:5] == ["", "7", "7 (2021-Q1); 7 (2021-Q2)"]


def test_earlier_years_follow_in_a_table_of_the_lines_that_have_them(review):
    early = {("1.1.1", "", str(year)): "9" for year in range(2006, 2018)}
    run_import(review, make_plan("a.csv", early | {("1.2.1", "", "2016"): "3"}))
    first, second, *_others = annex_of(review, 1)
    assert second.caption == ""
    assert texts(second.rows[0]) == ["Goal 1, earlier years: 2006 to 2014"]
    assert [row.cells[0].text.split("  ")[0] for row in second.rows if row.group][1:] == ["1.1.1"]
    [line] = [texts(row) for row in second.rows if not row.group]
    assert line[2:] == ["9"] * 9
    assert [column.title for column in second.columns][2:] == list(map(str, range(2006, 2015)))
    assert len([row for row in first.rows if not row.group]) == 2


def test_a_line_without_recent_values_stands_among_the_earlier_years_alone(review):
    old = {("1.1.1", "", "2009"): "9", ("1.2.1", "", "2009"): "8", ("1.2.1", "", "2016"): "3"}
    run_import(review, make_plan("a.csv", old))
    first, second, *_others = annex_of(review, 1)
    assert len([row for row in first.rows if not row.group]) == 1
    heads = [texts(row)[0] for row in first.rows if row.group]
    assert heads[0].endswith("— see the earlier years below")
    assert len([row for row in second.rows if not row.group]) == 2
    assert second.notes[0] == "Source: a.csv"


def test_every_value_stands_in_the_annex(review):
    figures = {
        ("3.1.1", group, str(year)): f"{year}.{place}"
        for place, group in enumerate(("", "F", "M"), 1)
        for year in range(1995, 2026, 2)
    }
    run_import(review, make_plan("a.csv", figures))
    shown = [
        cell.text for table in annex_of(review, 3)[:3] for row in table.rows for cell in row.cells
    ]
    for value in figures.values():
        assert shown.count(f"{float(value):,.1f}") == 1


def test_groups_stand_under_their_series_without_its_name(review):
    groups = {("3.1.1", group, "2020"): "5" for group in ("", "F", "M")}
    run_import(review, make_plan("a.csv", groups))
    names = [texts(row)[0] for row in annex_of(review, 3)[0].rows if not row.group]
    assert names[0] == "Series 3.1.1"
    assert all(name.startswith("\u2003") for name in names[1:])
    assert "Only totals are assessed" in annex_of(review, 3)[0].notes[-1]


def test_an_indicator_of_two_targets_of_a_goal_is_shown_once(review):
    run_import(review, make_plan("a.csv", {("15.a.1", "", "2020"): "5"}))
    table = annex_of(review, 15)[0]
    assert sum(not row.group for row in table.rows) == 1
    [repeated] = [texts(row)[0] for row in table.rows if texts(row)[0].startswith("15.b.1")]
    assert repeated.endswith("— see 15.a.1")


def test_titles_without_an_official_translation_are_marked(review):
    groups = [
        texts(row)[0]
        for table in of_kind(
            chapter(build_report(review, language="fr"), "annex-statistics"), DataTable
        )
        for row in table.rows
    ]
    assert any(text.startswith("3.1.1  Taux de mortalité maternelle") for text in groups)
    assert any("[en] — " in text for text in groups)


def test_national_indicators_stand_beside_the_global_ones(review):
    run_import(review, national_plan("own.csv", "KE-3.1", "Clinics by county"))
    annexed = chapter(build_report(review), "annex-statistics")
    groups = [texts(row)[0] for row in of_kind(annexed, DataTable)[2].rows if row.group]
    assert "KE-3.1  Clinics by county" in groups


def test_the_method_and_every_verdict_are_explained(review):
    run_import(review, make_plan("a.csv", MORTALITY))
    annex = chapter(build_report(review), "annex-progress")
    [rules] = of_kind(annex, Prose)
    assert "has not assessed the country" in plain_text(rules.document)
    thresholds, goals, verdicts = of_kind(annex, DataTable)
    assert [texts(row) for row in thresholds.rows][1] == [
        "▲\u00a0On track",
        "95% or more",
        "2% or more",
    ]
    assert texts(goals.rows[2])[1:6] == ["28", "1", "27", "0", "1"]
    assert texts(goals.rows[-1])[1] == str(len(load_framework().indicators))
    head, line = verdicts.rows
    assert head.group
    assert texts(line)[0] == "3.1.1  Series 3.1.1"
    assert texts(line)[3].startswith("From 25% in 2015 to 19% in 2021")
    assert verdicts.notes[0].startswith("1 of the 1 assessed series")


def test_sources_are_listed_once_with_their_series_and_goals(review):
    assert "vnr-sources" not in [each.key for each in build_report(review).chapters]
    run_import(review, make_plan("a.csv", {**MORTALITY, ("8.4.1", "", "2020"): "5"}))
    run_import(review, make_plan("b.csv", {("3.1.2", "", "2020"): "9"}))
    [table] = of_kind(chapter(build_report(review), "vnr-sources"), DataTable)
    assert [texts(row) for row in table.rows] == [["a.csv", "2", "3, 8, 12"], ["b.csv", "1", "3"]]


# --- Records --------------------------------------------------------------------------------


def bring(review, *planned):
    plan = records_plan("voices.xlsx", *planned)
    imports.commit(review, imports.compare(review, plan), JobContext())


def agreed(organisation, words, *consents, **fields):
    return dataclasses.replace(said(organisation, words, **fields), consents=consents)


def annex(review, key):
    blocks = chapter(build_report(review), key).blocks
    headings = [block.text for block in blocks if isinstance(block, Heading)]
    return headings, [plain_text(block.document) for block in blocks if isinstance(block, Prose)]


def test_comments_are_printed_with_consent_alone(review):
    yes, no = ("publish", True), ("publish", False)
    bring(
        review,
        agreed("Water for All", "Wells run dry.", yes, links=("6.1", "3")),
        agreed("Elders", "Homes are cold.", yes, ("publish-name", False)),
        agreed("Silent", "Nobody asked us."),
        agreed("Refusing", "Not for print.", no, ("publish-name", True)),
        agreed("Everywhere", "All of it.", yes, links=()),
    )
    headings, said = annex(review, "annex-stakeholder-comments")
    assert headings == ["Goal 3: Good health and well-being", "All Goals"]
    assert said[1].startswith("All of it.\n— Everywhere")
    assert "— Water for All" in said[0]
    assert "Homes are cold." in said[0]
    assert "Elders" not in said[0]
    assert not any(words in "".join(said) for words in ("Nobody asked", "Not for print"))


def test_good_practices_are_taken_from_under_their_headings(review):
    measure = dataclasses.replace(
        said("Ministry of Water", "A law."),
        kind=RecordKind.MEASURE,
        extra=(("Bonnes pratiques", "One register for all wells."), ("Good practice?", "Yes")),
    )
    bring(review, measure, agreed("Silent", "x", ("publish", False)))
    headings, said_there = annex(review, "annex-good-practices")
    assert headings == ["Named by stakeholders and institutions"]
    assert said_there[0].startswith("One register for all wells.\n— Ministry of Water")
    assert "Yes" not in said_there[0]
