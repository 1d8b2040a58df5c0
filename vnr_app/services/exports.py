"""Writing the report as a file."""

import tempfile
from pathlib import Path

from vnr_app.domain.report import ReportDocument
from vnr_app.errors import KnownError
from vnr_app.i18n import _
from vnr_app.io import atomic_write
from vnr_app.jobs import JobContext
from vnr_app.paths import templates_dir
from vnr_app.services.numbers import check_language
from vnr_app.services.report import build_report
from vnr_app.services.reviews import Review

FORMATS = (".docx", ".pdf")


def export(
    review: Review,
    target: Path,
    *,
    language: str | None = None,
    section: str | None = None,
    template: Path | None = None,
    job: JobContext,
) -> None:
    """Write the report, or one section of it, to `target`; whole or not at all.

    The format follows the file's ending. Raises `KnownError`: "unknown-format",
    "unknown-language", "unknown-section", "no-libreoffice", "disk-full" and others of writing.
    """
    report = collect(review, target, language=language, section=section, job=job)
    write(report, target, template=template, job=job)


def collect(
    review: Review,
    target: Path,
    *,
    language: str | None = None,
    section: str | None = None,
    job: JobContext,
) -> ReportDocument:
    """The report as data; the first half of `export`, the only one that needs the review."""
    ending = target.suffix.lower()
    if ending not in FORMATS:
        raise KnownError(
            "unknown-format",
            _("“{file}” has no ending that this program can write.").format(file=target.name),
            _("Choose a name that ends in {endings}.").format(endings=" or ".join(FORMATS)),
        )
    if language is not None:
        check_language(language)
    job.progress(0, 3, _("Collecting texts and figures"))
    report = build_report(review, language=language, section=section)
    job.check_cancelled()
    return report


def write(
    report: ReportDocument, target: Path, *, template: Path | None = None, job: JobContext
) -> None:
    """Write a report that was collected for that file; the second half of `export`."""
    from vnr_app.exporting.pages import write_paged_docx  # noqa: PLC0415 - python-docx is heavy

    chosen = template or templates_dir() / "default" / "template.docx"
    job.progress(1, 3, _("Writing the document"))
    if target.suffix.lower() == ".docx":
        with atomic_write(target) as stream:
            write_paged_docx(report, chosen, stream, job)
    else:
        from vnr_app.exporting.pdf import convert_to_pdf  # noqa: PLC0415

        with tempfile.TemporaryDirectory() as folder:
            word = Path(folder) / "report.docx"
            with word.open("w+b") as stream:
                write_paged_docx(report, chosen, stream, job)
            job.progress(2, 3, _("Laying out the pages"))
            convert_to_pdf(word, target, job)
    job.progress(3, 3, _("Done"))


def remark(language: str) -> str:
    """A sentence about what of a report in that language is not in that language; "" for none."""
    if language.partition("-")[0] == "en":
        return ""
    return _(
        "Numbers, dates and direction follow the language; headings, captions and the names of "
        "goals and indicators are in English so far, and texts stay in the language in which "
        "they were written."
    )
