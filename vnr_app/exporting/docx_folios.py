"""The numbers that pages print: roman before the first chapter, arabic from there on."""

from collections.abc import Mapping

from vnr_app.exporting.docx_outline import Outline

_ROMAN = (
    *((100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)


def roman(number: int) -> str:
    """A positive number in small roman letters."""
    letters = []
    for value, letter in _ROMAN:
        count, number = divmod(number, value)
        letters.append(letter * count)
    return "".join(letters)


def folios(pages: Mapping[str, int], outline: Outline) -> dict[str, str]:
    """What is printed on the page of each bookmark, by the pages counted from the cover.

    Pages before the contents' own, as the foreword's, count with it; the cover does not count.
    """
    if outline.contents not in pages:
        return {name: str(page) for name, page in pages.items()}
    first = min(pages.values())
    main = pages.get(outline.main, max(pages.values()) + 1)
    return {
        name: str(page - main + 1) if page >= main else roman(page - first + 1)
        for name, page in pages.items()
    }
