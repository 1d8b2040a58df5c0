"""The question that a guessed indicator puts to a person."""

from vnr_app.domain.importplan import Problem, Severity
from vnr_app.i18n import _
from vnr_app.importing.layouts.decisions import folded
from vnr_app.importing.naming import Guess


def guess_question(guess: Guess, text: str, sheet: str, cell: str) -> Problem:
    """Ask whether a name means the indicator that it is most alike to."""
    return Problem(
        sheet,
        cell,
        "indicator-guessed",
        text[:200],
        Severity.QUESTION,
        guess.reason,
        _("Confirm the indicator, or choose another one."),
        f"indicators.{folded(text)}",
        guess.choices,
    )
