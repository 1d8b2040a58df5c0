"""A series that is dragged from the data into a text."""

import json
from dataclasses import asdict, dataclass

from PySide6.QtCore import QByteArray, QMimeData

from vnr_app.domain.indicators import Observation
from vnr_app.domain.richtext import ValueRef
from vnr_app.services.living import breakdown_key
from vnr_app.services.living_words import with_unit

MIME_TYPE = "application/x-vnr-series"


@dataclass(frozen=True, slots=True)
class _Dragged:
    series: str
    period: str
    breakdown: str


def to_mime(observation: Observation, language: str) -> QMimeData:
    """The observation for a text of ours; for other programs its value with unit."""
    key = _Dragged(observation.series.id, observation.period.label, breakdown_key(observation))
    data = QMimeData()
    data.setData(MIME_TYPE, QByteArray(json.dumps(asdict(key)).encode()))
    data.setText(with_unit(observation, language))
    return data


def from_mime(data: QMimeData) -> ValueRef | None:
    """What was dragged, as a reference to look up; None for anything else."""
    try:
        found = json.loads(bytes(data.data(MIME_TYPE).data()))
        key = _Dragged(**{name: str(value) for name, value in found.items()})
    except (ValueError, TypeError, AttributeError):
        return None
    return ValueRef(key.series, key.period, key.breakdown)
