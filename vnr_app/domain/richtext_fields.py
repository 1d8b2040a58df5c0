"""JSON objects of a stored text, read field by field; what is missing, wrong or new is refused."""

from dataclasses import MISSING
from typing import TypeVar

_T = TypeVar("_T")


class RichTextError(ValueError):
    """A stored text that this program cannot read; the message is a sentence for the person."""


class Fields:
    """The fields of one object, taken one by one; one that nobody asked for is an error."""

    def __init__(self, value: object, what: str) -> None:
        if not isinstance(value, dict):
            raise RichTextError(f"The stored text is damaged: {what} is not an object.")
        self._values = dict(value)
        self._what = what

    def _take(self, name: str, kind: type[_T], default: object) -> _T:
        value = self._values.pop(name, default)
        # A JSON true is no number, although Python's bool is an int.
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise RichTextError(
                f"The stored text is damaged: “{name}” of {self._what} is missing or wrong."
            )
        return value

    def text(self, name: str, default: object = MISSING) -> str:
        """A string; required where no default is given."""
        return self._take(name, str, default)

    def optional(self, name: str) -> str | None:
        """A string, or None where it is left out."""
        return self._take(name, str, MISSING) if name in self._values else None

    def flag(self, name: str) -> bool:
        """A truth value; false where it is left out."""
        return self._take(name, bool, False)

    def number(self, name: str, default: object = MISSING) -> int:
        """A whole number; required where no default is given."""
        return self._take(name, int, default)

    def items(self, name: str) -> list[object]:
        """A list; empty where it is left out."""
        return self._take(name, list, [])

    def strings(self, name: str) -> tuple[str, ...]:
        """A list of strings; empty where it is left out."""
        values = self.items(name)
        if not all(isinstance(value, str) for value in values):
            raise RichTextError(
                f"The stored text is damaged: “{name}” of {self._what} is not a list of texts."
            )
        return tuple(str(value) for value in values)

    def choice(self, name: str, allowed: tuple[str, ...], default: str) -> str:
        """One of the allowed strings."""
        value = self.text(name, default)
        if value not in allowed:
            raise RichTextError(
                f"The stored text is damaged: “{name}” of {self._what} cannot be “{value}”."
            )
        return value

    def end(self) -> None:
        """Refuse fields that nobody asked for."""
        if self._values:
            raise RichTextError(
                f"The stored text is damaged: {self._what} has an unknown field "
                f"“{min(self._values)}”."
            )
