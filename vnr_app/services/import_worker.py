"""The process that reads foreign files: `python -m vnr_app.services.import_worker`.

One request as a line of JSON on standard input; on standard output lines of JSON: progress, then
what was done or the error that a person can mend. What was read lies in a staging file. A file
that breaks a reader, asks for all memory or never ends breaks this process only.
"""

import errno
import gc
import json
import os
import re
import sqlite3
import sys
import threading
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from shutil import copyfile
from typing import Any

from db.staging_writer import StagingWriter
from vnr_app.errors import KnownError
from vnr_app.i18n import _
from vnr_app.jobs import JobContext
from vnr_app.services.packing import pack

STAGING = "staging.sqlite"
ORIGINAL = "original"
"""The folder, in that of the import, in which the copy of the file lies under its own name."""
PACKED = "packed"
"""The same compressed, where it is small enough to be kept in the review."""

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_MEMORY = 2 << 30
_SECONDS = 1_800


def main() -> None:
    """Serve one request."""
    _set_limits()
    # Millions of cells come and go; few of them are ever part of a cycle.
    gc.set_threshold(500_000)
    request = json.loads(sys.stdin.buffer.readline())
    # Whoever asked keeps the input open; when it is gone, nobody waits for the answer.
    threading.Thread(target=_end_with_input, daemon=True).start()
    try:
        _say(done=_KINDS[request["kind"]](request))
    except KnownError as error:
        _say(error={"code": error.code, "message": error.message, "hint": error.hint})
    except MemoryError:
        message = _("“{file}” needs more memory than reading a file may take.")
        _say(
            error={
                "code": "too-large",
                "message": message.format(file=Path(request["path"]).name),
                "hint": _("Split it into smaller files."),
            }
        )
    except Exception as error:
        _say(**(_no_room(Path(request["path"])) if _disk_refuses(error) else _bug(error)))
    sys.stdout.flush()
    os._exit(0)  # without waiting for the thread that waits for the end of the input


def _disk_refuses(error: Exception) -> bool:
    """Whether the disk, or a limit on files, takes no more of what is staged."""
    if isinstance(error, OSError):
        return error.errno in (errno.ENOSPC, errno.EFBIG, errno.EDQUOT, errno.EIO)
    return isinstance(error, sqlite3.OperationalError)


def _no_room(path: Path) -> dict[str, Any]:
    message = _("There is no room on the disk to read “{file}”.").format(file=path.name)
    hint = _("Free some space in the folder of the program's data.")
    return {"error": {"code": "no-workplace", "message": message, "hint": hint}}


def _bug(error: Exception) -> dict[str, Any]:
    """Where it happened, without the message: that may quote the file."""
    places = traceback.format_tb(error.__traceback__)
    return {"bug": "".join([*places, type(error).__name__])}


def _plan(request: dict[str, Any]) -> dict[str, Any]:
    """Read a spreadsheet into a staging file in the folder of the import."""
    from vnr_app.importing.pipeline import plan_file  # noqa: PLC0415 - only this kind needs them
    from vnr_app.services.import_context import context_of  # noqa: PLC0415
    from vnr_app.services.plan_sink import PlanSink  # noqa: PLC0415

    folder = Path(request["folder"])
    copy = _copy(Path(request["path"]), folder / ORIGINAL)
    sink = PlanSink(StagingWriter(folder / STAGING))
    context, job = context_of(request["context"]), JobContext(_tell_progress)
    plan = plan_file(copy, context, job, sink, fallback=request["slowly"])
    sink.complete(plan)
    pack(copy, plan.sha256, folder / PACKED)
    return {}


def _findings(request: dict[str, Any]) -> dict[str, Any]:
    """Write what was found into a copy of a workbook."""
    from vnr_app.services.findings import write_requested  # noqa: PLC0415 - only this kind needs it

    return write_requested(request)


def _glance(request: dict[str, Any]) -> dict[str, Any]:
    """The first rows of the sheets of a file, whatever its length."""
    from vnr_app.importing.glance import glance  # noqa: PLC0415 - only this kind needs it

    sheets = glance(Path(request["path"]), request["sheets"])
    return {"sheets": [[sheet.name, sheet.rows, sheet.total_rows] for sheet in sheets]}


def _expand(request: dict[str, Any]) -> dict[str, Any]:
    """The files that a folder or a packed file holds, unpacked into the folder of the import."""
    from vnr_app.importing.bundles import expand  # noqa: PLC0415 - only this kind needs it

    return {
        "files": [str(each) for each in expand([Path(request["path"])], Path(request["folder"]))]
    }


def _rows(request: dict[str, Any]) -> dict[str, Any]:
    """The rows around a cell of a file, as they are."""
    from vnr_app.importing.around import stretch_of  # noqa: PLC0415 - only this kind needs it
    from vnr_app.importing.recipe import recipe_of  # noqa: PLC0415

    found = stretch_of(
        Path(request["path"]),
        request["sheet"],
        (request["row"], request["column"]),
        request["first_row"],
        recipe=recipe_of(request["recipe"]),
        password=request["password"],
        fallback=request["slowly"],
    )
    return asdict(found)


_KINDS: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    "plan": _plan,
    "glance": _glance,
    "expand": _expand,
    "findings": _findings,
    "rows": _rows,
}


def _copy(path: Path, folder: Path) -> Path:
    """A copy of the file as it is now: nobody changes it while it is read."""
    folder.mkdir(exist_ok=True)
    # What no text can hold stands in names of other encodings; the plan is text.
    copy = folder / _LONE_SURROGATE.sub("_", path.name)
    try:
        before = path.stat()
        copyfile(path, copy)
        after = path.stat()
    except IsADirectoryError:
        message = _("“{name}” is a folder, not a file.").format(name=path.name)
        raise KnownError("not-a-file", message) from None
    except OSError as error:
        raise KnownError(
            "unreadable-file",
            _("“{name}” cannot be read: {reason}.").format(
                name=path.name, reason=error.strerror or error
            ),
        ) from error
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        raise KnownError(
            "changed-while-reading",
            _("“{file}” was changed while it was read.").format(file=path.name),
            _("Close it in other programs and try again."),
        )
    return copy


def _set_limits() -> None:
    """Bound memory and processor time where the system can; the asker bounds the clock."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - POSIX only

    for kind, most in ((resource.RLIMIT_AS, _MEMORY), (resource.RLIMIT_CPU, _SECONDS)):
        _soft, hard = resource.getrlimit(kind)
        if hard == resource.RLIM_INFINITY or hard > most:
            # macOS refuses a bound on memory that the program has mapped already.
            with suppress(ValueError, OSError):
                resource.setrlimit(kind, (most, hard))


def _end_with_input() -> None:
    while os.read(0, 4096):
        pass
    os._exit(1)


def _tell_progress(done: int, total: int, message: str) -> None:
    _say(progress=[done, total, message])


def _say(**what: object) -> None:
    print(json.dumps(what), flush=True)


if __name__ == "__main__":
    main()
