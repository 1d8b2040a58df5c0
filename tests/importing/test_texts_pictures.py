"""Pictures inside of pages and of Markdown, and what becomes of them in a review."""

import base64

import pytest

from tests.importing.test_texts_word import png, sha
from vnr_app.domain.richtext import Figure, Paragraph, ParagraphStyle, Text
from vnr_app.domain.richtext_ops import plain_text
from vnr_app.importing.texts import read_html, read_text_file
from vnr_app.services import images, texts, writing

INNER = f"data:image/png;base64,{base64.b64encode(png()).decode()}"


def read(html):
    return read_html(html, pictures=True)


@pytest.mark.parametrize("quote", ['"', "'", ""])
def test_a_picture_in_the_page_itself_becomes_a_figure_after_its_paragraph(quote):
    text = read(f"<p dir=rtl>a<img alt='A field' src={quote}{INNER}{quote}>b</p><p>c</p>")
    line, figure, after = text.document.blocks
    assert (line.runs, after.runs) == ((Text("ab"),), (Text("c"),))
    assert figure == Figure(id=figure.id, image_id=sha(png()), alt_text="A field", dir="rtl")
    assert text.images == {sha(png()): png()}
    assert text.dropped == ()


def test_the_caption_of_a_figure_stays_with_it():
    text = read(f'<figure><img src="{INNER}"><figcaption>Said <b>so</b></figcaption></figure>')
    (figure,) = text.document.blocks
    assert figure.caption == (Text("Said "), Text("so", bold=True))


def test_a_picture_in_a_table_stands_below_it():
    text = read(f'<p>a</p><table><tr><td>x<img src="{INNER}"></td></tr></table><p>b</p>')
    kinds = [type(block).__name__ for block in text.document.blocks]
    assert kinds == ["Paragraph", "Table", "Paragraph", "Figure", "Paragraph"]


@pytest.mark.parametrize(
    "source",
    [
        "file:///etc/passwd",
        "https://example.org/a.png",
        "data:image/png;base64,AAAA",
        "data:image/png;base64,***",
        "data:image/svg+xml;base64,PHN2Zy8+",
        "data:text/html,<b>x</b>",
    ],
)
def test_no_other_picture_is_looked_for(source):
    text = read(f'<p>a<img src="{source}"></p>')
    assert plain_text(text.document) == "a"
    assert (text.images, text.dropped) == ({}, ("1 picture was left out.",))


def test_a_page_cannot_name_a_picture_that_it_does_not_hold():
    assert read(f'<p>a<img picture="{sha(png())}"></p>').images == {}
    hidden = read(f'<p>a</p><script><img src="{INNER}"></script>')
    assert (hidden.images, plain_text(hidden.document)) == ({}, "a")


def test_who_cannot_keep_pictures_is_told_of_them():
    text = read_html(f'<p>a<img src="{INNER}"></p>')
    assert (text.images, text.dropped) == ({}, ("1 picture was left out.",))


def test_a_picture_in_markdown(tmp_path):
    path = tmp_path / "a.md"
    path.write_text(f"Before\n\n![A field]({INNER})\n", encoding="utf-8")
    _line, figure = read_text_file(path).document.blocks
    assert (figure.alt_text, figure.image_id) == ("A field", sha(png()))


def test_a_file_brings_its_pictures_into_the_review(review, tmp_path):
    path = tmp_path / "a.html"
    path.write_text(f'<p>a</p><img src="{INNER}">', encoding="utf-8")
    _words, dropped = texts.write_file(review, "introduction", path)
    _line, figure = writing.text(review, "introduction").document.blocks
    stored = images.load(review, figure.image_id)
    assert (stored.width, stored.height) == (4, 3)
    assert dropped == ()


def test_a_picture_that_the_review_refuses_leaves_its_words(review, tmp_path):
    broken = png(width=400, height=300)[:60]
    source = f"data:image/png;base64,{base64.b64encode(broken).decode()}"
    path = tmp_path / "a.html"
    path.write_text(
        f'<figure><img src="{source}"><figcaption>Words</figcaption></figure>', encoding="utf-8"
    )
    _words, dropped = texts.write_file(review, "introduction", path)
    (left,) = writing.text(review, "introduction").document.blocks
    assert left == Paragraph(id=left.id, style=ParagraphStyle.CAPTION, runs=(Text("Words"),))
    assert dropped == ("1 picture was left out.",)
