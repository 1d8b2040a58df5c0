"""Word to PDF through LibreOffice, where it is installed."""

import contextlib
import os
import re
import shutil
import signal
import subprocess
import tempfile
import time
import zipfile
from pathlib import Path

from vnr_app.domain.languages import USUAL_REGIONS
from vnr_app.errors import KnownError
from vnr_app.i18n import _, ngettext
from vnr_app.io import atomic_write
from vnr_app.jobs import JobContext

_NAMES = ("soffice", "libreoffice")
_USUAL_PLACES = (
    Path("/Applications/LibreOffice.app/Contents/MacOS/soffice"),
    Path("C:/Program Files/LibreOffice/program/soffice.exe"),
    Path("C:/Program Files (x86)/LibreOffice/program/soffice.exe"),
)
_WITH_PLACES = (
    'pdf:writer_pdf_Export:{"ExportBookmarksToPDFDestination":{"type":"boolean","value":"true"}}'
)
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Cache/Writer"><prop oor:name="OLE_Objects"
oor:op="fuse"><value>10000</value></prop></item>
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale"
oor:op="fuse"><value>{locale}</value></prop></item>
</oor:items>
"""
"""LibreOffice keeps 20 charts in memory by default and draws all others out of shape.

It writes the numbers of charts as its locale has them, not as the language of the file has.
"""
_ENGLISH = "en-GB"
_LANGUAGE = re.compile(r"<dc:language>([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)</dc:language>")
_WITH_REGION = re.compile(r".+-[A-Z]{2}")
_CORE, _MOST_CORE = "docProps/core.xml", 1_000_000
_TIMEOUT = 300.0
_LOOK_EVERY = 0.2


def find_libreoffice() -> str | None:
    """LibreOffice's program, or None where it is not installed."""
    for name in _NAMES:
        if found := shutil.which(name):
            return found
    return next((str(path) for path in _USUAL_PLACES if path.is_file()), None)


def _locale(docx: Path) -> str:
    """The locale by which the numbers of a Word file's charts are as those of its text.

    English where the file names no language. In Arabic texts numbers are written as in English.
    """
    try:
        with zipfile.ZipFile(docx) as archive, archive.open(_CORE) as core:
            found = _LANGUAGE.search(core.read(_MOST_CORE).decode("utf-8", "replace"))
    except (OSError, KeyError, zipfile.BadZipFile):
        found = None
    tag = found[1] if found else _ENGLISH
    primary = tag.partition("-")[0]
    if primary == "ar":
        return _ENGLISH
    return tag if _WITH_REGION.fullmatch(tag) else USUAL_REGIONS.get(primary, primary)


def libreoffice() -> str:
    """LibreOffice's program; `KnownError` "no-libreoffice" where it is not installed."""
    program = find_libreoffice()
    if program is None:
        raise KnownError(
            "no-libreoffice",
            _("A PDF needs LibreOffice, which is not installed on this computer."),
            _("Install it from libreoffice.org, or save the Word file as PDF in Word."),
        )
    return program


def _wait(process: "subprocess.Popen[bytes]", job: JobContext, timeout: float) -> None:
    """Wait for the end of the conversion; stop it when cancelled or too slow."""
    until = time.monotonic() + timeout
    try:
        while process.poll() is None:
            job.check_cancelled()
            if time.monotonic() > until:
                raise KnownError(
                    "pdf-timeout",
                    ngettext(
                        "LibreOffice did not finish the PDF within {seconds} second.",
                        "LibreOffice did not finish the PDF within {seconds} seconds.",
                        round(timeout),
                    ).format(seconds=round(timeout)),
                    _("Open the Word file and save it as PDF from there."),
                )
            time.sleep(_LOOK_EVERY)
    finally:
        if process.poll() is None:
            _stop(process)


def _stop(process: "subprocess.Popen[bytes]") -> None:
    """End LibreOffice with the program that its launcher has started."""
    if os.name == "posix":
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    else:
        kill = ["taskkill", "/F", "/T", "/PID", str(process.pid)]
        subprocess.run(kill, capture_output=True, check=False)
    process.wait()


def convert_to_pdf(
    docx: Path,
    pdf: Path,
    job: JobContext,
    *,
    timeout: float = _TIMEOUT,
    named_places: bool = False,
) -> None:
    """Convert a Word file to PDF, whole or not at all; `named_places` keeps its bookmarks.

    LibreOffice runs with a profile of its own, so that a window of it that is open does not
    matter. Raises `KnownError` where it is missing, fails, or needs more than `timeout` seconds.
    """
    program = libreoffice()
    job.progress(0, 0, _("Making the PDF"))
    with tempfile.TemporaryDirectory(prefix="vnr-pdf-", ignore_cleanup_errors=True) as folder:
        work = Path(folder)
        source = work / "report.docx"
        shutil.copyfile(docx, source)
        settings = work / "profile" / "user" / "registrymodifications.xcu"
        settings.parent.mkdir(parents=True)
        settings.write_text(_PROFILE.format(locale=_locale(docx)), encoding="utf-8")
        command = [
            program,
            f"-env:UserInstallation={(work / 'profile').as_uri()}",
            "--headless",
            "--norestore",
            "--convert-to",
            _WITH_PLACES if named_places else "pdf",
            "--outdir",
            str(work),
            str(source),
        ]
        process = subprocess.Popen(
            command,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        _wait(process, job, timeout)
        made = work / "report.pdf"
        if process.returncode != 0 or not made.is_file():
            raise KnownError(
                "pdf-failed",
                _("LibreOffice could not make a PDF of “{file}”.").format(file=docx),
                _("Open the Word file and save it as PDF from there."),
            )
        with atomic_write(pdf) as stream, made.open("rb") as content:
            shutil.copyfileobj(content, stream)
