"""A recipe: what people decided about the form of a file, kept for the next one like it.

The JSON is versioned and shared between countries; an import reads a recipe and never changes it.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Meaning = Literal["missing", "zero", "suppressed", "not-applicable", "less-than-half"]
"""What a mark without a number stands for at its source."""

Text = Annotated[str, Field(max_length=2_000)]


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class LineRule(_Strict):
    """What a person said of a whole row or column of a sheet.

    `at` counts from 0. `text` is the heading of a column or the first text of a row: in another
    file the line with that text is meant, wherever it stands. `role` is one of "title", "unit",
    "period", "label", "number", "note", "ignore", "indicator", "series", "area", "source",
    "footnote", "status" or "dimension", which `dimension` then names ("sex").
    """

    sheet: Text
    axis: Literal["row", "column"]
    at: Annotated[int, Field(ge=0)]
    text: Text = ""
    role: Text
    dimension: Text = ""


class RegionRule(_Strict):
    """The rectangle of cells (from 0, both ends included) that is one table of a sheet."""

    sheet: Text
    first_row: Annotated[int, Field(ge=0)]
    first_column: Annotated[int, Field(ge=0)]
    last_row: Annotated[int, Field(ge=0)]
    last_column: Annotated[int, Field(ge=0)]


class Recipe(_Strict):
    """Decisions about reading and mapping; what is empty is found out from the file."""

    format: Literal[1] = 1
    name: Text = ""
    fingerprint: tuple[Text, ...] = ()
    """The form of the file that the recipe was made on; see `ImportPlan.fingerprint`."""
    encoding: Text = ""
    delimiter: Annotated[str, Field(max_length=1)] = ""
    sheets: dict[Text, bool] = {}
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
    markers: dict[Text, Meaning] = {}
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
    indicators: dict[Text, Text] = {}
    """Label as printed (folded, lower case) → indicator code; "" for none."""
    values: dict[Text, dict[Text, Text]] = {}
    """Dimension → label as printed (folded, lower case) → code."""

    def decisions_json(self) -> str:
        """What was decided, as JSON, without the name of the recipe and the form that it fits."""
        return self.model_dump_json(exclude={"name", "fingerprint"}, exclude_defaults=True)


NO_RECIPE = Recipe()
