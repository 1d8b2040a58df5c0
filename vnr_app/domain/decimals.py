"""How many decimals numbers are printed with."""

from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from itertools import pairwise

_LARGEST = 24
"""Powers of ten beyond which a number is not one that a reader can grasp."""
_MANY = 10_000
_SIGNIFICANT, _MORE = 4, 2


def exact_number(number: str) -> Decimal | None:
    """A decimal in text; None for what is no number or beyond all sense."""
    try:
        exact = Decimal(number)
    except InvalidOperation:
        return None
    return exact if exact.is_finite() and exact.adjusted() <= _LARGEST else None


def decimals_of(number: str) -> int:
    """How many decimals a reader needs: those of the source, within the number's own size.

    Figures from ten on need one, smaller ones two, very small ones two significant digits.
    """
    exact = exact_number(number)
    if exact is None:
        return 0
    exponent = exact.as_tuple().exponent
    given = max(0, -exponent) if isinstance(exponent, int) else 0
    return min(given, _limit(abs(exact)))


def line_decimals(numbers: Iterable[str]) -> int:
    """How many decimals the numbers of one line get, in the order of time.

    As many as the largest needs, none from ten thousand on; up to two more where its ends or most
    of its changes would else not be seen, as long as no number has more than four digits by that.
    """
    exact = [each for each in map(exact_number, numbers) if each is not None]
    largest = max(map(abs, exact), default=Decimal(0))
    if largest >= _MANY:
        return 0
    given = max(map(_given, exact), default=0)
    shown = min(given, _limit(largest))
    most = min(given, shown + _MORE, _SIGNIFICANT - 1 - largest.adjusted())
    return next((each for each in range(shown, most + 1) if _tells_apart(exact, each)), shown)


def _tells_apart(numbers: Sequence[Decimal], decimals: int) -> bool:
    """Whether a line is seen to change: from end to end, and in most of its steps."""
    step = Decimal(1).scaleb(-decimals)
    rounded = [each.quantize(step, ROUND_HALF_UP) for each in numbers]
    if numbers and numbers[0] != numbers[-1] and rounded[0] == rounded[-1]:
        return False
    changes = [at for at, (one, other) in enumerate(pairwise(numbers)) if one != other]
    seen = sum(rounded[at] != rounded[at + 1] for at in changes)
    return 2 * seen >= len(changes)


def _given(number: Decimal) -> int:
    """The decimals that a number has, zeros at its end left out."""
    exponent = number.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _limit(size: Decimal) -> int:
    """The decimals that a number of this size needs at most."""
    if size >= 10 or not size:
        return 1
    if size >= Decimal("0.01"):
        return 2
    return min(12, -size.adjusted() + 1)
