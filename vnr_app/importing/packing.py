"""Runs of a ledger as rows of a staging file; a million observations pass here."""

from typing import NamedTuple

from vnr_app.domain.runs import LONGEST_RUN, packed
from vnr_app.domain.staged import RunRow
from vnr_app.importing.registers import Run, Span

_KEPT = 20_000
"""Successions of periods that are remembered."""


class Succession(NamedTuple):
    """Periods that follow each other in rows, as JSON; most lines of a file have the same.

    `bits` are those of all of them, 0 where a mere number cannot tell them: where one comes twice
    or is not on the first page, and where they are more than a run can hold.
    """

    text: str
    bits: int


class Packer:
    """Packs runs; lists of periods are made once."""

    def __init__(self) -> None:
        self._successions: dict[tuple[Span, ...], Succession] = {}

    def succession(self, spans: tuple[Span, ...]) -> Succession:
        """The periods of a run."""
        found = self._successions.get(spans)
        if found is None:
            if len(self._successions) >= _KEPT:
                self._successions.clear()
            found = self._successions[spans] = _succession(spans)
        return found

    def row(self, run: Run) -> RunRow:
        """A run as it is written."""
        numbers, raws = run.numbers, run.raws
        if len(numbers) == 1 and raws == numbers:
            return (
                run.position,
                run.subject.line,
                *run.subject.ids,
                run.setting,
                run.row,
                1,
                run.spans[0].alone,
                f'["{numbers[0]}"]',
                None,
            )
        said = None
        if raws != numbers:
            said = [
                None if raw == (number or "") else raw
                for number, raw in zip(numbers, raws, strict=True)
            ]
        return (
            run.position,
            run.subject.line,
            *run.subject.ids,
            run.setting,
            run.row,
            len(numbers),
            self.succession(tuple(run.spans)).text,
            _numbers_text(numbers),
            packed(said) if said and any(raw is not None for raw in said) else None,
        )


def _succession(spans: tuple[Span, ...]) -> Succession:
    text = "[" + ",".join([span.text for span in spans]) + "]"
    bits = 0
    for span in spans[:LONGEST_RUN]:
        bits |= span.bit
    usual = bits.bit_count() == len(spans) and not any(span.page for span in spans)
    return Succession(text, bits if usual else 0)


def _numbers_text(numbers: list[str | None]) -> str:
    """Numbers as a JSON list: decimals hold nothing that needs more than quotation marks."""
    if None in numbers:
        return packed(numbers)
    return '["' + '","'.join(numbers) + '"]'  # type: ignore[arg-type]
