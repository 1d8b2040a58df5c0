"""kill -9 while a report is written: the file is the old one or the new one.

`python -m tests.faults.test_export_kills 60` kills as often as it is told.
"""

import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.faults import exporter

ROOT = Path(__file__).parents[2]
KILLS = 6


def kill_once(target: Path, after: float) -> None:
    """Let an exporter write the file at least once, and kill it so many seconds later."""
    command = [sys.executable, "-m", "tests.faults.exporter", str(target)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"written\n"
        time.sleep(after)
        process.send_signal(signal.SIGKILL)
        assert process.wait(60) == -signal.SIGKILL


def kill_often(folder: Path, kills: int, seed: int) -> int:
    """Kill exporters at random moments; how many of them were in the middle of a file."""
    chance, whole, caught = random.Random(seed), exporter.expected(), 0
    for number in range(kills):
        target = folder / f"report{number}.docx"
        kill_once(target, chance.uniform(0, 0.4))
        assert target.read_bytes() in whole
        caught += sum(each.name.endswith(".part") for each in folder.iterdir())
        for each in folder.iterdir():
            each.unlink()
    return caught


def test_a_killed_export_leaves_the_old_file_or_the_new_one(tmp_path):
    assert kill_often(tmp_path, KILLS, seed=5) > 0


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        times = int(sys.argv[1])
        found = kill_often(Path(place), times, seed=1)
        print(f"{times} kills, {found} of them in the middle of a file: each left a whole one")
