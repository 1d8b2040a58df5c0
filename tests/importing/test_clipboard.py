"""What other programs put on the clipboard, and the exact text that becomes of it."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vnr_app.domain.richtext import Break, Heading, ListItem, NoteRef, Paragraph, Table, Text
from vnr_app.domain.richtext_ops import plain_text
from vnr_app.domain.richtext_tables import place_cells
from vnr_app.importing.tabbed_text import read_plain
from vnr_app.importing.texts import read_html

DATA = Path(__file__).parents[1] / "data" / "clipboard"
MARKS = {"bold": "b", "italic": "i", "underline": "u", "sup": "sup", "sub": "sub"}


def words(runs):
    """Runs as a line of markup."""
    line = ""
    for run in runs:
        match run:
            case Text():
                part = run.text
                for mark, tag in MARKS.items():
                    part = f"<{tag}>{part}</{tag}>" if getattr(run, mark) else part
                line += f"[{part}]({run.link})" if run.link else part
            case Break():
                line += "/"
            case NoteRef():
                line += f"{{{words(run.note)}}}"
            case _:
                raise AssertionError(run)
    return line


def told_block(block):
    frame = f"{'' if block.dir in (None, 'ltr') else block.dir + ' '}"
    match block:
        case Heading():
            return f"{frame}h{block.level} {words(block.runs)}"
        case Paragraph():
            return f"{frame}{block.style} {words(block.runs)}".strip()
        case ListItem():
            return f"{frame}{block.kind}{block.level} {words(block.runs)}"
    raise AssertionError(block)


def told_cell(cell):
    span = f"({cell.col_span}x{cell.row_span})" if (cell.col_span, cell.row_span) != (1, 1) else ""
    return span + " ".join(told_block(b).removeprefix("body").strip() for b in cell.blocks)


def told(document):
    """The document, a line a block or a row of a table."""
    lines = []
    for block in document.blocks:
        if isinstance(block, Table):
            assert place_cells(block.rows)
            lines.append(f"table, {block.header_rows} of head")
            lines += ["|".join(told_cell(c) for c in row.cells) for row in block.rows]
        else:
            lines.append(told_block(block))
    return lines


def read(name):
    # The line ends of some programs are those of Windows; they must stay as they are.
    return (DATA / name).read_bytes().decode()


def pasted(html):
    return told(read_html(html).document)


LOST_LINK = "1 link was taken away: it does not lead to the web or to a mailbox."
STRUCK = "Struck-through text is no longer struck through."
TRACKED = "Tracked changes were read as if they were accepted."
PICTURE = "1 picture was left out."

EXPECTED = {
    "word_windows.html": (
        [
            "h1 Voluntary National Review",
            "h2 Ending poverty",
            "body Poverty <b>fell</b> to <i>12.4</i>\u00a0%{Household <i>survey</i>.} "
            "in rural areas. CO<sub>2</sub> and m<sup>2</sup> are <u>kept</u>.",
            "bullet0 Cash transfers",
            "bullet1 to families",
            "number0 First step",
            "number1 a smaller one",
            "body The survey of households is [public](https://example.org/survey), "
            "the draft is not. End.",
            "caption Table 1 Poverty by area",
            "table, 2 of head",
            "(1x2)Area|(2x1)Per cent",
            "2019|2024",
            "Rural|15.1|",
            "quote Leave no one behind.",
            "body Seen.",
        ],
        (PICTURE, LOST_LINK, TRACKED, "Hidden text was left out."),
    ),
    "word_comments.html": (
        ["body The rate is 12.4 per cent, and it falls."],
        ("1 comment was left out.",),
    ),
    "word_mac.html": (
        [
            "h1 Health",
            "rtl body نص",
            "bullet0 Clinics",
            "number2 of <i><b>all</b></i> kinds",
            "body Page",
        ],
        (),
    ),
    "word_online.html": (
        [
            "h2 Next steps",
            "body <b>Bold</b> and [linked](https://example.org/)/second line",
            "bullet0 Draft",
            "bullet1 <i>Ask</i>",
            "number0 Publish",
            "table, 0 of head",
            "Year|2024",
            "Rate|12.4",
            "body",
        ],
        (PICTURE,),
    ),
    "outlook.html": (
        [
            "body Dear colleagues,",
            "body Please find the <b>figures</b> [here](https://example.org/f).",
            "bullet0 tables",
            "bullet0 charts",
            "body <b>From:</b> Statistics/<b>Sent:</b> Monday",
        ],
        (PICTURE,),
    ),
    "excel.html": (
        [
            "body",
            "table, 2 of head",
            "(1x2)Area|(2x1)Rate|",
            "2019|2024|Note",
            "Rural|15.1|12.4|CO<sub>2</sub><i> est.</i>",
            "A long source line|||[data](https://example.org/data)/[set](https://example.org/data)",
            "body",
        ],
        (),
    ),
    "excel_plain.html": (
        ["body", "table, 0 of head", "Year|2024", "Rate|12.4", "body"],
        (),
    ),
    "libreoffice_writer.html": (
        [
            "h1 Water",
            "body Access <b>rose</b> to <i>81</i> per cent{Census of <b>2024</b>.}, "
            "see [the data](https://example.org/water), in most places.",
            "bullet0 Wells",
            "bullet1 deep ones",
            "number0 Plan",
            "number1 Build",
            "table, 1 of head",
            "Region|%",
            "North|",
            "quote Water is life.",
        ],
        (PICTURE, STRUCK),
    ),
    "libreoffice_calc.html": (
        [
            "body",
            "table, 1 of head",
            "Region|(2x1)Rate",
            "North|12.4|<i>1 234 567</i>",
            "South||..",
            "body",
        ],
        (),
    ),
    "google_docs.html": (
        [
            "h2 Education",
            "body Enrolment is <b>high</b><u><i>indeed</i></u><sup>2</sup>, "
            "see [schools](https://example.org/schools).",
            "bullet0 One",
            "bullet1 Two",
            "number0 Three",
            "table, 1 of head",
            "Level|Rate",
            "Primary|",
            "body",
        ],
        (PICTURE, STRUCK),
    ),
    "google_sheets.html": (
        [
            "body",
            "table, 1 of head",
            "Year|(2x1)Rate",
            "2024|12.4|<i>est</i>./two lines",
            "|[link](https://example.org/)|",
            "body",
        ],
        (),
    ),
    "chrome.html": (
        [
            "h3 Clean energy",
            "body Solar <b>doubled</b> in [two years](https://example.org/solar); more and less."
            "<sup>[1]</sup>",
            "bullet0 Roofs",
            "bullet0 Fields",
            "number1 near",
            "table, 1 of head",
            "Source|GWh",
            "Sun|4",
            "caption Panels on a roof",
        ],
        (PICTURE, "2 links were taken away: they do not lead to the web or to a mailbox."),
    ),
    "firefox.html": (
        [
            "h2 Oceans",
            "body [[edit](https://example.org/edit)]",
            "body The <b>sea</b> is <i>mare nostrum</i>, 1\u00a0000 km wide, deep and charted; "
            "write to [us](mailto:sea@example.org).",
            "quote The sea, the sea!",
            "body Tide",
            "body Rise and fall",
            "body line one/\u00a0line two",
        ],
        (LOST_LINK,),
    ),
}


def test_every_example_is_expected():
    assert set(EXPECTED) == {path.name for path in DATA.glob("*.html")}


@pytest.mark.parametrize("name", EXPECTED)
def test_what_a_program_copies_becomes_this_text(name):
    lines, dropped = EXPECTED[name]
    result = read_html(read(name))
    assert told(result.document) == lines
    assert result.dropped == dropped


@pytest.mark.parametrize("name", EXPECTED)
def test_no_example_leaves_a_trace_of_its_scaffolding(name):
    text = plain_text(read_html(read(name)).document)
    for trace in ("mso", "·", "[R1]", "Version:", "supportLists", "file:", "of 2019", "not seen"):
        assert trace not in text


def test_frames_of_paragraphs_are_kept():
    online = read_html(read("word_online.html")).document.blocks
    assert [block.lang for block in online[:2]] == ["EN-GB", "EN-GB"]
    writer = read_html(read("libreoffice_writer.html")).document.blocks
    assert {block.dir for block in writer} == {"ltr"}


@pytest.mark.parametrize(
    ("marker", "kind"),
    [
        *[
            (marker, "number")
            for marker in ("1.", "12)", "(a)", "iv.", "1.2", "1.2.3.", "一、", "١.")
        ],
        *[(marker, "bullet") for marker in ("·", "o", "§", "Ø", "-", "–", "•", "ü", "")],
    ],
)
def test_the_marker_tells_the_kind_of_a_word_list(marker, kind):
    html = (
        "<p style='mso-list:l3 level4 lfo7'><![if !supportLists]><span style='mso-list:Ignore'>"
        f"{marker}<span>&nbsp;&nbsp; </span></span><![endif]>item</p>"
    )
    assert pasted(html) == [f"{kind}3 item"]


def test_plain_insertions_and_deletions_of_a_page_are_kept():
    result = read_html("<p>a <ins>b</ins> <del>c</del></p>")
    assert told(result.document) == ["body a <u>b</u> c"]
    assert result.dropped == (STRUCK,)


@pytest.mark.parametrize("style", ["display:none", "mso-hide: all", "color:red; display: none"])
def test_hidden_text_is_left_out_and_said(style):
    result = read_html(f"<p>a<span style='{style}'>b</span></p><div style='{style}'> </div>")
    assert told(result.document) == ["body a"]
    assert result.dropped == ("Hidden text was left out.",)
    assert read_html(f"<p>a<span style='{style}'> </span></p>").dropped == ()


def test_a_table_without_bold_or_wholly_bold_has_no_head():
    row = "<tr><td>a</td><td><b>b</b></td></tr>"
    assert pasted(f"<table>{row}{row}</table>")[1] == "table, 0 of head"
    bold = "<tr><td><b>a</b></td></tr>"
    assert pasted(f"<table>{bold}{bold}</table>")[1:3] == ["table, 0 of head", "<b>a</b>"]


def test_cells_that_a_text_runs_over_are_made_within_bounds():
    cell = "<td colspan=3 style='mso-ignore:colspan'>a</td><td>b</td>"
    assert pasted(f"<table><tr>{cell}</tr></table>")[2] == "a|||b"
    wide = "<tr><td colspan=1000 style='mso-ignore:colspan'>a</td></tr>"
    tables = read_html(f"<table>{wide * 300}</table>").document.blocks
    assert sum(len(row.cells) for row in tables[1].rows) < 20_000


@pytest.mark.parametrize(
    "href",
    [
        "file:///C:/draft.docx",
        "FILE://server/share",
        "//server/share/x",
        "\\\\server\\share",
        "javascript:x()",
        "&#106;avascript:x()",
        "data:text/html,x",
        "vbscript:x",
        "x-unknown:y",
        "page.html",
    ],
)
def test_links_that_lead_elsewhere_lose_their_address(href):
    result = read_html(f'<p>a <a href="{href}">b</a></p>')
    assert told(result.document) == ["body a b"]
    if not href.startswith("&"):
        assert result.dropped == (LOST_LINK,)


# --- Tables that were copied as text --------------------------------------------------------


def test_cells_of_a_spreadsheet_come_as_a_table():
    assert told(read_plain(read("excel.txt"))) == [
        "body",
        "table, 0 of head",
        "Area|Rate||",
        "|2019|2024|Note",
        "Rural|15.1|12.4|CO2 est.",
        'A long source line|||data/set "A"',
        "body",
    ]
    assert told(read_plain(read("table.txt")))[2:5] == ["Year|Rate", "2023|13.0", "2024|12.4"]


@pytest.mark.parametrize(
    "text",
    [
        "one\ttwo",
        "one\ttwo\nthree",
        "a\tb\nc\td\te",
        "\tset in\n\tset in too",
        "set out\t\nset out too\t",
        "no tabs\nat all",
        'a\t"b\nc',
        "",
    ],
)
def test_text_with_some_tabs_stays_text(text):
    assert "table" not in " ".join(told(read_plain(text)))
    assert plain_text(read_plain(text)) == text


def test_quotation_marks_of_a_plain_cell_are_kept():
    assert told(read_plain('"a" b\tc\nd\te'))[2] == '"a" b|c'


CELL = st.text(st.characters(exclude_characters='\t\n"', exclude_categories=("C", "Z")), min_size=1)


@given(
    st.integers(2, 5).flatmap(
        lambda n: st.lists(st.lists(CELL, min_size=n, max_size=n), min_size=2)
    )
)
def test_any_grid_of_words_comes_back(rows):
    table = read_plain("\n".join("\t".join(row) for row in rows)).blocks[1]
    assert [[cell.blocks[0].runs[0].text for cell in row.cells] for row in table.rows] == rows
