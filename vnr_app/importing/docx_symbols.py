"""Letters of symbol fonts, which have no meaning of their own, as the characters they look like."""


def _table(pairs: str) -> dict[int, str]:
    """Codes in two hexadecimal digits, each followed by its character."""
    return {int(pair[:2], 16): pair[2] for pair in pairs.split()}


_LATIN, _GREEK = (
    "ABCDEFGHIKLMNOPQRSTUWXYZabcdefghiklmnopqrstuwxyz",
    "ΑΒΧΔΕΦΓΗΙΚΛΜΝΟΠΘΡΣΤΥΩΞΨΖαβχδεφγηικλμνοπθρστυωξψζ",
)
_SYMBOL = {ord(latin): greek for latin, greek in zip(_LATIN, _GREEK, strict=True)} | _table(
    "22∀ 24∃ 27∋ 2D− 40≅ 5C∴ 5E⊥ A2′ A3≤ A5∞ AB↔ AC← AD↑ AE→ AF↓ B0° B1± B2″ B3≥ B4× B5∝ B6∂ B7• "
    "B8÷ B9≠ BA≡ BB≈ BC… C5⊕ C6∅ C7∩ C8∪ CC⊂ CD⊆ CE∈ CF∉ D0∠ D1∇ D2® D3© D4™ D5∏ D6√ D7⋅ D8¬ DE⇒"
)
_WINGDINGS = _table(
    "6C● 6E■ 6F□ 71❑ 75◆ 76❖ 77⬥ A7▪ A8◻ D8➢ DF← E0→ E1↑ E2↓ E8➔ F0⇨ FB✗ FC✓ FD☒ FE☑"
)
_FONTS = {"symbol": _SYMBOL, "wingdings": _WINGDINGS}
_PRIVATE = range(0xF000, 0xF100)


def symbol(font: str, code: str) -> str | None:
    """The character for a letter of a font, its code in hexadecimal; None where nobody knows."""
    try:
        point = int(code, 16)
    except ValueError:
        return None
    known = _FONTS.get(font.casefold())
    if known is not None:
        return known.get(point - 0xF000 if point in _PRIVATE else point)
    usual = 0x20 <= point < 0xD800 or 0xF900 <= point < 0xFFFC
    return chr(point) if usual else None
