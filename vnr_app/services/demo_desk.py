"""What stands around the demo's texts: who is responsible, comments, translations, a version."""

from dataclasses import replace
from datetime import date

from vnr_app.domain.richtext import Document, Heading, ListItem, Paragraph, Run, Text
from vnr_app.i18n import _
from vnr_app.services import comments, demo_texts, revisions, sections, writing
from vnr_app.services.reviews import Review

_RESPONSIBLE = {
    "goal-1": ("Ministry of Social Affairs", date(2027, 3, 12)),
    "goal-2": ("Ministry of Agriculture", date(2027, 3, 12)),
    "goal-3": ("Ministry of Health", date(2027, 3, 12)),
    "goal-6": ("Ministry of Water", date(2027, 3, 26)),
    "goal-13": ("Ministry of the Environment", date(2027, 3, 26)),
    "means-of-implementation": ("Ministry of Finance", date(2027, 4, 9)),
}
_REMARKS = (
    (
        "goal-3/trends",
        "hardly moved",
        "Can we say why? The forum will ask.",
        "The survey of 2026 will tell; see the data notes.",
    ),
    ("goal-2/trends", "", "Please give the source of this comparison.", ""),
)


def lay_out(review: Review) -> None:
    """Assign sections, comment on texts, add the translations, name the version."""
    for key, (owner, due) in _RESPONSIBLE.items():
        sections.assign(review, key, owner=owner, person="", due=due)
    for key, words, body, answer in _REMARKS:
        _comment(review, key, words, body, answer)
    # After the remarks: their marks in a text would make its translations stale.
    for language, key, document in demo_texts.translations_of(review):
        writing.keep(review, key, document, language=language)
    revisions.name_version(review, _("Sent to the ministries"), _("For comments until 12 March."))


def _comment(review: Review, key: str, words: str, body: str, answer: str) -> None:
    """Comment on some words of a text, or on its first sentence."""
    document = writing.text(review, key).document
    quote = words or _first_words(document)
    author = review.author
    thread = comments.add(review, key, quote, body)
    if answer:
        review.sign_as(_("Ministry of Health"))
        comments.reply(review, thread, answer)
        review.sign_as(author)
    blocks = tuple(
        replace(block, runs=tuple(r for run in block.runs for r in _marked(run, quote, thread)))
        if isinstance(block, Heading | Paragraph | ListItem)
        else block
        for block in document.blocks
    )
    writing.keep(review, key, Document(blocks=blocks))


def _first_words(document: Document) -> str:
    return next(
        run.text.partition(". ")[0].strip()
        for block in document.blocks
        if isinstance(block, Paragraph)
        for run in block.runs
        if isinstance(run, Text) and run.text.strip()
    )


def _marked(run: Run, quote: str, thread: str) -> tuple[Run, ...]:
    """The run, in three where the quote stands in it."""
    if not isinstance(run, Text) or quote not in run.text:
        return (run,)
    before, _quote, after = run.text.partition(quote)
    marked = replace(run, text=quote, comments=(*run.comments, thread))
    return (replace(run, text=before), marked, replace(run, text=after))
