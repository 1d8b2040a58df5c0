"""What imports have taught the team: recipes, names of things, indicators of the country's own."""

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, Tracked


class RecipeRow(Tracked, Base):
    """One version of a recipe. A change of a recipe is a row more; only its name may change.

    `fingerprint` is a JSON list of the features of the form, `body` the recipe itself as JSON.
    """

    __tablename__ = "recipe"

    name: Mapped[str] = mapped_column(String(200), index=True)
    version: Mapped[int]
    fingerprint: Mapped[str] = mapped_column(Text)
    body: Mapped[str] = mapped_column(Text)


class Synonym(Base):
    """A label of the team's tables and the code that it stands for.

    `kind` is a dimension, "indicator" or "group"; `label` is folded and in lower case.
    """

    __tablename__ = "synonym"

    kind: Mapped[str] = mapped_column(String(60), primary_key=True)
    label: Mapped[str] = mapped_column(String(500), primary_key=True)
    code: Mapped[str] = mapped_column(String(200))


class NationalIndicator(Base):
    """An indicator that is none of the global framework; `target` is a target's or goal's code."""

    __tablename__ = "national_indicator"

    code: Mapped[str] = mapped_column(String(40), primary_key=True)
    title: Mapped[str] = mapped_column(Text)
    target: Mapped[str] = mapped_column(String(10))
    unit: Mapped[str] = mapped_column(String(200))
