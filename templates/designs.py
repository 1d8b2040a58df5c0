"""What the templates consist of; the manifest beside each says how the writer uses it."""

from dataclasses import dataclass

from templates import default_styles, un_styles
from templates.heads import PAGE_NUMBER, full_bleed, line, symbol_line, words
from templates.styles import Fonts, Style

_SANS = Fonts("Noto Sans", "Noto Sans Arabic", "Noto Sans CJK SC")
_SERIF = Fonts("Noto Serif", "Noto Naskh Arabic", "Noto Serif CJK SC")
_SANS_STAND_INS = {
    "Noto Sans": ("Segoe UI", "swiss"),
    "Noto Sans Arabic": ("Segoe UI", "swiss"),
    "Noto Sans CJK SC": ("Microsoft YaHei", "swiss"),
}
_SERIF_STAND_INS = {
    "Noto Serif": ("Cambria", "roman"),
    "Noto Naskh Arabic": ("Traditional Arabic", "roman"),
    "Noto Serif CJK SC": ("SimSun", "roman"),
}
_PAGE_WIDTH = 11906


@dataclass(frozen=True, slots=True)
class Design:
    """A template: `heads` and `text` are its two kinds of type, which may be the same.

    `stand_ins` are the families that take the place of missing ones, with their kind;
    `numbered_list` is the list that counts paragraphs, 0 for none.
    """

    folder: str
    accent: str
    ink: str
    heads: Fonts
    text: Fonts
    stand_ins: dict[str, tuple[str, str]]
    size: float
    styles: tuple[Style, ...]
    text_width: int
    cover_head: str
    head: str
    foot: str
    numbered_list: int = 0

    @property
    def margin(self) -> int:
        """The margins at either side, in twentieths of a point."""
        return (_PAGE_WIDTH - self.text_width) // 2


_WIDTH, _UN_WIDTH = default_styles.TEXT_WIDTH, un_styles.TEXT_WIDTH
DESIGNS = (
    Design(
        folder="default",
        accent=default_styles.ACCENT,
        ink=default_styles.INK,
        heads=_SANS,
        text=_SANS,
        stand_ins=_SANS_STAND_INS,
        size=10,
        styles=default_styles.STYLES,
        text_width=_WIDTH,
        cover_head=full_bleed(),
        head=line("Header", words("{chapter}", bold=True), words("{country}"), _WIDTH),
        foot=line("Footer", words("{title}"), PAGE_NUMBER, _WIDTH),
    ),
    Design(
        folder="un-style",
        accent=un_styles.ACCENT,
        ink=un_styles.INK,
        heads=_SANS,
        text=_SERIF,
        stand_ins={**_SANS_STAND_INS, **_SERIF_STAND_INS},
        size=10,
        styles=un_styles.STYLES,
        text_width=_UN_WIDTH,
        cover_head=symbol_line(),
        head=line("Header", words("{symbol}"), words("{chapter}"), _UN_WIDTH),
        foot=line("Footer", words("{country}"), PAGE_NUMBER, _UN_WIDTH),
        numbered_list=un_styles.NUMBERED_LIST,
    ),
)
