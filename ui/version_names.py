"""What versions of a text are called, in lists and above columns."""

from PySide6.QtCore import QCoreApplication

from ui.names import counted, moment, number
from ui.presenters.versions import PRESENT, RESCUED, Draft, Listing
from vnr_app.domain.richtext_diff import Comparison
from vnr_app.i18n import ngettext
from vnr_app.services.revisions import Revision


def _tr(text: str) -> str:
    return QCoreApplication.translate("Versions", text)


def signed(count: int) -> str:
    """A number with its sign: "+12", "−3"; empty for none."""
    if not count:
        return ""
    return f"+{number(count)}" if count > 0 else f"−{number(-count)}"


def quoted(names: tuple[str, ...]) -> str:
    """The names of a version in one line."""
    return ", ".join(f"“{name}”" for name in names)


def when_and_who(revision: Revision) -> str:
    """When a version was written, and by whom."""
    return f"{moment(revision.at)} · {revision.author}"


def words_of(revision: Revision) -> str:
    """The words of a version, and how many more or fewer than before: "342 words, +12"."""
    said = counted("{n} word", "{n} words", revision.words)
    change = signed(revision.change)
    return f"{said}, {change}" if change else said


def draft_words(draft: Draft) -> str:
    """When something was typed last, and the words it has now."""
    return f"{moment(draft.at)} · {counted('{n} word', '{n} words', draft.words)}"


def revision_name(revision: Revision) -> str:
    """A version in one line, as a chooser offers it."""
    parts = [quoted(revision.names), when_and_who(revision)]
    if revision.waiting:
        parts.append(_tr("waits to be merged"))
    return " · ".join(part for part in parts if part)


def version_names(listing: Listing) -> tuple[tuple[str, str], ...]:
    """Every version of a text with what it is called, the present one first.

    The head is named as such only beside a draft; else it is the present text itself.
    """
    found = [(PRESENT, _tr("Present text"))]
    if listing.rescued is not None:
        when = moment(listing.rescued.saved_at)
        found.append((RESCUED, _tr("Rescued text of {when}").format(when=when)))
    found += [(each.id, revision_name(each)) for each in listing.revisions]
    return tuple(found)


def changes_text(changes: int, comparison: Comparison) -> str:
    """How much is different: "7 changes, +120 −35 words"."""
    if not changes:
        return _tr("The two versions are the same.")
    added, removed = comparison.words_added, comparison.words_removed
    words = " ".join(each for each in (signed(added), signed(-removed)) if each)
    said = counted("{n} change", "{n} changes", changes)
    if not words:
        return said
    # The noun follows the number beside it: "+1 word", "+120 −1 word", "−35 words".
    told = ngettext("{words} word", "{words} words", removed or added).format(words=words)
    return _tr("{changes}, {words}").format(changes=said, words=told)
