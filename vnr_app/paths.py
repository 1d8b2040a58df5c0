"""Where the program finds its data and keeps the user's."""

from pathlib import Path

import platformdirs

import resources
import templates

_APP_NAME = "VNR Workbench"
_ROOT = Path(__file__).resolve().parent.parent


def _folder_of(module_path: list[str]) -> Path:
    """Return the folder of a data package, which must lie beside `vnr_app`."""
    folder = Path(module_path[0]).resolve()
    # The names are general: another package of that name must not stand in for ours.
    assert folder.parent == _ROOT, f"{folder} does not lie beside vnr_app"
    return folder


_RESOURCES = _folder_of(list(resources.__path__))
_TEMPLATES = _folder_of(list(templates.__path__))


def resources_dir() -> Path:
    """Framework tables, outlines, icons, translations."""
    return _RESOURCES


def templates_dir() -> Path:
    """Word and workbook templates."""
    return _TEMPLATES


def user_data_dir() -> Path:
    """Folder of the user's own data of the program (not created here)."""
    return Path(platformdirs.user_data_dir(_APP_NAME, appauthor=False))


def user_log_dir() -> Path:
    """Folder of the program's logs (not created here)."""
    return Path(platformdirs.user_log_dir(_APP_NAME, appauthor=False))
