import io
from datetime import date

import pytest
from PIL import Image
from sqlalchemy import text

from tests.db.support import execute, give_owner, make_plan, run_import
from tests.services.desk import KEY, keep, typed
from tests.services.ministry import edited, line_of
from vnr_app.domain.findings import Finding, Severity
from vnr_app.domain.richtext import (
    Chart,
    CiteRef,
    CrossRef,
    Document,
    Figure,
    IndicatorTable,
    NoteRef,
    Paragraph,
    ParagraphStyle,
    Text,
    ValueRef,
)
from vnr_app.domain.sections import SectionStatus
from vnr_app.errors import CancelledError
from vnr_app.jobs import JobContext
from vnr_app.services import (
    checks,
    checks_reading,
    comments,
    history,
    images,
    indicators,
    returning,
    reviews,
    sections,
    sources,
    writing,
)

QUIET = ("empty-section",)


def found(review, **when):
    """Code, place and sentence of all findings but what is not written yet."""
    return [
        (each.code, each.where, each.message)
        for each in checks.findings(review, **when)
        if each.code not in (*QUIET, "not-cleared")
    ]


def codes(review, **when):
    return [(code, where) for code, where, _message in found(review, **when)]


def put(review, *blocks, key=KEY, language=None):
    writing.keep(review, key, Document(blocks=blocks), language=language)


def words(*runs, **how):
    return Paragraph(runs=runs, **how)


def test_an_empty_review_has_everything_to_be_written(review):
    listed = checks.findings(review)
    assert {(each.code, each.severity) for each in listed} == {("empty-section", Severity.NOTE)}
    states = sections.outline(review)
    # The list of abbreviations may stay empty: the report makes one.
    assert [each.where for each in listed] == [s.key for s in states if not s.optional]


def test_a_written_section_wants_to_be_cleared(review):
    keep(review, "Words.")
    noted = {each.where: each.code for each in checks.findings(review)}
    assert noted[KEY] == "not-cleared"
    sections.set_status(review, KEY, SectionStatus.CLEARED)
    assert KEY not in {each.where for each in checks.findings(review)}


def test_what_was_read_is_looked_through_without_the_file(review):
    put(review, words(CiteRef("gone"), CrossRef("nowhere", "Table 9"), Text("17 percent")))
    put(review, words(Text("18 pour cent")), language="fr")
    comments.add(review, KEY, "percent", "Whose?")
    expected = checks.of_contents(review)
    assert {"source-unknown", "reference-broken", "translation-figures", "comment-open"} <= {
        each.code for each in expected
    }
    contents = checks_reading.read(review)
    review.close()
    assert checks.found_in(contents, JobContext()) == expected
    stopped = JobContext()
    stopped.cancelled.set()
    with pytest.raises(CancelledError):
        checks.found_in(contents, stopped)


def test_the_gravest_come_first_then_the_order_of_the_outline(review):
    put(review, words(CiteRef("gone")), key="methodology")
    put(review, words(CiteRef("gone")), Figure(image_id="gone"))
    listed = checks.findings(review)
    assert [each.rank for each in listed] == sorted(each.rank for each in listed)
    assert codes(review) == [
        ("source-unknown", KEY),
        ("picture-missing", KEY),
        ("source-unknown", "methodology"),
        ("no-alt-text", KEY),
    ]


def test_figures_that_left_the_data_are_named(review):
    run_import(review, make_plan("a.csv", {("3.1.1", "", "2015"): "12"}))
    series = indicators.observations(review)[0].series.id
    living = ValueRef(series, "2015", text="12")
    put(
        review,
        words(living, NoteRef((living,))),
        IndicatorTable(series=(series,)),
        Chart(series=(series,), title="Deaths"),
    )
    assert found(review) == []
    history.undo(review, history.operations(review)[1].id)
    assert found(review) == [
        ("value-gone", KEY, "The number “12” is no longer in the data."),
        ("value-gone", KEY, "A table shows a series that is not in the data."),
        ("value-gone", KEY, "The chart “Deaths” shows a series that is not in the data."),
    ]


def test_references_point_to_blocks_and_sections_that_are_there(review):
    target = words(Text("Here."), id="00000000000a")
    put(review, target, key="methodology")
    put(
        review,
        words(*(CrossRef(each, each) for each in ("00000000000a", "goal-3", "annex-goal-3"))),
    )
    assert found(review) == []
    put(review, words(CrossRef("00000000000b", "Table 3")))
    assert found(review) == [
        ("reference-broken", KEY, "The reference “Table 3” points to something that is not there.")
    ]


def test_a_source_that_was_removed_is_missed_once_a_text(review):
    source = sources.add(review, "WHO 2023", "")
    put(review, words(CiteRef(source.id), NoteRef((CiteRef(source.id, "p. 3"),))))
    assert found(review) == []
    sources.remove(review, source.id)
    assert codes(review) == [("source-unknown", KEY)]


def test_pictures_need_to_be_there_and_described(review):
    stream = io.BytesIO()
    Image.new("RGB", (4, 3)).save(stream, "PNG")
    picture = images.add(review, stream.getvalue())
    put(review, Figure(image_id=picture.id, alt_text="A school."))
    assert found(review) == []
    put(review, Figure(image_id=picture.id, alt_text=" "), Figure(image_id="x", alt_text="x"))
    assert codes(review) == [("picture-missing", KEY), ("no-alt-text", KEY)]


def test_too_many_words_are_counted(review):
    sections.set_budget(review, KEY, 2)
    keep(review, "One two.")
    assert found(review) == []
    keep(review, "One two three.")
    assert found(review) == [
        ("over-budget", KEY, "“Introduction” has 3 words, one more than it may have.")
    ]


def test_what_is_overdue_names_who_to_ask(review):
    sections.assign(
        review, "goal-3/trends", owner="Health", person="A. Writer", due=date(2027, 3, 1)
    )
    assert codes(review, today=date(2027, 3, 1)) == []
    [late] = [e for e in checks.findings(review, date(2027, 3, 2)) if e.code == "overdue"]
    assert (late.where, late.severity) == ("goal-3/trends", Severity.WARNING)
    assert "2027-03-01" in late.message
    assert "A. Writer" in late.hint
    sections.set_status(review, "goal-3/trends", SectionStatus.CLEARED)
    assert codes(review, today=date(2027, 3, 2)) == []


def test_open_comments_and_waiting_versions_are_listed_by_language(review):
    first = comments.add(review, KEY, "", "Why?")
    comments.add(review, KEY, "", "And this?")
    comments.add(review, KEY, "", "Pourquoi ?", "fr")
    comments.reply(review, first, "Because.")
    keep(review, "Un.", language="fr")
    keep(review, "Deux.", language="fr", base=writing.FROM_NOTHING)
    assert codes(review) == [
        ("version-waiting", f"{KEY} (fr)"),
        ("comment-open", KEY),
        ("comment-open", f"{KEY} (fr)"),
    ]
    assert found(review)[1][2] == "2 comments are open."
    for thread in comments.threads(review):
        comments.resolve(review, thread.id)
    assert codes(review) == [("version-waiting", f"{KEY} (fr)")]


def test_a_version_waits_though_the_text_beside_it_was_taken_back(review):
    keep(review, "Ours.")
    writing_it = history.operations(review)[0].id
    keep(review, "Theirs.", base=writing.FROM_NOTHING)
    history.undo(review, writing_it)
    assert codes(review) == [("version-waiting", KEY)]


@pytest.fixture
def returned(review, tmp_path, unpaged):
    """A review that took a file back: a number typed over, two pieces without a place."""
    run_import(review, make_plan("a.csv", {("3.1.1", "", "2015"): "149.8"}))
    series = indicators.observations(review)[0].series.id
    living = ValueRef(series, "2015", text="149.8")
    put(review, words(Text("Of mothers "), living, Text(" died."), id="00000000000a"))

    def change(document):
        run = next(r for r in line_of(document, "Of mothers").runs if "149.8" in r.text)
        run.text = "151.2"
        document.paragraphs[0].insert_paragraph_before("On the cover.")
        document.sections[0].footer.paragraphs[0].add_run("In a footer.")

    sent = tmp_path / "sent.docx"
    returning.parcel(review, (KEY,), sent, job=JobContext())
    returning.accept(review, returning.read_returned(review, edited(sent, change, "health.docx")))
    return review


def test_what_ministries_wrote_is_listed_until_somebody_decides(returned):
    number = (
        "number-waiting",
        KEY,
        "“149.8” was changed to “151.2” in “health.docx”, and nobody has answered.",
    )
    pieces = ("piece-waiting", "ministries", "2 pieces of “health.docx” wait for a place.")
    assert found(returned) == [pieces, number]
    [finding] = [each for each in checks.findings(returned) if each.code == "number-waiting"]
    assert (finding.block, finding.quote) == ("00000000000a", "149.8")
    [waiting] = returning.changed_numbers(returned)
    returning.answer(returned, waiting.id, returning.Answer.KEEP)
    first, second = returning.unplaced(returned)
    returning.discard(returned, first.id)
    assert found(returned) == [(*pieces[:2], "One piece of “health.docx” waits for a place.")]
    returning.place(returned, second.id, "conclusion")
    assert found(returned) == []
    history.undo(returned)
    assert codes(returned) == [pieces[:2]]


def test_translations_are_compared_with_their_original(review):
    keep(review, "12 in 2023.")
    keep(review, "13 en 2023.", language="fr")
    assert found(review) == [
        (
            "translation-figures",
            f"{KEY} (fr)",
            "Figures differ from the original: "
            "12 (original 1×, here 0×), 13 (original 0×, here 1×).",
        )
    ]
    keep(review, "13 in 2023.")
    assert codes(review) == [("translation-stale", f"{KEY} (fr)")]


def test_texts_of_a_translation_are_checked_too(review):
    put(review, words(CiteRef("gone")), language="fr")
    assert codes(review) == [("source-unknown", f"{KEY} (fr)")]


def test_a_reference_in_a_translation_points_to_what_the_translation_holds(review):
    box = words(Text("First box"), id="00000000000a", style=ParagraphStyle.BOX_TITLE)
    see = words(CrossRef("00000000000a", "Box 1"))
    put(review, box, see)
    put(review, see, key="methodology", language="fr")
    assert "reference-broken" not in [code for code, _where in codes(review)]
    put(review, see, language="fr")
    assert [each for each in codes(review) if each[0] == "reference-broken"] == [
        ("reference-broken", f"{KEY} (fr)"),
        ("reference-broken", "methodology (fr)"),
    ]


def test_what_is_left_out_is_not_looked_at(review):
    put(review, words(CiteRef("gone")))
    with review.store.writing() as session:
        session.execute(text("UPDATE section SET left_out = 1, title = 'x' WHERE key = :key"),
                        {"key": KEY})  # fmt: skip
    assert KEY not in {each.section for each in checks.findings(review)}


# --- A file that somebody changed with another program --------------------------------------------


@pytest.fixture
def worked_on(closed_review):
    stream = io.BytesIO()
    Image.new("RGB", (4, 3)).save(stream, "PNG")
    with reviews.open_review(closed_review) as review:
        give_owner(review.store, "methodology", "Planning")
        keep(review, "First.")
        comments.add(review, KEY, "", "Why?")
        comments.remove(review, comments.add(review, KEY, "", "Nothing."))
        history.undo(review)
        history.redo(review)
        writing.save_draft(review, KEY, typed("First. Typing"))
        images.add(review, stream.getvalue())
        run_import(review, make_plan("a.csv", {("3.1.1", "", "2015"): "12"}))
        assert history.broken_links(review) == ()
    return closed_review


@pytest.mark.parametrize(
    ("statement", "numbers"),
    [
        ("UPDATE section SET owner = 'Nobody' WHERE key = 'methodology'", (2,)),
        ("UPDATE section SET status = 'cleared' WHERE key = 'goal-3'", (1,)),
        ("UPDATE comment SET body = 'Other.'", (4,)),
        ("DELETE FROM comment", (4,)),
        ("UPDATE review SET country = 'KEN'", (1,)),
        ("DELETE FROM section_head", (3,)),
        ("INSERT INTO word VALUES ('en', 'x')", (0,)),
    ],
)
def test_rows_that_were_changed_behind_the_history_are_found(worked_on, statement, numbers):
    execute(worked_on, statement)
    with reviews.open_review(worked_on) as review:
        assert history.broken_links(review) == numbers
        [finding] = [e for e in checks.findings(review) if e.code == "history-broken"]
        assert (finding.where, finding.severity) == ("history", Severity.ERROR)
        assert ", ".join(map(str, numbers)) in finding.message


def test_a_damaged_picture_is_found(worked_on):
    with reviews.open_review(worked_on) as review:
        assert "picture-broken" not in dict(codes(review))
    trigger = "history_image_no_update"
    sql = (
        f"CREATE TRIGGER {trigger} BEFORE UPDATE ON history_image "
        "BEGIN SELECT RAISE(ABORT, 'the history is append-only'); END"
    )
    execute(worked_on, f"DROP TRIGGER {trigger}", "UPDATE history_image SET data = x'00'", sql)
    with reviews.open_review(worked_on) as review:
        assert ("picture-broken", "pictures") in codes(review)


def test_a_finding_names_the_place_in_the_text(review):
    put(
        review,
        words(ValueRef("gone", "2020", text="12"), id="00000000000a"),
        words(CrossRef("nowhere", "Table 3")),
        Figure(image_id="gone", id="00000000000b"),
    )
    places = {
        each.code: (each.block, each.quote)
        for each in checks.findings(review)
        if each.section == KEY and each.code in dict(codes(review))
    }
    assert places == {
        "value-gone": ("00000000000a", "12"),
        "reference-broken": ("", "Table 3"),
        "picture-missing": ("00000000000b", ""),
        "no-alt-text": ("00000000000b", ""),
    }


def test_a_finding_knows_the_language_of_its_text():
    of_translation = Finding("translation-stale", Severity.NOTE, "goal-3/trends (pt-BR)", "Old.")
    assert (of_translation.section, of_translation.language) == ("goal-3/trends", "pt-BR")
    assert Finding("overdue", Severity.NOTE, "goal-3/trends", "Late.").language == ""
