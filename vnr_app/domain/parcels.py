"""What a Word file for a ministry carries of the review: enough to find the way back.

The manifest is JSON in a part of the file that Word and LibreOffice keep. It holds no name of a
person, machine or folder.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from vnr_app.domain.parcel_charts import ParcelChart, charts_from_record, charts_to_record
from vnr_app.domain.richtext import Block, Document, ValueRef
from vnr_app.domain.richtext_json import decode, encode
from vnr_app.domain.richtext_ops import block_runs, iter_blocks, with_notes

VERSION = 2
NAMESPACE = "urn:vnr-workbench:parcel"
BLOCK_MARK, TABLE_MARK, SECTION_MARK = "vnr_b_", "vnr_t_", "vnr_s_"
"""How the bookmarks begin that reports carry in their blocks and section headings."""


@dataclass(frozen=True, slots=True)
class SentValue:
    """A living number as it was sent: the `ordinal`th of its block, and what it said."""

    block: str
    ordinal: int
    series: str
    period: str
    text: str


@dataclass(frozen=True, slots=True)
class SentText:
    """A section's text as it was sent.

    `revision` is what it was, "" for none; `digest` the SHA-256 of its stored form. `printed` is
    how a reader of the file finds it: ids there are those of the bookmarks, and `names` says which
    block of the text each of them is. Blocks of `printed` without a name are made by the report.
    `level` is that of the heading that the text stands under.
    """

    key: str
    language: str
    revision: str
    digest: str
    printed: Document
    names: Mapping[str, str] = field(default_factory=dict)
    values: tuple[SentValue, ...] = ()
    level: int = 1


@dataclass(frozen=True, slots=True)
class Manifest:
    """What was sent.

    `heads` gives for the bookmark of each heading of a section the key of the text that follows
    it, "" for what the report makes by itself. `known` are digests of the lines that it made,
    `derived` the names of blocks that it made: captions of tables of data and the like. `lines`
    counts the digests of its paragraphs and tables under each of those bookmarks.
    """

    review: str
    language: str
    texts: tuple[SentText, ...] = ()
    heads: Mapping[str, str] = field(default_factory=dict)
    known: frozenset[str] = frozenset()
    derived: frozenset[str] = frozenset()
    lines: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    charts: tuple[ParcelChart, ...] = ()


def block_values(block: Block) -> tuple[ValueRef, ...]:
    """The living numbers of one block, those of its notes in their place."""
    return tuple(run for run in with_notes(block_runs(block)) if isinstance(run, ValueRef))


def sent_values(document: Document) -> tuple[SentValue, ...]:
    """The living numbers of a text with the words that they have in it."""
    return tuple(
        SentValue(block.id, ordinal, value.series, value.period, value.text)
        for block in iter_blocks(document)
        for ordinal, value in enumerate(block_values(block))
    )


def to_json(manifest: Manifest) -> str:
    """The manifest as text; the same for the same manifest."""
    record = {
        "version": VERSION,
        "review": manifest.review,
        "language": manifest.language,
        "heads": dict(manifest.heads),
        "known": sorted(manifest.known),
        "derived": sorted(manifest.derived),
        "lines": {mark: dict(counts) for mark, counts in manifest.lines.items()},
        "charts": charts_to_record(manifest.charts),
        "texts": [
            {
                "key": text.key,
                "language": text.language,
                "revision": text.revision,
                "digest": text.digest,
                "level": text.level,
                "names": dict(text.names),
                "values": [
                    [each.block, each.ordinal, each.series, each.period, each.text]
                    for each in text.values
                ],
                "printed": json.loads(encode(text.printed)),
            }
            for text in manifest.texts
        ],
    }
    return json.dumps(record, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def from_json(text: str) -> Manifest:
    """The manifest in a text that may be anybody's. Raises `ValueError` where it is none."""
    try:
        record = json.loads(text)
        # Half a character can be written in JSON, but not be stored.
        json.dumps(record, ensure_ascii=False).encode()
        if record["version"] != VERSION:
            raise ValueError("a manifest of another version")
        return Manifest(
            review=str(record["review"]),
            language=str(record["language"]),
            texts=tuple(map(_sent_text, record["texts"])),
            heads={str(mark): str(key) for mark, key in record["heads"].items()},
            known=frozenset(map(str, record["known"])),
            derived=frozenset(map(str, record["derived"])),
            lines={
                str(mark): {str(line): int(count) for line, count in counts.items()}
                for mark, counts in record["lines"].items()
            },
            charts=charts_from_record(record["charts"]),
        )
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError("not a manifest") from error


def _sent_text(record: Mapping[str, object]) -> SentText:
    names, values = record["names"], record["values"]
    if not isinstance(names, dict) or not isinstance(values, list):
        raise TypeError("not a manifest")
    return SentText(
        key=str(record["key"]),
        language=str(record["language"]),
        revision=str(record["revision"]),
        digest=str(record["digest"]),
        level=int(str(record["level"])),
        names={str(mark): str(block) for mark, block in names.items()},
        values=tuple(
            SentValue(str(block), int(ordinal), str(series), str(period), str(said))
            for block, ordinal, series, period, said in values
        ),
        printed=decode(json.dumps(record["printed"])),
    )


def line_digest(text: str) -> str:
    """What a line is known by among those that the report made: its letters without any space."""
    return hashlib.blake2b("".join(text.split()).encode(), digest_size=6).hexdigest()
