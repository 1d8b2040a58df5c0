"""Word templates: a `.docx` with a manifest beside it that names its styles."""

import json
import re
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from vnr_app.errors import KnownError
from vnr_app.i18n import _

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


@dataclass(frozen=True, slots=True)
class Manifest:
    """A template's file, its two colours, and the names of its styles by role."""

    file: Path
    accent: str
    ink: str
    styles: dict[str, str]


def invalid_template(path: Path, reason: str) -> KnownError:
    """What to say of a template that cannot be used."""
    return KnownError(
        "invalid-template",
        _("The template “{file}” cannot be used: {reason}.").format(file=path, reason=reason),
        _("Start from a copy of the default template."),
    )


def load_manifest(template: Path) -> Manifest:
    """Read the manifest beside a template; `KnownError` where it is missing or incomplete."""
    path = template.with_name(MANIFEST)
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise invalid_template(template, _("its manifest.json cannot be read")) from error
    except ValueError as error:
        raise invalid_template(template, _("its manifest.json is not valid JSON")) from error
    styles = data.get("styles") if isinstance(data, dict) else None
    if not isinstance(styles, dict):
        raise invalid_template(template, _("its manifest.json names no styles"))
    missing = [role for role in ROLES if not isinstance(styles.get(role), str)]
    if missing:
        reason = _("its manifest.json names no style for {roles}")
        raise invalid_template(template, reason.format(roles=", ".join(missing)))
    for key in ("accent", "ink"):
        if not _COLOR.fullmatch(str(data.get(key, ""))):
            reason = _("“{key}” in its manifest.json is not a colour of six hexadecimal digits")
            raise invalid_template(template, reason.format(key=key))
    return Manifest(template, data["accent"], data["ink"], {role: styles[role] for role in ROLES})


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
        name = style.find(qn("w:name"))
        if name is not None:
            ids[name.get(qn("w:val"), "").casefold()] = style.get(qn("w:styleId"), "")
    missing = [name for name in manifest.styles.values() if name.casefold() not in ids]
    if missing:
        reason = _("it has no style named {names}").format(
            names=", ".join(f"“{name}”" for name in missing)
        )
        raise invalid_template(manifest.file, reason)
    return {role: ids[name.casefold()] for role, name in manifest.styles.items()}


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
