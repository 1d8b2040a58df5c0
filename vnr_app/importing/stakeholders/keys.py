"""By what a record and an organisation are known again."""

import hashlib
import re

from vnr_app.domain.records import PlannedRecord
from vnr_app.importing.folding import fold_text

_SIGNS = re.compile(r"[\s\-‐-―_.,;:!?«»“”„\"’'()/*•]+")
_LONGEST = 500


def organisation_key(name: str) -> str:
    """An organisation's name for looking up: folded, lower case, without quotes and hyphens."""
    return _plain(name)[:_LONGEST]


def content_key(record: PlannedRecord) -> str:
    """A hash of what a record is: kind, organisation, title and text, whatever their signs."""
    parts = (
        record.kind.value,
        organisation_key(record.organisation),
        _plain(record.title),
        _plain(record.text),
    )
    return hashlib.blake2b("\x1f".join(parts).encode(), digest_size=16).hexdigest()


def _plain(text: str) -> str:
    return _SIGNS.sub(" ", fold_text(text).lower()).strip()
