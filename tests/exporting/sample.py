"""A report with one of everything, for the tests of the Word writer and for looking at."""

import hashlib
import io

from vnr_app.domain import report as rp
from vnr_app.domain import richtext as rt
from vnr_app.domain.charts import ChartData, ChartKind, ChartSeries

GOALS = (
    ("1", "End poverty in all its forms everywhere", "E5243B"),
    (
        "2",
        "End hunger, achieve food security and improved nutrition and promote sustainable "
        "agriculture",
        "DDA63A",
    ),
    ("3", "Ensure healthy lives and promote well-being for all at all ages", "4C9F38"),
    (
        "4",
        "Ensure inclusive and equitable quality education and promote lifelong learning "
        "opportunities for all",
        "C5192D",
    ),
    ("5", "Achieve gender equality and empower all women and girls", "FF3A21"),
    (
        "6",
        "Ensure availability and sustainable management of water and sanitation for all",
        "26BDE2",
    ),
    (
        "7",
        "Ensure access to affordable, reliable, sustainable and modern energy for all",
        "FCC30B",
    ),
    (
        "8",
        "Promote sustained, inclusive and sustainable economic growth, full and productive "
        "employment and decent work for all",
        "A21942",
    ),
    (
        "9",
        "Build resilient infrastructure, promote inclusive and sustainable industrialization "
        "and foster innovation",
        "FD6925",
    ),
    ("10", "Reduce inequality within and among countries", "DD1367"),
    (
        "11",
        "Make cities and human settlements inclusive, safe, resilient and sustainable",
        "FD9D24",
    ),
    ("12", "Ensure sustainable consumption and production patterns", "BF8B2E"),
    ("13", "Take urgent action to combat climate change and its impacts", "3F7E44"),
    (
        "14",
        "Conserve and sustainably use the oceans, seas and marine resources for sustainable "
        "development",
        "0A97D9",
    ),
    (
        "15",
        "Protect, restore and promote sustainable use of terrestrial ecosystems, sustainably "
        "manage forests, combat desertification, and halt and reverse land degradation and halt "
        "biodiversity loss",
        "56C02B",
    ),
    (
        "16",
        "Promote peaceful and inclusive societies for sustainable development, provide access "
        "to justice for all and build effective, accountable and inclusive institutions at all "
        "levels",
        "00689D",
    ),
    (
        "17",
        "Strengthen the means of implementation and revitalize the Global Partnership for "
        "Sustainable Development",
        "19486A",
    ),
)

LABELS = rp.Labels(
    contents="Contents",
    table="Table",
    goal="Goal",
    source="Source",
    page="Page",
    contents_hint="There are no headings.",
)

ARABIC = "صحة جيدة ورفاه للجميع في جميع الأعمار بحلول عام 2030 وفق خطة SDG."
CHINESE = "确保健康的生活方式，促进各年龄段人群的福祉。"
_LOREM = (
    "Between the last review and this one the country kept most of what it had gained. Clinics in "
    "the three northern provinces opened again after the floods, and the share of births attended "
    "by skilled staff rose for the sixth year in a row. Progress was slower in the islands, where "
    "the distance to the next hospital still decides how a difficult birth ends."
)


def goal_mark(number):
    return rp.GoalMark(*GOALS[number - 1])


def text(*runs, style=rt.ParagraphStyle.BODY, **fields):
    pieces = tuple(rt.Text(run) if isinstance(run, str) else run for run in runs)
    return rt.Paragraph(style=style, runs=pieces, **fields)


def item(line, kind=rt.ListKind.BULLET, level=0, **fields):
    return rt.ListItem(kind=kind, level=level, runs=(rt.Text(line),), **fields)


def narrative(key):
    """Headings, marks of all kinds, lists, a box, a quotation, a table, notes."""
    note = rt.NoteRef(
        (
            rt.Text("National Statistical Office, "),
            rt.Text("Vital statistics", italic=True),
            rt.Text(", see "),
            rt.Text("the release", link="https://example.org/release?a=1&b=2"),
            rt.Text("."),
        )
    )
    bold = rt.Text("68 per cent", bold=True)
    number = rt.ListKind.NUMBER
    rows = (
        rt.TableRow(
            (
                _cell(key, 1, "Measure", row_span=2),
                _cell(key, 2, "Reached", col_span=2),
            )
        ),
        rt.TableRow((_cell(key, 3, "2020"), _cell(key, 4, "2025"))),
        rt.TableRow(
            (
                _cell(key, 5, "Rural clinics with power throughout the day and the night"),
                _cell(key, 6, "114"),
                _cell(key, 7, "186"),
            )
        ),
    )
    blocks = (
        text(
            _LOREM + " Coverage reached ",
            bold,
            note,
            " and CO",
            rt.Text("2", sub=True),
            " fell; see ",
            rt.CrossRef(f"{key}-box", "the box below"),
            ". The living number is ",
            rt.ValueRef("SH_STA_MORT", "2023", text="24.6"),
            ".",
            id=f"{key}-1",
        ),
        rt.Heading(level=1, runs=(rt.Text("What helped most"),), id=f"{key}-2"),
        item("Midwives trained in every district", id=f"{key}-3"),
        item("with a second year in a hospital,", level=1, id=f"{key}-4"),
        item("and a stipend that is paid on time.", level=1, id=f"{key}-5"),
        item("A transport fund for the islands", id=f"{key}-6"),
        text(_LOREM, id=f"{key}-7"),
        item("Fill the posts that stand empty.", number, id=f"{key}-8"),
        item("Keep the cold chain running.", number, id=f"{key}-9"),
        text("A box in words", style=rt.ParagraphStyle.BOX_TITLE, id=f"{key}-box"),
        text(_LOREM, style=rt.ParagraphStyle.BOX_TEXT, id=f"{key}-10"),
        text("It was told at home.", style=rt.ParagraphStyle.BOX_TEXT, id=f"{key}-11"),
        text(
            "“We no longer wait for the boat; the nurse comes with it.”",
            style=rt.ParagraphStyle.QUOTE,
            id=f"{key}-12",
        ),
        item("Another list begins at one.", number, id=f"{key}-13"),
        rt.Table(header_rows=2, rows=rows, id=f"{key}-14"),
        text("After the table the text goes on. " + _LOREM, id=f"{key}-15"),
        text(ARABIC, dir="rtl", lang="ar", id=f"{key}-16"),
        text(CHINESE, lang="zh", id=f"{key}-17"),
    )
    return rt.Document(blocks=blocks)


def _cell(key, number, line, **fields):
    return rt.TableCell(blocks=(text(line, id=f"{key}-cell{number}"),), **fields)


def indicator_table(key, rows=8, years=6):
    columns = (
        rp.Column("Indicator", 4.5),
        *(rp.Column(str(2019 + year), 1, "end") for year in range(years)),
        rp.Column("Unit", 1.6),
    )
    body = [rp.Row((rp.Cell("Maternal and child health", bold=True),), group=True)]
    for row in range(rows):
        values = (
            rp.Cell(f"{40 - row - year * 0.7:.1f}", italic=year == years - 1)
            for year in range(years)
        )
        body.append(
            rp.Row(
                (
                    rp.Cell(f"3.{row + 1}.1 Mortality ratio, by sex and province"),
                    *values,
                    rp.Cell("per 1,000 live births"),
                )
            )
        )
    return rp.DataTable(
        key,
        "Health of mothers and children, 2019–2024",
        columns,
        tuple(body),
        ("Source: National Statistical Office. Provisional values in italics.",),
    )


def goal_chapter(number):
    key = f"goal-{number}"
    figures = (
        rp.KeyFigure("24.6", "‰", "Under-five mortality", "2023"),
        rp.KeyFigure("68", "%", "Births attended by skilled health personnel", "2024"),
        rp.KeyFigure("1 204 560", "", "Persons covered by the insurance scheme", "2022/23"),
        rp.KeyFigure("<2.5", "%", "Prevalence of undernourishment", "2021–2023"),
    )
    return rp.Chapter(
        key,
        GOALS[number - 1][1],
        (
            rp.KeyFigures(figures[: 2 + number % 3]),
            rp.Heading(2, "Trends", f"{key}/trends"),
            rp.Prose(f"{key}/trends", narrative(key)),
            rp.Heading(2, "Indicators", f"{key}/indicators"),
            indicator_table(f"{key}-table"),
            indicator_table(f"{key}-table-2", rows=3, years=12),
            rp.SourceLine("Sources: National Statistical Office; Ministry of Health."),
        ),
        goal_mark(number),
    )


def annex(rows=60, years=10):
    return rp.Chapter(
        "statistical-annex",
        "Statistical annex",
        (
            rp.SourceLine("Provisional and estimated values are set in italics."),
            indicator_table("annex-table", rows, years),
        ),
        landscape=True,
    )


def picture(width, height, color, kind="PNG"):
    """A picture of one colour with a lighter sky."""
    from PIL import Image

    image = Image.new("RGB", (width, height), color)
    image.paste("#D5E8F2", (0, 0, width, height // 2))
    stream = io.BytesIO()
    image.save(stream, kind)
    mime = f"image/{kind.lower()}"
    return rp.Image(stream.getvalue(), mime, width, height)


def image_id(image):
    return hashlib.sha256(image.data).hexdigest()


PICTURES = {
    image_id(image): image
    for image in (
        picture(600, 360, "#4C9F38"),
        picture(300, 300, "#C5192D", "JPEG"),
        picture(400, 100, "#26BDE2", "GIF"),
    )
}
WIDE, SQUARE, FLAT = PICTURES
YEARS = tuple(str(year) for year in range(2015, 2024))
SOURCES = {
    "unicef": rp.Source(
        "unicef",
        "UNICEF 2023",
        "United Nations Children’s Fund, The State of the World’s Children 2023.",
        "https://example.org/sowc",
    ),
    "census": rp.Source("census", "Census 2022", "National Statistical Office, Census 2022."),
    "unused": rp.Source("unused", "Never cited", "Nobody cites this."),
}


def chart_data(kind=ChartKind.LINE, count=2, **fields):
    series = tuple(
        ChartSeries(
            name,
            tuple(
                None if (number, year) == (1, 3) else f"{60 - 7 * number - 3.1 * year:.1f}"
                for year in range(len(YEARS))
            ),
        )
        for number, name in enumerate(("Total", "Girls", "Boys", "Rural")[:count])
    )
    values = {
        "kind": kind,
        "title": "Under-five mortality, 2015–2023",
        "unit": "per 1,000 live births",
        "categories": YEARS,
        "series": series,
        "source": "Source: National Statistical Office.",
    }
    return ChartData(**{**values, **fields})


def illustrated_chapter(number=3):
    """A goal with figures, charts, references to them, and citations."""
    key = f"goal-{number}"
    blocks = (
        text(
            "The picture in ",
            rt.CrossRef("fig-wide"),
            " and the trend in ",
            rt.CrossRef("chart-line"),
            " tell the same story as ",
            rt.CrossRef("tab"),
            " and ",
            rt.CrossRef("box"),
            "; see also ",
            rt.CrossRef("introduction"),
            " ",
            rt.CiteRef("unicef", "p. 12"),
            rt.CiteRef("census"),
            rt.CiteRef("nobody"),
            ".",
            id="says",
        ),
        rt.Figure(
            id="fig-wide",
            image_id=WIDE,
            width=100,
            caption=(
                rt.Text("A clinic in the "),
                rt.Text("northern", italic=True),
                rt.Text(" hills"),
            ),
            alt_text="A low white building before green hills",
            credit="Photograph: Ministry of Health",
        ),
        rt.Figure(id="fig-square", image_id=SQUARE, width=35, alt_text="A red door"),
        text(_LOREM, id="between"),
        rt.Chart(id="chart-line", title="Under-five mortality, 2015–2023"),
        text("Vaccines by province", style=rt.ParagraphStyle.CAPTION, id="tab-caption"),
        rt.Table(
            id="tab",
            header_rows=1,
            rows=(
                rt.TableRow((_cell(key, "a", "Province"), _cell(key, "b", "Per cent"))),
                rt.TableRow((_cell(key, "c", "North"), _cell(key, "d", "86"))),
            ),
        ),
        text("A box with a number", style=rt.ParagraphStyle.BOX_TITLE, id="box"),
        text(_LOREM, style=rt.ParagraphStyle.BOX_TEXT, id="box-text"),
        rt.Figure(
            id="fig-again", image_id=WIDE, width=60, caption=(rt.Text("The same clinic again"),)
        ),
        rt.Figure(id="fig-lost", image_id="0" * 64, caption=(rt.Text("A lost picture"),)),
        rt.Chart(id="chart-bar", title="Bars"),
        rt.Chart(id="chart-stacked", title="Stacked"),
        rt.Chart(id="chart-dot", title="Dots"),
        rt.Chart(id="chart-lost", title="A chart without data"),
    )
    return rp.Chapter(
        key,
        GOALS[number - 1][1],
        (rp.Prose(key, rt.Document(blocks=blocks)), indicator_table(f"{key}-figures", rows=2)),
        goal_mark(number),
    )


def illustrated_report(**fields):
    front = rp.Chapter(
        "introduction",
        "Introduction",
        (rp.Prose("introduction", rt.Document(blocks=(text(_LOREM, id="hello"),))),),
    )
    values = {
        "chapters": (front, illustrated_chapter()),
        "images": PICTURES,
        "sources": SOURCES,
        "charts": {
            "chart-line": chart_data(),
            "chart-bar": chart_data(ChartKind.BAR, 1),
            "chart-stacked": chart_data(ChartKind.STACKED, 4, source=""),
            "chart-dot": chart_data(ChartKind.DOT, 3),
        },
    }
    return sample_report(**{**values, **fields})


def sample_report(goals=(3, 7), **fields):
    """A small report with a front chapter, goals and an annex on its side."""
    front = rp.Chapter(
        "introduction",
        "Introduction",
        (rp.Prose("introduction", narrative("introduction")),),
    )
    values = {
        "title": "Voluntary National Review",
        "subtitle": "Second report on the implementation of the 2030 Agenda for Sustainable "
        "Development",
        "country": "Republic of Samplia",
        "year": "2026",
        "date": "2026-05-12",
        "language": "en",
        "right_to_left": False,
        "labels": LABELS,
        "chapters": (front, *(goal_chapter(number) for number in goals), annex()),
        "marked_as": "An invented country: no figure in this report is real.",
    }
    return rp.ReportDocument(**{**values, **fields})


def dashboard_chapter():
    """All goals on one page."""
    states = (
        ("\u25b2", "On track", "good"),
        ("\u25ba", "Fair progress, acceleration needed", "fair"),
        ("\u25bc", "Regressing", "poor"),
        ("\u25cb", "Insufficient data", "unknown"),
    )
    rows = tuple(
        rp.Standing(
            rp.GoalMark(number, title.split(",")[0].split(" and ")[0], color),
            *states[place % 4],
            "Progress was slower in the islands, where the distance to the next hospital still "
            "decides how a difficult birth ends.",
            f"{place + 3} of 14 indicators",
        )
        for place, (number, title, color) in enumerate(GOALS)
    )
    block = rp.Dashboard(
        "dashboard",
        "Where the country stands on each goal",
        ("Goal", "Status", "What is said", "Data"),
        rows,
        ("\u25b2 on track  \u25ba fair progress  \u25bc regressing  \u25cb insufficient data.",),
    )
    return rp.Chapter("dashboard", "The goals at a glance", (block,))


def graph(identifier="graph", *, values=True, **fields):
    """A chart of the report's own, with its values below it."""
    data = chart_data(**fields)
    table = rp.DataTable(
        f"{identifier}-values",
        "",
        (rp.Column("Series", 3), *(rp.Column(year, 1, "end") for year in YEARS)),
        tuple(
            rp.Row((rp.Cell(series.name), *(rp.Cell(value or "\u2013") for value in series.values)))
            for series in data.series
        ),
    )
    return rp.Graph(identifier, data, table if values else None)


def whole_report(goals=(3, 7), **fields):
    """A report with a foreword, abbreviations, a dashboard, charts of its own, statuses."""
    foreword = rp.Chapter(
        "opening-statement",
        "Foreword",
        (
            rp.Prose("opening-statement", rt.Document(blocks=(text(_LOREM, id="fore"),))),
            rp.Signature("A name", "Minister of Planning", "Port Sample, 1 May 2026"),
        ),
        front=True,
    )
    terms = rp.Terms(
        (
            ("HLPF", "High-level political forum on sustainable development"),
            ("SIDS", "small island developing States"),
            ("UN-Habitat", "United Nations Human Settlements Programme. " + _LOREM),
        )
    )
    acronyms = rp.Chapter("acronyms", "Acronyms and abbreviations", (terms,))
    drawn = tuple(
        rp.Chapter(
            f"{goal_chapter(number).key}",
            goal_chapter(number).title,
            (
                *goal_chapter(number).blocks,
                graph(f"graph-{number}", count=1),
                graph(f"graph-{number}-bars", kind=ChartKind.BAR, count=2, values=False),
                rp.DataTable(
                    f"status-{number}",
                    "Indicators and their status",
                    (rp.Column("Indicator", 4), rp.Column("Status", 2)),
                    (
                        rp.Row((rp.Cell("3.1.1"), rp.Cell("\u25b2 On track", tone="good"))),
                        rp.Row((rp.Cell("3.2.1"), rp.Cell("\u25bc Regressing", tone="poor"))),
                    ),
                ),
            ),
            goal_mark(number),
            numbered=True,
        )
        for number in goals
    )
    base = illustrated_report()
    values = {
        "chapters": (foreword, acronyms, dashboard_chapter(), *drawn, base.chapters[1], annex()),
        "images": base.images,
        "sources": base.sources,
        "charts": base.charts,
    }
    return sample_report(**{**values, **fields})
