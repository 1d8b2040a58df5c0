"""The command line: opens the window, or runs a command on a review file."""

import os
import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `vnr-app` with these arguments (default: the process's own); returns the exit status."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given == ["--import-worker"]:
        # A frozen program has no Python beside it: it is its own reader of foreign files.
        from vnr_app.services import import_worker  # noqa: PLC0415 - each way in loads only its own

        import_worker.main()
        return 0
    if not given or (len(given) == 1 and given[0].endswith(".vnr")):
        from pathlib import Path  # noqa: PLC0415 - each way in loads only what it needs

        if not _has_display():
            print(
                "There is no display, so no window can open; “vnr-app --help” lists the commands.",
                file=sys.stderr,
            )
            return 1
        from ui.app import run  # noqa: PLC0415

        return run(Path(given[0]) if given else None)
    from vnr_app.cli import run_command  # noqa: PLC0415

    return run_command(given)


def _has_display() -> bool:
    """Whether a window can open; without one Qt would end the process with a crash."""
    if sys.platform in ("win32", "darwin"):
        return True
    named = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return any(os.environ.get(name) for name in named)


if __name__ == "__main__":
    sys.exit(main())
