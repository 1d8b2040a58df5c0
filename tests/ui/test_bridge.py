"""The editor's document holds everything that the text model holds."""

from hypothesis import HealthCheck, given, settings

from tests.strategies import documents
from ui.editor.bridge import from_qt, to_qt
from ui.editor.safe_document import SafeDocument
from vnr_app.domain.richtext_normalise import normalise


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(document=documents())
def test_round_trip(qapp, document):
    target = SafeDocument()
    to_qt(document, target)
    assert from_qt(target) == normalise(document)
