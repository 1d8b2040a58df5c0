"""What stakeholders and ministries say in sheets: contributions, answers, measures, commitments."""

from dataclasses import dataclass
from enum import StrEnum

PERSONAL = "personal: "
"""What stands before the name of an extra that concerns a person: an address, a phone number."""


class RecordKind(StrEnum):
    """What a record is."""

    CONTRIBUTION = "contribution"
    ANSWER = "answer"
    MEASURE = "measure"
    COMMITMENT = "commitment"
    ACTION_FIELD = "action-field"


@dataclass(frozen=True, slots=True)
class PlannedRecord:
    """One row of a stakeholder sheet, understood. `table` is its position in the plan.

    `group` is the stakeholder class (major group) as a code of `resources/records`; `links` name
    goals, targets or indicators ("3", "3.1", "3.1.1"). `scales` holds (question, answer) pairs of
    closed questions, `consents` (flag, given) pairs such as ("publish-name", False); `extra` every
    other filled cell as (heading, text), so that nothing of a sheet is lost.
    """

    table: int
    row: int
    kind: RecordKind
    organisation: str
    group: str
    title: str
    text: str
    level: str = ""
    status: str = ""
    links: tuple[str, ...] = ()
    scales: tuple[tuple[str, str], ...] = ()
    consents: tuple[tuple[str, bool], ...] = ()
    extra: tuple[tuple[str, str], ...] = ()
    external_id: str = ""
    """The id that a form service gave the answer (Kobo `_uuid`), to find it again."""
