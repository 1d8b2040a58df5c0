"""What people put into a returned file at unusual places, and files that are not to be trusted."""

import json
import random
import re
import time
import zipfile

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from lxml import etree
from PIL import Image

from tests.db.support import make_plan, run_import
from tests.services.desk import read as words_of
from tests.services.ministry import FIRST, KEY, LAST, OTHER, edited, line_of, write_texts
from tests.services.returned_edits import WHEN, footnotes_part, manifest_of
from vnr_app.domain.parcels import from_json
from vnr_app.domain.richtext import CiteRef, CrossRef, Text
from vnr_app.domain.richtext_json import encode
from vnr_app.domain.richtext_printed import printed_objects
from vnr_app.errors import KnownError
from vnr_app.jobs import JobContext
from vnr_app.services import comments, history, returning
from vnr_app.services.returning import Choices

pytestmark = pytest.mark.usefixtures("unpaged")

WORD = "zqxmark"
SPACES = " ".join(
    (
        'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"',
        'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"',
    )
)


@pytest.fixture
def sent(review, tmp_path):
    """A review with two texts and some figures, and its parcel."""
    figures = {("3.1.1", "", "2015"): "13", ("3.1.1", "", "2019"): "24"}
    run_import(review, make_plan("a.csv", figures))
    write_texts(review)
    path = tmp_path / "sent.docx"
    returning.parcel(review, None, path, job=JobContext())
    return path


def xml(text):
    return parse_xml(re.sub("^<[a-zA-Z:]+", rf"\g<0> {SPACES}", text))


def returned(review, path, change):
    return returning.read_returned(review, edited(path, change))


def places(found, word=WORD):
    """Where a word has come to: keys of sections, "tray"."""
    sections = [each.key for each in found.sections if word in encode(each.document)]
    return sections + ["tray" for each in found.unplaced if word in encode(each.document)]


def heading(document):
    return next(each for each in document.paragraphs if each.style.name == "Heading 2")


def note(document, text):
    """The mark of a new footnote."""
    part = footnotes_part(document)
    root = etree.fromstring(part.blob)
    number = max(int(each.get(qn("w:id"))) for each in root) + 1
    root.append(
        xml(f'<w:footnote w:id="{number}"><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:footnote>')
    )
    part._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return xml(f'<w:r><w:footnoteReference w:id="{number}"/></w:r>')


FORMULA = f"<m:oMath><m:r><m:t>{WORD}</m:t></m:r></m:oMath>"


def test_a_formula_comes_back_as_its_letters(review, sent):
    def change(document):
        line_of(document, FIRST)._p.append(xml(FORMULA))

    assert places(returned(review, sent, change)) == [KEY]


def test_a_formula_in_a_paragraph_of_its_own_comes_back(review, sent):
    def change(document):
        line_of(document, FIRST)._p.addnext(xml(f"<w:p><m:oMathPara>{FORMULA}</m:oMathPara></w:p>"))

    assert places(returned(review, sent, change)) == [KEY]


def test_text_typed_into_the_contents_goes_to_the_tray(review, sent):
    def change(document):
        line = next(e for e in document.paragraphs if e.style.name.lower() == "table of figures")
        line.add_run(f" {WORD}")

    assert places(returned(review, sent, change)) == ["tray"]


def test_a_formula_in_a_heading_goes_to_the_tray(review, sent):
    assert places(
        returned(review, sent, lambda document: heading(document)._p.append(xml(FORMULA)))
    ) == ["tray"]


def test_a_note_on_a_heading_goes_to_the_tray(review, sent):
    def change(document):
        heading(document)._p.append(note(document, WORD))

    assert places(returned(review, sent, change)) == ["tray"]


def test_a_note_in_a_table_of_data_goes_to_the_tray(review, sent):
    def change(document):
        cell = next(c for t in document.tables for c in t._cells if c.text == "24")
        cell.paragraphs[0]._p.append(note(document, WORD))

    assert places(returned(review, sent, change)) == ["tray"]


def test_a_paragraph_that_is_nothing_but_a_note_comes_back(review, sent):
    def change(document):
        line = xml("<w:p></w:p>")
        line.append(note(document, WORD))
        line_of(document, FIRST)._p.addnext(line)

    assert places(returned(review, sent, change)) == [KEY]


def test_pictures_on_the_cover_and_on_headings_go_to_the_tray(review, sent, tmp_path):
    files = []
    for name, color in (("one", "red"), ("two", "blue")):
        Image.new("RGB", (40, 30), color).save(tmp_path / f"{name}.png")
        files.append(str(tmp_path / f"{name}.png"))

    def change(document):
        document.paragraphs[0].insert_paragraph_before().add_run().add_picture(files[0])
        heading(document).add_run().add_picture(files[1])

    found = returned(review, sent, change)
    assert len(found.images) == len(files)
    assert len(found.unplaced) == len(files)


def test_a_line_that_says_what_a_cell_of_the_report_says_is_a_text(review, sent):
    document = docx.Document(sent)
    cells = {cell.text for table in document.tables for cell in table._cells}
    word = max((text for text in cells if "\n" not in text), key=len)

    def change(document):
        line = line_of(document, FIRST).insert_paragraph_before(word)
        line.style = line_of(document, FIRST).style

    assert places(returned(review, sent, change), word) == [KEY]


def test_a_value_moved_to_the_next_cell_is_told(review, sent):
    def change(document):
        cells = [c for t in document.tables for c in t._cells]
        at = next(n for n, cell in enumerate(cells) if cell.text == "24" and cells[n - 1].text)
        before, here = cells[at - 1].paragraphs[0], cells[at].paragraphs[0]
        here.runs[0].text, before.runs[0].text = before.text + here.text, ""

    assert returned(review, sent, change).unplaced


def test_of_headings_that_were_joined_the_text_stays_with_its_own(review, sent):
    def change(document):
        first = next(e for e in document.paragraphs if e.style.name == "Heading 1" and marks(e))
        second = line_of(document, LAST)._p.getprevious()
        while not any(name.startswith("vnr_s_") for name in names(second)):
            second = second.getprevious()
        for mark in reversed(marks(first)):
            second.insert(1, mark)

    found = returned(review, sent, change)
    assert not any(LAST in encode(each.document) for each in found.sections if each.key != OTHER)


def names(element):
    return [mark.get(qn("w:name")) for mark in element.iter(qn("w:bookmarkStart"))]


def marks(line):
    if not any(name.startswith("vnr_s_") for name in names(line._p)):
        return []
    return list(line._p.iter(qn("w:bookmarkStart"), qn("w:bookmarkEnd")))


# --- Taking it in, out and in again --------------------------------------------------------


def test_what_was_undone_can_be_taken_in_again(review, sent):
    def change(document):
        line_of(document, FIRST).add_run(f" {WORD}")

    found = returned(review, sent, change)
    returning.accept(review, found)
    history.undo(review)
    again = returning.read_returned(review, found.file)
    assert not again.sections[0].known
    assert returning.accept(review, again).written == (KEY,)
    assert WORD in words_of(review, KEY)
    assert history.broken_links(review) == ()


def test_the_same_remark_at_two_places_is_taken_in_at_both(review, sent):
    def change(document):
        for text in (FIRST, LAST):
            run = line_of(document, text).runs[0]
            made = document.add_comment(run, text="Please check.", author="Ben")
            made._comment_elm.set(qn("w:date"), WHEN)

    found = returned(review, sent, change)
    for key in (KEY, OTHER):
        assert returning.accept(review, found, Choices({key: None})).comments == 1
        assert len(comments.threads(review, key)) == 1
    assert returning.accept(review, found).operation is None


# --- Files that are not to be trusted ------------------------------------------------------


def with_part(path, name, change):
    """The file with the parts of that name changed."""
    back = path.with_name("back.docx")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(back, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            content = old.read(part)
            new.writestr(part, change(content) if name in part else content)
    return back


def with_record(path, change):
    """The file with another record of what was sent."""

    def changed(content):
        if b"<parcel" not in content[:300]:
            return content
        root = etree.fromstring(content)
        record = json.loads(root.text)
        change(record)
        root.text = json.dumps(record)
        return etree.tostring(root)

    return with_part(path, "customXml/item", changed)


def test_text_of_a_section_that_the_review_has_not_goes_to_the_tray(review, sent):
    document = docx.Document(sent)
    line_of(document, FIRST).add_run(f" {WORD}")
    document.save(sent)

    def change(record):
        record["heads"] = {m: "goal-99/x" if k == KEY else k for m, k in record["heads"].items()}
        for text in record["texts"]:
            text["key"] = "goal-99/x" if text["key"] == KEY else text["key"]

    found = returning.read_returned(review, with_record(sent, change))
    assert "tray" in places(found)


def test_a_record_in_no_language_is_as_good_as_lost(review, sent):
    def change(record):
        record["language"] = "no language"

    assert returning.read_returned(review, with_record(sent, change)).remarks


def test_half_a_character_is_no_record():
    with pytest.raises(ValueError, match="surrogates"):
        from_json('{"version": 1, "review": "\\ud800", "language": "en"}')


def test_the_properties_of_a_file_are_measured_before_they_are_parsed(review, sent):
    numbers = random.Random(1)
    elements = "".join(f"<a{numbers.randrange(10**6)}/>" for _each in range(1_900_000))
    bomb = f"<coreProperties>{elements}</coreProperties>".encode()
    with pytest.raises(KnownError) as refused:
        returning.read_returned(review, with_part(sent, "docProps/core.xml", lambda _old: bomb))
    assert refused.value.code == "zip-ratio"


def test_a_record_that_is_a_tree_is_not_parsed(review, sent):
    def tree(content):
        return content.replace(b"</parcel>", b"<a/>" * 20 + b"</parcel>")

    assert returning.read_returned(review, with_part(sent, "customXml/item", tree)).remarks


def test_a_line_that_is_another_is_known_as_such_in_no_time():
    objects = tuple(CiteRef("s") if n % 2 else CrossRef("b", "x") for n in range(14))
    own = (*(run for each in objects for run in (Text(" of "), each)), Text(" end"))
    begun = time.process_time()
    assert printed_objects(own, " of the" * 200 + " End", ()) is None
    assert time.process_time() - begun < 1


def test_objects_side_by_side_are_found():
    own = (Text("See "), CiteRef("a"), CiteRef("b"), Text(" and "), CrossRef("c", "x"), Text("."))
    found = printed_objects(own, "See [1][2] and Table 3.1.", ())
    assert [(each.start, each.end) for each in found] == [(4, 7), (7, 10), (15, 24)]


def test_the_record_names_every_text_once(sent):
    keys = [text.key for text in manifest_of(sent).texts]
    assert len(keys) == len(set(keys))
