"""Shared fixtures: the reference files, a guard against unexpected warnings, no network."""

import gc
import logging
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from vnr_app.services import reviews

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# A machine that is busy with other work is slow without a test being wrong.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")

_SHARED = Path(__file__).resolve().parents[2] / "shared"
_NETWORK_EVENTS = {"socket.connect", "socket.getaddrinfo", "urllib.Request"}


def _refuse_network(event: str, arguments: tuple[object, ...]) -> None:
    if event in _NETWORK_EVENTS:
        raise AssertionError(f"the program reached for the network: {event} {arguments!r}")


sys.addaudithook(_refuse_network)


def pytest_collection_finish() -> None:
    """Let no search for garbage go through the tests and modules themselves, which stay."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of reference files and real spreadsheets beside the checkout."""
    if not _SHARED.is_dir():
        pytest.skip("the shared reference files are not here")
    return _SHARED


@pytest.fixture(autouse=True)
def private_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes the settings of the person who runs it."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(home))
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(home / name.lower()))


@pytest.fixture(autouse=True)
def no_unexpected_warnings(
    caplog: pytest.LogCaptureFixture, request: pytest.FixtureRequest
) -> Iterator[None]:
    """A log line at WARNING or above that a test did not announce fails it.

    A test announces them with `@pytest.mark.expects_warnings`.
    """
    yield
    if request.node.get_closest_marker("expects_warnings"):
        return
    loud = [r for r in caplog.get_records("call") if r.levelno >= logging.WARNING]
    assert not loud, [record.getMessage() for record in loud]


@pytest.fixture
def unpaged(monkeypatch: pytest.MonkeyPatch) -> None:
    """Word files get no page numbers: finding them takes LibreOffice, and seconds."""
    monkeypatch.setattr("vnr_app.exporting.pages.find_libreoffice", lambda: None)


@pytest.fixture(scope="session")
def empty_review(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of an empty review, never opened again."""
    path = tmp_path_factory.mktemp("empty") / "empty.vnr"
    reviews.create(path, country="ARM", year="2027", author="Coordinator").close()
    return path


@pytest.fixture
def closed_review(empty_review: Path, tmp_path: Path) -> Path:
    """The file of a review, alone in its folder."""
    folder = tmp_path / "review"
    folder.mkdir()
    return Path(shutil.copy(empty_review, folder / "armenia.vnr"))


@pytest.fixture
def review(closed_review: Path) -> Iterator[reviews.Review]:
    """An open review."""
    with reviews.open_review(closed_review, author="Coordinator") as opened:
        yield opened
