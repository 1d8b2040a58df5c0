"""What the team's tables call things: corrections of the importer, remembered for all files."""

from sqlalchemy import select

from db.models import Synonym
from db.operation import operation
from vnr_app.errors import KnownError
from vnr_app.i18n import _
from vnr_app.importing.folding import fold_text
from vnr_app.services.reviews import Review

_LONGEST = 500


def all_synonyms(review: Review) -> dict[tuple[str, str], str]:
    """(kind, folded label) → code; as `PlanContext.synonyms` takes them.

    The kind is a dimension ("sex"), "indicator", or "group" for a class of stakeholders.
    """
    with review.store.reading() as session:
        return {(row.kind, row.label): row.code for row in session.scalars(select(Synonym))}


def learn(review: Review, kind: str, label: str, code: str) -> None:
    """Remember what a label stands for; nothing where that is known.

    Raises `KnownError` "no-label".
    """
    label = folded(label)
    if not label:
        raise KnownError("no-label", _("There is no label to remember."))
    if all_synonyms(review).get((kind, label)) == code:
        return
    title = _("Remember that “{label}” is {code}").format(label=label, code=code or "–")
    with operation(review.store, "synonym", title, kind_of=kind, label=label) as running:
        row = running.session.get(Synonym, (kind, label))
        if row is None:
            running.session.add(Synonym(kind=kind, label=label, code=code))
        else:
            row.code = code


def forget(review: Review, kind: str, label: str) -> None:
    """Forget what a label stands for; nothing where it was never learned."""
    label = folded(label)
    if (kind, label) not in all_synonyms(review):
        return
    title = _("Forget what “{label}” is").format(label=label)
    with operation(review.store, "synonym", title, kind_of=kind, label=label) as running:
        row = running.session.get(Synonym, (kind, label))
        if row is not None:
            running.session.delete(row)


def folded(label: str) -> str:
    """A label as it is looked up: folded, lower case, of a length that can be kept."""
    return fold_text(label).lower()[:_LONGEST]
