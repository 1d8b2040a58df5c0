import json
import shutil
import zipfile
from dataclasses import replace

import pytest

from templates.build import build
from templates.designs import DESIGNS
from vnr_app.errors import KnownError
from vnr_app.exporting.docx_lists import lists_of
from vnr_app.exporting.template import load_manifest, open_template, style_ids, type_size
from vnr_app.paths import templates_dir


@pytest.fixture
def copy(template, tmp_path):
    """A country's own copy of the default template."""
    shutil.copytree(template.parent, tmp_path / "own")
    return tmp_path / "own" / template.name


def edit(manifest, **changes):
    data = json.loads(manifest.read_text())
    data.update(changes)
    manifest.write_text(json.dumps(data))


def without_style(template, name):
    with zipfile.ZipFile(template) as archive:
        parts = {entry: archive.read(entry) for entry in archive.namelist()}
    parts["word/styles.xml"] = parts["word/styles.xml"].replace(
        f'w:name w:val="{name}"'.encode(), b'w:name w:val="Something else"'
    )
    with zipfile.ZipFile(template, "w") as archive:
        for entry, data in parts.items():
            archive.writestr(entry, data)


def test_every_role_has_its_style(template):
    manifest = load_manifest(template)
    ids = style_ids(open_template(template), manifest)
    assert ids["heading-1"] == "Heading1"
    assert ids["table-header-number"] == "TableHeaderNumber"
    assert set(ids) == set(manifest.styles)


def test_case_of_a_name_does_not_count(copy):
    data = json.loads(copy.with_name("manifest.json").read_text())
    data["styles"]["caption"] = "Caption"
    edit(copy.with_name("manifest.json"), styles=data["styles"])
    assert style_ids(open_template(copy), load_manifest(copy))["caption"] == "Caption"


def test_a_missing_style_is_named(copy):
    without_style(copy, "Key Value")
    with pytest.raises(KnownError, match="“Key Value”") as raised:
        style_ids(open_template(copy), load_manifest(copy))
    assert raised.value.code == "invalid-template"
    assert str(copy) in raised.value.message


def test_a_list_style_without_list_is_named(copy):
    with zipfile.ZipFile(copy) as archive:
        parts = {entry: archive.read(entry) for entry in archive.namelist()}
    parts["word/styles.xml"] = parts["word/styles.xml"].replace(b'<w:numId w:val="2"/>', b"")
    with zipfile.ZipFile(copy, "w") as archive:
        for entry, data in parts.items():
            archive.writestr(entry, data)
    document, manifest = open_template(copy), load_manifest(copy)
    with pytest.raises(KnownError, match="“List Number” has no list"):
        lists_of(document, style_ids(document, manifest), manifest)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("{", "not valid JSON"),
        ("[]", "names no styles"),
        ('{"styles": []}', "names no styles"),
        ('{"styles": {"body": 3}}', "no style for body"),
        ('{"cover": "striped"}', "“cover” in its manifest.json must be one of full-bleed, plain"),
    ],
)
def test_a_bad_manifest_is_named(copy, text, reason):
    copy.with_name("manifest.json").write_text(text)
    with pytest.raises(KnownError, match=reason):
        load_manifest(copy)


def test_a_manifest_may_leave_out_what_is_as_in_the_default(copy):
    usual = load_manifest(copy)
    copy.with_name("manifest.json").write_text('{"accent": "123456"}', encoding="utf-8-sig")
    assert load_manifest(copy) == replace(usual, accent="123456")
    copy.with_name("manifest.json").unlink()
    assert load_manifest(copy) == usual


@pytest.mark.parametrize("design", DESIGNS, ids=lambda design: design.folder)
def test_the_templates_are_built_from_the_present_source(design, tmp_path):
    build(design, tmp_path / "template.docx")
    kept = templates_dir() / design.folder / "template.docx"
    assert (tmp_path / "template.docx").read_bytes() == kept.read_bytes()
    manifest = load_manifest(kept)
    assert (manifest.accent, manifest.ink) == (design.accent, design.ink)
    assert {style.name for style in design.styles} - set(manifest.styles.values()) == {
        "header",
        "footer",
    }


def test_a_bad_colour_is_named(copy):
    edit(copy.with_name("manifest.json"), accent="blue")
    with pytest.raises(KnownError, match="“accent”"):
        load_manifest(copy)


@pytest.mark.parametrize("content", [b"", b"no zip", b"PK\x03\x04broken"])
def test_what_is_no_word_file_is_refused(copy, content):
    copy.write_bytes(content)
    with pytest.raises(KnownError, match="not a Word document"):
        open_template(copy)


def test_a_workbook_is_refused(copy):
    with zipfile.ZipFile(copy, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    with pytest.raises(KnownError, match="not a Word document"):
        open_template(copy)


def test_the_size_of_type_comes_from_a_style_or_its_parents(template):
    document = open_template(template)
    assert type_size(document, "KeyValue") == 24
    assert type_size(document, "TableNumber") == type_size(document, "TableText") == 8.5
    assert type_size(document, "Toc1") == type_size(document, "NoSuchStyle") == 10
