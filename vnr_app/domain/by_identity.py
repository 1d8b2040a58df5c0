"""What was worked out for an immutable object, kept as long as the object lives."""

from typing import Generic, TypeVar
from weakref import ref

_T = TypeVar("_T")


class ByIdentity(Generic[_T]):
    """Values for objects by identity, not equality: comparing whole blocks is what they save.

    A value must not refer to its object, or both would live for ever. Reading and writing are safe
    in any thread.
    """

    def __init__(self) -> None:
        self._kept: dict[int, tuple[ref[object], _T]] = {}

    def __len__(self) -> int:
        return len(self._kept)

    def get(self, owner: object) -> _T | None:
        """The value of the object; None where there is none."""
        found = self._kept.get(id(owner))
        return None if found is None else found[1]

    def put(self, owner: object, value: _T) -> _T:
        """Keep a value until its object goes; returns it."""
        key = id(owner)
        # The object's number is free for another one only after this has run.
        self._kept[key] = (ref(owner, lambda _gone: self._forget(key)), value)
        return value

    def _forget(self, key: int) -> None:
        self._kept.pop(key, None)
