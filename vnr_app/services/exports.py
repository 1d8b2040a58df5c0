"""Writing the review as a file: the report, a part of it, or its figures alone."""

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from vnr_app.domain.annex import Annex, Figures
from vnr_app.domain.report import ReportDocument
from vnr_app.errors import KnownError
from vnr_app.i18n import _
from vnr_app.io import atomic_write
from vnr_app.jobs import JobContext
from vnr_app.services.numbers import check_language
from vnr_app.services.report import build_report
from vnr_app.services.report_templates import sound_template, template_file
from vnr_app.services.reviews import Review

TEXTS = (".docx", ".pdf", ".html")
"""Endings of files with the report's texts and figures."""
FIGURES = (".xlsx", ".csv", ".zip")
"""Endings of files with figures alone; .zip holds a .csv for every indicator."""
FORMATS = TEXTS + FIGURES
Layout = Literal["open-sdg", "sdmx"]
LAYOUTS: tuple[Layout, ...] = ("open-sdg", "sdmx")
Collected = ReportDocument | Annex | Figures
_WORD = (".docx", ".pdf")


@dataclass(frozen=True, slots=True)
class Order:
    """What is wanted of a file; its format follows from the ending of its name.

    `section` is the key of one section or part; of figures alone it names a goal ("goal-3").
    `template` is the name of a built-in template or the path of a `.docx`; None is the default.
    `layout` is that of tables in `.csv` and `.zip`. With `value_tables` the charts that the report
    draws have their values below them.
    """

    language: str | None = None
    section: str | None = None
    main_messages: bool = False
    template: str | Path | None = None
    layout: Layout = "open-sdg"
    value_tables: bool = False


WHOLE = Order()


def export(review: Review, target: Path, order: Order = WHOLE, *, job: JobContext) -> None:
    """Write what is wanted to `target`; whole or not at all.

    Raises `KnownError`: "unknown-format", "unknown-language", "unknown-section", "not-of-format"
    for wishes that the format cannot fulfil, "invalid-template", "no-libreoffice", and "disk-full"
    and others of writing; `CancelledError` when stopped.
    """
    write(collect(review, target, order, job=job), target, order, job=job)


def collect(review: Review, target: Path, order: Order = WHOLE, *, job: JobContext) -> Collected:
    """What will be written, as data; the first half of `export`, which alone needs the review."""
    check(target, order)
    job.progress(0, 0, _("Collecting texts and figures"))
    ending = target.suffix.lower()
    if ending in TEXTS:
        collected: Collected = _report(review, order)
    else:
        from vnr_app.services import export_figures  # noqa: PLC0415 - reports need it not

        goal = export_figures.goal_of(review, order.section)
        if ending == ".xlsx":
            collected = export_figures.annex(review, order.language, goal)
        else:
            collected = export_figures.figures(review, goal)
    job.check_cancelled()
    return collected


def _report(review: Review, order: Order) -> ReportDocument:
    return build_report(
        review,
        language=order.language,
        section=order.section,
        main_messages=order.main_messages,
        value_tables=order.value_tables,
    )


def write(collected: Collected, target: Path, order: Order = WHOLE, *, job: JobContext) -> None:
    """Write what was collected for that file; the second half of `export`."""
    if isinstance(collected, ReportDocument):
        _write_report(collected, target, order, job)
    elif isinstance(collected, Annex):
        from vnr_app.exporting.annex_workbook import write_annex  # noqa: PLC0415 - slow to load

        with atomic_write(target) as stream:
            write_annex(collected, stream, job)
    else:
        _write_figures(collected, target, order, job)


def _write_report(report: ReportDocument, target: Path, order: Order, job: JobContext) -> None:
    if target.suffix.lower() == ".html":
        from vnr_app.exporting.html_report import html_report  # noqa: PLC0415

        with atomic_write(target) as stream:
            stream.write(html_report(report, job).encode())
        return
    from vnr_app.exporting.pages import write_paged_docx  # noqa: PLC0415 - python-docx is heavy

    chosen = template_file(order.template)
    if target.suffix.lower() == ".docx":
        with atomic_write(target) as stream:
            write_paged_docx(report, chosen, stream, job)
        return
    from vnr_app.exporting.pdf import convert_to_pdf  # noqa: PLC0415

    with tempfile.TemporaryDirectory(prefix="vnr-export-") as folder:
        word = Path(folder) / "report.docx"
        with word.open("w+b") as stream:
            write_paged_docx(report, chosen, stream, job)
        convert_to_pdf(word, target, job)


def _write_figures(figures: Figures, target: Path, order: Order, job: JobContext) -> None:
    from vnr_app.exporting import sdmx_csv, tidy_csv  # noqa: PLC0415 - reports need them not

    tables = sdmx_csv if order.layout == "sdmx" else tidy_csv
    with atomic_write(target) as stream:
        if target.suffix.lower() == ".zip":
            tables.write_files(figures, stream, job)
        else:
            tables.write_file(figures, stream, job)


def collect_preview(review: Review, order: Order = WHOLE, *, job: JobContext) -> ReportDocument:
    """What the preview shows, as data; like `collect` it alone needs the review."""
    job.progress(0, 0, _("Collecting texts and figures"))
    report = _report(review, order)
    job.check_cancelled()
    return report


def preview(report: ReportDocument, *, job: JobContext) -> str:
    """A report as simple HTML for a viewer that knows no style sheets for print."""
    from vnr_app.exporting.html_report import html_preview  # noqa: PLC0415

    return html_preview(report, job)


def check(target: Path, order: Order) -> None:
    """Raise `KnownError` for what cannot be written, before anything is read."""
    ending = target.suffix.lower()
    if ending not in FORMATS:
        raise KnownError(
            "unknown-format",
            _("“{file}” has no ending that this program can write.").format(file=target.name),
            _("Choose a name that ends in {endings}.").format(endings=", ".join(FORMATS)),
        )
    if order.language is not None:
        check_language(order.language)
    if order.main_messages and order.section is not None:
        raise _unfit(_("The Main Messages are a document of their own, without other sections."))
    if order.main_messages and ending in FIGURES:
        raise _unfit(_("The Main Messages are a text; they cannot be a table of figures."))
    if order.template is not None and ending not in _WORD:
        raise _unfit(_("A template is for Word and PDF files only."))
    if order.value_tables and ending not in TEXTS:
        raise _unfit(_("Values below charts are for files with charts, not for tables."))
    if order.layout != "open-sdg" and ending not in (".csv", ".zip"):
        raise _unfit(_("A layout is for .csv and .zip files only."))
    if ending in _WORD:
        sound_template(order.template)
    if ending == ".pdf":
        from vnr_app.exporting.pdf import libreoffice  # noqa: PLC0415 - asked for before the work

        libreoffice()


def _unfit(message: str) -> KnownError:
    return KnownError("not-of-format", message)


def proposed_name(review: Review, order: Order = WHOLE, ending: str = ".docx") -> str:
    """A name for the file that says what is in it: "VNR-ARM-2027-goal-3-fr.docx"."""
    info = review.info
    part = "main-messages" if order.main_messages else (order.section or "").replace("/", "-")
    language = order.language if order.language != info.language else None
    parts = ("VNR", info.country, info.year, part, language)
    return "-".join(each for each in parts if each) + ending
