"""Fonts of a template that a reader's computer may not have."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from vnr_app.domain.importplan import Severity
from vnr_app.exporting.template_parts import Fault, Parts, named
from vnr_app.i18n import _

if TYPE_CHECKING:
    from lxml.etree import _Element

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_SCRIPTS = ("ascii", "hAnsi", "cs", "eastAsia")
_COMMON = frozenset(
    name.casefold()
    for name in (
        *("Aptos", "Aptos Display", "Arial", "Calibri", "Calibri Light", "Cambria", "Candara"),
        *("Consolas", "Constantia", "Corbel", "Courier New", "Garamond", "Georgia", "Helvetica"),
        *("Palatino Linotype", "Segoe UI", "Segoe UI Semibold", "Symbol", "Tahoma", "Times"),
        *("Times New Roman", "Trebuchet MS", "Verdana", "Wingdings", "OpenSymbol"),
        *("Sakkal Majalla", "Simplified Arabic", "Traditional Arabic", "Arabic Typesetting"),
        *("SimSun", "SimHei", "KaiTi", "FangSong", "DengXian", "Microsoft YaHei", "PMingLiU"),
        *("MS Mincho", "MS Gothic", "Yu Gothic", "Yu Mincho", "Malgun Gothic", "Batang"),
        *("Liberation Sans", "Liberation Serif", "Liberation Mono", "DejaVu Sans", "Carlito"),
    )
)
"""Families that come with Windows, macOS, Office or LibreOffice."""
_NOTO = "noto "
"""The Noto families cover every script and are free: the templates of ours use them."""


def font_faults(parts: Parts) -> Iterator[Fault]:
    """A warning that names the fonts that are neither common nor embedded nor have a stand-in."""
    safe = _provided(parts)
    rare = sorted(
        name
        for name in _used(parts)
        if name.casefold() not in _COMMON | safe and not name.casefold().startswith(_NOTO)
    )
    if rare:
        yield Fault(
            "template-font",
            _("These fonts are not on every computer: {names}.").format(names=", ".join(rare)),
            _("Embed them in Word under Options, Save, or choose common ones."),
            Severity.WARNING,
        )


def _used(parts: Parts) -> set[str]:
    """The families that styles, heads and the theme name."""
    names: set[str] = set()
    for element in (parts.styles, *parts.heads.values()):
        if element is None:
            continue
        for fonts in element.iter(named("rFonts")):
            names.update(
                fonts.get(named(script), "")
                for script in _SCRIPTS
                if fonts.get(named(_theme_attribute(script))) is None
            )
    if parts.theme is not None:
        names.update(_theme_faces(parts.theme))
    return {name for name in names if name and not name.startswith("+")}


def _theme_attribute(script: str) -> str:
    """The attribute that takes a family from the theme and wins over a name beside it."""
    return "cstheme" if script == "cs" else f"{script}Theme"


def _theme_faces(theme: "_Element") -> Iterator[str]:
    for kind in ("majorFont", "minorFont"):
        for fonts in theme.iter(f"{_DRAWING}{kind}"):
            for script in ("latin", "ea", "cs"):
                face = fonts.find(f"{_DRAWING}{script}")
                if face is not None:
                    yield face.get("typeface", "")


def _provided(parts: Parts) -> set[str]:
    """The families that the file embeds, or for which it names a common stand-in."""
    if parts.fonts is None:
        return set()
    provided = set()
    for font in parts.fonts.iterchildren(named("font")):
        stand_in = font.find(named("altName"))
        others = "" if stand_in is None else stand_in.get(named("val"), "")
        if font.find(named("embedRegular")) is not None or any(
            other.strip().casefold() in _COMMON for other in others.split(",")
        ):
            provided.add(font.get(named("name"), "").casefold())
    return provided
