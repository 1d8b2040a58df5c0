"""A parcel goes to a ministry and comes back: what is said of it, and what becomes of it."""

import shutil
import zipfile

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree

from tests.db.support import make_plan, run_import
from tests.exporting import sample
from tests.exporting.docx_check import problems
from tests.services.desk import read as words_of
from tests.services.desk import typed
from tests.services.ministry import FIRST, KEY, LAST, OTHER, SECOND, THIRD, edited, line_of, more
from tests.services.returned_edits import WHEN, manifest_of, new_paragraph, new_run
from vnr_app.domain.richtext import Document, Paragraph, Table, Text
from vnr_app.domain.richtext_ops import iter_blocks, plain_text, value_refs
from vnr_app.errors import KnownError
from vnr_app.jobs import JobContext
from vnr_app.services import (
    comments,
    history,
    images,
    indicators,
    originals,
    returning,
    reviews,
    revisions,
    siblings,
    writing,
)
from vnr_app.services.insertions import InsertAs, insertion
from vnr_app.services.returning import Answer, Choices, Reason
from vnr_app.services.returning_build import accepted_document

pytestmark = pytest.mark.usefixtures("unpaged")


def send(review, tmp_path, keys=None, **how):
    target = tmp_path / "sent.docx"
    sent = returning.parcel(review, keys, target, **how, job=JobContext())
    return target, sent


# --- The parcel ---------------------------------------------------------------------------


def test_a_parcel_is_a_sound_file_that_names_nobody(desk, tmp_path):
    path, keys = send(desk, tmp_path, (KEY, OTHER), locked=True, reviewers=("Anna", "Ben"))
    assert keys == (KEY, OTHER)
    assert problems(path.read_bytes()) == []
    with zipfile.ZipFile(path) as archive:
        text = b"".join(archive.read(name) for name in archive.namelist())
    for secret in ("Coordinator", str(tmp_path), "/tmp", "root@"):
        assert secret.encode() not in text


def test_a_parcel_carries_what_is_needed_to_find_back(desk, tmp_path):
    path, _keys = send(desk, tmp_path)
    manifest = manifest_of(path)
    assert manifest.review == desk.info.id
    sent = {each.key: each for each in manifest.texts}
    assert sent[KEY].revision == writing.text(desk, KEY).revision
    assert [sent[KEY].names[block.id] for block in sent[KEY].printed.blocks] == [
        block.id for block in writing.text(desk, KEY).document.blocks
    ]


def test_the_same_parcel_twice_is_the_same_file(desk, tmp_path):
    first, _keys = send(desk, tmp_path, locked=True)
    content = first.read_bytes()
    again, _keys = send(desk, tmp_path, locked=True)
    assert again.read_bytes() == content


def test_a_locked_parcel_opens_its_texts_alone(desk, tmp_path):
    path, _keys = send(desk, tmp_path, (KEY,), locked=True, reviewers=("Anna",))
    document = docx.Document(path)
    settings = document.settings.element
    protection = settings.find(qn("w:documentProtection"))
    assert protection.get(qn("w:edit")) == "readOnly"
    assert settings.find(qn("w:trackRevisions")) is not None
    open_texts, inside = [], False
    for element in document.element.body:
        inside = inside or element.tag == qn("w:permStart")
        inside = inside and element.tag != qn("w:permEnd")
        if inside and element.tag == qn("w:p"):
            open_texts.append("".join(t.text for t in element.iter(qn("w:t"))))
    assert open_texts == [FIRST, SECOND, THIRD]
    whom = {e.get(qn("w:ed")) for e in document.element.body.iter(qn("w:permStart"))}
    assert whom == {"Anna"}


def test_a_part_without_text_has_a_place_to_write_on(desk, tmp_path):
    path, keys = send(desk, tmp_path, ("goal-3",), locked=True)
    assert "goal-3/trends" in keys
    back = edited(path, more("can be written here", "Written here by them."))
    returned = returning.read_returned(desk, back)
    (section,) = returned.sections
    assert section.key.startswith("goal-3/")
    assert "Written here by them." in plain_text(section.document)
    returning.accept(desk, returned)
    assert "Written here by them." in words_of(desk, section.key)


def test_an_unknown_section_is_not_sent(desk, tmp_path):
    for keys in (("goal-99",), (KEY, "goal-99")):
        with pytest.raises(KnownError) as error:
            send(desk, tmp_path, keys)
        assert error.value.code == "unknown-section"
    assert not (tmp_path / "sent.docx").exists()


def test_drafts_go_with_it_as_revisions(desk, tmp_path):
    writing.save_draft(desk, KEY, typed("Only a draft so far."))
    path, _keys = send(desk, tmp_path)
    sent = {each.key: each for each in manifest_of(path).texts}
    assert sent[KEY].revision == writing.text(desk, KEY).revision
    assert not returning.read_returned(desk, path).has_news


# --- What came back -----------------------------------------------------------------------


def test_changed_words_come_back_as_a_change_of_their_block(desk, tmp_path):
    path, _keys = send(desk, tmp_path)
    returned = returning.read_returned(desk, edited(path, more(SECOND, "More.")))
    (section,) = returned.sections
    (change,) = section.changes
    assert (section.key, change.row.kind, change.row.what) == (KEY, "changed", ("words",))
    assert change.row.old == writing.text(desk, KEY).document.blocks[1]
    assert OTHER in returned.unchanged
    assert not section.head_moved


def test_tracked_changes_name_their_authors_and_both_states(desk, tmp_path):
    def change(document):
        element = line_of(document, SECOND)._p
        for name, who, text in (("ins", "Anna", " Added."), ("del", "Ben", " Gone.")):
            made = element.makeelement(qn(f"w:{name}"))
            made.set(qn("w:author"), who)
            made.set(qn("w:date"), WHEN)
            made.append(new_run(text))
            for each in made.iter(qn("w:t")) if name == "del" else ():
                each.tag = qn("w:delText")
            element.append(made)

    path, _keys = send(desk, tmp_path)
    (section,) = returning.read_returned(desk, edited(path, change)).sections
    assert section.authors == ("Anna", "Ben")
    assert [(each.kind, each.author, each.text) for each in section.tracked] == [
        ("insert", "Anna", " Added."),
        ("delete", "Ben", " Gone."),
    ]
    assert section.tracked[0].at.isoformat() == "2026-03-01T10:00:00+00:00"
    assert plain_text(section.document).splitlines()[1] == f"{SECOND} Added."
    assert plain_text(section.original).splitlines()[1] == f"{SECOND} Gone."
    assert section.changes[0].authors == ("Anna", "Ben")


def test_a_file_of_another_review_is_refused(desk, tmp_path):
    path, _keys = send(desk, tmp_path)
    other = tmp_path / "kenya.vnr"
    reviews.create(other, country="KEN", year="2027").close()
    with reviews.open_review(other) as kenya, pytest.raises(KnownError) as error:
        returning.read_returned(kenya, path)
    assert error.value.code == "another-review"


def test_a_file_of_nobody_is_refused(desk, tmp_path):
    document = docx.Document()
    document.add_paragraph("Nothing of ours.")
    document.save(tmp_path / "letter.docx")
    with pytest.raises(KnownError) as error:
        returning.read_returned(desk, tmp_path / "letter.docx")
    assert error.value.code == "not-returned"


def test_a_damaged_file_is_refused(desk, tmp_path):
    (tmp_path / "bad.docx").write_bytes(b"PK\x03\x04 nothing")
    with pytest.raises(KnownError) as error:
        returning.read_returned(desk, tmp_path / "bad.docx")
    assert error.value.code == "damaged-file"


def test_without_the_record_the_present_texts_are_compared(desk, tmp_path):
    path, _keys = send(desk, tmp_path)
    back = edited(path, more(SECOND, "More."))
    bare = tmp_path / "bare.docx"
    with zipfile.ZipFile(back) as source, zipfile.ZipFile(bare, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name.startswith("customXml/"):
                continue
            if name.endswith(("document.xml.rels", "[Content_Types].xml")):
                tree = etree.fromstring(content)
                for row in list(tree):
                    if "customXml" in (row.get("Target") or row.get("PartName") or ""):
                        tree.remove(row)
                content = etree.tostring(tree)
            target.writestr(name, content)
    returned = returning.read_returned(desk, bare)
    assert "no longer in the file" in returned.remarks[0]
    (section,) = returned.sections
    assert [change.row.kind for change in section.changes] == ["changed"]


def test_a_section_cut_out_of_the_file_is_left_alone(desk, tmp_path):
    def change(document):
        body = document.element.body
        for element in list(body):
            marks = [m.get(qn("w:name")) for m in element.iter(qn("w:bookmarkStart"))]
            text = "".join(t.text or "" for t in element.iter(qn("w:t")))
            if f"vnr_s_{OTHER}" in marks or text.startswith(LAST):
                body.remove(element)
        more(SECOND, "More.")(document)

    path, _keys = send(desk, tmp_path)
    returned = returning.read_returned(desk, edited(path, change))
    assert [each.key for each in returned.sections] == [KEY]
    assert "no longer in the file" in returned.remarks[0]


def test_text_before_the_sections_and_in_titles_goes_to_the_tray(desk, tmp_path):
    def change(document):
        document.element.body.insert(1, new_paragraph("Typed on the cover."))
        head = next(
            p for p in document.paragraphs if f'"vnr_s_{KEY}"' in p._p.xml and p.text.strip()
        )
        head.add_run(" and more")

    path, _keys = send(desk, tmp_path)
    returned = returning.read_returned(desk, edited(path, change))
    assert {piece.reason for piece in returned.unplaced} == {Reason.FRONT, Reason.TITLE}
    cover = next(piece for piece in returned.unplaced if piece.reason is Reason.FRONT)
    assert plain_text(cover.document) == "Typed on the cover."
    assert cover.after


# --- Taking it in -------------------------------------------------------------------------


def returned_with(review, tmp_path, change, **how):
    path, _keys = send(review, tmp_path, **how)
    return returning.read_returned(review, edited(path, change))


def test_what_is_accepted_is_one_operation_with_the_sent_text_as_parent(desk, tmp_path):
    base = writing.text(desk, KEY).revision
    returned = returned_with(desk, tmp_path, more(SECOND, "More."))
    accepted = returning.accept(desk, returned)
    assert (accepted.written, accepted.waiting) == ((KEY,), ())
    assert words_of(desk) == f"{FIRST}\n{SECOND} More.\n{THIRD}"
    newest = revisions.of_section(desk, KEY)[0]
    assert newest.parents == (base,)
    assert history.operations(desk, limit=1)[0].title == "Returned from “back.docx”"
    assert originals.has(desk, returned.sha256)
    history.undo(desk)
    assert words_of(desk) == f"{FIRST}\n{SECOND}\n{THIRD}"
    assert history.broken_links(desk) == ()


def test_accepted_twice_is_as_good_as_once(desk, tmp_path):
    returned = returned_with(desk, tmp_path, more(SECOND, "More."))
    assert returning.accept(desk, returned).operation is not None
    assert returning.accept(desk, returned).operation is None
    again = returning.read_returned(desk, returned.file)
    assert [section.known for section in again.sections] == [True]
    assert not again.has_news


def test_where_the_text_moved_on_the_returned_one_waits_to_be_merged(desk, tmp_path):
    path, _keys = send(desk, tmp_path)
    writing.keep(desk, KEY, typed(f"{FIRST} Ours.", SECOND, THIRD))
    returned = returning.read_returned(desk, edited(path, more(THIRD, "Theirs.")))
    (section,) = returned.sections
    assert section.head_moved
    assert [change.row.kind for change in section.changes] == ["changed"]
    accepted = returning.accept(desk, returned)
    assert (accepted.written, accepted.waiting) == ((), (KEY,))
    (meeting,) = siblings.meetings(desk, KEY)
    assert plain_text(meeting.base.document).endswith(THIRD)
    assert plain_text(meeting.other.document).endswith("Theirs.")
    assert "Ours." in words_of(desk)


def test_a_draft_typed_meanwhile_is_kept(desk, tmp_path):
    path, _keys = send(desk, tmp_path)
    writing.save_draft(desk, KEY, typed(f"{FIRST} Draft.", SECOND, THIRD))
    returned = returning.read_returned(desk, edited(path, more(THIRD, "Theirs.")))
    assert returned.sections[0].head_moved
    returning.accept(desk, returned)
    assert "Draft." in words_of(desk)
    assert len(siblings.meetings(desk, KEY)) == 1


def test_blocks_that_are_not_accepted_stay_as_they_were_sent(desk, tmp_path):
    fourth = "A fourth one is moved to another place by the ministry."
    writing.keep(desk, KEY, typed(FIRST, SECOND, THIRD, "Between.", fourth))

    def change(document):
        more(FIRST, "One.")(document)
        second = line_of(document, SECOND)._p
        second.getparent().remove(second)
        line_of(document, THIRD)._p.addprevious(line_of(document, fourth)._p)
        line_of(document, "Between.")._p.addnext(new_paragraph("Quite new."))

    returned = returned_with(desk, tmp_path, change)
    (section,) = returned.sections
    kinds = {change.row.kind: change.number for change in section.changes}
    assert set(kinds) == {"changed", "moved", "removed", "added"}

    def text(*wanted):
        numbers = frozenset(kinds[each] for each in wanted)
        return plain_text(accepted_document(section, numbers)).splitlines()

    assert text() == [FIRST, SECOND, THIRD, "Between.", fourth]
    assert text("changed") == [f"{FIRST} One.", SECOND, THIRD, "Between.", fourth]
    assert text("added") == [FIRST, SECOND, THIRD, "Between.", fourth, "Quite new."]
    assert text("removed") == [FIRST, THIRD, "Between.", fourth]
    assert text("moved") == [FIRST, SECOND, fourth, THIRD, "Between."]
    assert text(*kinds) == [f"{FIRST} One.", fourth, THIRD, "Between.", "Quite new."]
    returning.accept(desk, returned, Choices(sections={KEY: frozenset({kinds["changed"]})}))
    assert words_of(desk).splitlines() == [f"{FIRST} One.", SECOND, THIRD, "Between.", fourth]


def test_comments_become_threads_at_their_words(desk, tmp_path):
    def change(document):
        paragraph = line_of(document, SECOND)
        document.add_comment(paragraph.runs, text="Is this so?", author="Anna", initials="A")
        document.add_comment(
            [document.paragraphs[0].runs[0]], text="Nice cover.", author="Ben", initials="B"
        )

    returned = returned_with(desk, tmp_path, change)
    (section,) = returned.sections
    assert [(each.text, each.author, each.quote) for each in section.comments] == [
        ("Is this so?", "Anna", SECOND)
    ]
    assert [each.text for each in returned.comments] == ["Nice cover."]
    accepted = returning.accept(desk, returned)
    assert accepted.comments == 2
    (thread,) = comments.threads(desk, KEY)
    assert (thread.quote, thread.remarks[0].author) == (SECOND, "Anna")
    block = writing.text(desk, KEY).document.blocks[1]
    assert block.runs == (Text(SECOND, comments=(thread.id,)),)
    assert returning.accept(desk, returned).operation is None
    history.undo(desk)
    assert comments.threads(desk) == ()


def test_replies_stay_replies(desk, tmp_path):
    path, _keys = send(desk, tmp_path)

    def change(document):
        runs = line_of(document, SECOND).runs
        document.add_comment(runs, text="Is this so?", author="Anna", initials="A")
        document.add_comment(runs, text="Yes.", author="Ben", initials="B")

    back = edited(path, change)
    extended = (
        '<w15:commentsEx xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml">'
        '<w15:commentEx w15:paraId="0000000A" w15:done="0"/>'
        '<w15:commentEx w15:paraId="0000000B" w15:paraIdParent="0000000A" w15:done="0"/>'
        "</w15:commentsEx>"
    )
    threaded = tmp_path / "threaded.docx"
    w14 = "http://schemas.microsoft.com/office/word/2010/wordml"
    with zipfile.ZipFile(back) as source, zipfile.ZipFile(threaded, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "word/comments.xml":
                tree = etree.fromstring(content)
                for paragraph, identity in zip(tree.iter(qn("w:p")), "AB", strict=True):
                    paragraph.set(f"{{{w14}}}paraId", f"0000000{identity}")
                content = etree.tostring(tree)
            if name == "word/_rels/document.xml.rels":
                row = (
                    '<Relationship Id="rIdEx" Target="commentsExtended.xml" Type="'
                    'http://schemas.microsoft.com/office/2011/relationships/commentsExtended"/>'
                )
                content = content.replace(b"</Relationships>", f"{row}</Relationships>".encode())
            target.writestr(name, content)
        target.writestr("word/commentsExtended.xml", extended)
    returned = returning.read_returned(desk, threaded)
    first, second = returned.sections[0].comments
    assert second.parent == first.number
    returning.accept(desk, returned)
    (thread,) = comments.threads(desk, KEY)
    assert [each.body for each in thread.remarks] == ["Is this so?", "Yes."]


def test_a_new_picture_and_a_new_table_come_in(desk, tmp_path):
    picture = tmp_path / "picture.png"
    picture.write_bytes(next(iter(sample.PICTURES.values())).data)

    def change(document):
        place = line_of(document, SECOND)._p
        made = document.add_paragraph()
        made.add_run().add_picture(str(picture))
        place.addnext(made._p)
        table = document.add_table(rows=2, cols=2)
        table.cell(0, 0).text = "In a cell"
        place.addnext(table._tbl)

    returned = returned_with(desk, tmp_path, change)
    returning.accept(desk, returned)
    document = writing.text(desk, KEY).document
    assert any(isinstance(block, Table) for block in document.blocks)
    assert "In a cell" in plain_text(document)
    (shown,) = images.of_texts(desk, (document,)).values()
    assert shown.mime == "image/png"
    ids = [block.id for block in iter_blocks(document)]
    assert len(ids) == len(set(ids))


def test_the_tray_places_discards_and_undoes(desk, tmp_path):
    def change(document):
        document.element.body.insert(1, new_paragraph("Typed on the cover."))
        document.element.body.insert(2, new_paragraph("And this one too."))

    returned = returned_with(desk, tmp_path, change)
    accepted = returning.accept(desk, returned)
    assert (accepted.unplaced, accepted.written) == (2, ())
    first, second = returning.unplaced(desk)
    assert plain_text(first.document) == "Typed on the cover."
    returning.place(desk, first.id, KEY)
    assert words_of(desk).splitlines()[-1] == "Typed on the cover."
    returning.discard(desk, second.id)
    assert returning.unplaced(desk) == ()
    with pytest.raises(KnownError) as error:
        returning.discard(desk, second.id)
    assert error.value.code == "unknown-piece"
    history.undo(desk)
    assert [each.id for each in returning.unplaced(desk)] == [second.id]
    history.undo(desk)
    assert len(returning.unplaced(desk)) == 2
    assert "Typed on the cover." not in words_of(desk)
    assert returning.accept(desk, returned).operation is None


def test_read_only_writes_nothing(desk, tmp_path):
    path, _keys = send(desk, tmp_path)
    back = edited(path, more(SECOND, "More."))
    copy = shutil.copy(desk.back_up("for-reading"), tmp_path / "copy.vnr")
    with reviews.open_review(copy, read_only=True) as reading:
        assert returning.read_returned(reading, back).has_news


def test_a_number_that_was_typed_over_waits_for_an_answer(review, tmp_path):
    run_import(review, make_plan("a.csv", {("3.1.1", "", "2015"): "149.8"}))
    (observation,) = indicators.observations(review, "3.1.1")
    value = insertion(observation, InsertAs.NUMBER, "en")
    runs = (Text("Of 100,000 mothers "), value, Text(" died at birth in that year."))
    writing.keep(review, KEY, Document(blocks=(Paragraph(id="a" * 12, runs=runs),)))

    def change(document):
        run = next(r for r in line_of(document, "Of 100,000 mothers").runs if "149.8" in r.text)
        run.text = run.text.replace("149.8", "151.2")

    returned = returned_with(review, tmp_path, change)
    (section,) = returned.sections
    assert section.changes == ()
    (number,) = section.numbers
    assert (number.was, number.now, number.reference) == ("149.8", "151.2", value)
    accepted = returning.accept(review, returned)
    assert (accepted.numbers, accepted.written) == (1, ())
    assert value_refs(writing.text(review, KEY).document) == (value,)
    (waiting,) = returning.changed_numbers(review)
    assert (waiting.was, waiting.now, waiting.block) == ("149.8", "151.2", "a" * 12)
    assert waiting.name
    returning.answer(review, waiting.id, Answer.NOTE)
    assert returning.changed_numbers(review) == ()
    (thread,) = comments.threads(review, KEY)
    assert "151.2" in thread.remarks[0].body
    text = writing.text(review, KEY).document.blocks[0].runs[0]
    assert text.comments == (thread.id,)
    history.undo(review)
    assert len(returning.changed_numbers(review)) == 1
    returning.answer(review, waiting.id, Answer.KEEP)
    assert comments.threads(review) == ()
    assert returning.changed_numbers(review) == ()


def test_choices_leave_sections_out(desk, tmp_path):
    def change(document):
        more(SECOND, "More.")(document)
        more(LAST, "Longer.")(document)

    returned = returned_with(desk, tmp_path, change)
    accepted = returning.accept(desk, returned, Choices(sections={OTHER: None}))
    assert accepted.written == (OTHER,)
    assert "More." not in words_of(desk)
    assert returning.accept(desk, returned).written == (KEY,)
