"""The observations of a plan that keeps them itself, as a sequence."""

from collections.abc import Iterator, Sequence
from typing import overload

from vnr_app.domain.importplan import PlannedObservation
from vnr_app.domain.staged import Meaning, observation_of
from vnr_app.importing.ledger import Ledger


class PlannedRows(Sequence[PlannedObservation]):
    """The observations of a ledger without a sink, made of its rows when they are looked at."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def __len__(self) -> int:
        return self._ledger.count

    def __iter__(self) -> Iterator[PlannedObservation]:
        return (self._at(position) for position in range(len(self)))

    @overload
    def __getitem__(self, index: int) -> PlannedObservation: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[PlannedObservation]: ...

    def __getitem__(self, index: int | slice) -> PlannedObservation | Sequence[PlannedObservation]:
        """One observation, or several."""
        positions = range(len(self))[index]
        if isinstance(positions, range):
            return [self._at(position) for position in positions]
        return self._at(positions)

    def _at(self, position: int) -> PlannedObservation:
        ledger = self._ledger
        row = ledger.staged_at(position)
        meaning = Meaning(
            ledger.series[row[2]],
            ledger.known.areas[row[3]],
            ledger.known.breakdowns[row[4]],
            *ledger.known.contexts[row[11]],
        )
        return observation_of(row, meaning)
