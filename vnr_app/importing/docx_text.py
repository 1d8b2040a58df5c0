"""Word texts to the text model, by way of mammoth's HTML."""

import re
import zipfile
from pathlib import Path

from vnr_app.errors import KnownError
from vnr_app.i18n import _, ngettext
from vnr_app.importing.docx_guard import check_docx
from vnr_app.importing.html_text import TextImport, html_to_text

_STYLE_MAP = """
u => u
p[style-name='Title'] => h1:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
p[style-name='Caption'] => p.caption:fresh
p[style-name='caption'] => p.caption:fresh
p[style-name='Box Title'] => p.box-title:fresh
p[style-name='Box Text'] => p.box-text:fresh
"""
_COMMENT = re.compile(rb"<w:commentReference[ />]")
_TRACKED = re.compile(rb"<w:(?:ins|del|moveFrom|moveTo) ")
_FORMULA = re.compile(rb"<m:oMath[ />]")
_CHART = re.compile(rb"<c(?:x)?:chart[ />]|<dgm:relIds[ />]")


def _traces(path: Path) -> list[str]:
    """Sentences on what Word shows and the text will not hold, from the marks in the XML."""
    with zipfile.ZipFile(path) as archive:
        bodies = (name for name in archive.namelist() if name.startswith("word/document"))
        xml = b"".join(archive.read(name) for name in bodies)
    sentences: list[str] = []
    if count := len(_COMMENT.findall(xml)):
        sentence = ngettext(
            "{count} comment was left out.", "{count} comments were left out.", count
        )
        sentences.append(sentence.format(count=count))
    if _TRACKED.search(xml):
        sentences.append(_("Tracked changes were read as if they were accepted."))
    if count := len(_FORMULA.findall(xml)):
        sentence = ngettext(
            "{count} formula was left out.", "{count} formulas were left out.", count
        )
        sentences.append(sentence.format(count=count))
    if count := len(_CHART.findall(xml)):
        sentence = ngettext(
            "{count} chart or diagram was left out.",
            "{count} charts or diagrams were left out.",
            count,
        )
        sentences.append(sentence.format(count=count))
    return sentences


def docx_to_text(path: Path) -> TextImport:
    """The text of a Word file.

    Raises `KnownError` for a file that is damaged, unsafe, or no Word document.
    """
    check_docx(path)
    import mammoth  # noqa: PLC0415 - loaded only when a Word text is read

    pictures = 0

    def leave_out(_image: object) -> list[object]:
        nonlocal pictures
        pictures += 1
        return []

    try:
        with path.open("rb") as stream:
            html = mammoth.convert_to_html(
                stream,
                style_map=_STYLE_MAP,
                include_embedded_style_map=False,
                convert_image=leave_out,
            ).value
    # mammoth lets through whatever its XML reader and its look-ups raise on a broken file.
    except Exception as error:
        raise KnownError(
            "damaged-file",
            _("“{file}” is a damaged Word file.").format(file=path.name),
            _("Open it in a word processor and save it again as .docx."),
        ) from error
    text = html_to_text(html, path.name, exact_space=True)
    dropped = [*text.dropped, *_traces(path)]
    if pictures:
        sentence = ngettext(
            "{count} picture was left out.", "{count} pictures were left out.", pictures
        )
        dropped.insert(0, sentence.format(count=pictures))
    return TextImport(text.document, tuple(dropped))
