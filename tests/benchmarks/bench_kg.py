"""How much of what a statistical office published as SDMX is read out of its own workbooks.

Each pair of the corpus is a workbook made by hand and the same data as SDMX-ML. The workbook is
planned as a user would import it; the plan is compared with the SDMX observations by year and
value, each planned number answering one observation. Right sex, area and unit are told of those
that were found. What is not found is told apart: observations of a year that the workbook
does not have, values that the workbook has otherwise (revised, ten times as large, "-" for 0), and
what truly is missed.
"""

import re
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

from vnr_app.domain.importplan import ImportPlan, cell_name
from vnr_app.importing.grid import cell_text
from vnr_app.importing.pipeline import PlanContext, plan_file
from vnr_app.importing.places import Places
from vnr_app.importing.readers import read_workbook
from vnr_app.importing.units import unit_code
from vnr_app.importing.values import parse_value
from vnr_app.services.countries import country_of_name
from vnr_app.services.framework import load_framework

_FOLDER = Path(__file__).resolve().parents[3] / "shared" / "corpus" / "kg"
_SUMMED = (
    *("truth", "planned", "found", "sexed", "sex", "area"),
    *("unit", "both", "no_year", "other_value", "stray"),
)
_HEAD = (
    "pair        SDMX  found    sex   area   unit   both code no-year other missed planned stray"
)
_YEAR = re.compile(r"(?:19|20)\d\d(?=\d?\D{0,3}$)")
_COUNTRY, _NAME, _TOTAL = "KG", "Kyrgyzstan", "_T"


@dataclass(slots=True)
class Fact:
    """One number with what it is about; `area` and `unit` in the words of their own side."""

    year: str
    number: Decimal
    sex: str
    area: str
    unit: str
    where: str
    indicators: tuple[str, ...] = ()


@dataclass(slots=True)
class Score:
    """Counts of one pair, and the facts behind them."""

    name: str
    truth: int = 0
    planned: int = 0
    found: int = 0
    sexed: int = 0
    sex: int = 0
    area: int = 0
    unit: int = 0
    both: int = 0
    code: bool = False
    no_year: int = 0
    other_value: int = 0
    stray: int = 0
    missed: list[Fact] = field(default_factory=list)
    wrong: Counter[str] = field(default_factory=Counter)


def truth_of(path: Path) -> list[Fact]:
    """The observations of an SDMX-ML file."""
    facts = []
    for series in ElementTree.parse(path).iter("Series"):
        keys = series.attrib
        for seen in series:
            number = Decimal(seen.attrib["OBS_VALUE"])
            unit = seen.get("UNIT_MEASURE") or keys.get("UNIT_MEASURE", "")
            year = seen.attrib["TIME_PERIOD"]
            broken = {k: v for k, v in keys.items() if v != _TOTAL}
            where = " ".join(f"{k}={v}" for k, v in broken.items())
            facts.append(Fact(year, number, keys["SEX"], keys["REF_AREA"], unit, where))
    return facts


def planned_of(plan: ImportPlan) -> list[Fact]:
    """The numbers of a plan."""
    facts = []
    for seen in plan.observations:
        if seen.value.number is None:
            continue
        series = plan.series[seen.series]
        where = f"{plan.tables[seen.table].sheet}!{cell_name(seen.row, seen.column)}"
        sex = dict(seen.dimensions).get("sex", _TOTAL)
        number = Decimal(seen.value.number)
        facts.append(
            Fact(seen.period.label, number, sex, seen.area, series.unit, where, series.indicators)
        )
    return facts


def same_number(one: Decimal, other: Decimal) -> bool:
    """Whether two numbers are equal as far as both are printed."""
    places = [max(0, -int(n.normalize().as_tuple().exponent)) for n in (one, other)]
    if places == [0, 0]:
        return one == other
    return abs(one - other) <= Decimal("0.5000001") / 10 ** max(1, min(places))


def _area_names(plans: list[tuple[list[Fact], list[Fact]]]) -> dict[str, str]:
    """The SDMX code of each area as planned: the one that its own numbers have most often."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for truth, planned in plans:
        by_year = defaultdict(list)
        for fact in truth:
            by_year[fact.year, fact.number].append(fact.area)
        for fact in planned:
            codes = by_year.get((fact.year, fact.number), [])
            if len(set(codes)) == 1 and codes[0] != _COUNTRY:
                votes[fact.area][codes[0]] += 1
    return {area: count.most_common(1)[0][0] for area, count in votes.items()}


def match(truth: list[Fact], planned: list[Fact], areas: dict[str, str]) -> dict[int, int]:
    """The position of the planned fact that answers each true one: best agreement first."""
    by_year: dict[str, list[int]] = defaultdict(list)
    for position, fact in enumerate(planned):
        by_year[fact.year].append(position)
    pairs = []
    for position, fact in enumerate(truth):
        for other in by_year[fact.year]:
            mine = planned[other]
            if same_number(fact.number, mine.number):
                wrong = (
                    (areas.get(mine.area, "") != fact.area)
                    + (mine.sex != fact.sex)
                    + (unit_code(mine.unit) != fact.unit)
                )
                pairs.append((wrong, abs(fact.number - mine.number), position, other))
    found: dict[int, int] = {}
    taken: set[int] = set()
    for _wrong, _gap, position, other in sorted(pairs):
        if position not in found and other not in taken:
            found[position] = other
            taken.add(other)
    return found


def numbers_by_year(path: Path) -> dict[str, list[Decimal]]:
    """All numbers of the cells of a workbook, by the years that stand in their columns."""
    found: dict[str, list[Decimal]] = defaultdict(list)
    for sheet in read_workbook(path).sheets:
        years: dict[int, set[str]] = defaultdict(set)
        for row in sheet.rows:
            for column, cell in enumerate(row):
                if match := _YEAR.match(cell_text(cell)):
                    years[column].add(match[0])
        for row in sheet.rows:
            for column, cell in enumerate(row):
                values = (parse_value(cell, mark).value for mark in ".," if cell != "")
                number = next((v.number for v in values if v and v.number), None)
                for year in years[column] if number else ():
                    found[year].append(Decimal(number))
    return found


def score_pair(path: Path, truth: list[Fact], planned: list[Fact], areas: dict[str, str]) -> Score:
    """Compare one plan with its truth."""
    found = match(truth, planned, areas)
    framework = load_framework()
    known = framework.find_indicator(path.stem)
    code = framework.canonical(path.stem) if known else path.stem
    own = [fact for fact in planned if code in fact.indicators]
    result = Score(path.stem, len(truth), len(planned), len(found))
    result.code = bool(planned) and len(own) == len(planned)
    taken = set(found.values())
    numbers = numbers_by_year(path)
    result.stray = sum(
        not any(same_number(fact.number, number) for number in numbers.get(fact.year, ()))
        for position, fact in enumerate(planned)
        if position not in taken
    )
    sexed = any(fact.sex != _TOTAL for fact in truth)
    for position, fact in enumerate(truth):
        if position not in found:
            if fact.year not in numbers:
                result.no_year += 1
            elif any(same_number(fact.number, number) for number in numbers[fact.year]):
                result.missed.append(fact)
            else:
                result.other_value += 1
            continue
        mine = planned[found[position]]
        right = areas.get(mine.area, mine.area) == fact.area
        same_unit = unit_code(mine.unit) == fact.unit
        result.area += right
        result.unit += same_unit
        result.both += right and same_unit
        if sexed:
            result.sexed += 1
            result.sex += mine.sex == fact.sex
        for name, good, shown in (
            ("sex", mine.sex == fact.sex, mine.sex),
            ("area", right, mine.area),
            ("unit", same_unit, mine.unit),
        ):
            if not good:
                result.wrong[f"{name}: “{shown}” for {getattr(fact, name)}"] += 1
    return result


def scores(folder: Path) -> list[Score]:
    """The scores of all pairs of a folder."""
    framework = load_framework()
    context = PlanContext(
        framework, "KGZ", _NAME, "417", lambda _code: None, country_of_name=country_of_name
    )
    paths = sorted(folder.glob("*.xlsx"))
    plans = [(truth_of(p.with_suffix(".xml")), planned_of(plan_file(p, context))) for p in paths]
    areas = _area_names(plans) | {Places("KGZ", _NAME).alpha3: _COUNTRY}
    return [
        score_pair(path, truth, planned, areas)
        for path, (truth, planned) in zip(paths, plans, strict=True)
    ]


def _share(part: int, whole: int) -> str:
    return f"{part / whole:6.1%}" if whole else "     –"


def main() -> None:
    """Print a line for each pair and the totals; with -v what is missed and what is wrong."""
    if not _FOLDER.exists():
        print("skipped: the shared files are not here")
        return
    rows = scores(_FOLDER)
    print(_HEAD)
    total = Score("all", code=all(row.code for row in rows))
    for row in rows:
        for name in _SUMMED:
            setattr(total, name, getattr(total, name) + getattr(row, name))
        total.missed += row.missed
    for row in [*rows, total]:
        print(
            f"{row.name:<10} {row.truth:>5} {_share(row.found, row.truth)} "
            f"{_share(row.sex, row.sexed)} {_share(row.area, row.found)} "
            f"{_share(row.unit, row.found)} {_share(row.both, row.found)} "
            f"{'yes' if row.code else 'NO':>4} {row.no_year:>7} {row.other_value:>5} "
            f"{len(row.missed):>6} {row.planned:>7} {row.stray:>5}"
        )
        if "-v" in sys.argv and row is not total:
            for fact in row.missed[:12]:
                print(f"    missed {fact.year} {fact.number} {fact.where}")
            for text, count in row.wrong.most_common(8):
                print(f"    {count} x {text}")
    there = total.truth - total.no_year - total.other_value
    print(f"found of those that stand under their year: {_share(total.found, there)}")


if __name__ == "__main__":
    main()
