"""Any document of the text model makes a sound Word file that holds its text."""

import io
import re
import zipfile

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from tests.exporting.sample import sample_report
from tests.strategies import documents
from vnr_app.domain import report as rp
from vnr_app.domain import richtext as rt


def words(text):
    return re.sub(r"[\s\u2028\x1c-\x1f\x85]+", "", text)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents(), st.booleans(), st.booleans())
def test_any_document_is_sound(written, document, landscape, rtl):
    chapter = rp.Chapter(
        "one", "One", (rp.Prose("one", document), rp.Heading(3, "Below", "h")), landscape=landscape
    )
    report = sample_report(chapters=(chapter,), right_to_left=rtl)
    with zipfile.ZipFile(io.BytesIO(written(report))) as archive:
        tree = etree.fromstring(archive.read("word/document.xml"))
    found = words("".join(element.text for element in tree.iter("{*}t")))
    for block in document.blocks:
        if isinstance(block, rt.Heading | rt.Paragraph | rt.ListItem):
            for run in block.runs:
                if isinstance(run, rt.Text):
                    assert words(run.text) in found
