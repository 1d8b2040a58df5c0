"""Pictures from outside, examined: their kind, their size, nothing in them about persons."""

import io
import warnings
from dataclasses import dataclass

from vnr_app.errors import KnownError
from vnr_app.i18n import _

MOST_BYTES = 20_000_000
_MOST_PIXELS = 50_000_000
_KINDS = {"PNG": "image/png", "JPEG": "image/jpeg", "GIF": "image/gif"}
_PRINTED = ("CMYK", "YCbCr", "LAB", "HSV")


@dataclass(frozen=True, slots=True)
class Examined:
    """A picture as it is kept; width and height in pixels."""

    data: bytes
    mime: str
    width: int
    height: int


def examine(data: bytes) -> Examined:
    """Read a picture and write it anew as PNG, JPEG or GIF, without what the camera noted.

    A JPEG or GIF that notes nothing keeps its bytes: nothing is lost by compressing it twice, and
    what moves goes on moving.
    Raises `KnownError` "not-a-picture", "picture-too-large".
    """
    from PIL import Image, ImageOps  # noqa: PLC0415 - only who inserts a picture waits for it

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(data), formats=(*_KINDS, "BMP", "TIFF", "WEBP"))
        if picture.width * picture.height > _MOST_PIXELS:
            raise _too_large(picture.width, picture.height)
        kind = picture.format or ""
        picture.load()
        if kind in ("GIF", "JPEG") and not _notes_anything(picture):
            return Examined(data, _KINDS[kind], picture.width, picture.height)
        upright = ImageOps.exif_transpose(picture)
        # The photo of a phone can hold a second, smaller picture: Pillow calls such a JPEG an MPO.
        target = "JPEG" if kind in ("JPEG", "MPO") else "PNG"
        stream = io.BytesIO()
        profile = picture.info.get("icc_profile")
        if target == "JPEG":
            upright.save(stream, "JPEG", quality=92, icc_profile=profile)
        elif upright.mode in _PRINTED:
            # A PNG has no colours of the printing press, and no profile for them.
            upright.convert("RGB").save(stream, "PNG", icc_profile=None, exif=b"")
        else:
            upright.save(stream, "PNG", icc_profile=profile, exif=b"")
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_large() from error
    except KnownError:
        raise
    except Exception as error:
        # The reader of a broken picture raises whatever its codec stumbles over.
        raise KnownError(
            "not-a-picture",
            _("This is no picture that can be read."),
            _("Save it as PNG or JPEG and insert it again."),
        ) from error
    return Examined(stream.getvalue(), _KINDS[target], upright.width, upright.height)


def _notes_anything(picture: object) -> bool:
    """Whether a picture carries notes of camera, place or program besides its pixels."""
    info = getattr(picture, "info", {})
    return any(name in info for name in ("exif", "comment", "xmp", "photoshop", "mp"))


def _too_large(width: int = 0, height: int = 0) -> KnownError:
    size = _("The picture is too large ({width} × {height} points).").format(
        width=width, height=height
    )
    return KnownError(
        "picture-too-large",
        size if width else _("The picture is too large."),
        _("Save it smaller and insert it again."),
    )
