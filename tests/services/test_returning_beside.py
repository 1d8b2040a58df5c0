"""What people change beside the texts: headers, text boxes, lettering, charts, pictures."""

import re
import zipfile

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from PIL import Image

from tests.db.support import make_plan, run_import
from tests.services.desk import read as words_of
from tests.services.desk import typed
from tests.services.ministry import (
    FIRST,
    KEY,
    LAST,
    OTHER,
    SECOND,
    THIRD,
    edited,
    line_of,
    write_texts,
)
from vnr_app.domain.richtext import Chart, Document, Figure, Paragraph, Table, Text
from vnr_app.domain.richtext_json import encode
from vnr_app.domain.richtext_ops import plain_text
from vnr_app.errors import KnownError
from vnr_app.jobs import JobContext
from vnr_app.services import images, indicators, returning, writing
from vnr_app.services.returning import Reason

pytestmark = pytest.mark.usefixtures("unpaged")

FIGURES = {("3.1.1", "", "2015"): "13", ("3.1.1", "", "2017"): "19", ("3.1.1", "", "2019"): "24"}
SPACES = " ".join(
    f'xmlns:{name}="{space}"'
    for name, space in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "v": "urn:schemas-microsoft-com:vml",
    }.items()
)


def send(review, tmp_path):
    path = tmp_path / "sent.docx"
    returning.parcel(review, None, path, job=JobContext())
    return path


@pytest.fixture
def sent(review, tmp_path):
    """The parcel of a review with two texts and the figures of one series."""
    run_import(review, make_plan("a.csv", FIGURES))
    write_texts(review)
    return send(review, tmp_path)


def with_parts(path, changes):
    """The file with parts whose names contain a word changed by a function of their bytes."""
    back = path.with_name("parts.docx")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(back, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            content = old.read(part)
            for name, change in changes.items():
                content = change(content) if name in part else content
            new.writestr(part, content)
    return back


def places(found, word):
    """Where a word has come to: keys of sections, reasons of pieces in the tray."""
    sections = [each.key for each in found.sections if word in encode(each.document)]
    return sections + [each.reason for each in found.unplaced if word in encode(each.document)]


def xml(text):
    return parse_xml(re.sub("^<[a-zA-Z:]+", rf"\g<0> {SPACES}", text))


def boxed(word):
    return f"<w:txbxContent><w:p><w:r><w:t>{word}</w:t></w:r></w:p></w:txbxContent>"


def drawing(content, uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"):
    return (
        '<w:drawing><wp:inline><wp:extent cx="2000000" cy="900000"/>'
        '<wp:docPr id="7001" name="Box"/><a:graphic>'
        f'<a:graphicData uri="{uri}">{content}</a:graphicData></a:graphic></wp:inline></w:drawing>'
    )


def shape(word):
    """A text box as Word writes it: once for programs of today, once for old ones."""
    made = drawing(f"<wps:wsp><wps:txbx>{boxed(word)}</wps:txbx><wps:bodyPr/></wps:wsp>")
    return xml(
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{made}</mc:Choice><mc:Fallback>'
        f"<w:pict><v:shape><v:textbox>{boxed(word)}</v:textbox></v:shape></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r>"
    )


def old_shape(word):
    textbox = f"<v:textbox>{boxed(word)}</v:textbox>"
    return xml(f"<w:r><w:pict><v:shape>{textbox}</v:shape></w:pict></w:r>")


def lettering(word):
    return xml(f'<w:r><w:pict><v:shape><v:textpath string="{word}"/></v:shape></w:pict></w:r>')


def canvas(word):
    return xml(f"<w:r>{drawing(f'<a:p><a:r><a:t>{word}</a:t></a:r></a:p>')}</w:r>")


# --- Headers, footers, boxes ----------------------------------------------------------------


def test_words_in_headers_and_footers_go_to_the_tray_once(review, sent):
    def change(document):
        for section in document.sections:
            for holder, word in ((section.header, "zqxheader"), (section.footer, "zqxfooter")):
                if not holder.is_linked_to_previous and holder.paragraphs[0].text:
                    holder.paragraphs[0].add_run(f" {word}")
        new = document.sections[-1].first_page_header
        new.is_linked_to_previous = False
        new.paragraphs[0].text = "zqxnew"

    found = returning.read_returned(review, edited(sent, change))
    assert found.sections == ()
    for word in ("zqxheader", "zqxfooter", "zqxnew"):
        assert set(places(found, word)) == {Reason.MARGIN}
    assert places(found, "zqxnew") == [Reason.MARGIN]
    said = [plain_text(each.document) for each in found.unplaced]
    assert len(said) == len(set(said))
    accepted = returning.accept(review, found)
    assert accepted.unplaced == len(found.unplaced)


def test_page_numbers_are_nobodys_words(review, sent):
    def counted(content):
        return content.replace(b"<w:t>1</w:t>", b"<w:t>xvii</w:t>")

    back = with_parts(sent, {"word/footer": counted})
    assert back.read_bytes() != sent.read_bytes()
    assert not returning.read_returned(review, back).has_news


@pytest.mark.parametrize("make", [shape, old_shape, lettering, canvas])
def test_words_in_shapes_come_back_wherever_they_stand(review, sent, make):
    def change(document):
        line_of(document, FIRST)._p.append(make("zqxtext"))
        alone = xml("<w:p></w:p>")
        alone.append(make("zqxalone"))
        line_of(document, LAST)._p.addnext(alone)
        document.paragraphs[0]._p.append(make("zqxcover"))
        document.sections[-1].footer.paragraphs[0]._p.append(make("zqxmargin"))
        cell = next(c for t in document.tables for c in t._cells if c.text == "24")
        cell.paragraphs[0]._p.append(make("zqxcell"))

    found = returning.read_returned(review, edited(sent, change))
    assert places(found, "zqxtext") == [KEY]
    assert places(found, "zqxalone") == [OTHER]
    assert places(found, "zqxcover") == [Reason.FRONT]
    assert places(found, "zqxmargin") == [Reason.MARGIN]
    assert places(found, "zqxcell") == [Reason.DERIVED]


def test_a_picture_beside_a_text_box_comes_too(review, sent, tmp_path):
    Image.new("RGB", (40, 30), "red").save(tmp_path / "red.png")

    def change(document):
        run = line_of(document, FIRST).add_run()
        run.add_picture(str(tmp_path / "red.png"))
        graphic = run._r.find(".//" + qn("a:graphicData"))
        graphic.append(xml(f"<wps:wsp><wps:txbx>{boxed('zqxbox')}</wps:txbx></wps:wsp>"))

    found = returning.read_returned(review, edited(sent, change))
    assert places(found, "zqxbox") == [KEY]
    assert len(found.images) == 1


# --- Lines that the report says too ----------------------------------------------------------


def test_a_line_that_the_report_says_elsewhere_is_a_text(review, sent):
    document = docx.Document(sent)
    styles = ("Source", "Heading 2", "Body Text")
    lines = [e.text for e in document.paragraphs if e.style.name in styles and e.text.strip()]
    made = [e for e in lines if e not in (FIRST, SECOND, THIRD, LAST)]
    assert made

    def change(document):
        for words in made:
            line_of(document, FIRST)._p.addprevious(xml("<w:p></w:p>"))
            line_of(document, FIRST).insert_paragraph_before(words)

    found = returning.read_returned(review, edited(sent, change))
    (section,) = found.sections
    said = plain_text(section.document)
    assert [each for each in made if each not in said] == []
    assert found.unplaced == ()


def test_a_line_of_the_report_that_was_moved_out_of_its_section_is_a_text(review, sent):
    def change(document):
        source = next(e for e in document.paragraphs if e.style.name == "Heading 2")
        copy = line_of(document, LAST).insert_paragraph_before(source.text)
        assert copy.text

    found = returning.read_returned(review, edited(sent, change))
    assert [each.key for each in found.sections] == [OTHER]


def test_a_copy_of_a_table_of_the_report_is_a_table_of_the_text(review, sent):
    from copy import deepcopy

    def change(document):
        cell = next(c for t in document.tables for c in t._cells if c.text == "24")
        table = next(cell._tc.iterancestors(qn("w:tbl")))
        line_of(document, FIRST)._p.addnext(deepcopy(table))

    found = returning.read_returned(review, edited(sent, change))
    (section,) = found.sections
    assert section.key == KEY
    assert any(isinstance(block, Table) for block in section.document.blocks)


# --- Charts ------------------------------------------------------------------------------------


@pytest.fixture
def charted(review, sent, tmp_path):
    """The same parcel with a chart in a text."""
    (series,) = {each.series.id for each in indicators.observations(review, "3.1.1")}
    blocks = (*typed(FIRST).blocks, Chart(id="c" * 12, series=(series,), title="Mothers"))
    writing.keep(review, KEY, Document(blocks=blocks))
    return send(review, tmp_path)


def test_an_untouched_parcel_with_a_chart_brings_nothing(review, charted):
    assert not returning.read_returned(review, charted).has_news


def test_changed_numbers_of_a_chart_are_told(review, charted):
    def change(content):
        assert b"<c:v>24</c:v>" in content
        return content.replace(b"<c:v>24</c:v>", b"<c:v>77.5</c:v>", 1)

    found = returning.read_returned(review, with_parts(charted, {"word/charts/vnrchart": change}))
    (piece,) = found.unplaced
    assert (piece.reason, piece.section) == (Reason.CHART, KEY)
    said = plain_text(piece.document)
    assert "2019: 24 became 77.5" in said
    assert "2015" not in said


def test_other_changes_of_a_chart_are_told(review, charted):
    def change(content):
        gone = re.sub(rb'<c:pt idx="0"><c:v>13</c:v></c:pt>', b"", content)
        # As a program writes it that makes the labels anew: without the air about them.
        named = gone.replace("<c:v>\u00a02017\u00a0</c:v>".encode(), b"<c:v>2018</c:v>")
        return re.sub(rb"<a:t>[^<]*</a:t>", b"<a:t>zqxtitle</a:t>", named)

    found = returning.read_returned(review, with_parts(charted, {"word/charts/vnrchart": change}))
    (piece,) = found.unplaced
    said = plain_text(piece.document)
    assert "2015: 13 was taken out" in said
    assert "2018: 19 was added" in said
    assert "zqxtitle" in said


def test_a_number_written_otherwise_is_the_same_number(review, charted):
    def change(content):
        return content.replace(b"<c:v>24</c:v>", b"<c:v>24.000</c:v>")

    back = with_parts(charted, {"word/charts/vnrchart": change})
    assert not returning.read_returned(review, back).has_news


def test_a_workbook_that_was_changed_behind_its_chart_is_told(review, charted):
    back = with_parts(charted, {"word/embeddings/": lambda content: content + b" "})
    (piece,) = returning.read_returned(review, back).unplaced
    assert piece.reason is Reason.CHART


def test_a_chart_that_was_put_in_comes_as_its_numbers(review, charted):
    def change(document):
        chart = next(document.element.body.iter(qn("c:chart")))
        whole = document.part.related_parts[chart.get(qn("r:id"))]
        other = docx.opc.part.Part(
            docx.opc.packuri.PackURI("/word/charts/new.xml"),
            whole.content_type,
            re.sub(rb"<c:v>[A-Z][^<]*</c:v>", b"<c:v>zqxseries</c:v>", whole.blob),
            document.part.package,
        )
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/chart"
        number = document.part.relate_to(other, kind)
        graphic = drawing(f'<c:chart r:id="{number}"/>', uri=qn("c:chart")[1:].partition("}")[0])
        line_of(document, LAST)._p.addnext(xml(f"<w:p><w:r>{graphic}</w:r></w:p>"))

    found = returning.read_returned(review, edited(charted, change))
    (piece,) = found.unplaced
    assert (piece.reason, piece.section) == (Reason.CHART, OTHER)
    table = next(block for block in piece.document.blocks if isinstance(block, Table))
    words = [[plain_text(Document(blocks=c.blocks)) for c in row.cells] for row in table.rows]
    assert words == [["", "zqxseries"], ["2015", "13"], ["2017", "19"], ["2019", "24"]]


# --- Pictures ----------------------------------------------------------------------------------


@pytest.fixture
def pictured(review, tmp_path):
    """A parcel with a picture, and the picture's id."""
    Image.new("RGB", (400, 300), "green").save(tmp_path / "green.png")
    picture = images.add(review, (tmp_path / "green.png").read_bytes())
    figure = Figure(
        id="f" * 12, image_id=picture.id, caption=(Text("A green field."),), alt_text="Field"
    )
    blocks = (Paragraph(id="a" * 12, runs=(Text(FIRST),)), figure)
    writing.keep(review, KEY, Document(blocks=blocks))
    return send(review, tmp_path), picture.id


def figure_in(found):
    (section,) = found.sections
    return next(block for block in section.document.blocks if isinstance(block, Figure))


def test_an_untouched_parcel_with_a_picture_brings_nothing(review, pictured):
    assert not returning.read_returned(review, pictured[0]).has_news


def test_a_picture_that_was_made_smaller_is_smaller(review, pictured):
    path, image = pictured

    def change(document):
        for extent in document.element.body.iter(qn("wp:extent")):
            if extent.getparent().find(qn("wp:docPr")).get("descr") == "Field":
                extent.set("cx", str(int(extent.get("cx")) // 2))

    found = returning.read_returned(review, edited(path, change))
    figure = figure_in(found)
    assert (figure.image_id, figure.width) == (image, 50)
    assert found.sections[0].changes[0].row.what == ("width",)


def test_a_picture_that_was_replaced_is_the_new_one_and_known_at_the_second_reading(
    review, pictured, tmp_path
):
    Image.new("RGB", (400, 300), "red").save(tmp_path / "red.bmp")

    def change(document):
        (blip,) = (
            each
            for each in document.element.body.iter(qn("a:blip"))
            if any("Field" in (p.get("descr") or "") for p in each.getroottree().iter())
        )
        number, _image = document.part.get_or_add_image(str(tmp_path / "red.bmp"))
        blip.set(qn("r:embed"), number)

    back = edited(pictured[0], change)
    found = returning.read_returned(review, back)
    figure = figure_in(found)
    assert [each.id for each in found.images] == [figure.image_id]
    assert returning.accept(review, found).written == (KEY,)
    assert images.load(review, figure.image_id).mime == "image/png"
    again = returning.read_returned(review, back)
    assert again.sections[0].known
    assert returning.accept(review, again).operation is None


def test_a_picture_that_no_program_can_show_keeps_nothing_else_back(review, sent, tmp_path):
    Image.new("RGB", (400, 300), "red").save(tmp_path / "red.png")

    def change(document):
        line_of(document, FIRST).add_run(" zqxmore").add_picture(str(tmp_path / "red.png"))

    def cut(content):
        return content[: len(content) // 2]

    back = with_parts(edited(sent, change), {"word/media/": cut})
    found = returning.read_returned(review, back)
    (piece,) = found.unplaced
    assert (piece.reason, piece.section) == (Reason.PICTURE, KEY)
    assert (piece.before, piece.after) == ("Introduction", SECOND)
    assert returning.accept(review, found).written == (KEY,)
    assert "zqxmore" in words_of(review)


def test_hidden_and_struck_text_is_told(review, sent):
    def change(document):
        line_of(document, FIRST).add_run(" zqxhidden").font.hidden = True
        line_of(document, LAST).add_run(" zqxstruck").font.strike = True

    found = returning.read_returned(review, edited(sent, change))
    assert [word for word in ("hidden", "struck") if any(word in e for e in found.remarks)] == [
        "hidden",
        "struck",
    ]


# --- Files that are no Word documents ------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content", "word"),
    [
        ("back.pdf", b"%PDF-1.7 ...", "PDF"),
        ("back.doc", bytes.fromhex("d0cf11e0a1b11ae1") + b"...", ".doc"),
        ("back.rtf", b"{\\rtf1 ...}", "RTF"),
        ("back.docx", b"PK\3\4..mimetypeapplication/vnd.oasis.opendocument.text", "OpenDocument"),
    ],
)
def test_a_file_of_another_kind_is_named(review, tmp_path, name, content, word):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(KnownError) as refused:
        returning.read_returned(review, tmp_path / name)
    assert refused.value.code == "not-docx"
    assert word in str(refused.value)
    assert ".docx" in refused.value.hint
