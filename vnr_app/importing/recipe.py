"""A recipe: what people decided about the form of a file, kept for the next one like it.

The JSON is versioned and shared between countries; an import reads a recipe and never changes it.
Whatever comes from outside is checked by `recipe_of` and `recipe_in`, which load pydantic: most
files are read without a recipe, and the process that reads them without that library.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal

if TYPE_CHECKING:
    from pydantic import TypeAdapter

Meaning = Literal["missing", "zero", "suppressed", "not-applicable", "less-than-half"]
"""What a mark without a number stands for at its source."""

Axis = Literal["row", "column"]


@dataclass(frozen=True, slots=True)
class _Bound:
    """A bound of a field under the name that pydantic has for it."""

    name: Literal["max_length", "ge"]
    value: int

    def __get_pydantic_core_schema__(
        self, source: object, handler: Callable[[object], dict[str, Any]]
    ) -> dict[str, Any]:
        """The schema of the field with the bound; pydantic asks for it."""
        return {**handler(source), self.name: self.value}


Text = Annotated[str, _Bound("max_length", 2_000)]
Position = Annotated[int, _Bound("ge", 0)]
_STRICT = {"extra": "forbid"}
"""What pydantic is told: fields that we do not know are refused."""


@dataclass(frozen=True, kw_only=True)
class LineRule:
    """What a person said of a whole row or column of a sheet.

    `at` counts from 0. `text` is the heading of a column or the first text of a row: in another
    file the line with that text is meant, wherever it stands. `role` is one of "title", "unit",
    "period", "label", "number", "note", "ignore", "indicator", "series", "area", "source",
    "footnote", "status" or "dimension", which `dimension` then names ("sex").
    """

    __pydantic_config__: ClassVar = _STRICT

    sheet: Text
    axis: Axis
    at: Position
    text: Text = ""
    role: Text
    dimension: Text = ""


@dataclass(frozen=True)
class RegionRule:
    """The rectangle of cells (from 0, both ends included) that is one table of a sheet."""

    __pydantic_config__: ClassVar = _STRICT

    sheet: Text
    first_row: Position
    first_column: Position
    last_row: Position
    last_column: Position


@dataclass(frozen=True)
class Recipe:
    """Decisions about reading and mapping; what is empty is found out from the file."""

    __pydantic_config__: ClassVar = _STRICT

    format: Literal[1] = 1
    name: Text = ""
    fingerprint: tuple[Text, ...] = ()
    """The form of the file that the recipe was made on; see `ImportPlan.fingerprint`."""
    encoding: Text = ""
    delimiter: Annotated[str, _Bound("max_length", 1)] = ""
    sheets: dict[Text, bool] = field(default_factory=dict)
    """Which sheets are read, where that differs from what is read by itself."""
    hidden: Literal["", "skip", "read"] = ""
    """What becomes of hidden rows and columns."""
    totals: Literal["", "keep", "skip"] = ""
    indicator: Text = ""
    unit: Text = ""
    source: Text = ""
    area: Text = ""
    period: Text = ""
    """The period of values that nothing dates."""
    decimal_mark: Literal["", ".", ","] = ""
    markers: dict[Text, Meaning] = field(default_factory=dict)
    brackets: Literal["", "unreliable", "negative"] = ""
    """What a number in round brackets is."""
    percent: Literal["", "shown", "fraction"] = ""
    """Whether a cell with a percent format is taken as shown (45.3) or as stored (0.453)."""
    scale: Literal["", "stored", "shown"] = ""
    """Whether a cell whose format leaves out thousands is taken as stored or as shown."""
    calendar: Literal["", "gregorian", "buddhist", "solar-hijri", "bikram-sambat", "roc"] = ""
    date_order: Literal["", "dmy", "mdy"] = ""
    split_years: Literal["", "period", "first", "last"] = ""
    """What "2017/18" is: a period of its own, or its first or last calendar year."""
    regions: tuple[RegionRule, ...] = ()
    lines: tuple[LineRule, ...] = ()
    indicators: dict[Text, Text] = field(default_factory=dict)
    """Label as printed (folded, lower case) → indicator code; "" for none."""
    values: dict[Text, dict[Text, Text]] = field(default_factory=dict)
    """Dimension → label as printed (folded, lower case) → code."""

    def to_json(self, indent: int | None = None) -> str:
        """The whole recipe as JSON."""
        return _format().dump_json(self, indent=indent).decode()

    def decided(self) -> dict[str, Any]:
        """What was decided, as plain JSON; `recipe_of` makes the recipe of it again."""
        if self == NO_RECIPE:
            return {}
        found: dict[str, Any] = _format().dump_python(self, mode="json", exclude_defaults=True)
        return found

    def decisions_json(self) -> str:
        """What was decided, as JSON, without the name of the recipe and the form that it fits."""
        return (
            _format()
            .dump_json(self, exclude={"name", "fingerprint"}, exclude_defaults=True)
            .decode()
        )


NO_RECIPE = Recipe()


def recipe_of(decided: object) -> Recipe:
    """The recipe that says this; raises pydantic's `ValidationError`, a `ValueError`."""
    return _format().validate_python(decided) if decided != {} else NO_RECIPE


def recipe_in(data: bytes) -> Recipe:
    """The recipe that stands in JSON; raises pydantic's `ValidationError`, a `ValueError`."""
    return _format().validate_json(data)


@cache
def _format() -> "TypeAdapter[Recipe]":
    from pydantic import TypeAdapter  # noqa: PLC0415 - see above

    return TypeAdapter(Recipe)
