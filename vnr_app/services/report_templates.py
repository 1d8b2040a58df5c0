"""The templates that reports are written with: ours, and those of the user's own folder.

A template is a folder with a `template.docx` and a `manifest.json`; its name is the folder's.
"""

import json
from pathlib import Path
from typing import NamedTuple

from vnr_app.domain.findings import Finding
from vnr_app.errors import KnownError
from vnr_app.i18n import _
from vnr_app.paths import templates_dir, user_data_dir

DEFAULT = "default"
_FILE = "template.docx"
_MANIFEST = "manifest.json"


class Available(NamedTuple):
    """A template to choose: its name, its title for people, its file."""

    name: str
    title: str
    path: Path


def own_dir() -> Path:
    """The folder of the user's own templates (not created here)."""
    return user_data_dir() / "templates"


def available() -> list[Available]:
    """All templates to choose from: ours, the default first, then the user's own by title.

    A name of ours always means ours.
    """
    ours = [_described(path, translated=True) for path in templates_dir().glob(f"*/{_FILE}")]
    names = {each.name for each in ours}
    own = [_described(path) for path in own_dir().glob(f"*/{_FILE}")]
    ours.sort(key=lambda each: (each.name != DEFAULT, each.name))
    return ours + sorted((each for each in own if each.name not in names), key=lambda each: each[1])


def _described(path: Path, *, translated: bool = False) -> Available:
    """A template's title is in its manifest; where that cannot be read, its folder's name."""
    name = path.parent.name
    try:
        data = json.loads(path.with_name(_MANIFEST).read_text(encoding="utf-8-sig"))
        title = str(data["title"])
    except (OSError, ValueError, KeyError, TypeError):
        title = name
    return Available(name, _(title) if translated else title, path)


def built_in() -> tuple[str, ...]:
    """The names of the templates to choose from, the default first."""
    return tuple(each.name for each in available())


def template_file(template: str | Path | None = None) -> Path:
    """The `.docx` of a template's name or of a path; `KnownError` "invalid-template"."""
    choices = {each.name: each.path for each in available()}
    if template is None or str(template) in choices:
        return choices[str(template or DEFAULT)]
    path = Path(template)
    if path.is_dir():
        path /= _FILE
    if not path.is_file():
        raise KnownError(
            "invalid-template",
            _("There is no template “{file}”.").format(file=template),
            _("Give the path of a .docx file, or one of these names: {names}.").format(
                names=", ".join(choices)
            ),
        )
    return path


def check(template: str | Path | None = None) -> tuple[Finding, ...]:
    """All that is wrong with a template, errors first; `KnownError` where there is none."""
    from vnr_app.exporting.template_check import template_check  # noqa: PLC0415 - lxml is heavy

    return template_check(template_file(template))


def sound_template(template: str | Path | None = None) -> Path:
    """As `template_file`; the `KnownError` of a faulty template names all its errors."""
    from vnr_app.exporting.template_check import refuse, template_check  # noqa: PLC0415

    path = template_file(template)
    refuse(path, template_check(path))
    return path
