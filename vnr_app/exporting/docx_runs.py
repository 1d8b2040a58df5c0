"""Runs of a text as WordprocessingML: marked text, notes, references, citations."""

from dataclasses import dataclass

from vnr_app.domain import richtext as rt
from vnr_app.exporting.docx_context import Writer
from vnr_app.exporting.docx_fields import field
from vnr_app.exporting.docx_notes import Links
from vnr_app.exporting.docx_outline import runs_text
from vnr_app.exporting.docx_sources import source_block
from vnr_app.exporting.ooxml import (
    escaped,
    in_squares,
    language_xml,
    paragraph,
    run,
    run_properties,
    runs_right_to_left,
)

_ALLOWED_LINKS = ("https://", "http://", "mailto:")
_UNKNOWN = "[?]"
"""What stands for a reference or citation that leads nowhere."""


@dataclass(frozen=True, slots=True)
class Flow:
    """Direction and language of a block, and the part that its links belong to."""

    rtl: bool
    lang: str
    links: Links
    color: str = ""
    turned: bool = False
    """Whether the block has a direction of its own, be it the report's."""

    @property
    def before(self) -> str:
        """What a paragraph needs to run from left to right where the styles do not."""
        return '<w:bidi w:val="0"/>' if self.turned and not self.rtl else ""

    @property
    def after(self) -> str:
        """The language of the paragraph's own mark, which says it for the whole paragraph."""
        return f"<w:rPr>{language_xml(self.lang)}</w:rPr>" if self.lang else ""


def flow_of(writer: Writer, block: rt.Block, color: str = "") -> Flow:
    """The flow of a block of the document's body.

    In a report from the right a text that nobody has translated runs from the left.
    """
    if block.dir is not None:
        return Flow(block.dir == "rtl", block.lang or "", writer.links, color, turned=True)
    runs = block.runs if isinstance(block, rt.Paragraph | rt.Heading | rt.ListItem) else ()
    foreign = writer.rtl and not runs_right_to_left(runs_text(runs), paragraph_rtl=True)
    rtl = writer.rtl and not foreign
    return Flow(rtl, block.lang or "", writer.links, color, turned=foreign)


def _properties(writer: Writer, piece: rt.Text, flow: Flow, *, linked: bool = False) -> str:
    return run_properties(
        style=writer.styles["link"] if linked else "",
        bold=piece.bold,
        italic=piece.italic,
        underline=piece.underline,
        color="" if linked else flow.color,
        raised="superscript" if piece.sup else "subscript" if piece.sub else "",
        rtl=runs_right_to_left(piece.text, flow.rtl),
        lang=flow.lang,
        square=in_squares(piece.text),
    )


def _text_run(writer: Writer, piece: rt.Text, flow: Flow) -> str:
    target = piece.link if piece.link and piece.link.startswith(_ALLOWED_LINKS) else None
    content = run(piece.text, _properties(writer, piece, flow, linked=target is not None))
    if not target or not content:
        return content
    return f'<w:hyperlink r:id="{flow.links.id_of(target)}" w:history="1">{content}</w:hyperlink>'


def _note_mark(writer: Writer, note: rt.Runs, flow: Flow) -> str:
    """The mark of a footnote; a note inside a note stays in it as text in brackets."""
    if flow.links is writer.note_links:
        return _text_run(writer, rt.Text(f" ({runs_text(note)})"), flow)
    mark = run_properties(style=writer.styles["footnote-mark"])
    sign = f"<w:r>{mark}<w:footnoteRef/></w:r>"
    foreign = flow.rtl and not runs_right_to_left(runs_text(note), paragraph_rtl=True)
    inside = Flow(flow.rtl and not foreign, flow.lang, writer.note_links, turned=foreign)
    content = sign + run(" ") + runs_xml(writer, note, inside)
    style = writer.styles["footnote-text"]
    number = writer.notes.add(paragraph(style, content, rtl=inside.rtl, before=inside.before))
    return f'<w:r>{mark}<w:footnoteReference w:id="{number}"/></w:r>'


def _linked(name: str | None, content: str) -> str:
    """The runs as a link to a bookmark, or as they are where there is none."""
    if name is None or not content:
        return content
    return f'<w:hyperlink w:anchor="{escaped(name)}" w:history="1">{content}</w:hyperlink>'


def _reference(writer: Writer, piece: rt.CrossRef, flow: Flow) -> str:
    """A field that repeats the label of a numbered block, else a link to the block.

    What is not in this document keeps the text that it was last known by.
    """
    text = writer.references.texts.get(piece.block) or piece.text or _UNKNOWN
    if anchor := writer.references.anchors.get(piece.block):
        look = _properties(writer, rt.Text(text), flow)
        return field(f"REF {anchor} \\h \\* MERGEFORMAT", text, look=look)
    content = _text_run(writer, rt.Text(text), flow)
    return _linked(writer.bookmarks.targets.get(piece.block), content)


def _citation(writer: Writer, piece: rt.CiteRef, flow: Flow) -> str:
    """A source's label in brackets, which leads to its entry in the list of sources."""
    source = writer.sources.get(piece.source_id)
    if source is None:
        return _text_run(writer, rt.Text(_UNKNOWN), flow)
    cited = f"[{source.label}, {piece.locator}]" if piece.locator else f"[{source.label}]"
    content = _text_run(writer, rt.Text(cited), flow)
    return _linked(writer.bookmarks.targets.get(source_block(source.id)), content)


def runs_xml(writer: Writer, runs: rt.Runs, flow: Flow) -> str:
    """The runs of a block."""
    pieces = []
    for piece in runs:
        match piece:
            case rt.Text():
                pieces.append(_text_run(writer, piece, flow))
            case rt.ValueRef(text=text):
                pieces.append(_text_run(writer, rt.Text(text), flow))
            case rt.NoteRef(note=note):
                pieces.append(_note_mark(writer, note, flow))
            case rt.CrossRef():
                pieces.append(_reference(writer, piece, flow))
            case rt.CiteRef():
                pieces.append(_citation(writer, piece, flow))
            case rt.Break():
                pieces.append("<w:r><w:br/></w:r>")
    return "".join(pieces)
