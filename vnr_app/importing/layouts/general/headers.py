"""The header of a block: its levels, filled to the right, and the text of each column in them."""

from dataclasses import dataclass, field

from vnr_app.importing.grid import Row, Sheet
from vnr_app.importing.layouts.general.blocks import Block, is_enumeration
from vnr_app.importing.layouts.general.cells import Look, Looks, text_of, without_notes

_MOST_LEVELS = 8
_MOST_SECTIONS = 4
_LONGEST = 250


@dataclass(slots=True)
class Header:
    """The levels of a block's header from top to bottom: column → text.

    `rows` are their rows; `merged` are the texts that stand over all columns.
    """

    levels: list[dict[int, str]] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)

    def texts(self, column: int) -> list[str]:
        """The texts over a column from top to bottom, none twice in a row."""
        found: list[str] = []
        for level in self.levels:
            text = level.get(column, "")
            if text and (not found or found[-1] != text):
                found.append(text)
        return found

    def heading(self, column: int) -> str:
        """The texts over a column in a line."""
        return " ".join(self.texts(column))


def find_header(sheet: Sheet, rows: list[Row], looks: Looks, block: Block, top: int) -> Header:
    """The header above a block, not above row `top`; its rows are kept in the block."""
    numbers = _header_rows(sheet, rows, looks, block, top)
    block.header = numbers
    counted = [n for n in numbers if _only_counts(rows, looks, numbers, n, block)]
    block.skipped += counted
    header = Header(rows=[n for n in numbers if n not in counted])
    bottom = header.rows[-1] if header.rows else -1
    levels = [_texts(rows, number, block) for number in header.rows]
    for position, (number, texts) in enumerate(zip(header.rows, levels, strict=True)):
        level = dict(texts)
        for column, text in _merged(sheet, rows, number).items():
            if block.left <= column <= block.right:
                level.setdefault(column, text)
        below = {c for lower in levels[position + 1 :] for c in lower if c >= block.zone}
        own = [c for c in texts if c >= block.zone]
        if number != bottom and len(own) * 4 <= len(below | set(own)) * 3:
            _fill_right(level, own, rows, looks, block)
        header.levels.append(level)
    _join_broken(header, block)
    return header


def _join_broken(header: Header, block: Block) -> None:
    """Headings broken over several rows, "all house-" over "holds (£)", are one level."""
    position = 0
    while position + 1 < len(header.levels):
        upper, lower = header.levels[position : position + 2]
        columns = [c for c in lower if c >= block.zone]
        both = [c for c in columns if c in upper]
        broken = [c for c in both if _goes_on(upper, lower, c)]
        if both and len(both) * 4 >= len(columns) * 3 and len(broken) * 2 >= len(both):
            for column, text in lower.items():
                upper[column] = _joined(upper.get(column, ""), text)
            del header.levels[position + 1]
        else:
            position += 1


def _goes_on(upper: dict[int, str], lower: dict[int, str], column: int) -> bool:
    """Whether a heading goes on in the row below; one over several columns heads them."""
    heads = any(
        upper.get(c) == upper[column] and lower.get(c, lower[column]) != lower[column]
        for c in (column - 1, column + 1)
    )
    text = lower[column]
    return not heads and (upper[column].endswith("-") or text[0].islower() or text[0] == "(")


def _joined(start: str, end: str) -> str:
    if start.endswith("-") and end[:1].islower():
        return start[:-1] + end
    return f"{start} {end}".strip()


def _heads(sheet: Sheet, rows: list[Row], block: Block, number: int, below: int) -> bool:
    """Whether a row with one text over the values heads the row below.

    It names the labels too, or its text is merged over several columns.
    """
    texts = _texts(rows, number, block)
    over = [c for c in texts if c >= block.zone]
    if len(over) != 1 or not any(c >= block.zone for c in _texts(rows, below, block)):
        return False
    stub = [c for c in texts if c < block.zone and not text_of(rows, below, c)]
    merged = any(
        merge.first_row == number
        and merge.first_column == over[0]
        and merge.last_column > merge.first_column
        for merge in sheet.merges
    )
    return merged or bool(stub)


def _header_rows(sheet: Sheet, rows: list[Row], looks: Looks, block: Block, top: int) -> list[int]:
    """The rows of the header, found upwards from the first row with values."""
    found: list[int] = []
    pending: list[int] = []
    blanks = 0
    single = _value_columns(looks, block) == 1
    for number in range(block.first - 1, top - 1, -1):
        texts = _texts(rows, number, block)
        over = [c for c in texts if c >= block.zone]
        blanks = 0 if texts else blanks + 1
        if blanks > 2 or len(found) >= _MOST_LEVELS:
            break
        if not texts:
            continue
        if over and max(len(texts[c]) for c in over) > _LONGEST:
            break
        spans = bool(found) and blanks == 0 and _heads(sheet, rows, block, number, found[0])
        if len(over) >= 2 or spans or (single and over and not found):
            found = [number, *(pending if len(over) >= 2 else []), *found]
            pending = []
        elif over and all(is_enumeration(rows, looks, n) for n in found):
            pending.insert(0, number)
        elif (found and blanks == 0) or number < block.first - _MOST_SECTIONS:
            break
        if single and found:
            break
    return sorted(found)


def _value_columns(looks: Looks, block: Block) -> int:
    return sum(
        any(looks.at(n, c) is Look.NUMBER for n in block.rows)
        for c in range(block.zone, block.right + 1)
    )


def _texts(rows: list[Row], number: int, block: Block) -> dict[int, str]:
    """The texts of a row within the columns of a block."""
    return {
        column: text
        for column in range(block.left, block.right + 1)
        if (text := _heading(rows, number, column))
    }


def _heading(rows: list[Row], number: int, column: int) -> str:
    return " ".join(without_notes(text_of(rows, number, column)).split())


def _only_counts(
    rows: list[Row], looks: Looks, numbers: list[int], number: int, block: Block
) -> bool:
    """Whether a header row only counts columns that other rows name."""
    others = {c for n in numbers if n != number for c in _texts(rows, n, block)}
    return is_enumeration(rows, looks, number) and bool(others)


def _merged(sheet: Sheet, rows: list[Row], number: int) -> dict[int, str]:
    """The texts that merged cells spread over a row."""
    return {
        column: text
        for merge in sheet.merges
        if merge.first_row <= number <= merge.last_row
        and (text := _heading(rows, merge.first_row, merge.first_column))
        for column in range(merge.first_column, merge.last_column + 1)
    }


def _fill_right(
    level: dict[int, str], own: list[int], rows: list[Row], looks: Looks, block: Block
) -> None:
    """Spread each text to the columns on its right up to the next one or an empty column."""
    current = ""
    for column in range(block.zone, block.right + 1):
        if column in own:
            current = level[column]
        elif all(looks.at(n, column) is Look.EMPTY for n in (*block.header, *block.rows)):
            if not _are_spacers(own, column, rows, block):
                current = ""
        elif current:
            level.setdefault(column, current)


def _are_spacers(own: list[int], column: int, rows: list[Row], block: Block) -> bool:
    """Whether an empty column is one of spacers that stand between all columns."""
    columns = range(block.zone, block.right + 1)
    filled = [c for c in columns if any(text_of(rows, n, c) for n in block.header)]
    nexts = [c for c in filled if c > column]
    return len(own) * 2 < len(filled) and bool(nexts) and len(columns) >= 2 * len(filled) - 1
