"""Packages of parts that readers would misunderstand, written anew in memory."""

import codecs
import re
import zipfile
from io import BytesIO

from vnr_app.importing.container import Container

_DECLARED = re.compile(rb"(<\?xml[^>]{0,200}?encoding=[\"'])[^\"']*")


def in_utf8(name: str, content: bytes) -> bytes:
    """The same package with its UTF-16 parts in UTF-8, which alone the fast reader knows."""
    with Container(BytesIO(content), name=name) as container:
        foreign = container.utf16_parts()
        if not foreign:
            return content
        made = BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
            for part in container.parts(r".*\.(xml|rels|bin)"):
                inflated = b"".join(container.inflate(part))
                written = _recoded(inflated) if part in foreign else inflated
                archive.writestr(container.name_of(part), written)
    return made.getvalue()


def _recoded(part: bytes) -> bytes:
    if part.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = part.decode("utf-16", "replace")
    else:
        text = part.decode("utf-16-be" if part[:1] == b"\0" else "utf-16-le", "replace")
    return _DECLARED.sub(rb"\1UTF-8", text.encode(errors="replace"), count=1)
