"""Rules over planned observations: what a person should look at before importing.

No rule changes or leaves out a value.
"""

from vnr_app.importing.rules.checker import Checker
from vnr_app.importing.rules.rows import Names

__all__ = ["Checker", "Names"]
