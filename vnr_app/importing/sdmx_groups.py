"""Attributes that SDMX attaches to groups: to every series that has part of its key."""

from collections.abc import Mapping


class Groups:
    """Attributes by partial key.

    The compact forms write key and attributes of a group alike; what a group shares with a series
    is its key, the rest its attributes.
    """

    def __init__(self) -> None:
        self.concepts: dict[str, None] = {}
        """Every concept that a group names, in order."""
        self._shapes: dict[tuple[str, ...], list[dict[str, str]]] = {}
        self._found: dict[tuple[tuple[str, ...], tuple[str, ...]], _Index] = {}

    def add(self, key: Mapping[str, str], attributes: Mapping[str, str]) -> None:
        """Remember a group."""
        group = {**key, **attributes}
        self.concepts.update(dict.fromkeys(group))
        self._shapes.setdefault(tuple(group), []).append(group)
        self._found.clear()

    def of(self, series: Mapping[str, str]) -> dict[str, str]:
        """What a series inherits from the groups that it belongs to."""
        inherited: dict[str, str] = {}
        for shape, groups in self._shapes.items():
            shared = tuple(concept for concept in shape if concept in series)
            index = self._found.get((shape, shared))
            if index is None:
                index = self._found[shape, shared] = _index(groups, shared)
            inherited |= index.get(tuple(series[concept] for concept in shared), {})
        return inherited


_Index = dict[tuple[str, ...], dict[str, str]]


def _index(groups: list[dict[str, str]], shared: tuple[str, ...]) -> _Index:
    """Groups by the values of the concepts that they share with a series.

    Without any they speak of the whole data set.
    """
    found: _Index = {}
    for group in groups:
        rest = {concept: value for concept, value in group.items() if concept not in shared}
        found.setdefault(tuple(group[concept] for concept in shared), {}).update(rest)
    return found
