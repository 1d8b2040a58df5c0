"""No text that comes from outside makes the program open a file or an address that it names.

A child process pastes, drops, loads, reads and shows texts that name files and hosts of which no
other text speaks. What it opens is watched by `strace`, by the times of the file, and by Python.
"""

import json
import os
import secrets
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CHILD = Path(__file__).with_name("hostile_child.py")
LONG_AGO = 1_000_000_000


@pytest.fixture
def token():
    """A word that stands in every name, and nowhere else."""
    return f"foreign{secrets.token_hex(8)}"


@pytest.fixture
def named(tmp_path, token):
    """A picture that the texts name; it was last read long ago."""
    folder = tmp_path / "named"
    folder.mkdir()
    path = folder / f"{token}.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n")
    os.utime(path, (LONG_AGO, LONG_AGO + 1))
    return path


def targets(named, token):
    return [
        named.as_uri(),
        str(named),
        f"file://{token}-server/share/x.png",
        f"\\\\{token}-server\\share\\x.png",
        f"//{token}-server/share/x.png",
        f"https://{token}.example.org/x.png",
        f"http://{token}.example.org/x.css",
        f"{token}/relative.png",
        f"qrc:/{token}.png",
        f"../{token}.css",
    ]


def run(named, token, *, bare, watcher=()):
    folder = named.parents[1] / "work"
    folder.mkdir()
    order = {"token": token, "targets": targets(named, token), "folder": str(folder), "bare": bare}
    done = subprocess.run(
        [*watcher, sys.executable, str(CHILD)],
        input=json.dumps(order),
        capture_output=True,
        text=True,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"},
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout.splitlines()[-1])


def traced(named, token, *, bare):
    """The system calls that name the token, and those that reach for another machine."""
    strace = shutil.which("strace")
    if strace is None:
        pytest.skip("strace is not installed")
    log = named.parents[1] / "calls.txt"
    watcher = (strace, "-f", "-qq", "-e", "trace=%file,%network", "-o", str(log))
    if subprocess.run([*watcher, "true"], check=False).returncode:
        pytest.skip("strace may not watch here")
    run(named, token, bare=bare, watcher=watcher)
    calls = log.read_text(encoding="utf-8", errors="replace").splitlines()
    assert any("libQt6Gui" in call for call in calls), "nothing was watched"
    return [call for call in calls if token in call], [call for call in calls if "AF_INET" in call]


def test_no_system_call_names_what_a_text_names(named, token):
    files, network = traced(named, token, bare=False)
    assert files == []
    assert network == []


def test_the_watch_on_system_calls_sees_what_qt_does_by_itself(named, token):
    files, _network = traced(named, token, bare=True)
    opened = "\n".join(files)
    assert str(named) in opened
    assert f"{token}-server" in opened


def test_python_opens_nothing_that_a_text_names(named, token):
    assert run(named, token, bare=False) == []
    assert named.stat().st_atime == LONG_AGO


def test_the_watch_on_python_and_on_the_file_sees_a_reader(named, token):
    seen = run(named, token, bare=True)
    assert any(event.startswith("open") and str(named) in event for event in seen)
    if named.stat().st_atime == LONG_AGO:
        pytest.skip("the file system does not keep when a file was read")
