"""A review for every test: made once, then copied."""

import shutil

import pytest

from vnr_app.services import reviews


@pytest.fixture(scope="session")
def empty_review(tmp_path_factory):
    """The file of an empty review, never opened again."""
    path = tmp_path_factory.mktemp("empty") / "empty.vnr"
    reviews.create(path, country="ARM", year="2027", author="Coordinator").close()
    return path


@pytest.fixture
def closed_review(empty_review, tmp_path):
    """The file of a review, alone in its folder."""
    folder = tmp_path / "review"
    folder.mkdir()
    return shutil.copy(empty_review, folder / "armenia.vnr")


@pytest.fixture
def review(closed_review):
    """An open review."""
    with reviews.open_review(closed_review, author="Coordinator") as opened:
        yield opened
