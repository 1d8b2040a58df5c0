"""Which revisions of a text come from which, and what is left when two copies of it meet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Parents = Mapping[str, Sequence[str]]
"""Every revision with those that it was made of."""


@dataclass(frozen=True, slots=True)
class Ends:
    """The newest revisions of a text: its head (None for none), and those that wait beside it."""

    head: str | None = None
    waiting: frozenset[str] = frozenset()

    @property
    def revisions(self) -> frozenset[str]:
        """All of them."""
        return self.waiting | ({self.head} if self.head else frozenset())


def origins(parents: Parents, revision: str) -> frozenset[str]:
    """A revision and all that it comes from."""
    found, left = {revision}, [revision]
    while left:
        for parent in parents.get(left.pop(), ()):
            if parent not in found:
                found.add(parent)
                left.append(parent)
    return frozenset(found)


def common_origin(parents: Parents, one: str, other: str) -> str:
    """The nearest revision that both come from, counted from `other`; empty for none."""
    before = origins(parents, one)
    wave, seen = [other], {other}
    while wave:
        for each in wave:
            if each in before:
                return each
        wave = [p for each in wave for p in parents.get(each, ()) if p not in seen]
        seen.update(wave)
    return ""


def put_together(parents: Parents, here: Ends, there: Ends) -> Ends:
    """The ends of a text when another copy of it is brought in.

    A revision from which another one comes lives on in that one. The head moves on to what comes
    from it; whatever does not, waits beside it.
    """
    comes_from = {each: origins(parents, each) for each in here.revisions | there.revisions}
    ends = {
        each
        for each in comes_from
        if not any(each in found for other, found in comes_from.items() if other != each)
    }
    head = here.head
    if head not in ends:
        newer = [e for e in sorted(ends) if here.head is None or here.head in comes_from[e]]
        head = there.head if there.head in newer else next(iter(newer), None)
    return Ends(head, frozenset(ends - {head}))
