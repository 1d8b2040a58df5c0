import io
import time
import zipfile
from threading import Event

import pytest
from lxml import etree

from tests.exporting.docx_check import problems
from tests.exporting.sample import sample_report
from vnr_app.errors import CancelledError, KnownError
from vnr_app.exporting import pages, pdf
from vnr_app.exporting.pages import destinations, write_paged_docx
from vnr_app.exporting.pdf import convert_to_pdf, find_libreoffice
from vnr_app.jobs import JobContext

needs_libreoffice = pytest.mark.skipif(
    find_libreoffice() is None, reason="LibreOffice is not installed"
)


@pytest.fixture
def draft(written, tmp_path):
    path = tmp_path / "report.docx"
    path.write_bytes(written(sample_report(goals=(3,))))
    return path


@needs_libreoffice
def test_a_pdf_is_made(draft, tmp_path):
    target = tmp_path / "report.pdf"
    convert_to_pdf(draft, target, JobContext())
    assert target.read_bytes().startswith(b"%PDF-")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["report.docx", "report.pdf"]


@needs_libreoffice
def test_contents_have_the_pages_of_the_pdf(template, tmp_path):
    stream = io.BytesIO()
    write_paged_docx(sample_report(goals=(3, 7)), template, stream, JobContext())
    assert problems(stream.getvalue()) == []
    path, target = tmp_path / "report.docx", tmp_path / "report.pdf"
    path.write_bytes(stream.getvalue())
    convert_to_pdf(path, target, JobContext(), named_places=True)
    found = destinations(target.read_bytes())
    assert found["vnr_s_introduction"] == 3
    assert found["vnr_s_goal_3"] < found["vnr_s_goal_7"] < found["vnr_s_statistical_annex"]
    body = zipfile.ZipFile(path).read("word/document.xml").decode()
    for name in ("vnr_s_goal_3", "vnr_s_goal_7", "vnr_s_statistical_annex"):
        line = body[body.index(f"PAGEREF {name} ") :]
        # Cover and contents are numbered apart.
        assert line.split("<w:t>")[1].split("<")[0] == str(found[name] - 2)
    assert "dirty" not in body


def fake_program(tmp_path, monkeypatch, script):
    program = tmp_path / "soffice"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    monkeypatch.setattr(pdf, "find_libreoffice", lambda: str(program))
    monkeypatch.setattr(pages, "find_libreoffice", lambda: str(program))


def test_without_libreoffice_one_sentence(draft, tmp_path, monkeypatch):
    monkeypatch.setattr(pdf, "find_libreoffice", lambda: None)
    with pytest.raises(KnownError, match="not installed") as raised:
        convert_to_pdf(draft, tmp_path / "report.pdf", JobContext())
    assert raised.value.code == "no-libreoffice"
    assert not (tmp_path / "report.pdf").exists()


def test_a_failure_leaves_the_old_file(draft, tmp_path, monkeypatch):
    fake_program(tmp_path, monkeypatch, "exit 1")
    target = tmp_path / "report.pdf"
    target.write_bytes(b"old")
    with pytest.raises(KnownError, match="could not make a PDF"):
        convert_to_pdf(draft, target, JobContext())
    assert target.read_bytes() == b"old"


def test_libreoffice_is_told_to_keep_all_charts_in_memory(draft, tmp_path, monkeypatch):
    profile = '"${1#-env:UserInstallation=file://}/user/registrymodifications.xcu"'
    fake_program(tmp_path, monkeypatch, f"cp {profile} {tmp_path}/seen; exit 1")
    with pytest.raises(KnownError, match="could not make a PDF"):
        convert_to_pdf(draft, tmp_path / "report.pdf", JobContext())
    assert "OLE_Objects" in (tmp_path / "seen").read_text()


@pytest.mark.parametrize(
    ("core", "locale"),
    [
        ("<dc:language>fr</dc:language>", "fr-FR"),
        ("<dc:language>pt-BR</dc:language>", "pt-BR"),
        ("<dc:language>zh-Hans</dc:language>", "zh-CN"),
        # Arabic reports have the separators of English ones.
        ("<dc:language>ar</dc:language>", "en-GB"),
        ("<dc:language>&lt;/value></dc:language>", "en-GB"),
        ("", "en-GB"),
    ],
)
def test_numbers_of_charts_follow_the_language_of_the_file(core, locale, tmp_path, monkeypatch):
    source = tmp_path / "source.docx"
    with zipfile.ZipFile(source, "w") as archive:
        archive.writestr("docProps/core.xml", f"<cp>{core}</cp>")
    profile = '"${1#-env:UserInstallation=file://}/user/registrymodifications.xcu"'
    fake_program(tmp_path, monkeypatch, f"cp {profile} {tmp_path}/seen; exit 1")
    with pytest.raises(KnownError, match="could not make a PDF"):
        convert_to_pdf(source, tmp_path / "report.pdf", JobContext())
    settings = etree.parse(tmp_path / "seen")
    (found,) = settings.xpath("//prop[@*='ooSetupSystemLocale']/value/text()")
    assert found == locale


def test_a_slow_program_is_stopped(draft, tmp_path, monkeypatch):
    fake_program(tmp_path, monkeypatch, "exec sleep 60")
    began = time.monotonic()
    with pytest.raises(KnownError, match="did not finish"):
        convert_to_pdf(draft, tmp_path / "report.pdf", JobContext(), timeout=0.3)
    assert time.monotonic() - began < 20


def test_cancel_stops_the_program(draft, tmp_path, monkeypatch):
    fake_program(tmp_path, monkeypatch, "exec sleep 60")
    stopped = Event()
    stopped.set()
    with pytest.raises(CancelledError):
        convert_to_pdf(draft, tmp_path / "report.pdf", JobContext(cancelled=stopped))


def test_a_report_is_written_where_its_layout_fails(template, tmp_path, monkeypatch):
    fake_program(tmp_path, monkeypatch, "exit 1")
    stream = io.BytesIO()
    write_paged_docx(sample_report(goals=()), template, stream, JobContext())
    assert problems(stream.getvalue()) == []


def test_pages_of_a_pdf():
    text = (
        b"<</Kids[ 1 0 R 4 0 R ]>> <</vnr5Fs5Fgoal5F3[4 0 R/XYZ 70 756 0]/other[1 0 R/XYZ 0 0 0]>>"
    )
    assert destinations(text) == {"vnr_s_goal_3": 2}
    assert destinations(b"%PDF") == {}
