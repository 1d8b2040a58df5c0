"""What stakeholders said, printed in the annexes with their consent."""

import hashlib
import re
from collections.abc import Iterable, Iterator

from vnr_app.domain.framework import official_order
from vnr_app.domain.records import RecordKind
from vnr_app.domain.report import Block, Heading, Prose
from vnr_app.domain.richtext import Break, Document, Paragraph, ParagraphStyle, Run, Text
from vnr_app.i18n import Words
from vnr_app.services import records
from vnr_app.services.records import Record
from vnr_app.services.report_material import Material
from vnr_app.services.stakeholder_groups import group_name

COMMENTS = "annex-stakeholder-comments"
PRACTICES = "annex-good-practices"

_SAID = (RecordKind.CONTRIBUTION, RecordKind.ANSWER)
_PRINT, _NAME = ("publish", "consent"), "publish-name"
_PRACTICE = re.compile(
    r"\b(?:good|best) practice|\b(?:bonne|meilleure)s? pratique"
    r"|\b(?:buena|mejor)e?s? práctica|(?:передов|успешн|лучш)\w+ (?:практик|опыт)"
    r"|ممارس\w+ (?:ال)?(?:جيدة|فضلى)|[良最][好佳](?:做法|实践)",
    re.IGNORECASE,
)


def may_be_printed(record: Record) -> bool:
    """Whether who said it has agreed that it is published; silence is no consent."""
    said = dict(record.consents)
    agreed = any(said.get(flag) for flag in (*_PRINT, _NAME))
    return agreed and all(said.get(flag, True) for flag in _PRINT)


def comments(material: Material) -> list[Block]:
    """The contributions and answers of stakeholders, by goal; each under the first it names."""
    by_goal: dict[str, list[Paragraph]] = {}
    for record in records.all_records(material.review):
        if record.kind in _SAID and record.text.strip() and may_be_printed(record):
            by_goal.setdefault(_goal(record), []).append(
                _quote(record, record.text, material.words)
            )
    return [
        block
        for goal in sorted(by_goal, key=official_order)
        for block in (
            Heading(2, _heading(material, goal), f"{COMMENTS}/goal-{goal or 'all'}"),
            _prose(f"vnr-comments:{goal or 'all'}", by_goal[goal]),
        )
    ]


def practices(material: Material) -> list[Block]:
    """What stakeholders and ministries name as good practices."""
    found = [
        _quote(record, text, material.words)
        for record in records.all_records(material.review)
        if record.kind is RecordKind.MEASURE or may_be_printed(record)
        for text in _practices_in(record)
    ]
    if not found:
        return []
    title = material.words("Named by stakeholders and institutions")
    return [Heading(2, title, f"{PRACTICES}/records"), _prose("vnr-practices", found)]


def _practices_in(record: Record) -> Iterator[str]:
    """The texts of a record that are given under a heading of good practices."""
    if _PRACTICE.search(record.title) and record.text.strip():
        yield record.text
    for heading, text in (*record.extra, *record.scales):
        if _PRACTICE.search(heading) and len(text.split()) > 1:
            yield text


def _goal(record: Record) -> str:
    return min((link.partition(".")[0] for link in record.links), key=official_order, default="")


def _heading(material: Material, goal: str) -> str:
    return material.goal_name(goal) if goal else material.words("All Goals")


def _prose(key: str, paragraphs: Iterable[Paragraph]) -> Prose:
    return Prose(key, Document(blocks=tuple(paragraphs)))


def _quote(record: Record, text: str, words: Words) -> Paragraph:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    runs: list[Run] = []
    for line in lines:
        runs += [Text(line), Break()]
    runs.append(Text(f"— {_who(record, words)}", bold=True))
    identifier = hashlib.sha256(f"{record.id} {text}".encode()).hexdigest()[:12]
    return Paragraph(id=identifier, style=ParagraphStyle.QUOTE, runs=tuple(runs))


def _who(record: Record, words: Words) -> str:
    """The organisation and its class; the class alone where it must not be named."""
    group = words(group_name(record.group)) if record.group else ""
    name = record.organisation if record.may_be_named else ""
    return words(", ").join(filter(None, (name, group))) or words("Name not published")
