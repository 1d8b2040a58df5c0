"""Writes two reports over one another, again and again, until it is killed."""

import io
import sys
from pathlib import Path

from tests.exporting import sample
from vnr_app.exporting.docx_writer import write_docx
from vnr_app.io import atomic_write
from vnr_app.jobs import JobContext
from vnr_app.paths import templates_dir

TEMPLATE = templates_dir() / "default" / "template.docx"


def reports():
    """The two reports."""
    return sample.whole_report(goals=(3,)), sample.whole_report(goals=(7,))


def expected():
    """What each of them looks like when it is whole."""
    whole = []
    for report in reports():
        stream = io.BytesIO()
        write_docx(report, TEMPLATE, stream, JobContext())
        whole.append(stream.getvalue())
    return whole


def main() -> None:
    """Write to the file that the first argument names; say so at the first."""
    target = Path(sys.argv[1])
    while True:
        for report in reports():
            with atomic_write(target) as stream:
                write_docx(report, TEMPLATE, stream, JobContext())
            print("written", flush=True)


if __name__ == "__main__":
    main()
