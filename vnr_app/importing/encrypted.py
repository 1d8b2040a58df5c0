"""Workbooks protected by a password: opened in memory, never written anywhere unprotected."""

import re
from io import BytesIO

from vnr_app.errors import KnownError
from vnr_app.i18n import _

MAX_SPIN = 10_000_000
"""Rounds that the standard allows for making a key of a password; more would only keep us busy."""


def decrypt(name: str, content: bytes, password: str | None) -> bytes:
    """The unprotected bytes; `KnownError` "password" where it is missing or wrong."""
    if not password:
        raise KnownError(
            "password",
            _("“{name}” is protected by a password.").format(name=name),
            _("Enter the password, or save a copy without it and import that."),
        )
    from msoffcrypto import OfficeFile  # noqa: PLC0415 - only protected files need it
    from msoffcrypto.exceptions import (  # noqa: PLC0415
        DecryptionError,
        FileFormatError,
        InvalidKeyError,
        ParseError,
    )

    rounds = re.search(rb'spinCount="(\d+)"', content)
    if rounds and int(rounds[1]) > MAX_SPIN:
        raise _unknown(name)
    opened = BytesIO()
    try:
        book = OfficeFile(BytesIO(content))
        if book.format == "ooxml":
            book.load_key(password=password, verify_password=True)
        else:
            book.load_key(password=password)
        book.decrypt(opened)
    except InvalidKeyError:
        raise KnownError(
            "password",
            _("The password does not open “{name}”.").format(name=name),
            _("Small and capital letters differ; check the keyboard's language."),
        ) from None
    except (DecryptionError, FileFormatError, ParseError, ValueError, KeyError, OSError) as error:
        raise _unknown(name) from error
    return opened.getvalue()


def _unknown(name: str) -> KnownError:
    return KnownError(
        "password",
        _("“{name}” is protected in a way that cannot be opened here.").format(name=name),
        _("Save a copy without the password and import that."),
    )
