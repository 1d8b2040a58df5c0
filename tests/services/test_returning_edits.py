"""Two hundred scripted edits of the demo's whole report come home, with nothing lost."""

import shutil
import subprocess
import zipfile
from collections import Counter

import pytest

from tests.services.returned_edits import TEXT_KINDS, UNPLACED, Desk
from vnr_app.domain.richtext_json import encode
from vnr_app.domain.richtext_ops import value_refs
from vnr_app.exporting import pages
from vnr_app.exporting.pdf import find_libreoffice
from vnr_app.jobs import JobContext
from vnr_app.services import history, returning, reviews, writing

FILES, SAVED_BY_LIBREOFFICE = 7, 3
MOVING = {"move-elsewhere", "tracked-move"}
"""Edits that also take a paragraph out of a section that is not named."""


@pytest.fixture(scope="module")
def sent(demo_review, tmp_path_factory):
    """The demo's review and its whole report as a parcel."""
    folder = tmp_path_factory.mktemp("sent")
    path = shutil.copy(demo_review, folder / "demo.vnr")
    with pytest.MonkeyPatch.context() as patch:
        # Page numbers take LibreOffice twenty seconds and mean nothing here.
        patch.setattr(pages, "find_libreoffice", lambda: None)
        with reviews.open_review(path, author="Coordinator") as review:
            returning.parcel(review, None, folder / "whole.docx", locked=True, job=JobContext())
    return path, folder / "whole.docx"


@pytest.fixture(scope="module")
def edited(sent, tmp_path_factory):
    """The edited files: each a desk that knows what was done, and the path."""
    folder = tmp_path_factory.mktemp("edited")
    found = []
    for seed in range(1, FILES + 1):
        desk = Desk(sent[1], seed)
        for kind in TEXT_KINDS:
            getattr(desk, kind)()
        found.append((desk, desk.save(folder / f"edited-{seed}.docx")))
    return found


@pytest.fixture(scope="module")
def resaved(edited, tmp_path_factory):
    """Some of the edited files as LibreOffice has opened and saved them."""
    if find_libreoffice() is None:
        pytest.skip("LibreOffice is not installed")
    folder = tmp_path_factory.mktemp("saved")
    chosen = edited[:SAVED_BY_LIBREOFFICE]
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [find_libreoffice(), profile, "--headless", "--convert-to", "docx"]
    command += ["--outdir", str(folder / "out"), *(str(path) for _desk, path in chosen)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return [(desk, folder / "out" / path.name) for desk, path in chosen]


def read(sent, path):
    with reviews.open_review(sent[0], read_only=True) as review:
        return returning.read_returned(review, path)


@pytest.fixture(scope="module")
def came_back(sent, edited):
    """What each edited file brings."""
    return [(desk, read(sent, path)) for desk, path in edited]


def lost(desk, returned):
    """The edits that did not come back to where they belong."""
    sections = {each.key: each for each in returned.sections}
    tray = "".join(encode(each.document) for each in returned.unplaced)
    missing = []
    for edit in desk.edits:
        section = sections.get(edit.section)
        found = "" if section is None else encode(section.document)
        if edit.kind == "comment":
            found = "" if section is None else " ".join(each.text for each in section.comments)
        elif edit.kind == "number":
            found = "" if section is None else " ".join(each.now for each in section.numbers)
        elif edit.section == UNPLACED:
            found = tray
        if not edit.words and (section is None or not section.changes):
            missing.append(edit)
        if not all(word in found for word in edit.words):
            missing.append(edit)
        if edit.author and (section is None or edit.author not in authors(section)):
            missing.append(edit)
    return missing


def is_gone(path, edit):
    """Whether words in a note, or in a header that no page shows, are in the file no longer."""
    if edit.kind not in ("edit-note", "edit-margin"):
        return False
    with zipfile.ZipFile(path) as archive:
        content = b"".join(archive.read(name) for name in archive.namelist())
    return not any(word.encode() in content for word in edit.words)


def authors(section):
    return {*section.authors, *(each.author for each in section.comments)}


def test_the_untouched_report_brings_nothing(sent):
    returned = read(sent, sent[1])
    assert not returned.has_news
    assert (returned.sections, returned.unplaced, returned.remarks) == ((), (), ())
    assert len(returned.unchanged) > 100


@pytest.mark.slow
def test_two_hundred_edits_come_back_to_their_sections(came_back):
    assert sum(len(desk.edits) for desk, _returned in came_back) >= 200
    for desk, returned in came_back:
        assert lost(desk, returned) == []
        touched = {edit.section for edit in desk.edits}
        others = [each for each in returned.sections if each.key not in touched]
        moved = sum(edit.kind in MOVING for edit in desk.edits)
        assert len(others) <= moved
        assert all(change.row.kind == "removed" for each in others for change in each.changes)
        assert len(returned.unplaced) == sum(edit.section == UNPLACED for edit in desk.edits)


@pytest.mark.slow
def test_no_living_number_becomes_text(came_back):
    for desk, returned in came_back:
        before = Counter(
            value for each in returned.sections for value in value_refs(each.base_document)
        )
        after = Counter(value for each in returned.sections for value in value_refs(each.document))
        # No edit of the script takes a number away with its words; moves take them elsewhere.
        assert before <= after
        kinds = Counter(edit.kind for edit in desk.edits)
        assert sum(len(each.numbers) for each in returned.sections) == kinds["number"]


@pytest.mark.slow
def test_what_libreoffice_has_saved_comes_back_the_same(sent, resaved):
    for desk, path in resaved:
        returned = read(sent, path)
        # LibreOffice 7.4 writes one note in place of another in some files, and leaves out headers
        # that no page shows: no reader finds them.
        gone = [each for each in lost(desk, returned) if not is_gone(path, each)]
        assert gone == []
        told = [each for each in returned.remarks if "is cleared" not in each]
        assert all("without tracking" in each for each in told[:1])
        assert len(told) <= 1


@pytest.mark.slow
def test_all_of_it_is_taken_in_and_taken_back(sent, edited, tmp_path):
    desk, path = edited[0]
    with reviews.open_review(sent[0], author="Coordinator") as review:
        before = {key: encode(text) for key, text in writing.all_texts(review).items()}
        returned = returning.read_returned(review, path)
        accepted = returning.accept(review, returned)
        assert accepted.waiting == ()
        assert accepted.unplaced == len(returning.unplaced(review))
        assert accepted.unplaced == sum(edit.section == UNPLACED for edit in desk.edits)
        assert accepted.numbers == len(returning.changed_numbers(review)) == 1
        after = {key: encode(text) for key, text in writing.all_texts(review).items()}
        tray = "".join(encode(each.document) for each in returning.unplaced(review))
        numbers = "".join(each.now for each in returning.changed_numbers(review))
        for edit in desk.edits:
            if edit.kind != "comment":
                home = tray if edit.section == UNPLACED else after.get(edit.section, "") + numbers
                assert all(word in home for word in edit.words), edit
        again = returning.read_returned(review, path)
        assert all(each.known for each in again.sections if each.changes)
        assert returning.accept(review, again).operation is None
        history.undo(review)
        again = {key: encode(text) for key, text in writing.all_texts(review).items()}
        assert again == before
        assert returning.unplaced(review) == ()
