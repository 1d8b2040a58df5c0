"""What the tests of the exporting room share."""

import io

import pytest

from tests.exporting.docx_check import problems
from vnr_app.exporting.docx_writer import write_docx
from vnr_app.jobs import JobContext
from vnr_app.paths import templates_dir


@pytest.fixture(scope="session")
def template():
    return templates_dir() / "default" / "template.docx"


@pytest.fixture(scope="session")
def written(template):
    """A function: the bytes of a report as a Word file, which has no fault."""

    def write(report, **options):
        stream = io.BytesIO()
        write_docx(report, template, stream, JobContext(), **options)
        assert problems(stream.getvalue()) == []
        return stream.getvalue()

    return write
