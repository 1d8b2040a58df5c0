"""What has changed, told to every open view."""

from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """The kinds and ids that one operation touched; `operation` is its id."""

    operation: str
    kinds: frozenset[str] = frozenset()
    ids: frozenset[str] = frozenset()


@dataclass(slots=True)
class Publisher:
    """A list of listeners; the window hands it a function that crosses to its own thread."""

    _listeners: list[Callable[[ChangeSet], None]] = field(default_factory=list)

    def subscribe(self, listener: Callable[[ChangeSet], None]) -> Callable[[], None]:
        """Call `listener` after every operation until the returned function is called."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def publish(self, change: ChangeSet) -> None:
        """Tell every listener."""
        for listener in tuple(self._listeners):
            listener(change)
