"""One family list and one type scale for the whole window."""

from PySide6.QtGui import QFont

FAMILIES = [
    "Noto Sans",
    "Segoe UI",
    "Helvetica Neue",
    "Noto Sans Arabic",
    "Noto Sans CJK SC",
    "Microsoft YaHei",
    "PingFang SC",
]
"""In this order; without a Chinese family by name, Chinese is drawn with Japanese glyphs."""

SIZES = {"caption": 11, "small": 12, "base": 13, "lead": 15, "heading": 18, "title": 22, "hero": 30}
"""The type scale in pixels at 100 %."""


def font(size: str = "base", *, bold: bool = False) -> QFont:
    """A font of the type scale."""
    made = QFont(FAMILIES)
    made.setPixelSize(SIZES[size])
    made.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return made
