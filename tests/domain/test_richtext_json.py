"""The stored form of texts: exact, canonical, whole or refused."""

import json

import pytest
from hypothesis import given

from tests.strategies import documents, raw_documents
from vnr_app.domain.richtext import (
    Document,
    Heading,
    NoteRef,
    Paragraph,
    ParagraphStyle,
    Text,
)
from vnr_app.domain.richtext_fields import RichTextError
from vnr_app.domain.richtext_json import decode, encode


@given(documents())
def test_a_document_comes_back_exactly(document):
    stored = encode(document)
    stored.encode()
    assert decode(stored) == document
    assert encode(decode(stored)) == stored


@given(raw_documents())
def test_even_an_odd_document_comes_back_but_for_empty_languages(document):
    assert decode(encode(document)) == document


def test_the_stored_form_is_stable():
    document = Document(
        blocks=(
            Heading(id="a", level=2, runs=(Text("Éducation", bold=True),)),
            Paragraph(id="b", style=ParagraphStyle.QUOTE, dir="rtl", lang="ar"),
            Paragraph(id="c", runs=(NoteRef((Text("n"),)),)),
        )
    )
    assert encode(document) == (
        '{"blocks":[{"id":"a","level":2,"runs":[{"bold":true,"text":"Éducation","type":"text"}],'
        '"type":"heading"},'
        '{"dir":"rtl","id":"b","lang":"ar","style":"quote","type":"paragraph"},'
        '{"id":"c","runs":[{"note":[{"text":"n","type":"text"}],"type":"note"}],'
        '"type":"paragraph"}],"version":1}'
    )


def test_a_newer_version_is_refused_by_name():
    with pytest.raises(RichTextError, match="newer version of the program"):
        decode('{"blocks":[],"version":2,"future":1}')


def paragraph(**fields):
    return {"version": 1, "blocks": [{"type": "paragraph", "id": "a"} | fields]}


@pytest.mark.parametrize(
    ("record", "says"),
    [
        ([], "the document is not an object"),
        ({"blocks": []}, "“version”"),
        ({"version": True, "blocks": []}, "“version”"),
        ({"version": 0, "blocks": []}, "no text version 0"),
        ({"version": 1, "blocks": {}}, "“blocks”"),
        ({"version": 1, "blocks": [], "other": 1}, "unknown field “other”"),
        ({"version": 1, "blocks": [1]}, "a block is not an object"),
        ({"version": 1, "blocks": [{"type": "video", "id": "a"}]}, "no block “video”"),
        ({"version": 1, "blocks": [{"type": "paragraph"}]}, "“id”"),
        ({"version": 1, "blocks": [{"type": "chart", "id": "a", "series": [1]}]}, "“series”"),
        (paragraph(style="loud"), "cannot be “loud”"),
        (paragraph(dir="up"), "no direction “up”"),
        (paragraph(lang=None), "“lang”"),
        (paragraph(colour="red"), "unknown field “colour”"),
        (paragraph(runs=[{"type": "song"}]), "no run “song”"),
        (paragraph(runs=[{"type": "text", "text": "a", "bold": 1}]), "“bold”"),
        (paragraph(runs=[{"type": "text", "text": "a", "font": "x"}]), "unknown field “font”"),
        (
            {
                "version": 1,
                "blocks": [
                    {
                        "type": "table",
                        "id": "t",
                        "rows": [{"cells": [{"blocks": [{"type": "table", "id": "u"}]}]}],
                    }
                ],
            },
            "more than text",
        ),
    ],
)
def test_damaged_texts_are_refused_with_a_sentence(record, says):
    with pytest.raises(RichTextError, match=says):
        decode(json.dumps(record))


@pytest.mark.parametrize(
    "text",
    ["", "{", "null", "\x00", '{"version":1e999}', "[" * 100_000, '{"version":' + "9" * 5000 + "}"],
)
def test_what_is_no_json_document_is_refused(text):
    with pytest.raises(RichTextError, match="damaged"):
        decode(text)


def test_notes_nested_without_end_are_refused():
    runs = '{"type":"note","note":[' * 2000 + "]}" * 2000
    with pytest.raises(RichTextError, match="nested too deeply"):
        decode('{"version":1,"blocks":[{"type":"paragraph","id":"a","runs":[' + runs + "]}]}")
