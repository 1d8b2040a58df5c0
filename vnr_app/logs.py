"""One log file a user; it holds ids, lengths and traces, never texts of the review."""

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

from vnr_app.paths import user_log_dir

_SIZE = 1 << 20
_KEPT = 3


def log_file() -> Path:
    """Where the program writes its log."""
    return user_log_dir() / "vnr-workbench.log"


def start_logging() -> None:
    """Write warnings and errors to the log file; without a writable folder there is none."""
    try:
        log_file().parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            log_file(), maxBytes=_SIZE, backupCount=_KEPT, encoding="utf-8", delay=True
        )
    except OSError:
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.WARNING)
