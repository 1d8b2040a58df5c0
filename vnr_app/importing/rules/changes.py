"""What a new number does to the one that it replaces: rounding, scale, sign."""

from enum import StrEnum
from math import ulp

from vnr_app.importing.rules.rows import step_of

_FACTORS = (10.0, 100.0, 1000.0, 1e6)
_NEAR = 1.02
"""How far a revised number may be from ten times the old one to be suspected of its scale."""


class Change(StrEnum):
    """Kinds of changes that are hardly meant."""

    DECIMALS_DROPPED = "decimals-dropped"
    """12.34 → 12.3."""
    ROUNDING_ONLY = "rounding-only"
    """12.3 → 12.34: the same number, more exactly."""
    SCALE = "stored-scale"
    """12.3 → 123 or 12,300."""
    SIGN = "stored-sign"
    """12.3 → -12.3."""


def change_of(old: str, new: str) -> tuple[Change, float] | None:
    """The kind of a change with its factor; None for one that needs no remark.

    Both are decimals in text that differ.
    """
    before, after = float(old), float(new)
    coarser = max(step_of(old), step_of(new))
    binary = ulp(before) + ulp(after)  # how far the numbers may be from what is printed
    if abs(after - before) <= 0.5 * coarser * (1 + 1e-9) + binary:
        dropped = step_of(new) > step_of(old)
        return (Change.DECIMALS_DROPPED if dropped else Change.ROUNDING_ONLY), 1.0
    if after == -before:
        return Change.SIGN, -1.0
    ratio = after / before if before else 0.0
    for factor in _FACTORS:
        for wanted in (factor, 1 / factor):
            if wanted / _NEAR <= ratio <= wanted * _NEAR:
                return Change.SCALE, wanted
    return None
