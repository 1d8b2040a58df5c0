"""What a returned file brings, compared with what was sent and with what the review holds now."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from vnr_app.domain.richtext import Block, Document, Text
from vnr_app.domain.richtext_diff import compare
from vnr_app.domain.richtext_labels import is_blank
from vnr_app.domain.richtext_map import map_runs
from vnr_app.domain.richtext_normalise import normalise
from vnr_app.domain.richtext_ops import plain_text
from vnr_app.domain.richtext_renew import Renewer
from vnr_app.errors import KnownError
from vnr_app.i18n import _
from vnr_app.importing.returned import ReturnedFile, read_file
from vnr_app.importing.returned_comments import FileComment
from vnr_app.io import sha256_of
from vnr_app.jobs import JobContext
from vnr_app.services import images, section_keys
from vnr_app.services.outline import load_outline
from vnr_app.services.returning_base import Base, Origin, is_known, origin_of
from vnr_app.services.returning_beside import chart_strays, margin_strays
from vnr_app.services.returning_build import Builder, Built, quotes
from vnr_app.services.returning_pictures import Pictures
from vnr_app.services.returning_records import (
    BlockChange,
    Reason,
    Returned,
    ReturnedComment,
    ReturnedNumber,
    ReturnedPiece,
    ReturnedSection,
)
from vnr_app.services.returning_remarks import remarks
from vnr_app.services.returning_tracked import TrackedChanges
from vnr_app.services.returning_walk import Sent, Stray, Walked, walk
from vnr_app.services.reviews import Review

_ONLY_COMMENTS = ("comments",)


def read(review: Review, path: Path, job: JobContext) -> Returned:
    """See `returning.read_returned`."""
    job.progress(0, 3, _("Reading the file"))
    sha256 = _sha256(path)
    pictures = Pictures(images.known(review))
    file = read_file(path, pictures.fits)
    job.check_cancelled()
    job.progress(1, 3, _("Looking for what was sent"))
    origin = origin_of(review, path, file, job)
    job.check_cancelled()
    job.progress(2, 3, _("Comparing"))
    return _Reading(review, path, sha256, file, origin, pictures).returned()


def _sha256(path: Path) -> str:
    try:
        return sha256_of(path)
    except FileNotFoundError as error:
        raise KnownError(
            "file-not-found", _("There is no file “{file}”.").format(file=path)
        ) from error
    except OSError as error:
        raise KnownError(
            "file-not-readable",
            _("“{file}” cannot be read: {reason}.").format(file=path, reason=error.strerror),
        ) from error


@dataclass(slots=True)
class _Reading:
    review: Review
    path: Path
    sha256: str
    file: ReturnedFile
    origin: Origin
    pictures: Pictures
    homes: dict[str, str] = field(init=False)
    names: dict[str, str] = field(init=False)
    """The id that a block has in the review by its name in the file."""
    accepted: Walked = field(init=False)
    rejected: Walked = field(init=False)
    tracked: TrackedChanges = field(init=False)
    builder: Builder = field(init=False)
    leaves: tuple[str, ...] = field(init=False)
    pieces: int = 0
    """How many pieces without a place have been named."""

    def __post_init__(self) -> None:
        manifest = self.origin.manifest
        self.leaves = tuple(load_outline(self.review.info.outline_version).leaf_keys())
        # A file can name sections that this review has not; what stands in them has no place here.
        texts = [base.sent for key, base in self.origin.bases.items() if key in self.leaves]
        heads = {mark: key if key in self.leaves else "" for mark, key in manifest.heads.items()}
        self.homes = {name: text.key for text in texts for name in text.names}
        self.names = {name: block for t in texts for name, block in t.names.items()}
        sent = Sent(heads, self.homes, manifest.known, manifest.derived, manifest.lines)
        self.accepted = walk(self.file.accepted, sent)
        original = self.file.original
        self.rejected = self.accepted if original is None else walk(original, sent)
        walks = (self.accepted, self.rejected)
        self.tracked = TrackedChanges(self.file.tracked, walks, self.homes)
        renewers = {
            base.sent.key: Renewer(base.sent, base.document) for base in self.origin.bases.values()
        }
        self.builder = Builder(self.sha256, renewers, self.homes)

    def returned(self) -> Returned:
        """All that the file brings."""
        keys = [key for key in self._ordered() if self._is_here(key)]
        built = {key: self._built(key, self.accepted) for key in keys}
        comments = self._comments(built)
        sections = [self._section(key, built[key], comments) for key in keys]
        changed = [each for each in sections if each.changes or each.comments or each.numbers]
        pieces = [*self._strays(), *self._derived(built)]
        placed = {each.number for section in sections for each in section.comments}
        return Returned(
            file=self.path,
            sha256=self.sha256,
            author=self.file.beside.author,
            sections=tuple(changed),
            unchanged=tuple(each.key for each in sections if each not in changed),
            unplaced=tuple(pieces),
            comments=tuple(each for each in comments if each.number not in placed),
            remarks=tuple(remarks(self.review, self.file, self.origin, built, sections)),
            images=self.pictures.shown_in(
                [*(each.document for each in changed), *(each.document for each in pieces)]
            ),
        )

    def _ordered(self) -> list[str]:
        """The keys of all texts that the file can bring, in the order of the report."""
        found = {*self.origin.bases, *self.accepted.blocks, *self.rejected.blocks}
        return [key for key in self.leaves if key in found]

    def _is_here(self, key: str) -> bool:
        """Whether a section is in the file: its heading, or any of its blocks."""
        return (
            key in self.accepted.headed
            or key in self.accepted.blocks
            or any(self.homes.get(name) == key for name in self.accepted.names)
        )

    def _built(self, key: str, walked: Walked) -> Built:
        built = self.builder.built(key, walked)
        return replace(built, document=self.pictures.named(built.document))

    # --- Sections -------------------------------------------------------------------------

    def _section(
        self, key: str, built: Built, comments: Sequence[ReturnedComment]
    ) -> ReturnedSection:
        base = self.origin.base(key)
        original = built.document
        if self.rejected is not self.accepted:
            original = self._built(key, self.rejected).document
        changes = tuple(self._changes(base.document, built))
        said = (plain_text(built.document), plain_text(original))
        tracked = tuple(self.tracked.of(key, said))
        authors = {name for change in changes for name in change.authors}
        authors |= {each.author for each in tracked}
        if changes and not authors:
            authors = {self.file.beside.author}
        return ReturnedSection(
            key=key,
            title=section_keys.title(self.review, key),
            language=base.sent.language,
            base=base.revision,
            base_document=base.document,
            document=built.document,
            original=original,
            changes=changes,
            authors=tuple(sorted(authors - {""})),
            tracked=tracked,
            comments=tuple(each for each in comments if each.section == key),
            numbers=tuple(self._numbers(base, built)),
            head_moved=base.moved,
            known=is_known(
                self.review,
                key,
                base.sent.language,
                base.revision if self.origin.complete else None,
                built.document,
            ),
            recorded=self.origin.complete,
        )

    def _changes(self, base: Document, built: Built) -> Iterator[BlockChange]:
        authors: dict[str, tuple[str, ...]] = {}
        for name, found in (*self.rejected.authors.items(), *self.accepted.authors.items()):
            named = built.names.get(name) or self.names.get(name, "")
            authors[named] = tuple(dict.fromkeys((*authors.get(named, ()), *found)))
        for number, row in enumerate(compare(base, built.document).rows):
            only_comments = row.kind == "changed" and row.what == _ONLY_COMMENTS
            block = row.new or row.old
            if block is None or row.kind == "same" or only_comments:
                continue
            if row.kind not in ("added", "removed") or not is_blank(block):
                yield BlockChange(number, row, authors.get(block.id, ()))

    def _numbers(self, base: Base, built: Built) -> Iterator[ReturnedNumber]:
        for block, number in built.numbers:
            names = [name for name, found in built.names.items() if found == block]
            authors = [a for name in names for a in self.accepted.authors.get(name, ())]
            yield ReturnedNumber(
                base.sent.key,
                base.sent.language,
                block,
                number.reference,
                number.was,
                number.now,
                authors[0] if len(set(authors)) == 1 else self.file.beside.author,
            )

    # --- Comments -------------------------------------------------------------------------

    def _comments(self, built: Mapping[str, Built]) -> list[ReturnedComment]:
        places: dict[str, tuple[str, str]] = dict(self.accepted.remarked)
        for stray in self.accepted.strays:
            told = quotes(Document(blocks=stray.blocks))
            places |= {comment: (stray.section, quote) for comment, quote in told.items()}
        for key, each in built.items():
            told = quotes(each.document)
            places |= {comment: (key, quote) for comment, quote in told.items()}
        return [self._comment(each, places) for each in self.file.beside.comments]

    def _comment(
        self, comment: FileComment, places: Mapping[str, tuple[str, str]]
    ) -> ReturnedComment:
        anchor = comment.id if comment.id in places else comment.parent
        section, quote = places.get(anchor, ("", ""))
        if section not in self.leaves:
            section = ""
        return ReturnedComment(
            number=comment.id,
            author=comment.author,
            at=comment.at,
            text=comment.text,
            quote=" ".join(quote.split()),
            section=section,
            parent=comment.parent,
            resolved=comment.resolved,
        )

    # --- What has no place ----------------------------------------------------------------

    def _strays(self) -> Iterator[ReturnedPiece]:
        manifest, found = self.origin.manifest, self.accepted
        beside = margin_strays(self.file.margins, manifest.known, found.sections)
        charts = chart_strays(manifest.charts, found.charts)
        for stray in (*found.strays, *beside, *charts):
            yield self._piece(stray)

    def _piece(self, stray: Stray) -> ReturnedPiece:
        return ReturnedPiece(
            self._as_piece(stray.blocks),
            stray.reason,
            stray.section,
            self.origin.manifest.language,
            stray.before,
            stray.after,
            ", ".join(stray.authors) or self.file.beside.author,
        )

    def _derived(self, built: Mapping[str, Built]) -> Iterator[ReturnedPiece]:
        for key, each in built.items():
            language = self.origin.base(key).sent.language
            for block in each.derived:
                authors = self.accepted.authors.get(block.id, (self.file.beside.author,))
                document = self._as_piece((block,))
                yield ReturnedPiece(
                    document, Reason.DERIVED, key, language, author=", ".join(authors)
                )

    def _as_piece(self, blocks: Sequence[Block]) -> Document:
        """Blocks as a text of their own, without comments and with ids that stay the same."""
        self.pieces += 1
        named = tuple(
            self.builder.named(block, "piece", self.pieces, at) for at, block in enumerate(blocks)
        )
        bare = map_runs(
            Document(blocks=named),
            lambda run: replace(run, comments=()) if isinstance(run, Text) else run,
        )
        return self.pictures.named(normalise(bare))
