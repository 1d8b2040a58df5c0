"""The reviews that were opened last, for the start page."""

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from db.base import now
from vnr_app.errors import KnownError
from vnr_app.io import atomic_write
from vnr_app.paths import user_data_dir
from vnr_app.services.reviews import ReviewInfo

_KEPT = 12


@dataclass(frozen=True, slots=True)
class RecentReview:
    """A review that was opened on this machine."""

    path: Path
    title: str
    opened: datetime


def recent_reviews() -> tuple[RecentReview, ...]:
    """Reviews opened last, newest first; those whose file is gone are left out."""
    found = []
    for entry in _stored():
        try:
            recent = RecentReview(
                Path(entry["path"]), entry["title"], datetime.fromisoformat(entry["opened"])
            )
        except (KeyError, TypeError, ValueError):
            continue
        if recent.path.exists():
            found.append(recent)
    return tuple(found)


def remember(info: ReviewInfo) -> None:
    """Put a review at the head of the list; a folder that refuses is no reason to stop."""
    path = str(info.path.resolve())
    entry = {
        "path": path,
        "title": f"{info.country_name} {info.year}",
        "opened": now().isoformat(timespec="seconds"),
    }
    entries = [entry, *(e for e in _stored() if e.get("path") != path)][:_KEPT]
    try:
        _file().parent.mkdir(parents=True, exist_ok=True)
        with atomic_write(_file()) as stream:
            stream.write(json.dumps(entries, ensure_ascii=False, indent=1).encode())
    except (OSError, KnownError):
        return


def _file() -> Path:
    return user_data_dir() / "recent.json"


def _stored() -> list[dict[str, str]]:
    try:
        entries = json.loads(_file().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return []
    return [e for e in entries if isinstance(e, dict)] if isinstance(entries, list) else []
