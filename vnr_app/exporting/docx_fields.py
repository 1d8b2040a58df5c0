"""Fields with their present results, so that the report is right before anyone presses F9."""

from vnr_app.exporting.docx_context import Writer
from vnr_app.exporting.ooxml import escaped, run, run_properties

_LEFT_TO_RIGHT = "\u200e"
LABEL_GAP = "\u2002"
"""What stands between the label of a caption and its text."""


def field_mark(kind: str, look: str = "", flag: str = "") -> str:
    """One of a field's three marks: "begin", "separate", "end"."""
    return f'<w:r>{look}<w:fldChar w:fldCharType="{kind}"{flag}/></w:r>'


def field_start(instruction: str, look: str = "", flag: str = "") -> str:
    """A field up to its result, to be closed by `field_mark("end")`."""
    code = f'<w:instrText xml:space="preserve"> {escaped(instruction)} </w:instrText>'
    return f"{field_mark('begin', look, flag)}<w:r>{look}{code}</w:r>{field_mark('separate', look)}"


def field(instruction: str, result: str, *, look: str = "", dirty: bool = False) -> str:
    """A field with its present result, all in the run properties `look`.

    `dirty` asks Word to compute it at opening.
    """
    flag = ' w:dirty="true"' if dirty else ""
    return f"{field_start(instruction, look, flag)}{run(result, look)}{field_mark('end', look)}"


def numbered(writer: Writer, identifier: str, color: str) -> str:
    """The bookmark of a block around its label, e.g. "Table 3.1"; a point where it has none.

    The counting starts anew with each chapter.
    """
    label = writer.references.take(identifier)
    if label is None:
        return writer.mark("b", identifier)
    look = run_properties(color=color)
    restart = " \\r 1" if label.number == 1 else ""
    counted = field(f"SEQ {label.kind} \\* ARABIC{restart}", str(label.number), look=look)
    # To LibreOffice a field has no direction: from right to left "3.1" would be "1.3".
    mark = _LEFT_TO_RIGHT if writer.rtl else ""
    prefix = run(f"{mark}{label.prefix}.{mark}", look)
    words = (
        writer.text(f"{label.word} ", look) + prefix + counted + (run(mark, look) if mark else "")
    )
    return writer.mark("b", identifier, words) + run(LABEL_GAP, look)
