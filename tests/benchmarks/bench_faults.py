"""What is lost when the window is killed, and when the power is cut: `… bench_faults [ROUNDS]`."""

import sys
import tempfile
from pathlib import Path

from tests.faults.kills import kill_many
from tests.faults.powercuts import cut_many, why_not

_ROUNDS = 200
_CUTS = 40
_CONTROLS = 10


def _kill(rounds: int, folder: Path) -> None:
    acknowledged = lost = 0
    longest = 0.0
    for number, outcome in enumerate(kill_many(rounds, folder)):
        acknowledged += outcome.acknowledged
        lost += len(outcome.lost)
        longest = max(longest, outcome.unsaved)
        for sentence in (*outcome.lost, *outcome.wrong):
            print(f"round {number}: {sentence}")
    print(
        f"kill: rounds {rounds} acknowledged {acknowledged} lost {lost}, "
        f"longest unsaved {longest:.1f} s"
    )


def _cut(folder: Path) -> None:
    if reason := why_not():
        print(f"power: skipped: {reason}")
        return
    cuts = list(cut_many(_CUTS, folder / "ours"))
    controls = list(cut_many(_CONTROLS, folder / "control", control=True))
    broken = sum(not cut.whole for cut in cuts)
    print(
        f"power: cuts {_CUTS} acknowledged {sum(cut.acknowledged for cut in cuts)} "
        f"lost {sum(cut.lost for cut in cuts)} damaged {broken}; "
        f"control lost {sum(cut.lost for cut in controls)} "
        f"of {sum(cut.acknowledged for cut in controls)}"
    )


def main(rounds: int = _ROUNDS) -> None:
    """Cut the power and kill the window, and print what was lost."""
    with tempfile.TemporaryDirectory() as folder:
        _cut(Path(folder))
        _kill(rounds, Path(folder) / "kills")


if __name__ == "__main__":
    main(*(int(each) for each in sys.argv[1:]))
