"""Sentences for the person who takes a file back: what the comparison could not see or follow."""

from collections.abc import Iterator, Mapping, Sequence

from vnr_app.domain.sections import SectionStatus
from vnr_app.i18n import _
from vnr_app.importing.returned import ReturnedFile
from vnr_app.services import section_keys
from vnr_app.services.returning_base import Origin
from vnr_app.services.returning_build import Built
from vnr_app.services.returning_records import ReturnedSection
from vnr_app.services.reviews import Review
from vnr_app.services.section_states import PartState, SectionState
from vnr_app.services.sections import outline


def remarks(
    review: Review,
    file: ReturnedFile,
    origin: Origin,
    built: Mapping[str, Built],
    sections: Sequence[ReturnedSection],
) -> Iterator[str]:
    """What is to be said of a file; `built` are the texts of the sections that are in it."""
    yield from origin.remarks
    yield from _of_file(file)
    missing = [key for key in origin.bases if key not in built]
    if missing and origin.complete:
        titles = ", ".join(f"“{section_keys.title(review, key)}”" for key in missing)
        yield _("These sections are no longer in the file and stay as they are: {titles}.").format(
            titles=titles
        )
    for key, each in built.items():
        if each.lost:
            yield _(
                "In “{section}” living numbers could not be followed; they came back as text."
            ).format(section=section_keys.title(review, key))
    settled = _settled(review)
    for section in sections:
        yield from _of_section(section, origin.manifest.language)
        if section.key in settled and section.changes and not section.known:
            yield _(
                "“{section}” is {status}; what is taken in changes its text and leaves the status "
                "as it is."
            ).format(section=section.title, status=settled[section.key])


def _settled(review: Review) -> dict[str, str]:
    """How the status of those texts is called that nobody expects to change, by key."""
    names = {SectionStatus.CLEARED: _("cleared"), SectionStatus.LOCKED: _("locked")}
    told: dict[str, str] = {}
    for section in outline(review):
        states: tuple[SectionState | PartState, ...] = (section, *section.parts)
        for each in states:
            # A goal that is cleared as a whole is so in all its parts.
            if name := names.get(each.status) or names.get(section.status):
                told[each.key] = name
    return told


def _of_file(file: ReturnedFile) -> Iterator[str]:
    counts = file.accepted.reader.state.counts
    if counts["hidden"]:
        yield _("The file has hidden text, which is not taken in.")
    if counts["struck"]:
        yield _("Text that is struck through in the file came back as if it was not.")


def _of_section(section: ReturnedSection, language: str) -> Iterator[str]:
    if section.tracked and section.original != section.base_document:
        yield _("“{section}” also has changes that were made without tracking.").format(
            section=section.title
        )
    if section.changes and section.language != language:
        yield _(
            "“{section}” was sent in the review's own language, for want of a translation; what "
            "was changed goes into that text and is no translation."
        ).format(section=section.title)
