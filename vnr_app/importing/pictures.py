"""Pictures in foreign texts: which are taken over, by what their first bytes say."""

import hashlib
import io
import warnings

MAX_BYTES = 20_000_000
MAX_PIXELS = 50_000_000
_FORMATS = ("PNG", "JPEG", "GIF", "BMP", "TIFF")


def picture_id(data: bytes) -> str:
    """The id of a picture: the SHA-256 of its bytes."""
    return hashlib.sha256(data).hexdigest()


def is_readable(data: bytes) -> bool:
    """Whether the bytes are a picture of a usual kind and size; only its header is read."""
    if not data or len(data) > MAX_BYTES:
        return False
    from PIL import Image  # noqa: PLC0415 - only a text with pictures needs it

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=_FORMATS) as picture:
                width, height = picture.size
    # A broken header makes its reader stumble in ways of its own.
    except Exception:
        return False
    return 0 < width * height <= MAX_PIXELS
