"""Markdown to HTML, with footnotes as other converters write them."""

import re
from html import escape

_DEFINITION = re.compile(r"^ {0,3}\[\^([^\]\s]{1,64})\]:[ \t]*(.*)$")
_REFERENCE = re.compile(r"\[\^([^\]\s]{1,64})\]")
_IN_NOTE = "in_note"
_FENCE = re.compile(r"^ {0,3}(```|~~~)")


def _split_notes(markdown: str) -> tuple[str, dict[str, str]]:
    """The text without its footnote definitions, and the definitions by their label."""
    kept: list[str] = []
    notes: dict[str, list[str]] = {}
    current: list[str] | None = None
    fenced = False
    for line in markdown.splitlines():
        fenced ^= bool(_FENCE.match(line))
        match = None if fenced else _DEFINITION.match(line)
        if match:
            current = notes.setdefault(match[1], [])
            current.append(match[2])
        elif current is not None and line.startswith(("    ", "\t")):
            current.append(line.strip())
        else:
            current = current if current is not None and not line.strip() else None
            kept.append(line)
    return "\n".join(kept), {label: "\n".join(lines) for label, lines in notes.items()}


def markdown_to_html(markdown: str) -> str:
    """The HTML of a Markdown text: CommonMark with tables, strike-through and footnotes."""
    from markdown_it import MarkdownIt  # noqa: PLC0415 - loaded only when a text is read
    from markdown_it.rules_inline import StateInline  # noqa: PLC0415

    text, notes = _split_notes(markdown)
    used: list[str] = []

    def reference(state: StateInline, silent: bool) -> bool:
        match = _REFERENCE.match(state.src, state.pos)
        if match is None or match[1] not in notes or state.env.get(_IN_NOTE):
            return False
        if not silent:
            used.append(match[1])
            number = len(used)
            state.push(
                "html_inline", "", 0
            ).content = (
                f'<sup><a id="vnr-ref-{number}" href="#vnr-note-{number}">{number}</a></sup>'
            )
        state.pos = match.end()
        return True

    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    parser.inline.ruler.before("link", "note_reference", reference)
    html = parser.render(text)
    items = [
        f'<li id="vnr-note-{number}">{parser.renderInline(notes[label], {_IN_NOTE: True})}'
        f' <a href="#vnr-ref-{number}">↑</a></li>'
        for number, label in enumerate(used, start=1)
    ]
    unused = [
        f"<p>[^{escape(label)}]: {escape(notes[label])}</p>"
        for label in notes
        if label not in set(used)
    ]
    return f"{html}{''.join(unused)}<ol>{''.join(items)}</ol>"
