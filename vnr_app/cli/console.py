"""Talking to the terminal: one sentence an error, a progress bar, one JSON document."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn

from vnr_app.jobs import JobContext


def say(text: str = "") -> None:
    """A line for the person."""
    print(text)


def complain(sentence: str) -> None:
    """One error on standard error, one line."""
    print(" ".join(sentence.split()), file=sys.stderr)


def print_json(value: object) -> None:
    """One JSON document on standard output and nothing else."""
    json.dump(value, sys.stdout, ensure_ascii=False, indent=1)
    sys.stdout.write("\n")


@contextmanager
def progress_bar(title: str) -> Iterator[JobContext]:
    """A job context whose progress shows as a bar on a terminal and nowhere else."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield JobContext()
        return
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[step]}"))
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task(title, total=None, step="")

        def listen(done: int, total: int, message: str) -> None:
            bar.update(task, completed=done, total=total or None, step=message)

        yield JobContext(listen)
