"""How a suspicion is said: as a person who reads figures would say it."""

import pytest

from vnr_app.importing.rules.lines import Suspect
from vnr_app.importing.rules.suspicions import told


@pytest.mark.parametrize(
    ("suspect", "said"),
    [
        (Suspect(3, "scale", 0.1), "4.5 is about 10 times smaller than its neighbours."),
        (Suspect(3, "scale", 1000.0), "4.5 is about 1,000 times its neighbours."),
        (
            Suspect(3, "scale", 0.001, onwards=True),
            "From 4.5 on, the numbers are about 1,000 times smaller than those before.",
        ),
        (
            Suspect(3, "jump", 0.125),
            "4.5 is 8 times smaller than the value before; this series rarely changes so much.",
        ),
        (
            Suspect(3, "jump", 8.0),
            "4.5 is 8 times the value before; this series rarely changes so much.",
        ),
    ],
)
def test_smaller_is_said_as_smaller(suspect, said):
    assert told(suspect, "4.5")[1] == said
