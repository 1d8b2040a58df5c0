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
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CHILD = Path(__file__).with_name("hostile_child.py")
LONG_AGO = 1_000_000_000


@dataclass(frozen=True)
class Watched:
    """What a run of the child did.

    `token` is a word that stands in every name and nowhere else, `named` a picture that the texts
    name and that was last read long ago. `events` are those that Python told of; `calls` are the
    system calls, None where nobody may watch them.
    """

    token: str
    named: Path
    events: list[str]
    calls: list[str] | None

    @property
    def naming_calls(self):
        """The system calls that name the token."""
        if self.calls is None:
            pytest.skip("strace is not installed, or may not watch here")
        assert any("libQt6Gui" in call for call in self.calls), "nothing was watched"
        return [call for call in self.calls if self.token in call]


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


def watch(folder, *, bare):
    token = f"foreign{secrets.token_hex(8)}"
    (folder / "named").mkdir()
    named = folder / "named" / f"{token}.png"
    named.write_bytes(b"\x89PNG\r\n\x1a\n")
    os.utime(named, (LONG_AGO, LONG_AGO + 1))
    work, home, log = folder / "work", folder / "home", folder / "calls.txt"
    work.mkdir()
    order = {"token": token, "targets": targets(named, token), "folder": str(work), "bare": bare}
    homes = ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")
    done = subprocess.run(
        [*watcher(log), sys.executable, str(CHILD)],
        input=json.dumps(order),
        capture_output=True,
        text=True,
        cwd=work,
        env={
            **os.environ,
            **{name: str(home / name.lower()) for name in homes},
            "PYTHONPATH": str(ROOT),
            "QT_QPA_PLATFORM": "offscreen",
        },
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    events = json.loads(done.stdout.splitlines()[-1])
    calls = log.read_text(encoding="utf-8", errors="replace").splitlines() if log.exists() else None
    return Watched(token, named, events, calls)


def watcher(log):
    """The words of a command that watches the one behind them; none where it may not."""
    strace = shutil.which("strace")
    if strace is None:
        return ()
    command = (strace, "-f", "-qq", "-e", "trace=%file,%network", "-o", str(log))
    if subprocess.run([*command, "true"], check=False).returncode:
        log.unlink(missing_ok=True)
        return ()
    return command


@pytest.fixture(scope="module")
def shown(tmp_path_factory):
    """The texts as the program shows them."""
    return watch(tmp_path_factory.mktemp("shown"), bare=False)


@pytest.fixture(scope="module")
def bare(tmp_path_factory):
    """The same texts as Qt and Python take them where nobody keeps them from it."""
    return watch(tmp_path_factory.mktemp("bare"), bare=True)


def test_no_system_call_names_what_a_text_names(shown):
    assert shown.naming_calls == []
    assert [call for call in shown.calls if "AF_INET" in call] == []


def test_the_watch_on_system_calls_sees_what_qt_does_by_itself(bare):
    opened = "\n".join(bare.naming_calls)
    assert str(bare.named) in opened
    assert f"{bare.token}-server" in opened


def test_python_opens_nothing_that_a_text_names(shown):
    assert shown.events == []
    assert shown.named.stat().st_atime == LONG_AGO


def test_the_watch_on_python_and_on_the_file_sees_a_reader(bare):
    assert any(event.startswith("open") and str(bare.named) in event for event in bare.events)
    if bare.named.stat().st_atime == LONG_AGO:
        pytest.skip("the file system does not keep when a file was read")
