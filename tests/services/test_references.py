"""What texts can refer to, with the numbers that the report prints."""

import shutil

import pytest

from vnr_app.domain.richtext import (
    Chart,
    Document,
    Figure,
    Heading,
    Paragraph,
    ParagraphStyle,
    Table,
    TableCell,
    TableRow,
    Text,
)
from vnr_app.domain.richtext_labels import labels
from vnr_app.services import writing
from vnr_app.services.references import TargetKind, references
from vnr_app.services.report import build_report
from vnr_app.services.reviews import open_review


def caption(identifier, text):
    return Paragraph(id=identifier, style=ParagraphStyle.CAPTION, runs=(Text(text),))


TABLE = Table(id="mortality", rows=(TableRow((TableCell(blocks=(Paragraph(),)),)),))
TEXT = Document(
    blocks=(
        Heading(id="progress", runs=(Text("What was reached"),)),
        caption("caption1", "Mortality by region"),
        TABLE,
        Figure(id="clinic", image_id="none", caption=(Text("A clinic"),)),
        Chart(id="chart1", title="Trend"),
        Paragraph(id="box1", style=ParagraphStyle.BOX_TITLE, runs=(Text("A community"),)),
    )
)


@pytest.fixture
def written(review):
    writing.keep(review, "goal-3/trends", TEXT)
    return review


def found(review, kind):
    return [
        (each.id, each.label, each.title, each.section)
        for each in references(review).targets
        if each.kind is kind and each.section.startswith("goal-3")
    ]


def test_everything_that_has_a_number_can_be_referred_to(written):
    here = "goal-3/trends"
    assert found(written, TargetKind.TABLE) == [
        ("mortality", "Table 3.1", "Mortality by region", here)
    ]
    assert found(written, TargetKind.FIGURE) == [
        ("clinic", "Figure 3.1", "A clinic", here),
        ("chart1", "Figure 3.2", "Trend", here),
    ]
    assert found(written, TargetKind.BOX) == [("box1", "Box 3.1", "A community", here)]
    (heading,) = found(written, TargetKind.HEADING)
    assert heading[:2] == ("progress", "What was reached")
    goal, part = found(written, TargetKind.SECTION)
    assert goal[:2] == ("goal-3", "Goal 3")
    assert part[0] == "goal-3/trends"


def test_every_target_is_labelled(written):
    known = references(written)
    assert {each.id: each.label for each in known.targets}.items() <= known.labels.items()


def test_labels_are_those_of_the_report(demo_review, tmp_path):
    with open_review(shutil.copy(demo_review, tmp_path / "demo.vnr")) as demo:
        writing.keep(demo, "goal-3/trends", TEXT)
        report = build_report(demo)
        printed = labels(report.chapters, report.labels)
        known = references(demo)
        alone = build_report(demo, main_messages=True)
        of_messages = labels(alone.chapters, alone.labels)
    assert any(label.startswith("Table 3.2") for label in printed.values())
    # Nobody refers to what the report makes by itself.
    made = ("annex-statistics/", "annex-progress", "vnr-sources", "dashboard")
    messages = {key for key in known.labels if key.startswith("main-messages")}
    shown = {key: label for key, label in printed.items() if not key.startswith(made)}
    assert shown.items() <= known.labels.items()
    assert all(key in messages or key in of_messages for key in known.labels.keys() - shown.keys())
