"""Cuts the power under a file system of its own and looks at what was confirmed before.

An ext4 image is mounted, a process saves in it, the file system is shut down without writing its
log (what was not flushed to the disk is gone), mounted again, and the review opened. It assumes a
disk that does flush when it is told to. Only root can mount.
"""

import fcntl
import os
import random
import select
import shutil
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.faults.saver import SECTION
from vnr_app.domain.richtext_ops import plain_text
from vnr_app.services import history, reviews, writing

ROOT = Path(__file__).parents[2]
CONTROL = ("journal_mode=OFF", "synchronous=OFF")
"""Settings that must lose what they confirmed; if they do not, the cuts cut nothing."""
_SHUTDOWN = 0x8004587D
_NO_LOG_FLUSH = struct.pack("I", 2)


@dataclass(frozen=True, slots=True)
class Cut:
    """How many texts were confirmed before a cut, and how many of these the review lacks."""

    acknowledged: int
    lost: int
    whole: bool
    """Whether the review opens and its history holds."""


def why_not() -> str:
    """Why the power cannot be cut here; empty where it can."""
    if not sys.platform.startswith("linux") or os.geteuid() != 0:
        return "only root on Linux can mount a file system to cut"
    if missing := [name for name in ("mkfs.ext4", "mount", "umount") if not shutil.which(name)]:
        return f"{', '.join(missing)}: not here"
    with tempfile.TemporaryDirectory() as folder:
        try:
            with Disk(Path(folder)).mounted():
                return ""
        except subprocess.CalledProcessError as error:
            return f"{error.cmd[0]} does not work here: {error.stderr.decode().strip()}"


class Disk:
    """An ext4 file system in a file."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.place = folder, folder / "disk"
        self._image = folder / "disk.img"
        self.place.mkdir()
        with self._image.open("wb") as stream:
            stream.truncate(64 << 20)
        _run("mkfs.ext4", "-qF", str(self._image))

    @contextmanager
    def mounted(self) -> Iterator[Path]:
        """The folder in which the disk is."""
        _run("mount", "-o", "loop", str(self._image), str(self.place))
        try:
            yield self.place
        finally:
            _run("umount", str(self.place))

    def cut(self) -> None:
        """Nothing reaches the disk from now on, nor what was on its way."""
        folder = os.open(self.place, os.O_RDONLY)
        try:
            fcntl.ioctl(folder, _SHUTDOWN, _NO_LOG_FLUSH)
        finally:
            os.close(folder)


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)


def cut_many(cuts: int, folder: Path, seed: int = 0, control: bool = False) -> Iterator[Cut]:
    """Cut the power as often, each time under a review of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    empty = folder / "empty.vnr"
    reviews.create(empty, country="KEN", year="2027").close()
    disk = Disk(folder)
    chance = random.Random(seed)
    for number in range(cuts):
        name = f"{number}.vnr"
        with disk.mounted() as place:
            shutil.copy(empty, place / name)
            os.sync()
            acknowledged = _save_until_cut(disk, place / name, chance.uniform(0.05, 1.0), control)
        with disk.mounted() as place:
            yield _judge(place / name, acknowledged)


def _save_until_cut(disk: Disk, review: Path, seconds: float, control: bool) -> int:
    """Let a process save for so long; the last number that it confirmed before the cut."""
    command = [sys.executable, "-m", "tests.faults.saver", str(review)]
    command += CONTROL if control else ()
    said, pipe = b"", subprocess.PIPE
    errors = disk.folder / "errors"
    with (
        errors.open("wb") as stream,
        subprocess.Popen(command, cwd=ROOT, stdout=pipe, stderr=stream, bufsize=0) as saver,
    ):
        try:
            said += saver.stdout.readline()
            assert said, errors.read_text()
            until = time.monotonic() + seconds
            while (left := until - time.monotonic()) > 0:
                if select.select([saver.stdout], [], [], left)[0]:
                    said += saver.stdout.read(4096)
            # What is confirmed while the cut is under way may rightly be lost.
            disk.cut()
        finally:
            saver.kill()
    return int(said.rpartition(b"\n")[0].split()[-1])


def _judge(path: Path, acknowledged: int) -> Cut:
    with reviews.open_review(path) as review:
        whole = not history.broken_links(review)
        words = plain_text(writing.text(review, SECTION).document).split()
    held = int(words[0]) if words else 0
    return Cut(acknowledged, max(0, acknowledged - held), whole)
