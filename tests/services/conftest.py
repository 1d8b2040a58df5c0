"""Fixtures of the tests of the use cases."""

import pytest

from tests.services.ministry import write_texts
from vnr_app.services import demo


@pytest.fixture
def desk(review):
    """A review with two texts, to be sent to a ministry."""
    write_texts(review)
    return review


@pytest.fixture(scope="session")
def demo_review(tmp_path_factory):
    """The file of the demo's review, made once for all tests: copy it before it is written to.

    Its Word report is thrown away, so its pages need not be counted, which takes LibreOffice.
    """
    folder = tmp_path_factory.mktemp("demo")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_DATA_HOME", str(folder / "data"))
        patch.setattr("vnr_app.exporting.pages.find_libreoffice", lambda: None)
        return demo.make_demo(folder / "made").review
