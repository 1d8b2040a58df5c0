"""Errors that a person can act on.

A `KnownError` is caused by the environment or by a user's file: the command line prints it as one
sentence and exits with 1, the window shows it with its hint. Any other exception is a bug.
"""


class KnownError(Exception):
    """A condition with a name, a sentence for the person, and what can be done about it."""

    def __init__(self, code: str, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.hint = hint

    def sentence(self) -> str:
        """The message and, where there is one, the hint, on one line."""
        return " ".join(f"{self.message} {self.hint}".split())


class CancelledError(Exception):
    """The person cancelled a running job; nothing was changed."""
