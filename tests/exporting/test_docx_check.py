"""The checker finds each of the seven faults that the public validator overlooks."""

import io
import zipfile

import pytest

from tests.exporting.docx_check import problems
from tests.exporting.sample import illustrated_report, sample_report
from vnr_app.exporting.docx_writer import write_docx
from vnr_app.jobs import JobContext
from vnr_app.paths import templates_dir

TEMPLATE = templates_dir() / "default" / "template.docx"


@pytest.fixture(scope="module")
def sound():
    stream = io.BytesIO()
    write_docx(sample_report(goals=(3,)), TEMPLATE, stream, JobContext())
    return stream.getvalue()


def altered(content, old, new, *, part="word/document.xml"):
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(target, "w") as copy:
        for name in source.namelist():
            data = source.read(name)
            if name == part:
                assert old.encode() in data
                data = data.replace(old.encode(), new.encode(), 1)
            copy.writestr(name, data)
    return target.getvalue()


def test_a_sound_document_has_no_fault(sound):
    assert problems(sound) == []


_SDT = "<w:sdt><w:sdtPr><w:id w:val='1'/></w:sdtPr><w:sdtContent><w:p/></w:sdtContent></w:sdt>"


@pytest.mark.parametrize(
    ("old", "new", "finding"),
    [
        ('w:name="vnr_s_goal_3_trends"', 'w:name="vnr_s_goal_3"', "occurs twice"),
        ('<w:pStyle w:val="BodyText"/>', '<w:pStyle w:val="Body"/>', "is not defined"),
        ('<w:fldChar w:fldCharType="end"/>', "", "has no end"),
        ("<w:body>", f"<w:body>{_SDT}", "control id 1 occurs twice"),
        ('<w:gridSpan w:val="17"/>', "", "spans 1 of 17"),
        ("</w:tcPr><w:p>", "</w:tcPr></w:tc><w:tc><w:p>", "does not end with a paragraph"),
        ('<w:bookmarkEnd w:id="1"/>', "", "has no end"),
    ],
)
def test_a_planted_fault_is_named(sound, old, new, finding):
    assert any(finding in fault for fault in problems(altered(sound, old, new)))


@pytest.fixture(scope="module")
def drawn():
    stream = io.BytesIO()
    write_docx(illustrated_report(), TEMPLATE, stream, JobContext())
    return stream.getvalue()


_CHART = "word/charts/vnrchart1.xml"


@pytest.mark.parametrize(
    ("old", "new", "part", "finding"),
    [
        (" REF vnr_b_box ", " REF vnr_b_bax ", "", "field to a bookmark"),
        ('<wp:docPr id="2"', '<wp:docPr id="1"', "", "drawing id 1 occurs twice"),
        ('descr="A red door"', "", "", "has no description"),
        ('<wp:extent cx="', '<wp:extent cx="0" other="', "", "has no size"),
        ('r:embed="', 'r:embed="x', "", "is not there"),
        ("<c:legend>", "<c:legend/><c:autoTitleDeleted/><c:legend>", _CHART, "wrong order"),
        ('<c:externalData r:id="', '<c:externalData r:id="x', _CHART, "is not there"),
        (
            "../embeddings/",
            "../lost/",
            "word/charts/_rels/vnrchart1.xml.rels",
            "not in the package",
        ),
    ],
)
def test_a_fault_in_a_drawing_is_named(drawn, old, new, part, finding):
    bad = altered(drawn, old, new, part=part or "word/document.xml")
    assert any(finding in fault for fault in problems(bad))


def test_elements_out_of_order_are_named(sound):
    bad = altered(
        sound,
        "<w:cantSplit/><w:tblHeader/></w:trPr><w:tc><w:tcPr><w:tcW",
        "<w:cantSplit/><w:tblHeader/></w:trPr><w:tc><w:tcPr><w:vAlign w:val='top'/><w:tcW",
    )
    assert any("wrong order" in fault for fault in problems(bad))
