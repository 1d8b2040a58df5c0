"""Word templates: a `.docx` with a manifest beside it that names its styles."""

import json
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from vnr_app.errors import KnownError
from vnr_app.i18n import _
from vnr_app.paths import templates_dir

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

MANIFEST = "manifest.json"
_COLOR = re.compile("[0-9A-Fa-f]{6}")
ROLES = (
    "cover-country",
    "cover-year",
    "cover-title",
    "cover-subtitle",
    "cover-tile",
    "cover-date",
    "cover-mark",
    "contents-title",
    "contents-1",
    "contents-2",
    "list-title",
    "list-entry",
    "heading-1",
    "heading-2",
    "goal-heading",
    "heading-3",
    "heading-4",
    "goal-label",
    "goal-number",
    "goal-title",
    "body",
    "quote",
    "box-title",
    "box-text",
    "caption",
    "source",
    "signature-name",
    "signature-text",
    "term",
    "bullet",
    "number",
    "key-value",
    "key-unit",
    "key-label",
    "key-period",
    "table",
    "figures",
    "table-text",
    "table-number",
    "table-center",
    "table-header",
    "table-header-number",
    "table-header-center",
    "table-group",
    "table-group-quiet",
    "table-break",
    "footnote-text",
    "footnote-mark",
    "link",
)
"""What the report needs a style for."""
NUMBERED = "numbered"
"""The role of numbered paragraphs, needed only where the manifest wants them."""


Cover = Literal["full-bleed", "plain"]
"""A page of colour with a row of tiles, or lines of type alone."""
Bands = Literal["filled", "ruled"]
"""A goal opens on a band of its colour, or with a small tile over a thin line of it."""
COVERS: tuple[Cover, ...] = ("full-bleed", "plain")
BANDS: tuple[Bands, ...] = ("filled", "ruled")


@dataclass(frozen=True, slots=True)
class Manifest:
    """A template's file, its two colours, its styles by role, and what it does differently.

    `numbered_paragraphs`: whether paragraphs of the text are numbered through the whole report,
    by the list of the style of the role "numbered". `symbol` is the document's own, as the United
    Nations give one. With "ruled" bands tables and charts are in shades of the accent alone.
    """

    file: Path
    accent: str
    ink: str
    styles: dict[str, str]
    numbered_paragraphs: bool = False
    cover: Cover = "full-bleed"
    bands: Bands = "filled"
    symbol: str = ""

    def color(self, goal: str) -> str:
        """The colour of what belongs to a goal of the colour `goal` ("" for no goal)."""
        return goal if goal and self.bands == "filled" else self.accent


def invalid_template(path: Path, reason: str) -> KnownError:
    """What to say of a template that cannot be used."""
    return KnownError(
        "invalid-template",
        _("The template “{file}” cannot be used: {reason}.").format(file=path, reason=reason),
        _("Start from a copy of the default template."),
    )


def manifest_data(template: Path) -> dict[str, Any]:
    """The manifest beside a template, unchecked; the default template's where there is none.

    Raises `KnownError` where it cannot be read. It may leave out what is as in the default one.
    """
    path = template.with_name(MANIFEST)
    usual = templates_dir() / "default" / MANIFEST
    data = _read(usual, template)
    if not path.exists() or path.samefile(usual):
        return data
    own = _read(path, template)
    own_styles = own.get("styles", {})
    if not isinstance(own_styles, dict):
        raise invalid_template(template, _("its manifest.json names no styles"))
    return {**data, **own, "styles": {**data["styles"], **own_styles}}


def _read(path: Path, template: Path) -> dict[str, Any]:
    try:
        data = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise invalid_template(template, _("its manifest.json cannot be read")) from error
    except ValueError as error:
        raise invalid_template(template, _("its manifest.json is not valid JSON")) from error
    if not isinstance(data, dict):
        raise invalid_template(template, _("its manifest.json names no styles"))
    return data


def manifest_faults(data: Mapping[str, Any]) -> list[str]:
    """What is wrong with a manifest, each as the end of a sentence."""
    styles = data["styles"]
    roles = (*ROLES, NUMBERED) if data.get("numbered_paragraphs") is True else ROLES
    missing = [role for role in roles if not isinstance(styles.get(role), str)]
    faults = []
    if missing:
        faults.append(
            _("its manifest.json names no style for {roles}").format(roles=", ".join(missing))
        )
    for key in ("accent", "ink"):
        if not _COLOR.fullmatch(str(data.get(key, ""))):
            reason = _("“{key}” in its manifest.json is not a colour of six hexadecimal digits")
            faults.append(reason.format(key=key))
    for key, choices in (("cover", COVERS), ("bands", BANDS)):
        if data.get(key) not in choices:
            reason = _("“{key}” in its manifest.json must be one of {choices}")
            faults.append(reason.format(key=key, choices=", ".join(choices)))
    return faults


def load_manifest(template: Path) -> Manifest:
    """The manifest of a template, the default one's where it has none of its own.

    Raises `KnownError` where it is incomplete; `template_check` names all faults at once.
    """
    data = manifest_data(template)
    for fault in manifest_faults(data):
        raise invalid_template(template, fault)
    numbered = data.get("numbered_paragraphs") is True
    roles = (*ROLES, NUMBERED) if numbered else ROLES
    return Manifest(
        template,
        data["accent"],
        data["ink"],
        {role: data["styles"][role] for role in roles},
        numbered,
        data["cover"],
        data["bands"],
        str(data.get("symbol") or ""),
    )


def open_template(template: Path) -> "WordDocument":
    """Open a template by python-docx; `KnownError` where it is not a Word file."""
    import docx  # noqa: PLC0415 - only an export needs it
    from docx.opc.exceptions import PackageNotFoundError  # noqa: PLC0415
    from lxml.etree import XMLSyntaxError  # noqa: PLC0415

    try:
        return docx.Document(str(template))
    except (
        PackageNotFoundError,
        zipfile.BadZipFile,
        XMLSyntaxError,
        KeyError,
        ValueError,
        OSError,
    ) as error:
        raise invalid_template(template, _("it is not a Word document (.docx)")) from error


def style_ids(document: "WordDocument", manifest: Manifest) -> dict[str, str]:
    """The ids of the styles by role, looked up once; `KnownError` naming those that are missing.

    Word changes the case of the names of its own styles, so case does not count.
    """
    from docx.oxml.ns import qn  # noqa: PLC0415 - only an export needs it

    ids: dict[str, str] = {}
    for style in document.styles.element.iterchildren(qn("w:style")):
        element = style.find(qn("w:name"))
        if element is not None:
            name, identifier = element.get(qn("w:val"), ""), style.get(qn("w:styleId"), "")
            # LibreOffice adds a "Caption" of its own to our "caption": the very name counts first.
            ids[name] = identifier
            ids.setdefault(name.casefold(), identifier)
    found = {
        role: ids.get(name) or ids.get(name.casefold(), "")
        for role, name in manifest.styles.items()
    }
    missing = [manifest.styles[role] for role, identifier in found.items() if not identifier]
    if missing:
        reason = _("it has no style named {names}").format(
            names=", ".join(f"“{name}”" for name in missing)
        )
        raise invalid_template(manifest.file, reason)
    return found


def type_size(document: "WordDocument", style_id: str) -> float:
    """The size of a paragraph style's type in points, its own or its parents'; else Word's 10."""
    from docx.oxml.ns import qn  # noqa: PLC0415 - only an export needs it

    root = document.styles.element
    styles = {style.get(qn("w:styleId")): style for style in root.iterchildren(qn("w:style"))}
    size = f"{qn('w:rPr')}/{qn('w:sz')}"
    style, seen = styles.get(style_id), set()
    while style is not None and style not in seen:
        seen.add(style)
        found = style.find(size)
        if found is not None:
            return float(found.get(qn("w:val"))) / 2
        parent = style.find(qn("w:basedOn"))
        style = None if parent is None else styles.get(parent.get(qn("w:val")))
    usual = root.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{size}")
    return 10.0 if usual is None else float(usual.get(qn("w:val"))) / 2
