"""Where in a run of rows the values begin, and the tables that stand side by side in it."""

import re
from collections import Counter

from vnr_app.importing.grid import Row
from vnr_app.importing.layouts.general.blocks import HEADED, Block
from vnr_app.importing.layouts.general.cells import Look, Looks, text_of
from vnr_app.importing.layouts.general.wording import counts_months, lists_codes

_NEAR = 4
"""Rows above the values in which the heading of a column is looked for."""


def split_beside(rows: list[Row], looks: Looks, run: Block) -> list[Block]:
    """The tables that stand side by side in a run of rows."""
    starts = [0, *_starts_beside(rows, looks, run)]
    if len(starts) == 1:
        run.zone = first_value_column(rows, looks, run)
        return [run]
    blocks = []
    for position, start in enumerate(starts):
        end = starts[position + 1] - 1 if position + 1 < len(starts) else run.right
        own = [
            n for n in run.rows if any(looks.at(n, c) is Look.NUMBER for c in range(start, end + 1))
        ]
        if own:
            block = Block(own, start, end, beside=start > 0, skipped=list(run.skipped))
            block.zone = first_value_column(rows, looks, block)
            blocks.append(block)
    return blocks


def _starts_beside(rows: list[Row], looks: Looks, run: Block) -> list[int]:
    """The columns at which further tables begin: labels after an empty column, then values."""
    shares = {c: _shares(looks, run, c) for c in range(run.left, run.right + 1)}
    starts = []
    for column in range(2, run.right):
        before = [c for c in range(column) if shares[c][Look.NUMBER] > 0.3]
        after = [c for c in range(column + 1, run.right + 1) if shares[c][Look.NUMBER] > 0.3]
        labels = sum(shares[column][look] for look in HEADED)
        whole = range(max(0, run.first - 3), run.last + 1)
        empty = all(looks.at(n, column - 1) is Look.EMPTY for n in whole)
        if before and after and empty and labels > 0.6 and _tells_apart(rows, run, column):
            starts.append(column)
    return starts


def _tells_apart(rows: list[Row], run: Block, column: int) -> bool:
    """Whether the texts of a column differ as labels do and flags do not."""
    texts = {text for n in run.rows if (text := text_of(rows, n, column))}
    return len(texts) * 2 > len(run.rows) or (len(texts) > 1 and max(map(len, texts)) > 3)


def _shares(looks: Looks, run: Block, column: int) -> dict[Look, float]:
    counts = Counter(looks.at(n, column) for n in run.rows)
    return {look: counts[look] / len(run.rows) for look in Look}


def first_value_column(rows: list[Row], looks: Looks, block: Block) -> int:
    """The first column whose numbers are values: not row numbers, years or codes before labels."""
    numeric = [
        c for c in range(block.left, block.right + 1) if _shares(looks, block, c)[Look.NUMBER] > 0
    ]
    for column in range(block.left, block.right + 1):
        shares = _shares(looks, block, column)
        later = [c for c in numeric if c > column]
        labels_follow = any(
            _shares(looks, block, c)[Look.TEXT] > 0.3
            for c in range(column + 1, min(column + 3, block.right + 1))
        )
        valued = shares[Look.NUMBER] + shares[Look.YEAR]
        if shares[Look.YEAR] > 0.5 and shares[Look.NUMBER] < 0.05 and later:
            continue
        heading = heading_above(rows, block, column)
        if later and (lists_codes(heading) or counts_months(heading)):
            continue
        if not valued or (shares[Look.TEXT] > 0.05 and later and _mostly_labels(shares)):
            continue
        first = all(not _shares(looks, block, c)[Look.TEXT] for c in range(block.left, column))
        if later and labels_follow and (valued < 0.5 or _are_codes(rows, block, column, first)):
            continue
        if later and labels_follow and first and _are_classes(rows, block, column):
            continue
        return column
    return numeric[-1] if numeric else block.left


def heading_above(rows: list[Row], block: Block, column: int) -> str:
    """The nearest text above the values of a column."""
    above = range(block.first - 1, max(block.first - _NEAR, 0) - 1, -1)
    return next((text for n in above if (text := text_of(rows, n, column))), "")


def _mostly_labels(shares: dict[Look, float]) -> bool:
    return shares[Look.TEXT] + shares[Look.PERIOD] > shares[Look.NUMBER] / 2


def _are_classes(rows: list[Row], block: Block, column: int) -> bool:
    """Whether few small whole numbers come again and again: deciles, numbers of children."""
    texts = [text for n in block.rows if (text := text_of(rows, n, column))]
    whole = [text for text in texts if re.fullmatch(r"\d{1,2}\+?", text)]
    return len(whole) * 2 > len(texts) and len(set(texts)) * 3 <= len(texts) * 2


def _are_codes(rows: list[Row], block: Block, column: int, first: bool) -> bool:
    """Whether a column numbers its rows or holds codes: whole, never falling, each once.

    Before all labels they may come again: the goals of a list of indicators.
    """
    texts = [text for n in block.rows if (text := text_of(rows, n, column))]
    if not texts or not all(re.fullmatch(r"\d{1,6}\.?|\d+(?:\.\d+)+", text) for text in texts):
        return False
    if any(text.startswith("0") for text in texts) and len({len(text) for text in texts}) == 1:
        return all(text.isdecimal() for text in texts)
    whole = [int(text.rstrip(".")) for text in texts if "." not in text.rstrip(".")]
    return whole == sorted(whole) and (first or len(set(texts)) == len(texts))
