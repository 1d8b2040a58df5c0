"""The pictures of a returned file: which are new, and by what id the review would know them."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from vnr_app.domain.richtext import Document, Figure
from vnr_app.errors import KnownError
from vnr_app.importing.pictures import picture_id
from vnr_app.services.images import Picture, examined


@dataclass(frozen=True, slots=True)
class Pictures:
    """Looks at the pictures of a file; `known` are the ids of those that the review has."""

    known: frozenset[str]
    _new: dict[str, Picture] = field(default_factory=dict)
    """As they would be stored, by the id that they have in the file."""

    def fits(self, data: bytes) -> bool:
        """Whether the review can hold a picture."""
        name = picture_id(data)
        if name not in self.known and name not in self._new:
            try:
                self._new[name] = examined(data)
            except KnownError:
                return False
        return True

    def named(self, document: Document) -> Document:
        """The text with its pictures under the ids by which they would be stored."""
        blocks = tuple(
            replace(block, image_id=self._new[block.image_id].id)
            if isinstance(block, Figure) and block.image_id in self._new
            else block
            for block in document.blocks
        )
        return replace(document, blocks=blocks)

    def shown_in(self, documents: Iterable[Document]) -> tuple[Picture, ...]:
        """The new pictures of texts that `named` has made, each once."""
        stored = {picture.id: picture for picture in self._new.values()}
        used = dict.fromkeys(
            block.image_id
            for document in documents
            for block in document.blocks
            if isinstance(block, Figure)
        )
        return tuple(stored[name] for name in used if name in stored and name not in self.known)
