"""A parcel goes out and comes back from end to end."""

import docx
import pytest

from tests.services.desk import keep, read
from vnr_app.domain.sections import SectionStatus
from vnr_app.services import reviews, sections

KEY = "introduction"


@pytest.fixture
def parcel(vnr, closed_review, tmp_path, unpaged):
    """The path of a parcel with one text."""
    with reviews.open_review(closed_review) as review:
        keep(review, "The introduction has a paragraph of some words.", key=KEY)
    target = tmp_path / "sent.docx"
    done = vnr("parcel", closed_review, target, "--section", KEY, "--lock")
    assert (done.status, done.err) == (0, "")
    assert "1 text can be edited." in done.out
    return target


def edited(parcel):
    document = docx.Document(parcel)
    paragraph = next(p for p in document.paragraphs if "some words" in p.text)
    paragraph.add_run(" And more.")
    document.add_comment(paragraph.runs, text="Really?", author="Anna", initials="A")
    back = parcel.with_name("back.docx")
    document.save(back)
    return back


def test_a_file_is_looked_at_taken_back_and_undone(vnr, closed_review, parcel):
    back = edited(parcel)
    looked = vnr("take-back", closed_review, back, "--dry-run", "--json")
    assert looked.status == 0
    (section,) = looked.json["sections"]
    assert (section["section"], looked.json["operation"]) == (KEY, None)
    assert [change["kind"] for change in section["changes"]] == ["changed"]
    assert [comment["text"] for comment in section["comments"]] == ["Really?"]

    said = vnr("take-back", closed_review, back)
    assert "Introduction: 1 change" in said.out
    assert "  changed: “And more.”" in said.out
    assert "Nothing was written" in said.out

    done = vnr("take-back", closed_review, back, "--accept", "--json")
    assert (done.status, done.json["written"]) == (0, [KEY])
    with reviews.open_review(closed_review) as review:
        assert read(review, KEY).endswith("And more.")
    again = vnr("take-back", closed_review, back, "--accept")
    assert "here already" in again.out
    assert vnr("undo", closed_review).status == 0
    with reviews.open_review(closed_review) as review:
        assert "And more." not in read(review, KEY)


def test_a_parcel_can_be_dressed_in_a_template_by_its_name(vnr, closed_review, parcel):
    dressed = parcel.with_name("dressed.docx")
    done = vnr("parcel", closed_review, dressed, "--section", KEY, "--template", "un-style")
    assert done.status == 0
    looks = {str(docx.Document(each).styles["Heading 1"].element.xml) for each in (parcel, dressed)}
    assert len(looks) == 2
    looked = vnr("take-back", closed_review, dressed, "--dry-run", "--json")
    assert looked.json["sections"] == []
    refused = vnr("parcel", closed_review, dressed, "--template", "none")
    assert "none" in refused.err
    assert refused.status == 1


def test_an_untouched_parcel_brings_nothing(vnr, closed_review, parcel):
    done = vnr("take-back", closed_review, parcel)
    assert done.status == 0
    assert "came back as it was sent" in done.out


def test_wrong_use_is_told(vnr, closed_review, parcel):
    assert vnr("take-back", closed_review, parcel, "--accept", "--dry-run").status == 2
    assert vnr("parcel", closed_review, parcel.with_suffix(".odt")).status == 1
    assert vnr("parcel", closed_review, parcel, "--section", "goal-99").status == 1


def test_a_file_that_cannot_be_read_is_named(vnr, closed_review, tmp_path):
    missing = vnr("take-back", closed_review, tmp_path / "gone.docx")
    assert (missing.status, "There is no file" in missing.err) == (1, True)
    assert "gone.docx" in missing.err
    folder = vnr("take-back", closed_review, tmp_path)
    assert (folder.status, "cannot be read" in folder.err) == (1, True)


def test_a_report_of_another_review_is_refused(vnr, closed_review, parcel, tmp_path):
    report, other = tmp_path / "report.docx", tmp_path / "other.vnr"
    assert vnr("export", closed_review, report, "--section", KEY).status == 0
    assert vnr("new", other, "--country", "KEN", "--year", "2027").status == 0
    for options in ((), ("--accept",)):
        refused = vnr("take-back", other, report, *options)
        assert (refused.status, "another review" in refused.err) == (1, True)


def test_an_old_report_of_this_review_brings_nothing(vnr, closed_review, parcel, tmp_path):
    report = tmp_path / "report.docx"
    assert vnr("export", closed_review, report, "--section", KEY).status == 0
    vnr("take-back", closed_review, edited(parcel), "--accept")
    done = vnr("take-back", closed_review, report, "--accept")
    assert "accepting that takes it back" in done.out
    assert "– here already" in done.out
    with reviews.open_review(closed_review) as review:
        assert read(review, KEY).endswith("And more.")


def test_what_waits_is_told_again_and_cleared_texts_are_named(vnr, closed_review, parcel):
    with reviews.open_review(closed_review) as review:
        sections.set_status(review, KEY, SectionStatus.CLEARED)
    back = edited(parcel)
    document = docx.Document(back)
    heading = next(p for p in document.paragraphs if p.style.name == "Heading 1")
    heading.add_run(" of ours")
    document.save(back)
    first = vnr("take-back", closed_review, back, "--accept")
    assert "“Introduction” is cleared" in first.out
    assert "Ministries" in first.out
    again = vnr("take-back", closed_review, back, "--accept")
    assert "All of it is here already." in again.out
    assert "1 piece without a place" in again.out
    assert "is cleared" not in again.out


def test_reviewers_are_told_to_lock_the_file(vnr, closed_review, parcel):
    done = vnr("parcel", closed_review, parcel, "--section", KEY, "--reviewer", "Bo")
    assert "locked; Word lets only Bo edit it" in done.out
