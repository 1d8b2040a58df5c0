"""The colours of the window: one record a palette, and Qt's palette made from it."""

from dataclasses import dataclass

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QWidget

from vnr_app.exporting.colors import WHITE, contrast, mix


@dataclass(frozen=True, slots=True)
class Colors:
    """A palette by the use of its colours, each "#RRGGBB"; every text reads on its ground."""

    name: str
    window: str
    page: str
    raised: str
    hover: str
    border: str
    strong_border: str
    text: str
    muted: str
    accent: str
    on_accent: str
    accent_soft: str
    success: str
    success_soft: str
    warning: str
    warning_soft: str
    error: str
    error_soft: str
    found: str
    """The ground of what was searched for."""


LIGHT = Colors(
    name="light",
    window="#F5F6F8",
    page="#FFFFFF",
    raised="#FAFBFC",
    hover="#EBEDF1",
    border="#E2E5EA",
    strong_border="#C3C9D2",
    text="#1B2028",
    muted="#596273",
    accent="#0B67B2",
    on_accent="#FFFFFF",
    accent_soft="#E2EEF9",
    success="#17734A",
    success_soft="#E1F3EA",
    warning="#865700",
    warning_soft="#FCF1D8",
    error="#B3261E",
    error_soft="#FCE8E6",
    found="#FFE38A",
)

DARK = Colors(
    name="dark",
    window="#15181C",
    page="#1C2025",
    raised="#22272E",
    hover="#2A3038",
    border="#313841",
    strong_border="#4A535F",
    text="#E6E9EE",
    muted="#A2ABB8",
    accent="#69B4F0",
    on_accent="#0D1B28",
    accent_soft="#1D3347",
    success="#6CCB9B",
    success_soft="#1A3529",
    warning="#E6B659",
    warning_soft="#3A2F17",
    error="#FF8A80",
    error_soft="#43211F",
    found="#5F4B0C",
)

HIGH_CONTRAST = Colors(
    name="high-contrast",
    window="#000000",
    page="#000001",
    raised="#0A0A0A",
    hover="#2B2B2B",
    border="#FFFFFF",
    strong_border="#FFFFFF",
    text="#FFFFFF",
    muted="#F0F0F0",
    accent="#FFE14D",
    on_accent="#000000",
    accent_soft="#3A3300",
    success="#7CFFB2",
    success_soft="#003318",
    warning="#FFE14D",
    warning_soft="#332B00",
    error="#FFB3AD",
    error_soft="#4D0500",
    found="#5C4A00",
)

PALETTES = {each.name: each for each in (LIGHT, DARK, HIGH_CONTRAST)}


def colors_of(widget: QWidget) -> Colors:
    """The colours that belong to a widget's palette, so that painting follows a change of it."""
    name = widget.palette().color(QPalette.ColorRole.Accent).name()
    return next((each for each in PALETTES.values() if each.accent.lower() == name), LIGHT)


def qt_palette(colors: Colors) -> QPalette:
    """Qt's palette for the colours."""
    role = QPalette.ColorRole
    palette = QPalette()
    pairs = {
        role.Window: colors.window,
        role.WindowText: colors.text,
        role.Base: colors.page,
        role.AlternateBase: colors.raised,
        role.Text: colors.text,
        role.PlaceholderText: colors.muted,
        role.Button: colors.page,
        role.ButtonText: colors.text,
        role.BrightText: colors.error,
        role.Highlight: colors.accent,
        role.HighlightedText: colors.on_accent,
        role.Accent: colors.accent,
        role.Link: colors.accent,
        role.LinkVisited: colors.accent,
        role.ToolTipBase: colors.text,
        role.ToolTipText: colors.page,
        role.Light: colors.raised,
        role.Midlight: colors.hover,
        role.Mid: colors.border,
        role.Dark: colors.strong_border,
        role.Shadow: colors.strong_border,
    }
    for each, color in pairs.items():
        palette.setColor(each, QColor(color))
    for each in (role.Text, role.WindowText, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, each, QColor(colors.muted))
    return palette


_INK = "1B2028"
_LARGE_TEXT = 3.0


def text_on_goal(color: str) -> str:
    """White where large text in it reads on the goal's colour "#RRGGBB", else dark ink."""
    return f"#{WHITE if contrast(WHITE, color.removeprefix('#')) >= _LARGE_TEXT else _INK}"


def blend(color: str, ground: str, share: float) -> str:
    """`share` (0 to 1) of a colour on a ground, all "#RRGGBB"."""
    return f"#{mix(color.removeprefix('#'), ground.removeprefix('#'), share)}"


def shown_on(color: str, colors: Colors) -> str:
    """A goal's colour, brought towards that of text just so far that it stands out from a page."""
    page = colors.page.removeprefix("#")
    shades = (blend(color, colors.text, step / 10) for step in range(10, 0, -1))
    strong = (each for each in shades if contrast(each.removeprefix("#"), page) >= _LARGE_TEXT)
    return next(strong, colors.text)
