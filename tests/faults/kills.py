"""Kills the typing window at random moments and judges what the review holds afterwards."""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from vnr_app.domain.richtext_ops import plain_text
from vnr_app.services import history, reviews, writing

ROOT = Path(__file__).parents[2]
LONGEST_UNSAVED = 2.0
TOLERANCE = 1.5
"""Seconds that a loaded machine may need beyond the two to be given the processor and the disk."""
_LONGEST_TYPING = 9.0


@dataclass(slots=True)
class Outcome:
    """What one killed window left: texts it showed as saved, and what was wrong."""

    acknowledged: int = 0
    lost: list[str] = field(default_factory=list)
    """Keys of texts that the window showed as saved and that the review does not hold."""
    wrong: list[str] = field(default_factory=list)
    """Sentences about everything else that must not be."""
    unsaved: float = 0.0
    """Seconds between the oldest key that is missing and the kill."""


def judge(lines: list[list], killed_at: float, stored: dict[str, str]) -> Outcome:
    """Compare what a window said with the texts that its review holds."""
    outcome = Outcome()
    states: dict[str, list[tuple[float, str]]] = {}
    saved: dict[str, int] = {}
    for at, what, key, text in ([*line, "", ""][:4] for line in lines):
        if what == "saved":
            newly = {each: len(known) - 1 for each, known in states.items()}
            outcome.acknowledged += sum(saved.get(each, 0) != at for each, at in newly.items())
            saved = newly
        elif what == "shown":
            if states.setdefault(key, [(at, _words(text))])[-1][1] != _words(text):
                outcome.wrong.append(f"{key} is shown without what was typed")
        elif what == "typed":
            states[key].append((at, _words(text)))
    for key, each in states.items():
        held = [
            index for index, (_at, text) in enumerate(each) if text == _words(stored.get(key, ""))
        ]
        if not held:
            outcome.wrong.append(f"{key} holds what nobody typed: {stored.get(key)!r}")
            continue
        if held[-1] < saved.get(key, 0):
            outcome.lost.append(key)
        if held[-1] < len(each) - 1:
            outcome.unsaved = max(outcome.unsaved, killed_at - each[held[-1] + 1][0])
    return outcome


def _words(text: str) -> str:
    """The text, or nothing where it has no word: empty lines alone are not kept."""
    return text if text.strip() else ""


def kill_one(empty: Path, folder: Path, seed: int, least: float) -> Outcome:
    """Let a window type into a copy of a review for `least` seconds or more, and kill it."""
    folder.mkdir(parents=True)
    review = Path(shutil.copy(empty, folder / "review.vnr"))
    chance = random.Random(seed)
    environment = {**os.environ, "HOME": str(folder), "QT_QPA_PLATFORM": "offscreen"}
    environment |= {name: str(folder) for name in environment if name.startswith("XDG_")}
    command = [sys.executable, "-m", "tests.faults.typist", str(review), str(seed)]
    with (folder / "said").open("wb") as said, (folder / "errors").open("wb") as errors:
        window = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=said, stderr=errors)
    try:
        _wait_for_typing(window, folder / "said")
        time.sleep(chance.uniform(least, _LONGEST_TYPING))
        killed_at = time.monotonic()
    finally:
        window.send_signal(signal.SIGKILL)
        window.wait()
    if window.returncode != -signal.SIGKILL:
        return Outcome(wrong=[(folder / "errors").read_text()[-2000:]])
    lines = [json.loads(line) for line in _whole_lines(folder / "said")]
    with reviews.open_review(review) as opened:  # which checks the file
        texts = {key: plain_text(text) for key, text in writing.all_texts(opened).items()}
        broken = history.broken_links(opened)
    outcome = judge(lines, killed_at, texts)
    if broken:
        outcome.wrong.append(f"the history is broken at {broken}")
    shutil.rmtree(folder)
    return outcome


def _wait_for_typing(window: subprocess.Popen, said: Path) -> None:
    until = time.monotonic() + 90
    while b'"ready"' not in said.read_bytes():
        assert window.poll() is None, (said.parent / "errors").read_text()
        assert time.monotonic() < until, "the window did not open"
        time.sleep(0.02)


def _whole_lines(said: Path) -> list[bytes]:
    return [line for line in said.read_bytes().splitlines(keepends=True) if line.endswith(b"\n")]


def kill_many(
    rounds: int, folder: Path, seed: int = 0, *, least: float = 0.2, beside: int = 2
) -> Iterator[Outcome]:
    """Kill as many windows, several beside each other."""
    folder.mkdir(parents=True, exist_ok=True)
    empty = folder / "empty.vnr"
    reviews.create(empty, country="KEN", year="2027").close()
    with ThreadPoolExecutor(beside) as pool:
        numbers = range(seed, seed + rounds)
        yield from pool.map(lambda n: kill_one(empty, folder / str(n), n, least), numbers)
