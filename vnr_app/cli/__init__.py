"""The commands of `vnr-app`."""

import logging
from collections.abc import Sequence

import typer
from typer.exceptions import TyperException

from vnr_app.cli import desk, imports, parcels, progress  # noqa: F401 - they add their commands
from vnr_app.cli.commands import app
from vnr_app.cli.console import complain
from vnr_app.errors import CancelledError, KnownError
from vnr_app.i18n import _
from vnr_app.logs import log_file, start_logging

DONE, PROBLEM, WRONG_USE, BUG = 0, 1, 2, 3
_INTERRUPTED = 130  # what Typer makes of Ctrl+C


def run_command(arguments: Sequence[str]) -> int:
    """Run one command; the exit status is 0 done, 1 mendable problem, 2 wrong use, 3 bug."""
    start_logging()
    try:
        status = typer.main.get_command(app).main(
            list(arguments), prog_name="vnr-app", standalone_mode=False
        )
    except typer.Exit as stop:
        status = stop.exit_code
    except (typer.Abort, CancelledError):
        status = _INTERRUPTED
    except TyperException as error:
        complain(error.format_message())
        complain(_("“vnr-app COMMAND --help” explains what a command takes."))
        return WRONG_USE
    except KnownError as error:
        complain(error.sentence())
        return PROBLEM
    except Exception:
        logging.getLogger(__name__).exception("a command failed")
        complain(
            _("The program made a mistake; nothing was changed. The log is {file}.").format(
                file=log_file()
            )
        )
        return BUG
    if status == _INTERRUPTED:
        complain(_("Cancelled; nothing was changed."))
        return PROBLEM
    return status if isinstance(status, int) else DONE
