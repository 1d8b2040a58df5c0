import json
import shutil
import zipfile

import pytest

from vnr_app.errors import KnownError
from vnr_app.jobs import JobContext
from vnr_app.paths import templates_dir
from vnr_app.services import export_findings, exports, report_templates
from vnr_app.services.exports import Order


@pytest.fixture(autouse=True)
def own_folder(tmp_path, monkeypatch):
    """The user's data lie in the test's own folder."""
    monkeypatch.setattr(report_templates, "user_data_dir", lambda: tmp_path / "data")
    return tmp_path / "data" / "templates"


@pytest.fixture
def faulty(own_folder):
    """A template with macros and without a style, in the user's folder."""
    path = shutil.copytree(templates_dir() / "default", own_folder / "ours") / "template.docx"
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["word/styles.xml"] = parts["word/styles.xml"].replace(b'"Key Value"', b'"Other"')
    parts["word/vbaProject.bin"] = b"macro"
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


def test_ours_come_first_and_the_default_before_all():
    found = report_templates.available()
    assert [each.name for each in found] == ["default", "un-style"]
    assert all(each.path.is_file() and each.title for each in found)


def test_the_users_own_are_found_by_name(own_folder):
    for name in ("ministry", "default"):
        shutil.copytree(templates_dir() / "un-style", own_folder / name)
    manifest = own_folder / "ministry" / "manifest.json"
    manifest.write_text(json.dumps({"title": "Ministry of Planning"}))
    (own_folder / "empty").mkdir()
    assert [each.name for each in report_templates.available()] == [
        "default",
        "un-style",
        "ministry",
    ]
    assert report_templates.available()[-1].title == "Ministry of Planning"
    assert report_templates.template_file("ministry").parent == own_folder / "ministry"
    assert report_templates.template_file("default").parent == templates_dir() / "default"
    manifest.write_text("{")
    assert report_templates.available()[-1].title == "ministry"


def test_a_path_to_a_folder_or_a_file(own_folder):
    folder = shutil.copytree(templates_dir() / "un-style", own_folder.parent / "elsewhere")
    assert report_templates.template_file(folder) == folder / "template.docx"
    assert report_templates.template_file(str(folder / "template.docx")) == folder / "template.docx"


def test_what_is_not_there_is_refused_with_the_names():
    with pytest.raises(KnownError, match="no template “nowhere”") as raised:
        report_templates.sound_template("nowhere")
    assert "un-style" in raised.value.hint


def test_a_faulty_one_is_refused_with_all_its_errors(review, faulty, tmp_path):
    target = tmp_path / "report.docx"
    with pytest.raises(KnownError) as raised:
        exports.export(review, target, Order(template="ours"), job=JobContext())
    assert "macros" in raised.value.message
    assert "Key Value" in raised.value.message
    assert not target.exists()


def test_the_faults_are_said_before_an_export(review, faulty):
    before = export_findings.findings_before(review, Order(template="ours"))
    found = [each for each in before if each.where == export_findings.TEMPLATE]
    assert {each.code for each in found} == {"template-macros", "template-style-missing"}
    assert len(found) == len(report_templates.check(faulty))
