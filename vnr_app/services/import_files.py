"""Looking at foreign files without reading them whole; a process of its own does it."""

from pathlib import Path
from typing import Any

from vnr_app.domain.importplan import SheetGrid
from vnr_app.errors import KnownError
from vnr_app.i18n import _
from vnr_app.jobs import JobContext
from vnr_app.services.import_process import CrashError, serve
from vnr_app.services.staged import Workplace


def glance(path: Path, job: JobContext, sheets: tuple[str, ...] = ()) -> list[SheetGrid]:
    """The first rows of the sheets (none named: of all) of a file, fast whatever its length.

    Raises `KnownError` as `imports.read` does.
    """
    workplace = Workplace()
    try:
        answer = _ask({"kind": "glance", "sheets": list(sheets)}, path, workplace, job)
    finally:
        workplace.remove()
    return [
        SheetGrid(name, tuple(map(tuple, rows)), total) for name, rows, total in answer["sheets"]
    ]


class Bundle:
    """The files of a folder or of a packed file; unpacked copies go when it is closed."""

    def __init__(self, path: Path, job: JobContext) -> None:
        self._workplace = Workplace()
        try:
            answer = _ask({"kind": "expand"}, path, self._workplace, job)
        except BaseException:
            self._workplace.remove()
            raise
        self.files = [Path(each) for each in answer["files"]]

    def close(self) -> None:
        """Delete what was unpacked."""
        self._workplace.remove()


def is_bundle(path: Path) -> bool:
    """Whether a path stands for several files; told by its name, since nothing is opened here."""
    return path.suffix.lower() == ".zip" or path.is_dir()


def _ask(
    request: dict[str, object], path: Path, workplace: Workplace, job: JobContext
) -> dict[str, list[Any]]:
    wanted = {**request, "path": str(path.absolute()), "folder": str(workplace.folder)}
    try:
        return serve(wanted, workplace.folder, job)
    except CrashError as error:
        raise KnownError(
            "reader-crashed",
            _("“{file}” cannot be read: it breaks the reader.").format(file=path.name),
            _("Open it in a spreadsheet program and save it again."),
        ) from error
