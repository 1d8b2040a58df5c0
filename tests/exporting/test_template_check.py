import json
import re
import shutil
import zipfile

import pytest

from vnr_app.domain.importplan import Severity
from vnr_app.errors import KnownError
from vnr_app.exporting.template_check import refuse, template_check
from vnr_app.paths import templates_dir

NAMES = ("default", "un-style")
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


@pytest.fixture
def copy(template, tmp_path):
    """A country's own copy of the default template."""
    shutil.copytree(template.parent, tmp_path / "own")
    return tmp_path / "own" / template.name


def change(template, part, old, new, *, count=0):
    """Change a part of a file by a pattern, which must be there; a new part where it is missing."""
    with zipfile.ZipFile(template) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    if part in parts:
        changed, found = re.subn(old, new, parts[part].decode(), count=count)
        assert found
        parts[part] = changed.encode()
    else:
        parts[part] = new.encode()
    with zipfile.ZipFile(template, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)


def codes(template):
    return [finding.code for finding in template_check(template)]


def only(template):
    (finding,) = template_check(template)
    assert finding.message.endswith(".")
    return finding


@pytest.mark.parametrize("name", NAMES)
def test_our_templates_are_sound(name):
    assert template_check(templates_dir() / name / "template.docx") == ()


def test_a_document_alone_takes_the_default_manifest(copy):
    copy.with_name("manifest.json").unlink()
    assert template_check(copy) == ()


def test_all_missing_styles_are_named_at_once(copy):
    change(copy, "word/styles.xml", 'w:val="(Key Value|Source)"', 'w:val="Other"')
    finding = only(copy)
    assert finding.code == "template-style-missing"
    assert "“Key Value” (key-value)" in finding.message
    assert "“Source” (source)" in finding.message


def test_all_kinds_of_faults_are_named_in_one_go(copy):
    change(copy, "word/styles.xml", 'w:val="Key Value"', 'w:val="Other"')
    change(copy, "word/vbaProject.bin", "", "macro")
    change(copy, "word/document.xml", 'w:w="11906"', 'w:w="9000"')
    copy.with_name("manifest.json").write_text('{"accent": "blue", "bands": "wavy"}')
    found = codes(copy)
    assert found.count("template-manifest") == 2
    assert {"template-macros", "template-style-missing", "template-page-size"} < set(found)
    ranks = [finding.rank for finding in template_check(copy)]
    assert ranks == sorted(ranks)
    with pytest.raises(KnownError, match="macros") as raised:
        refuse(copy, template_check(copy))
    assert raised.value.code == "invalid-template"
    assert "Key Value" in raised.value.message
    assert "neither A4" not in raised.value.message


def test_a_warning_lets_a_template_pass(copy):
    change(copy, "word/document.xml", 'w:w="11906"', 'w:w="11000"')
    assert only(copy).severity is Severity.WARNING
    refuse(copy, template_check(copy))


def test_a_style_of_the_wrong_kind(copy):
    change(
        copy,
        "word/styles.xml",
        'w:type="paragraph"( w:customStyle="1" w:styleId="Source")',
        r'w:type="character"\1',
    )
    assert only(copy).code == "template-style-kind"


def test_a_list_style_without_its_list(copy):
    change(copy, "word/styles.xml", '<w:numId w:val="2"/>', "")
    assert "“List Number” has no list" in only(copy).message


def test_numbered_paragraphs_need_their_style(copy):
    copy.with_name("manifest.json").write_text('{"numbered_paragraphs": true}')
    assert "numbered" in only(copy).message


def test_a_picture_from_outside_but_not_a_link(copy):
    change(
        copy,
        "word/_rels/document.xml.rels",
        "</Relationships>",
        '<Relationship Id="rId90" Type="http://x/image" Target="http://example.org/a.png" '
        'TargetMode="External"/><Relationship Id="rId91" Type="http://x/hyperlink" '
        'Target="http://example.org/page" TargetMode="External"/></Relationships>',
    )
    finding = only(copy)
    assert finding.code == "template-outside"
    assert "a.png" in finding.message
    assert "page" not in finding.message


def test_tracked_changes_in_a_head(copy):
    change(copy, "word/header2.xml", "<w:r>", '<w:ins w:id="1" w:author="A"/><w:r>', count=1)
    assert only(copy).code == "template-changes"


@pytest.mark.parametrize(
    ("setting", "code"),
    [
        ('<w:documentProtection w:edit="readOnly" w:enforcement="1"/>', "template-protected"),
        ('<w:writeProtection w:recommended="1"/>', "template-protected"),
        ("<w:trackRevisions/>", "template-tracking"),
    ],
)
def test_protection_and_tracking(copy, setting, code):
    change(copy, "word/settings.xml", "<w:zoom", f"{setting}<w:zoom")
    assert only(copy).code == code


@pytest.mark.parametrize(
    "setting",
    [
        '<w:documentProtection w:edit="readOnly" w:enforcement="0"/>',
        '<w:trackRevisions w:val="0"/>',
    ],
)
def test_what_is_switched_off_is_no_fault(copy, setting):
    change(copy, "word/settings.xml", "<w:zoom", f"{setting}<w:zoom")
    assert template_check(copy) == ()


def test_a_page_on_its_side_and_wide_margins(copy):
    change(copy, "word/document.xml", 'w:w="11906" w:h="16838"', 'w:w="16838" w:h="11906"')
    assert only(copy).code == "template-page-size"
    change(copy, "word/document.xml", 'w:right="1418"', 'w:right="11000"')
    assert codes(copy) == ["template-page-size", "template-margins"]


def test_letter_and_decimals_of_other_programs_are_fine(copy):
    change(copy, "word/document.xml", 'w:w="11906" w:h="16838"', 'w:w="12240.0" w:h="15840.0"')
    assert template_check(copy) == ()


def test_a_rare_font_is_named_until_it_is_embedded(copy):
    change(
        copy, "word/theme/theme1.xml", 'latin typeface="Noto Sans"', 'latin typeface="Rarissima"'
    )
    assert "Rarissima" in only(copy).message
    embedded = '<w:font w:name="Rarissima"><w:embedRegular/></w:font></w:fonts>'
    change(copy, "word/fontTable.xml", "</w:fonts>", embedded)
    assert template_check(copy) == ()


def test_heads_are_missed(copy):
    change(copy, "word/document.xml", '<w:(header|footer)Reference w:type="default"[^>]*>', "")
    assert codes(copy) == ["template-head", "template-page-number"]


def test_a_place_typed_in_pieces(copy):
    change(copy, "word/header2.xml", r"\{country\}", "{coun</w:t></w:r><w:r><w:t>try}")
    finding = only(copy)
    assert finding.code == "template-place"
    assert "{country}" in finding.message


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "not a Word document"),
        (b"PK\x03\x04broken", "not a Word document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "password"),
        (None, "cannot be read"),
    ],
)
def test_what_is_no_word_file(copy, content, words):
    if content is None:
        copy.unlink()
    else:
        copy.write_bytes(content)
    assert words in only(copy).message


def test_a_workbook_is_no_word_file(copy):
    with zipfile.ZipFile(copy, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")
    assert only(copy).code == "template-no-word-file"


def test_entities_are_not_resolved(copy, tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("Rarissima")
    declared = f'<!DOCTYPE a [<!ENTITY e SYSTEM "{secret.as_uri()}">]><w:settings {W}>&e;'
    change(copy, "word/settings.xml", r"(?s)<w:settings[^>]*>", declared)
    assert "Rarissima" not in str(template_check(copy))


def test_a_manifest_that_is_no_object(copy):
    copy.with_name("manifest.json").write_text(json.dumps([]))
    assert only(copy).code == "template-manifest"
