"""Parcels: the report or parts of it as a Word file that finds its way back."""

import tempfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from db.queries import texts
from vnr_app.domain import report as rp
from vnr_app.domain import richtext as rt
from vnr_app.domain.parcels import (
    to_json,
)
from vnr_app.domain.richtext_json import decode
from vnr_app.errors import KnownError
from vnr_app.i18n import _, words_of
from vnr_app.importing.returned import read_own
from vnr_app.io import atomic_write
from vnr_app.jobs import JobContext
from vnr_app.services import living, section_keys, sections, writing
from vnr_app.services.living_report import refreshed, resolve
from vnr_app.services.numbers import check_language
from vnr_app.services.outline import load_outline
from vnr_app.services.report import build_report
from vnr_app.services.report_templates import sound_template
from vnr_app.services.returning_sent import Layout, Made, Own, made_by_report, made_of
from vnr_app.services.reviews import Review


def write_parcel(
    review: Review,
    keys: tuple[str, ...] | None,
    target: Path,
    *,
    language: str | None,
    template: str | Path | None,
    locked: bool,
    reviewers: tuple[str, ...],
    job: JobContext,
) -> tuple[str, ...]:
    """See `returning.parcel`."""
    from vnr_app.exporting.docx_parcel import make_parcel  # noqa: PLC0415 - python-docx is heavy

    if target.suffix.lower() != ".docx":
        raise KnownError(
            "unknown-format",
            _("“{file}” has no ending that this program can write.").format(file=target.name),
            _("Choose a name that ends in {endings}.").format(endings=".docx"),
        )
    if not review.read_only:
        writing.keep_drafts(review)
    with tempfile.TemporaryDirectory(prefix="vnr-parcel-") as folder:
        report = Path(folder) / "report.docx"
        made = make(review, keys, report, language=language, template=template, job=job)
        with atomic_write(target) as stream:
            make_parcel(
                report,
                stream,
                to_json(made.manifest),
                open_blocks=made.open_blocks if locked else None,
                reviewers=reviewers,
            )
    return made.keys


def make(
    review: Review,
    keys: tuple[str, ...] | None,
    path: Path,
    *,
    language: str | None = None,
    template: str | Path | None = None,
    paged: bool = True,
    filled: bool = False,
    job: JobContext,
) -> Made:
    """Write the report of a parcel to a path and read it back.

    Where sections were asked for, or with `filled`, empty parts have a line to write on.
    """
    from vnr_app.exporting.docx_writer import write_docx  # noqa: PLC0415 - python-docx is heavy
    from vnr_app.exporting.pages import write_paged_docx  # noqa: PLC0415

    chosen = language or review.info.language
    check_language(chosen)
    dress = sound_template(template)
    own = _own_texts(review, chosen)
    report = _report(review, keys, chosen, own, filled=filled or keys is not None)
    with path.open("w+b") as stream:
        write = write_paged_docx if paged else write_docx
        write(report, dress, stream, job)
    bare_path = path.with_name("bare.docx")
    bare = replace(report, chapters=tuple(_bare(each, own) for each in report.chapters))
    with bare_path.open("w+b") as stream:
        write_docx(bare, dress, stream, job)
    body, margins = read_own(path)
    leaves = load_outline(review.info.outline_version).leaf_keys()
    known = frozenset(made_by_report(body, margins, read_own(bare_path)[0]))
    return made_of(review, keys, chosen, own, Layout(report, body, leaves, known))


def _own_texts(review: Review, language: str) -> dict[str, Own]:
    """The texts by key, those that are not in the language in the review's own."""
    with review.store.reading() as session:
        original = texts.texts(session, review.info.language)
        translated = texts.texts(session, language)
    values = living.load(review, language)
    own = {}
    for key, text in {**original, **translated}.items():
        document = decode(text.body)
        spoken = language if key in translated else review.info.language
        own[key] = Own(text, document, _printable(document, values.speaking(spoken)))
    return own


def _printable(document: rt.Document, values: living.Values) -> rt.Document:
    """The text with its living numbers as they are now, and its tables of data as tables."""
    told = refreshed(document, values)

    def shown(block: rt.Block) -> rt.Block:
        if not isinstance(block, rt.IndicatorTable):
            return block
        made = resolve(rt.Document(blocks=(block,)), values)
        return next(each for each in made.blocks if each.id == block.id)

    return replace(told, blocks=tuple(map(shown, told.blocks)))


# --- The report -------------------------------------------------------------------------------


def _report(
    review: Review,
    keys: tuple[str, ...] | None,
    language: str,
    own: Mapping[str, Own],
    *,
    filled: bool,
) -> rp.ReportDocument:
    single = keys[0] if keys is not None and len(keys) == 1 else None
    report = build_report(review, language=language, section=single, returning=True)
    chapters = report.chapters
    if keys is not None and single is None:
        for key in keys:
            _check_key(review, key)
        heads = {key.partition("/")[0] for key in keys}
        chapters = tuple(chapter for chapter in chapters if chapter.key in heads)
    parts = _parts(review, keys) if filled else {}
    chapters = tuple(_filled(_with_own(each, own), parts, language) for each in chapters)
    return replace(report, chapters=chapters, form="review" if keys is None else "part")


def _check_key(review: Review, key: str) -> None:
    states = sections.outline(review)
    known = {state.key for state in states} | {p.key for state in states for p in state.parts}
    if key not in known:
        raise section_keys.unknown(review, key)


def _parts(review: Review, keys: tuple[str, ...] | None) -> dict[str, list[tuple[str, str]]]:
    """Keys and titles of the parts that somebody may want to write, by the key of the section."""
    return {
        state.key: [
            (part.key, part.title)
            for part in state.parts
            if keys is None or state.key in keys or part.key in keys
        ]
        for state in sections.outline(review)
    }


def _with_own(chapter: rp.Chapter, own: Mapping[str, Own]) -> rp.Chapter:
    """The chapter with texts whose living numbers are still known as such."""
    blocks = tuple(
        replace(block, document=own[block.id].printed)
        if isinstance(block, rp.Prose) and block.id in own
        else block
        for block in chapter.blocks
    )
    return replace(chapter, blocks=blocks)


def _filled(
    chapter: rp.Chapter, parts: Mapping[str, list[tuple[str, str]]], language: str
) -> rp.Chapter:
    """The chapter with a heading and a line to write on for each part that is still empty."""
    words = words_of(language)
    hint = words("The text of this part can be written here.")
    blocks = list(chapter.blocks)
    at = 0
    for key, title in parts.get(chapter.key, ()):
        places = [n for n, block in enumerate(blocks) if _id_of(block) == key]
        if places:
            at = places[-1] + 1
            continue
        while at < len(blocks) and not isinstance(blocks[at], rp.Heading):
            at += 1
        blocks[at:at] = [rp.Heading(2, words(title), key), rp.SourceLine(hint)]
        at += 2
    return replace(chapter, blocks=tuple(blocks))


def _id_of(block: rp.Block) -> str:
    return block.id if isinstance(block, rp.Heading | rp.Prose) else ""


def _bare(chapter: rp.Chapter, own: Mapping[str, Own]) -> rp.Chapter:
    """The chapter without its texts: what the report makes by itself."""
    blocks = tuple(
        block for block in chapter.blocks if not (isinstance(block, rp.Prose) and block.id in own)
    )
    return replace(chapter, blocks=blocks)
