"""What a look over all cells tells before any table is read: decisions for the whole file."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from vnr_app.domain.importplan import Problem
from vnr_app.importing.context import PlanContext
from vnr_app.importing.grid import Sheet
from vnr_app.importing.numbers import choose_decimal_mark
from vnr_app.importing.period_texts import PeriodRules
from vnr_app.importing.recipe import Recipe
from vnr_app.importing.survey_codes import code_problems
from vnr_app.importing.survey_formats import format_problems
from vnr_app.importing.survey_numbers import number_problems, points_group
from vnr_app.importing.survey_periods import date_order_of, period_problems
from vnr_app.importing.survey_texts import text_problems
from vnr_app.importing.surveyed import SheetCells, look_over


@dataclass(frozen=True, slots=True)
class Survey:
    """Decisions for a whole file: how its periods are read, its decimal mark, and what to ask."""

    rules: PeriodRules
    mark: str = "."
    problems: list[Problem] = field(default_factory=list)


def unsurveyed(context: PlanContext) -> Survey:
    """The decisions of people alone, for a file that nobody looked over."""
    return Survey(_rules(context, context.recipe.date_order), context.recipe.decimal_mark or ".")


def survey(sheets: Iterable[Sheet], context: PlanContext) -> Survey:
    """Look over the first rows of all sheets: notes once a sheet or column, questions once."""
    cells = [look_over(sheet) for sheet in sheets]
    recipe = context.recipe
    order = recipe.date_order or date_order_of(cells)
    rules = _rules(context, order)
    mark = recipe.decimal_mark or _mark(cells)
    problems = text_problems(cells)
    problems += code_problems(cells, context)
    problems += number_problems(cells, recipe, mark)
    problems += format_problems(cells, recipe)
    problems += period_problems(cells, recipe, rules)
    return Survey(rules, mark, problems)


def _rules(context: PlanContext, date_order: str) -> PeriodRules:
    recipe: Recipe = context.recipe
    return PeriodRules(context.fiscal_month, recipe.calendar, recipe.split_years, date_order)


def _mark(cells: list[SheetCells]) -> str:
    columns = [column for sheet in cells for column in sheet.values()]
    votes = sum((column.votes for column in columns), Counter[str]())
    return choose_decimal_mark(votes, "," if points_group(columns) else ".")
