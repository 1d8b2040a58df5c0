"""What is wrong with a template, all of it at once and in words, before a report is written."""

import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vnr_app.domain.findings import Finding
from vnr_app.domain.importplan import Severity
from vnr_app.errors import KnownError
from vnr_app.exporting.template import NUMBERED, ROLES, manifest_data, manifest_faults
from vnr_app.exporting.template_fonts import font_faults
from vnr_app.exporting.template_pages import page_faults
from vnr_app.exporting.template_parts import Fault, Parts, named
from vnr_app.i18n import _, ngettext

if TYPE_CHECKING:
    from lxml.etree import _Element

_OLD_WORD = b"\xd0\xcf\x11\xe0"
_KINDS = {
    "table": "table",
    "figures": "table",
    "goal-label": "character",
    "goal-number": "character",
    "goal-title": "character",
    "footnote-mark": "character",
    "link": "character",
}
_LISTED = ("bullet", "number", NUMBERED)
_CHANGES = ("ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "sectPrChange")
_HARMLESS = ("/hyperlink", "/attachedTemplate")
"""What may lie outside: a link is only a text, and the writer drops the other."""


def template_check(template: Path) -> tuple[Finding, ...]:
    """Everything that is wrong with a template, errors first; empty for a sound one.

    Errors keep a report from being written; warnings say what will look other than expected.
    """
    faults = list(_faults(template))
    findings = [
        Finding(fault.code, fault.severity, template.name, fault.message, fault.hint)
        for fault in faults
    ]
    return tuple(sorted(findings, key=lambda finding: finding.rank))


def _faults(template: Path) -> Iterator[Fault]:
    manifest = {}
    try:
        manifest = manifest_data(template)
    except KnownError as error:
        yield Fault("template-manifest", error.message, error.hint)
    else:
        for reason in manifest_faults(manifest):
            yield Fault("template-manifest", _sentence(reason))
    try:
        parts = Parts.of(template)
    except (OSError, zipfile.BadZipFile, KeyError, ValueError):
        yield _no_word_file(template)
        return
    yield from _macro_faults(parts)
    if parts.main is None or parts.styles is None:
        yield _no_word_file(template)
        return
    if manifest:
        yield from _style_faults(parts, manifest)
    yield from _outside_faults(parts)
    yield from _change_faults(parts)
    yield from page_faults(parts)
    yield from font_faults(parts)


def _sentence(reason: str) -> str:
    return f"{reason[:1].upper()}{reason[1:]}."


def _no_word_file(template: Path) -> Fault:
    """Why a file cannot be opened, as far as its first bytes tell."""
    try:
        with template.open("rb") as stream:
            start = stream.read(4)
    except OSError:
        message = _("The template cannot be read.")
        return Fault("template-no-word-file", message, _("Look whether it is still there."))
    if start == _OLD_WORD:
        message = _("The template is protected by a password, or a file of an old Word (.doc).")
        hint = _("Save it in Word as a .docx file without a password.")
    else:
        message = _("The template is not a Word document (.docx), or it is damaged.")
        hint = _("Save it again in Word as a .docx file.")
    return Fault("template-no-word-file", message, hint)


def _macro_faults(parts: Parts) -> Iterator[Fault]:
    if any("vbaproject" in name.lower() for name in parts.names) or parts.has_macro_type:
        yield Fault(
            "template-macros",
            _("The template holds macros, which would get into every report."),
            _("Save it in Word as a .docx file; that kind holds none."),
        )


def _style_faults(parts: Parts, manifest: Mapping[str, Any]) -> Iterator[Fault]:
    """Styles that are missing, or are of another kind, or are lists without a list."""
    styles = parts.styles_by_name()
    wanted = manifest["styles"]
    roles = (*ROLES, NUMBERED) if manifest.get("numbered_paragraphs") is True else ROLES
    known = {role: wanted[role] for role in roles if isinstance(wanted.get(role), str)}
    missing = []
    for role, name in known.items():
        style = styles.get(name)
        if style is None:
            style = styles.get(name.casefold())
        if style is None:
            missing.append(f"“{name}” ({role})")
            continue
        kind = _KINDS.get(role, "paragraph")
        if style.get(named("type")) != kind:
            message = _("The style “{name}” should be one for {kind}.")
            yield Fault("template-style-kind", message.format(name=name, kind=_kind_word(kind)))
        elif role in _LISTED and not parts.counts(style):
            message = _("The style “{name}” has no list of numbers or marks.")
            hint = _("In Word, modify the style and choose a list under Format, Numbering.")
            yield Fault("template-list", message.format(name=name), hint)
    if missing:
        yield Fault(
            "template-style-missing",
            ngettext(
                "A style is missing: {names}.", "Styles are missing: {names}.", len(missing)
            ).format(names=", ".join(missing)),
            _("Copy them from the default template, or name your own styles in manifest.json."),
        )


def _kind_word(kind: str) -> str:
    words = {"table": _("tables"), "character": _("characters"), "paragraph": _("paragraphs")}
    return words[kind]


def _outside_faults(parts: Parts) -> Iterator[Fault]:
    """What a report would fetch from elsewhere each time that somebody opens it."""
    targets = {target for kind, target in parts.outside if not kind.endswith(_HARMLESS)}
    if targets:
        yield Fault(
            "template-outside",
            _("The template loads something from outside: {targets}.").format(
                targets=", ".join(sorted(targets))
            ),
            _("Insert pictures into the file, and break links to other files."),
        )


def _change_faults(parts: Parts) -> Iterator[Fault]:
    """Tracked changes in what gets into the report, and a protection against editing."""
    kept = [parts.styles, parts.numbering, *parts.heads.values()]
    if any(_has(element, _CHANGES) for element in kept if element is not None):
        yield Fault(
            "template-changes",
            _("The template holds tracked changes in its styles, heads or feet."),
            _("Accept or reject them in Word, then save the template."),
        )
    settings = parts.settings
    if settings is None:
        return
    protection = settings.find(named("documentProtection"))
    enforced = protection is not None and _is_on(protection.get(named("enforcement"), "0"))
    if enforced or settings.find(named("writeProtection")) is not None:
        yield Fault(
            "template-protected",
            _("The template is protected against editing, and so would every report be."),
            _("Stop the protection in Word under Review, Restrict Editing."),
        )
    tracking = settings.find(named("trackRevisions"))
    if tracking is not None and _is_on(tracking.get(named("val"), "1")):
        yield Fault(
            "template-tracking",
            _("The template has tracking of changes on, and so will every report."),
            severity=Severity.WARNING,
        )


def _has(element: "_Element", names: tuple[str, ...]) -> bool:
    return next(element.iter(*map(named, names)), None) is not None


def _is_on(value: str) -> bool:
    return value.lower() in ("1", "true", "on")


def refuse(template: Path, findings: tuple[Finding, ...]) -> None:
    """Raise `KnownError` "invalid-template" that names all errors; warnings let a template pass."""
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    if errors:
        lines = "\n".join(f"• {error.message}" for error in errors)
        hints = dict.fromkeys(error.hint for error in errors if error.hint)
        raise KnownError(
            "invalid-template",
            _("The template “{file}” cannot be used:\n{faults}").format(
                file=template, faults=lines
            ),
            " ".join(hints) or _("Start from a copy of the default template."),
        )
