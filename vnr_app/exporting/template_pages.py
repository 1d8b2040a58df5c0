"""Faults of a template's pages: size, margins, heads and feet."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from vnr_app.domain.importplan import Severity
from vnr_app.exporting.template_parts import Fault, Parts, named
from vnr_app.i18n import _

if TYPE_CHECKING:
    from lxml.etree import _Element

_COMMON = {"A4": (11906, 16838), "Letter": (12240, 15840)}
_NEAR = 60
"""Twentieths of a point by which sizes of paper differ between programs."""
_NARROWEST = 5670
"""Ten centimetres: tables of figures need as much."""
_PLACE = re.compile(r"\{(?:chapter|country|title|year|page|symbol)\}")


def page_faults(parts: Parts) -> Iterator[Fault]:
    """What is wrong with the page of the last section, with which reports are written."""
    sections = list(parts.sections())
    if not sections:
        yield Fault(
            "template-page-size",
            _("The template does not say how large its pages are."),
            _("Choose the size of the paper in Word under Layout, Size."),
        )
        return
    yield from _size_faults(sections[-1])
    sizes = {_size(section) for section in sections}
    if len({tuple(sorted(size)) for size in sizes}) > 1:
        yield Fault(
            "template-page-size",
            _("The template has pages of several sizes; reports get the size of its last page."),
            severity=Severity.WARNING,
        )
    yield from _head_faults(parts, sections[-1])


def _number(element: "_Element | None", name: str, usual: int) -> int:
    """An attribute in twentieths of a point; programs write decimals too."""
    text = "" if element is None else element.get(named(name), "")
    try:
        return round(float(text))
    except ValueError:
        return usual


def _size(section: "_Element") -> tuple[int, int]:
    size = section.find(named("pgSz"))
    return _number(size, "w", 11906), _number(size, "h", 16838)


def _size_faults(section: "_Element") -> Iterator[Fault]:
    width, height = _size(section)
    hint = _("Choose the size of the paper in Word under Layout, Size.")
    if width > height:
        yield Fault(
            "template-page-size",
            _("The template's last page lies on its side; reports need an upright one."),
            _("Turn it in Word under Layout, Orientation; wide tables get wide pages anyway."),
        )
    elif not any(
        abs(width - wide) <= _NEAR and abs(height - high) <= _NEAR
        for wide, high in _COMMON.values()
    ):
        yield Fault(
            "template-page-size",
            _("The template's pages are neither A4 nor Letter: {width} by {height} mm.").format(
                width=_millimetres(width), height=_millimetres(height)
            ),
            hint,
            Severity.WARNING,
        )
    margins = section.find(named("pgMar"))
    room = width - _number(margins, "left", 1418) - _number(margins, "right", 1418)
    if room < _NARROWEST:
        yield Fault(
            "template-margins",
            _("The template's margins leave {width} mm for the text; tables need 100 mm.").format(
                width=_millimetres(room)
            ),
            _("Make the margins smaller in Word under Layout, Margins."),
        )


def _millimetres(twentieths: int) -> int:
    return round(twentieths / 20 * 25.4 / 72)


def _head_faults(parts: Parts, section: "_Element") -> Iterator[Fault]:
    heads = parts.heads_of(section)
    if ("header", "default") not in heads:
        yield Fault(
            "template-head",
            _("The template's last section has no head: reports will name no chapter there."),
            _("Copy the head of the default template."),
            Severity.WARNING,
        )
    usual = [head for (_kind, role), head in heads.items() if role == "default"]
    if not any("PAGE" in _fields(head) for head in usual):
        yield Fault(
            "template-page-number",
            _("Neither head nor foot of the template has a page number."),
            _("Insert one in Word under Insert, Page Number."),
            Severity.WARNING,
        )
    for place in sorted({place for head in heads.values() for place in _torn(head)}):
        yield Fault(
            "template-place",
            _("The place for “{place}” in a head or foot is made of pieces.").format(place=place),
            _("Delete it and type it again in one go, without changing its look half-way."),
        )


def _fields(head: "_Element") -> list[str]:
    """The names of the fields in a head or foot."""
    simple = [field.get(named("instr"), "") for field in head.iter(named("fldSimple"))]
    typed = [text.text or "" for text in head.iter(named("instrText"))]
    return [words[0] for words in (each.split() for each in simple + typed) if words]


def _torn(head: "_Element") -> Iterator[str]:
    """Names in braces that do not stand whole in one piece of text."""
    for paragraph in head.iter(named("p")):
        pieces = [text.text or "" for text in paragraph.iter(named("t"))]
        whole = Counter(place for piece in pieces for place in _PLACE.findall(piece))
        yield from Counter(_PLACE.findall("".join(pieces))) - whole
