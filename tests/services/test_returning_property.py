"""Any document of the text model goes out as a parcel and comes back without a difference."""

import pytest
from hypothesis import HealthCheck, given, settings

from tests.strategies import documents
from vnr_app.domain.parcels import from_json, to_json
from vnr_app.domain.richtext_json import encode
from vnr_app.domain.richtext_ops import is_empty
from vnr_app.jobs import JobContext
from vnr_app.services import returning, reviews, writing
from vnr_app.services.returning_parcel import make

KEY = "introduction"


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    path = tmp_path_factory.mktemp("any") / "any.vnr"
    with reviews.create(path, country="ARM", year="2027", author="Coordinator") as review:
        yield review


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents())
def test_any_document_comes_back_without_a_difference(written, tmp_path_factory, document):
    from vnr_app.exporting.docx_parcel import make_parcel

    writing.keep(written, KEY, document)
    folder = tmp_path_factory.mktemp("parcel")
    made = make(written, (KEY,), folder / "report.docx", paged=False, job=JobContext())
    assert to_json(from_json(to_json(made.manifest))) == to_json(made.manifest)
    with (folder / "parcel.docx").open("w+b") as stream:
        make_parcel(folder / "report.docx", stream, to_json(made.manifest))
    returned = returning.read_returned(written, folder / "parcel.docx")
    assert [each.changes for each in returned.sections] == []
    assert (returned.unplaced, returned.remarks) == ((), ())
    if not is_empty(document):
        assert returned.unchanged == (KEY,)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents())
def test_with_one_word_more_only_that_word_differs(written, tmp_path_factory, document):
    import docx

    from vnr_app.exporting.docx_parcel import make_parcel

    writing.keep(written, KEY, document)
    folder = tmp_path_factory.mktemp("parcel")
    made = make(written, (KEY,), folder / "report.docx", paged=False, job=JobContext())
    with (folder / "parcel.docx").open("w+b") as stream:
        make_parcel(folder / "report.docx", stream, to_json(made.manifest))
    edited = docx.Document(folder / "parcel.docx")
    head = next(p for p in edited.paragraphs if "vnr_s_introduction" in p._p.xml)
    head.insert_paragraph_before("Before all zqxfirst.")
    body = edited.element.body
    body.insert(body.index(head._p) + 1, edited.add_paragraph("New here zqxword.")._p)
    edited.save(folder / "edited.docx")
    returned = returning.read_returned(written, folder / "edited.docx")
    (section,) = returned.sections
    assert [change.row.kind for change in section.changes] == ["added"]
    assert "zqxword" in encode(section.document)
    (piece,) = returned.unplaced
    assert "zqxfirst" in encode(piece.document)
