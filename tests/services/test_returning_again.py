"""Files that come back late, twice, from two ministries, in another order or another language."""

import re
import zipfile

import docx
import pytest
from docx.oxml.ns import qn
from PIL import Image

from tests.services.desk import read as words_of
from tests.services.desk import typed
from tests.services.ministry import FIRST, KEY, LAST, OTHER, SECOND, THIRD, edited, line_of, more
from vnr_app.domain.richtext_ops import plain_text
from vnr_app.jobs import JobContext
from vnr_app.services import (
    history,
    images,
    originals,
    returning,
    returning_accept,
    revisions,
    siblings,
    writing,
)

pytestmark = pytest.mark.usefixtures("unpaged")


def send(review, tmp_path, name="sent.docx", **how):
    returning.parcel(review, None, tmp_path / name, **how, job=JobContext())
    return tmp_path / name


# --- Late, and twice ------------------------------------------------------------------------------


def test_two_ministries_files_of_one_section_meet(desk, tmp_path):
    path = send(desk, tmp_path)
    one, other = (
        edited(path, more(FIRST, "Health says so."), "health.docx"),
        edited(path, more(SECOND, "Finance says so."), "finance.docx"),
    )
    assert returning.accept(desk, returning.read_returned(desk, one)).written == (KEY,)
    found = returning.read_returned(desk, other)
    assert found.sections[0].head_moved
    accepted = returning.accept(desk, found)
    assert (accepted.written, accepted.waiting) == ((), (KEY,))
    (meeting,) = siblings.meetings(desk, KEY)
    assert plain_text(meeting.base.document) == f"{FIRST}\n{SECOND}\n{THIRD}"
    assert "Finance says so." in plain_text(meeting.other.document)
    assert "Finance" not in words_of(desk)
    again = returning.read_returned(desk, other)
    assert again.sections[0].known
    assert returning.accept(desk, again).operation is None
    assert len(siblings.meetings(desk, KEY)) == 1


def test_a_file_of_an_older_export_waits_beside_what_came_later(desk, tmp_path):
    old = edited(send(desk, tmp_path), more(SECOND, "Late."), "old.docx")
    new = send(desk, tmp_path, "second.docx")
    first = writing.text(desk, KEY).revision
    returning.accept(desk, returning.read_returned(desk, edited(new, more(FIRST, "Early."))))
    writing.keep(desk, KEY, typed(f"{FIRST} Early.", f"{SECOND} Ours."))
    accepted = returning.accept(desk, returning.read_returned(desk, old))
    assert accepted.waiting == (KEY,)
    (meeting,) = siblings.meetings(desk, KEY)
    assert "Late." in plain_text(meeting.other.document)
    other = meeting.other.revision
    newest = next(each for each in revisions.of_section(desk, KEY) if each.id == other)
    assert newest.parents == (first,)
    assert words_of(desk) == f"{FIRST} Early.\n{SECOND} Ours."


def without_record(path):
    """The file as a program leaves it that keeps no parts of others."""
    bare = path.with_name("bare.docx")
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(bare, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name.endswith(("document.xml.rels", "[Content_Types].xml")):
                content = re.sub(rb"<(Relationship|Override)[^>]*customXml[^>]*/>", b"", content)
            if not name.startswith("customXml/"):
                target.writestr(name, content)
    return bare


def test_the_empty_parts_of_a_file_without_its_record_are_nobodys_text(desk, tmp_path):
    returning.parcel(desk, ("goal-3",), tmp_path / "part.docx", job=JobContext())
    found = returning.read_returned(desk, without_record(tmp_path / "part.docx"))
    assert "no longer in the file" in found.remarks[0]
    assert found.sections == ()


# --- In another order -----------------------------------------------------------------------------


def of_section(document, key):
    """The elements of a section, from its heading to the next one."""
    found, inside = [], False
    for element in document.element.body:
        marks = [mark.get(qn("w:name")) for mark in element.iter(qn("w:bookmarkStart"))]
        if any(mark.startswith("vnr_s_") for mark in marks):
            inside = f"vnr_s_{key}" in marks
        if inside and element.tag != qn("w:sectPr"):
            found.append(element)
    return found


def test_sections_in_another_order_are_the_same_sections(desk, tmp_path):
    def change(document):
        moved = of_section(document, OTHER)
        place = of_section(document, KEY)[0]
        assert len(moved) > 1
        for element in moved:
            place.addprevious(element)

    path = send(desk, tmp_path)
    assert not returning.read_returned(desk, edited(path, change)).has_news
    both = edited(edited(path, change), more(LAST, "And more."), "both.docx")
    (section,) = returning.read_returned(desk, both).sections
    assert section.key == OTHER
    assert plain_text(section.document) == f"{LAST} And more."


# --- In another language --------------------------------------------------------------------------


def test_a_translation_that_comes_back_is_the_translation(desk, tmp_path):
    writing.keep(desk, KEY, typed("L’introduction commence ainsi."), language="fr")
    path = send(desk, tmp_path, language="fr", locked=True, reviewers=("Marie",))
    found = returning.read_returned(desk, edited(path, more("L’introduction", "Très bien.")))
    (section,) = found.sections
    assert (section.key, section.language) == (KEY, "fr")
    assert returning.accept(desk, found).written == (KEY,)
    assert words_of(desk, KEY, "fr") == "L’introduction commence ainsi. Très bien."
    assert words_of(desk, KEY) == f"{FIRST}\n{SECOND}\n{THIRD}"


def test_a_text_that_was_sent_untranslated_goes_back_to_its_own_language(desk, tmp_path):
    path = send(desk, tmp_path, language="fr")
    found = returning.read_returned(desk, edited(path, more(LAST, "And more.")))
    (section,) = found.sections
    assert (section.key, section.language) == (OTHER, "en")
    assert any(section.title in remark for remark in found.remarks)
    returning.accept(desk, found)
    assert words_of(desk, OTHER) == f"{LAST} And more."


def test_what_is_written_where_nothing_was_is_in_the_language_of_the_file(desk, tmp_path):
    target = tmp_path / "part.docx"
    returning.parcel(desk, ("goal-3",), target, language="fr", job=JobContext())
    headings = [e.text for e in docx.Document(target).paragraphs if e.style.name == "Heading 2"]
    assert "Priority actions" not in headings
    hint = next(e.text for e in docx.Document(target).paragraphs if "peut être rédigé" in e.text)
    found = returning.read_returned(desk, edited(target, more(hint, "Écrit ici.")))
    (section,) = found.sections
    assert section.language == "fr"
    returning.accept(desk, found)
    assert "Écrit ici." in words_of(desk, section.key, "fr")


# --- When it goes wrong ---------------------------------------------------------------------------


def test_an_error_on_the_way_leaves_the_review_as_it_was(desk, tmp_path, monkeypatch):
    Image.new("RGB", (40, 30), "red").save(tmp_path / "red.png")

    def change(document):
        more(FIRST, "More.")(document)
        document.element.body.insert(1, document.add_paragraph("On the cover.")._p)
        place = line_of(document, LAST)
        place.insert_paragraph_before().add_run().add_picture(str(tmp_path / "red.png"))
        document.add_comment(place.runs, text="Why?", author="Anna")

    found = returning.read_returned(desk, edited(send(desk, tmp_path), change))
    before = history.operations(desk), images.known(desk)

    def full(_self, _session, _comments):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(returning_accept._Taking, "_write_comments", full)
        with pytest.raises(OSError, match="No space"):
            returning.accept(desk, found)
    assert (history.operations(desk), images.known(desk)) == before
    assert not originals.has(desk, found.sha256)
    assert words_of(desk) == f"{FIRST}\n{SECOND}\n{THIRD}"
    assert returning.unplaced(desk) == ()
    accepted = returning.accept(desk, found)
    assert (accepted.comments, accepted.unplaced) == (1, 1)
    assert len(images.known(desk)) == 1
    assert history.broken_links(desk) == ()


def test_a_file_that_changed_after_it_was_read_is_not_taken_in(desk, tmp_path):
    back = edited(send(desk, tmp_path), more(FIRST, "More."))
    found = returning.read_returned(desk, back)
    with zipfile.ZipFile(back, "a") as archive:
        archive.writestr("docProps/other.xml", "<a/>")
    with pytest.raises(Exception, match="changed while it was read"):
        returning.accept(desk, found)
    assert words_of(desk) == f"{FIRST}\n{SECOND}\n{THIRD}"
