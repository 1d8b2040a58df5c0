"""The charts of a parcel: what their numbers were when they were sent, and what they are now."""

from collections import defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ChartSeries:
    """A series as a chart shows it: category and number, points without a number left out."""

    name: str
    points: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ParcelChart:
    """A chart of a Word file.

    `name` is its description, `words` are those of its titles, `sheet` is the digest of the
    workbook behind it, "" for none. `section` is the key of the section that it stands in.
    """

    name: str
    series: tuple[ChartSeries, ...]
    words: tuple[str, ...] = ()
    sheet: str = ""
    section: str = ""

    @property
    def title(self) -> str:
        """The beginning of the description, which says what the chart is about."""
        return self.name.partition(". ")[0]


@dataclass(frozen=True, slots=True)
class ChartChange:
    """A number of a chart that is another now; "" for none.

    Without a category it is a name that was changed: of the series, or a title.
    """

    series: str
    category: str
    was: str
    now: str


def paired(
    sent: Sequence[ParcelChart], back: Sequence[ParcelChart]
) -> Iterator[tuple[ParcelChart | None, ParcelChart]]:
    """The charts that came back, each with what was sent of it; None for a chart that is new.

    They are known by their descriptions, else by series of the same name.
    """
    waiting: dict[str, deque[ParcelChart]] = defaultdict(deque)
    for chart in sent:
        waiting[chart.name].append(chart)
    partners = [waiting[chart.name].popleft() if waiting[chart.name] else None for chart in back]
    left = [chart for charts in waiting.values() for chart in charts]
    for chart, known in zip(back, partners, strict=True):
        partner = known or next((each for each in left if _alike(each, chart)), None)
        if known is None and partner is not None:
            left.remove(partner)
        yield partner, chart


def _alike(one: ParcelChart, other: ParcelChart) -> bool:
    names = {each.name for each in one.series} & {each.name for each in other.series}
    return bool(names)


def changes(sent: ParcelChart, back: ParcelChart) -> tuple[ChartChange, ...]:
    """What somebody has changed in a chart."""
    found = [
        ChartChange("", "", "", words) for words in back.words if words not in sent.words and words
    ]
    former = _partners(sent.series, back.series)
    for at, series in enumerate(back.series):
        found += _changed(former.get(at, ChartSeries(series.name, ())), series)
    gone = [each for each in sent.series if each not in former.values()]
    found += (change for each in gone for change in _changed(each, ChartSeries(each.name, ())))
    return tuple(found)


def _partners(
    sent: Sequence[ChartSeries], back: Sequence[ChartSeries]
) -> Mapping[int, ChartSeries]:
    """The series that were sent by the places of those that came back: by name, else by place."""
    if [each.name for each in sent] == [each.name for each in back]:
        return dict(enumerate(sent))
    left = list(sent)
    found: dict[int, ChartSeries] = {}
    for at, series in enumerate(back):
        partner = next((each for each in left if each.name == series.name), None)
        if partner is not None:
            found[at] = partner
            left.remove(partner)
    free = (at for at in range(len(back)) if at not in found)
    return found | dict(zip(free, left, strict=False))


def _changed(sent: ChartSeries, back: ChartSeries) -> Iterator[ChartChange]:
    if sent.name != back.name:
        yield ChartChange(back.name, "", sent.name, back.name)
    former: dict[str, deque[str]] = defaultdict(deque)
    for category, number in sent.points:
        former[category].append(number)
    for category, now in back.points:
        was = former[category].popleft() if former[category] else ""
        if was != now:
            yield ChartChange(back.name, category, was, now)
    for category, numbers in former.items():
        yield from (ChartChange(back.name, category, number, "") for number in numbers)


# --- The record -------------------------------------------------------------------------------


def charts_to_record(charts: Sequence[ParcelChart]) -> list[object]:
    """The charts as JSON has them."""
    return [
        {
            "section": chart.section,
            "name": chart.name,
            "words": list(chart.words),
            "sheet": chart.sheet,
            "series": [
                [each.name, [list(point) for point in each.points]] for each in chart.series
            ],
        }
        for chart in charts
    ]


def charts_from_record(record: object) -> tuple[ParcelChart, ...]:
    """The charts of a record. Raises `TypeError`, `KeyError` or `ValueError` where it is none."""
    if not isinstance(record, list):
        raise TypeError("not a list of charts")
    return tuple(
        ParcelChart(
            name=str(each["name"]),
            series=tuple(
                ChartSeries(str(name), tuple((str(at), str(number)) for at, number in points))
                for name, points in each["series"]
            ),
            words=tuple(map(str, each["words"])),
            sheet=str(each["sheet"]),
            section=str(each["section"]),
        )
        for each in record
    )
