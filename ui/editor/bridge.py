"""The text model in Qt's editor and back, without loss.

`from_qt` of what `to_qt` wrote is the normalised document, for every document of the model.
"""

from ui.editor.bridge_in import to_qt
from ui.editor.bridge_out import from_qt

__all__ = ["from_qt", "to_qt"]
