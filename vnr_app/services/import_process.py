"""The near end of the process that reads foreign files, see `import_worker`."""

import json
import queue
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import vnr_app
from vnr_app.errors import KnownError
from vnr_app.i18n import _
from vnr_app.jobs import JobContext

WORKER_FLAG = "--import-worker"
"""What a program without a Python beside it calls itself with to become the worker."""

SILENT_SECONDS = 180.0
"""How long a reader may say nothing before it is ended."""
TOTAL_SECONDS = 1_800.0

_POLL_SECONDS = 0.1
_ROOT = Path(vnr_app.__file__).resolve().parent.parent


class CrashError(Exception):
    """The process ended without an answer; its text says where, if it was a mistake of ours."""


def serve(request: dict[str, Any], folder: Path, job: JobContext) -> dict[str, Any]:
    """Let a process of its own do what the request says; its answer.

    Raises the `KnownError` that it reports, `KnownError` "reader-timeout", `CancelledError` within
    half a second of the wish, and `CrashError`.
    """
    with (folder / "errors.txt").open("wb") as errors:
        process = subprocess.Popen(
            _command(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            cwd=_ROOT,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    lines: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    listener = threading.Thread(target=_listen, args=(process, lines), daemon=True)
    listener.start()
    try:
        return _converse(process, request, lines, job)
    finally:
        process.kill()
        process.wait()
        listener.join()
        for pipe in (process.stdin, process.stdout):
            assert pipe is not None
            _close(pipe)


def _command() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, WORKER_FLAG]
    return [sys.executable, "-m", "vnr_app.services.import_worker"]


def _listen(process: "subprocess.Popen[bytes]", lines: "queue.SimpleQueue[bytes]") -> None:
    assert process.stdout is not None
    for line in process.stdout:
        lines.put(line)
    lines.put(b"")


def _converse(
    process: "subprocess.Popen[bytes]",
    request: dict[str, Any],
    lines: "queue.SimpleQueue[bytes]",
    job: JobContext,
) -> dict[str, Any]:
    """Ask, pass progress on, and wait for the answer."""
    assert process.stdin is not None
    try:
        process.stdin.write(json.dumps(request).encode() + b"\n")
        process.stdin.flush()
    except OSError as error:
        raise CrashError from error
    begun = heard = time.monotonic()
    while True:
        job.check_cancelled()
        now = time.monotonic()
        if now - heard > SILENT_SECONDS or now - begun > TOTAL_SECONDS:
            raise _too_slow(request)
        try:
            line = lines.get(timeout=_POLL_SECONDS)
        except queue.Empty:
            continue
        heard = time.monotonic()
        said = _message(line)
        if "progress" in said:
            job.progress(*said["progress"])
        elif "error" in said:
            told = said["error"]
            raise KnownError(told["code"], told["message"], told["hint"])
        elif "done" in said:
            return dict(said["done"])
        else:
            raise CrashError(said.get("bug", ""))


def _message(line: bytes) -> dict[str, Any]:
    try:
        found = json.loads(line)
    except ValueError as error:
        raise CrashError from error
    return found if isinstance(found, dict) else {}


def _too_slow(request: dict[str, Any]) -> KnownError:
    return KnownError(
        "reader-timeout",
        _("Reading “{file}” took too long and was ended.").format(file=Path(request["path"]).name),
        _("Split it into smaller files, or save it anew in a spreadsheet program."),
    )


def _close(pipe: Any) -> None:
    try:
        pipe.close()
    except OSError:
        # What was not sent stays unsent: the process is gone.
        return
