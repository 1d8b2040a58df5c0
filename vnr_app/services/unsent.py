"""What was written into the field of a comment and not sent: kept beside the program's own data.

An unfinished remark is nobody else's business yet, so the review does not hold it.
"""

import json
import logging
from dataclasses import asdict, dataclass
from pathlib import Path

from vnr_app.io import atomic_write
from vnr_app.paths import user_data_dir

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Unsent:
    """An unfinished remark: a new comment on a section's words, or one in a thread.

    In a thread it is an answer, or with the id of a `remark` that one put otherwise.
    """

    section: str
    language: str
    thread: str
    quote: str
    body: str
    remark: str = ""


def load(review_id: str) -> tuple[Unsent, ...]:
    """What was not sent when the review was closed; a file that cannot be read is left alone."""
    try:
        records = json.loads(_file(review_id).read_text(encoding="utf-8"))
        return tuple(Unsent(**record) for record in records)
    except FileNotFoundError:
        return ()
    except (OSError, ValueError, TypeError) as error:
        _log.info("unsent remarks cannot be read: %s", error)
        return ()


def save(review_id: str, remarks: tuple[Unsent, ...]) -> None:
    """Keep these and no others."""
    path = _file(review_id)
    if not remarks:
        path.unlink(missing_ok=True)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    with atomic_write(path) as stream:
        stream.write(json.dumps([asdict(each) for each in remarks]).encode())


def _file(review_id: str) -> Path:
    return user_data_dir() / "unsent" / f"{review_id}.json"
