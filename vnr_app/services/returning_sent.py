"""What of a written parcel is to be known when it comes back: how a reader of the file finds it."""

import hashlib
import re
from collections import defaultdict, deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from db.queries import texts
from vnr_app.domain import report as rp
from vnr_app.domain import richtext as rt
from vnr_app.domain.parcels import SECTION_MARK, Manifest, SentText, sent_values
from vnr_app.domain.richtext_labels import shown_blocks
from vnr_app.domain.richtext_ops import iter_blocks
from vnr_app.importing.returned import Margin
from vnr_app.importing.returned_body import Body
from vnr_app.services.returning_lines import counted, digests, margin_digests
from vnr_app.services.returning_walk import SOURCES, Sent, Walked, block_name, walk
from vnr_app.services.reviews import Review

_COPY = re.compile(r"_\d+$")


@dataclass(frozen=True, slots=True)
class Made:
    """A report that is written, with what is to be known of it when it comes back.

    `open_blocks` are the places in the body of what is a text's own, of the keys that were asked
    for.
    """

    manifest: Manifest
    open_blocks: frozenset[int]
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Own:
    """The present text of a section, as it is stored and as the report prints it."""

    text: texts.StoredText
    document: rt.Document
    printed: rt.Document


@dataclass(frozen=True, slots=True)
class Layout:
    """A report with its body as it was read; `leaves` are the keys that can have a text."""

    report: rp.ReportDocument
    body: Body
    leaves: tuple[str, ...]
    known: frozenset[str]

    def prose(self) -> Iterator[rp.Prose]:
        """The texts in the order of printing."""
        for chapter in self.report.chapters:
            for block in chapter.blocks:
                if isinstance(block, rp.Prose) and block.id in self.leaves:
                    yield block


def made_by_report(body: Body, margins: tuple[Margin, ...], bare: Body) -> Iterator[str]:
    """The digests of all that is no text: the same report without texts, its sources, margins."""
    for margin in margins:
        yield from margin_digests(margin)
    for element in bare.elements:
        yield from digests(element)
    behind = False
    for at, element in enumerate(body.elements, start=1):
        behind = behind or SOURCES in element.marks
        # The head of a list that is empty in the report without texts has no mark.
        heads_list = any(each.contents for each in body.elements[at : at + 1])
        if behind or element.contents or (heads_list and not element.marks):
            yield from digests(element)


def _stem(identifier: str) -> str:
    return re.sub(r"[^0-9A-Za-z_]", "_", identifier)


class _Waiting:
    """Ids in the order of printing, to be found by the bookmarks that were made of them."""

    def __init__(self) -> None:
        self._ids: dict[str, deque[tuple[str, str]]] = defaultdict(deque)

    def add(self, identifier: str, key: str, room: int) -> None:
        """Expect a bookmark of an id, of which `room` letters were used."""
        self._ids[_stem(identifier)[:room]].append((identifier, key))

    def take(self, name: str) -> tuple[str, str] | None:
        """Id and key of the bookmark of that name; None for one that nobody expects."""
        for stem in (name, _COPY.sub("", name)):
            if waiting := self._ids.get(stem):
                return waiting.popleft()
        return None


_ROOM, _SECTION_ROOM = 34, 34


def _names(layout: Layout) -> tuple[dict[str, str], dict[str, str]]:
    """For each block's name in the file its id, and the key of its text."""
    waiting = _Waiting()
    for prose in layout.prose():
        for block in shown_blocks(prose.document):
            for each in iter_blocks(rt.Document(blocks=(block,))):
                waiting.add(each.id, prose.id, _ROOM)
    names: dict[str, str] = {}
    owners: dict[str, str] = {}
    for element in layout.body.elements:
        for mark in element.marks:
            name = block_name(mark)
            found = waiting.take(name) if name and name not in names else None
            if found is not None:
                names[name], owners[name] = found
    return names, owners


def _heads(layout: Layout) -> dict[str, str]:
    """For the mark of each heading of a section the key of the text below it, "" for none."""
    waiting = _Waiting()
    for chapter in layout.report.chapters:
        waiting.add(chapter.key, _first_text(chapter, layout.leaves), _SECTION_ROOM)
        for block in chapter.blocks:
            if isinstance(block, rp.Heading):
                key = block.id if block.id in layout.leaves else ""
                waiting.add(block.id, key, _SECTION_ROOM)
    heads: dict[str, str] = {}
    for element in layout.body.elements:
        for mark in element.marks:
            if mark.startswith(SECTION_MARK):
                found = waiting.take(mark.removeprefix(SECTION_MARK))
                if found is not None:
                    heads[mark] = found[1]
    return heads


def _first_text(chapter: rp.Chapter, leaves: tuple[str, ...]) -> str:
    """The key of the text directly below a chapter's title."""
    headed = {block.id for block in chapter.blocks if isinstance(block, rp.Heading)}
    for block in chapter.blocks:
        if isinstance(block, rp.Prose) and block.id in leaves:
            return block.id
        if isinstance(block, rp.Heading):
            break
    if chapter.key in leaves:
        return chapter.key
    parts = (key for key in leaves if key.startswith(f"{chapter.key}/") and key not in headed)
    return next(parts, "")


def made_of(
    review: Review,
    keys: tuple[str, ...] | None,
    language: str,
    own: Mapping[str, Own],
    layout: Layout,
) -> Made:
    """What is to be known of a report that was written for these keys, None for all."""
    names, owners = _names(layout)
    heads = _heads(layout)
    named = {block_name(mark) for element in layout.body.elements for mark in element.marks}
    derived = frozenset(named - names.keys() - {""})
    found = walk(layout.body, Sent(heads, owners, layout.known, derived))
    sent = [
        _sent_text(key, own[key], found, names, owners, layout)
        for key in dict.fromkeys((*(prose.id for prose in layout.prose()), *heads.values()))
        if key in own
    ]
    manifest = Manifest(
        review.info.id,
        language,
        tuple(sent),
        heads,
        layout.known,
        derived,
        counted(found.made),
        tuple(found.charts),
    )
    wanted = {
        key
        for key in {*heads.values(), *(text.key for text in sent)} - {""}
        if keys is None or key in keys or key.partition("/")[0] in keys
    }
    ordered = [key for key in layout.leaves if key in wanted]
    places = frozenset(at for at, key in found.places.items() if key in wanted)
    return Made(manifest, places, tuple(ordered))


def _sent_text(
    key: str,
    own: Own,
    found: Walked,
    names: Mapping[str, str],
    owners: Mapping[str, str],
    layout: Layout,
) -> SentText:
    revision = own.text.revision or ""
    return SentText(
        key=key,
        language=own.text.language,
        revision=revision,
        digest=hashlib.sha256(own.text.body.encode()).hexdigest(),
        printed=rt.Document(blocks=tuple(found.blocks.get(key, ()))),
        names={name: names[name] for name, owner in owners.items() if owner == key},
        values=sent_values(own.printed),
        level=_level(key, layout),
    )


def _level(key: str, layout: Layout) -> int:
    """The level of the heading that a text stands under."""
    for chapter in layout.report.chapters:
        level = 1
        for block in chapter.blocks:
            if isinstance(block, rp.Heading):
                level = block.level
            if isinstance(block, rp.Prose) and block.id == key:
                return level
    return 1
