"""The general finder: tables of any form, told by where their numbers stand."""

from vnr_app.importing.layouts.general.reader import read

__all__ = ["read"]
