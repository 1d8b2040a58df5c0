"""The command line run in this process, on a review made once and copied for every test."""

import json
import logging
from logging.handlers import RotatingFileHandler
from typing import NamedTuple

import pytest

from vnr_app.__main__ import main


class Done(NamedTuple):
    """What a command answered."""

    status: int
    out: str
    err: str

    @property
    def json(self):
        return json.loads(self.out)


@pytest.fixture
def vnr(capsys):
    """Run a command: `vnr("import", review, table)`; its log ends with the test."""

    def run(*arguments):
        status = main([str(each) for each in arguments])
        out, err = capsys.readouterr()
        return Done(status, out, err)

    yield run
    root = logging.getLogger()
    for handler in [h for h in root.handlers if isinstance(h, RotatingFileHandler)]:
        root.removeHandler(handler)
        handler.close()


HEALTH = """\
Indicator,Series,Year,Unit,Sex,Value
3.1.1,Maternal mortality ratio,2023/24,"per 100,000 live births",,149.8
3.1.1,Maternal mortality ratio,2022,"per 100,000 live births",,<2.5
3.2.1,Under-five mortality,2022,per 1000,Female,11.70
3.2.1,Under-five mortality,2022,per 1000,Male,12..5
"""


@pytest.fixture
def health(tmp_path):
    """A table with three values and a cell that is no number (F5)."""
    path = tmp_path / "health.csv"
    path.write_text(HEALTH)
    return path
