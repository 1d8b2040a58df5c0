"""Living numbers, references and notes followed through a line that somebody has edited."""

import time

import pytest
from hypothesis import given, settings

from tests.strategies import runs
from vnr_app.domain.richtext import (
    Break,
    CiteRef,
    CrossRef,
    Document,
    NoteRef,
    Paragraph,
    Text,
    ValueRef,
)
from vnr_app.domain.richtext_follow import TypedOver, followed
from vnr_app.domain.richtext_normalise import normalise

POOR = ValueRef("poor", "2022", text="old words")
DEAD = ValueRef("dead", "2023", text="7")
OWN = (
    Text("Poverty fell to ", comments=("c1",)),
    POOR,
    Text(" in 2022 "),
    CiteRef("census"),
    Text(", see "),
    CrossRef("block", "Table 9"),
    Text("; deaths: "),
    DEAD,
    Text("."),
    NoteRef((Text("Of them "), DEAD, Text(" at home."))),
)
PRINTED = "Poverty fell to 12.4 per cent in 2022 [Census 2022], see Table 3.1; deaths: 7."
NOTE = NoteRef((Text("Of them 7 at home."),))
SENT = (Text(PRINTED), NOTE)
SAID = ("12.4 per cent", "7", "7")


def back(text, note="Of them 7 at home."):
    return followed(OWN, SENT, (Text(text), NoteRef((Text(note),))), SAID)


def words(runs):
    shown = {CiteRef("census"): "{cite}", CrossRef("block", "Table 9"): "{ref}"}
    shown |= {POOR: "{poor}", DEAD: "{dead}"}
    return "".join(run.text if isinstance(run, Text) else shown.get(run, "{note}") for run in runs)


def test_an_untouched_line_is_the_line_itself():
    found = back(PRINTED)
    assert found.runs == OWN
    assert (found.numbers, found.lost) == ((), False)


def test_words_around_the_objects_change_and_the_objects_stay():
    found = back(f"In all, {PRINTED.replace('fell to', 'went down to').replace('see', 'cf.')} End.")
    assert words(found.runs) == (
        "In all, Poverty went down to {poor} in 2022 {cite}, cf. {ref}; deaths: {dead}. End.{note}"
    )
    assert found.numbers == ()


@pytest.mark.parametrize(
    ("now", "told"),
    [
        ("13.1 per cent", "13.1 per cent"),
        ("12.4 percent", "12.4 percent"),
        ("about 12 per cent", "about 12 per cent"),
        ("an eighth", "an eighth"),
    ],
)
def test_a_number_that_is_typed_over_is_a_question(now, told):
    found = back(PRINTED.replace("12.4 per cent", now))
    assert found.numbers == (TypedOver(POOR, "12.4 per cent", told),)
    assert found.runs == OWN


def test_a_number_is_told_from_the_words_that_changed_with_it():
    found = back(PRINTED.replace("deaths: 7", "fatalities 9"))
    assert found.numbers == (TypedOver(DEAD, "7", "9"),)
    assert "fatalities {dead}." in words(found.runs)


def test_a_number_deleted_with_its_words_is_a_change_of_the_text():
    found = back(PRINTED.replace("; deaths: 7", ""))
    assert found.numbers == ()
    assert words(found.runs) == "Poverty fell to {poor} in 2022 {cite}, see {ref}.{note}"


def test_a_sentence_written_anew_takes_no_number_over():
    found = back("The ministry of labour has begun a new programme of support this year.")
    assert found.numbers == ()
    assert words(found.runs).startswith("The ministry of labour has begun a new programme of")
    assert "{" not in words(found.runs).removesuffix("{note}")


def test_a_number_in_a_note_is_asked_about_too():
    found = back(PRINTED, "Of them 8 at home, says the register.")
    assert found.numbers == (TypedOver(DEAD, "7", "8"),)
    (note,) = [run for run in found.runs if isinstance(run, NoteRef)]
    assert words(note.note) == "Of them {dead} at home, says the register."


def test_comments_stay_on_words_that_stay_and_new_ones_come():
    text = (Text("Poverty fell "), Text("to", comments=("3",)), Text(PRINTED[15:]), NOTE)
    found = followed(OWN, SENT, text, SAID)
    first = [run for run in found.runs if isinstance(run, Text)][:3]
    assert [(run.text, run.comments) for run in first] == [
        ("Poverty fell ", ("c1",)),
        ("to", ("c1", "3")),
        (" ", ("c1",)),
    ]


def test_a_comment_on_a_number_alone_is_kept_by_the_words_beside_it():
    text = (Text("Poverty fell to "), Text("12.4 per cent", comments=("5",)), Text(PRINTED[29:]))
    found = followed(OWN, SENT, (*text, NOTE), SAID)
    assert any("5" in run.comments for run in found.runs if isinstance(run, Text))


def test_marks_of_the_review_that_no_file_shows_are_kept():
    own = (Text("A ", link="ftp://x"), Text("word"))
    found = followed(own, (Text("A word"),), (Text("A word "), Text("more", bold=True)))
    assert found.runs == (
        Text("A ", link="ftp://x"),
        Text("word "),
        Text("more", bold=True),
    )


def test_what_was_not_sent_so_cannot_be_followed():
    found = followed(OWN, (Text("Something else."),), (Text("Something else!"),))
    assert found.lost
    assert found.runs == (Text("Something else!"),)


def printed(runs, said):
    """The runs as a file shows them."""
    made = []
    for run in runs:
        match run:
            case NoteRef(note=note):
                made.append(NoteRef(printed(note, said)))
            case ValueRef(text=text):
                said.append(text)
                made.append(Text(text))
            case CrossRef(text=text):
                made.append(Text(text or "[?]"))
            case CiteRef():
                made.append(Text("[A source, p. 1]"))
            case Text(text=text):
                made.append(Text(text))
            case Break():
                made.append(run)
    return tuple(made)


def normal(runs):
    (block,) = normalise(Document(blocks=(Paragraph(id="b", runs=runs),))).blocks
    return block.runs


@settings(max_examples=80, deadline=None)
@given(runs())
def test_no_word_is_lost_and_no_object_changed(line):
    own = normal(line)
    said = []
    sent = normal(printed(own, said))
    found = followed(own, sent, (*sent, Text(" zqx")), said)
    objects = [run for run in own if not isinstance(run, Text | Break | NoteRef) and shown(run)]
    kept = [run for run in found.runs if not isinstance(run, Text | Break | NoteRef)]
    assert [run for run in kept if shown(run)] == objects
    assert found.runs[-1].text.endswith(" zqx")
    assert found.numbers == ()


def shown(run):
    return not isinstance(run, ValueRef) or run.text


def test_a_line_of_very_many_words_is_followed_in_a_time_that_grows_with_it():
    own = (Text("Of 100,000 mothers "), ValueRef("s", "p", text="149.8"), Text(" died."))
    sent = (Text("Of 100,000 mothers 149.8 died."),)
    words = " ".join(f"word{number}" for number in range(30_000))
    begun = time.process_time()
    found = followed(own, sent, (*sent, Text(f" {words}", bold=True)), ("149.8",))
    assert time.process_time() - begun < 5
    assert found.runs[1] == own[1]
    assert found.runs[-1] == Text(f" {words}", bold=True)
