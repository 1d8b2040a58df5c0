"""The parts of a template, read without python-docx, for whoever looks for faults in it."""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from vnr_app.domain.importplan import Severity

if TYPE_CHECKING:
    from lxml.etree import _Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}"
MAIN = "word/document.xml"
_LARGEST = 64 * 1024 * 1024
"""Bytes of a part: no template of people is as large."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with a template."""

    code: str
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR


def named(name: str) -> str:
    """A name of WordprocessingML for an element or an attribute."""
    return _W + name


def _parsed(data: bytes) -> "_Element":
    from lxml import etree  # noqa: PLC0415 - only an export needs it

    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise ValueError(str(error)) from error


@dataclass(slots=True)
class Parts:
    """A template's parts as XML; None for what it has not."""

    names: tuple[str, ...]
    has_macro_type: bool
    main: "_Element | None"
    styles: "_Element | None"
    settings: "_Element | None"
    numbering: "_Element | None"
    fonts: "_Element | None"
    theme: "_Element | None"
    heads: dict[str, "_Element"] = field(default_factory=dict)
    """Heads and feet by the id of the relation that leads to them."""
    outside: list[tuple[str, str]] = field(default_factory=list)
    """Kind and target of relations that lead out of the file."""

    @classmethod
    def of(cls, template: Path) -> "Parts":
        """Read a file; `OSError`, `BadZipFile`, `KeyError` or `ValueError` where it is no .docx."""
        with zipfile.ZipFile(template) as package:
            if any(entry.file_size > _LARGEST for entry in package.infolist()):
                message = "a part is too large"
                raise ValueError(message)
            files = {
                name: package.read(name)
                for name in package.namelist()
                if name.endswith((".xml", ".rels"))
            }
            names = tuple(package.namelist())

        def part(name: str) -> "_Element | None":
            return _parsed(files[name]) if name in files else None

        theme = next((name for name in names if name.startswith("word/theme/theme")), "")
        parts = cls(
            names=names,
            has_macro_type=b"macroEnabled" in files["[Content_Types].xml"],
            main=part(MAIN),
            styles=part("word/styles.xml"),
            settings=part("word/settings.xml"),
            numbering=part("word/numbering.xml"),
            fonts=part("word/fontTable.xml"),
            theme=part(theme),
        )
        parts._follow(files)
        return parts

    def _follow(self, files: dict[str, bytes]) -> None:
        """Find heads and feet, and what lies outside."""
        for name, data in files.items():
            if not name.endswith(".rels"):
                continue
            for relation in _parsed(data).iterchildren(f"{_PACKAGE}Relationship"):
                kind, target = relation.get("Type", ""), relation.get("Target", "")
                inner = f"word/{target}" if not target.startswith("/") else target[1:]
                if relation.get("TargetMode") == "External":
                    self.outside.append((kind, target))
                elif name == "word/_rels/document.xml.rels" and kind.endswith(
                    ("/header", "/footer")
                ):
                    self.heads[relation.get("Id", "")] = _parsed(files[inner])

    def styles_by_name(self) -> dict[str, "_Element"]:
        """The styles by their very name, and by it in small letters: Word changes the case."""
        found: dict[str, _Element] = {}
        assert self.styles is not None
        for style in self.styles.iterchildren(named("style")):
            element = style.find(named("name"))
            if element is not None:
                name = element.get(named("val"), "")
                found[name] = style
                found.setdefault(name.casefold(), style)
        return found

    def counts(self, style: "_Element") -> bool:
        """Whether a style has a list that exists."""
        path = f"{named('pPr')}/{named('numPr')}/{named('numId')}"
        number = style.find(path)
        if number is None or self.numbering is None:
            return False
        known = {each.get(named("numId")) for each in self.numbering.iterchildren(named("num"))}
        return number.get(named("val")) in known

    def sections(self) -> "Iterator[_Element]":
        """The properties of the sections, the last of which the report is written with."""
        assert self.main is not None
        return self.main.iter(named("sectPr"))

    def heads_of(self, section: "_Element") -> dict[tuple[str, str], "_Element"]:
        """Heads and feet of a section by kind ("header") and role ("default", "first")."""
        found = {}
        for kind in ("header", "footer"):
            for reference in section.iterchildren(named(f"{kind}Reference")):
                part = self.heads.get(reference.get(f"{_R}id", ""))
                if part is not None:
                    found[kind, reference.get(named("type"), "default")] = part
        return found
