"""The commands of the writing desk from end to end."""

import shutil

from tests.services.desk import keep, read
from vnr_app.services import history, reviews, siblings

FINDING_KEYS = {"code", "severity", "where", "message", "hint"}


def test_check_prints_findings_of_the_promised_shape(vnr, closed_review):
    with reviews.open_review(closed_review) as review:
        keep(review, "First.")
        keep(review, "Second.", base="")
    done = vnr("check", closed_review, "--json")
    assert (done.status, done.err) == (0, "")
    assert all(set(each) == FINDING_KEYS for each in done.json)
    assert done.json[0]["code"] == "version-waiting"
    assert (done.json[0]["severity"], done.json[0]["where"]) == ("error", "introduction")

    shown = vnr("check", closed_review)
    assert shown.status == 0
    assert len(shown.out.splitlines()) == len(done.json)
    assert shown.out.startswith("error: introduction: Another version")


def test_check_says_what_is_no_review(vnr, tmp_path):
    done = vnr("check", tmp_path / "nothing.vnr", "--json")
    assert (done.status, done.out) == (1, "")
    assert "nothing.vnr" in done.err


def test_another_copy_is_brought_in_and_taken_back(vnr, closed_review, tmp_path):
    other = shutil.copy(closed_review, tmp_path / "other.vnr")
    with reviews.open_review(other, author="Finance") as copy:
        keep(copy, "Theirs.")
    with reviews.open_review(closed_review) as review:
        keep(review, "Ours.")

    planned = vnr("bring-in", closed_review, other, "--dry-run", "--json")
    assert planned.json["operation"] is None
    done = vnr("bring-in", closed_review, other, "--json")

    assert (done.status, done.err) == (0, "")
    assert {**done.json, "operation": None} == planned.json
    assert done.json["texts"] == [
        {
            "section": "introduction", "language": "en", "arrival": "meets",
            "authors": ["Finance"], "words": 1,
        }
    ]  # fmt: skip
    with reviews.open_review(closed_review) as review:
        assert history.operations(review)[0].id == done.json["operation"]
        assert len(siblings.meetings(review, "introduction")) == 1
        assert read(review) == "Ours."
    again = vnr("bring-in", closed_review, other)
    assert "nothing that is not here already" in again.out
    assert vnr("undo", closed_review).status == 0
    said = vnr("bring-in", closed_review, other).out
    assert "Introduction: another text by Finance; merge both" in said
    assert "Figures, statuses, owners and dates are not brought in." in said


def test_another_review_is_not_brought_in(vnr, closed_review, tmp_path):
    other = tmp_path / "other.vnr"
    reviews.create(other, country="KEN", year="2027").close()
    done = vnr("bring-in", closed_review, other)
    assert (done.status, done.out) == (1, "")
    assert "Kenya" in done.err
