"""Colours that stay readable: contrast after WCAG 2.1, darker shades and lighter tints.

Colours are six hexadecimal digits, e.g. "4C9F38".
"""

from functools import cache

WHITE = "FFFFFF"
READABLE = 4.5
"""The contrast that WCAG asks for text of normal size."""
READABLE_LARGE = 3.0
"""And for large type, as that of titles and numbers of goals is."""

TONES = {
    "good": ("1B6E33", "E3F1E6"),
    "fair": ("7A5200", "FBF0D9"),
    "poor": ("A8201A", "FAE5E3"),
    "unknown": ("5A636D", "EEF0F2"),
}
"""How a status is written, and on which ground: both stand out in print without colour too."""


def _channels(color: str) -> tuple[int, int, int]:
    return int(color[0:2], 16), int(color[2:4], 16), int(color[4:6], 16)


def _linear(channel: int) -> float:
    share = channel / 255
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4


def luminance(color: str) -> float:
    """Relative luminance from 0 (black) to 1 (white)."""
    red, green, blue = (_linear(channel) for channel in _channels(color))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, from 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def text_on(fill: str, ink: str) -> str:
    """White where it stands out as large type must, else `ink` or what reads better."""
    if contrast(WHITE, fill) >= READABLE_LARGE:
        return WHITE
    return max((WHITE, ink), key=lambda color: contrast(color, fill))


def mix(color: str, other: str, share: float) -> str:
    """`share` (0 to 1) of `color` in `other`."""
    pairs = zip(_channels(color), _channels(other), strict=True)
    return "".join(f"{round(a * share + b * (1 - share)):02X}" for a, b in pairs)


def tint(color: str, share: float) -> str:
    """The colour thinned with white, for the ground of a header row or a box."""
    return mix(color, WHITE, share)


def series_colors(color: str) -> tuple[str, ...]:
    """Six shades and tints of a colour for the series of a chart; each stands out from white."""
    strong = readable(color)
    return (
        strong,
        mix(strong, "000000", 0.45),
        tint(strong, 0.62),
        "5A636D",
        mix(strong, "000000", 0.72),
        "8A929B",
    )


@cache
def readable(color: str) -> str:
    """The colour itself, or darkened just so far that it reads on white."""
    for step in range(20, 0, -1):
        shade = mix(color, "000000", step / 20)
        if contrast(shade, WHITE) >= READABLE:
            return shade
    return "000000"
