"""The words of the window for the model's codes."""

from datetime import datetime
from html import escape

from PySide6.QtCore import QCoreApplication, QDate, QDateTime, QLocale

from vnr_app.domain.importplan import Action
from vnr_app.domain.indicators import NATURES, ValueState
from vnr_app.domain.sections import SectionStatus
from vnr_app.i18n import ngettext
from vnr_app.services.numbers import locale_of
from vnr_app.services.section_states import PartState, SectionState, is_overdue


def _tr(text: str) -> str:
    return QCoreApplication.translate("Names", text)


def language_name(tag: str) -> str:
    """What a language calls itself: "Français" for "fr"."""
    locale = locale_of(tag)
    name = locale.get_language_name(locale.language) or tag
    return name[:1].upper() + name[1:]


def status_name(status: SectionStatus) -> str:
    """How far the work on a text has come."""
    return {
        SectionStatus.NOT_STARTED: _tr("Not started"),
        SectionStatus.DRAFTING: _tr("Drafting"),
        SectionStatus.IN_REVIEW: _tr("In review"),
        SectionStatus.CLEARED: _tr("Cleared"),
        SectionStatus.LOCKED: _tr("Locked"),
    }[status]


def responsible_text(state: PartState | SectionState) -> str:
    """Institution, person and date of a text in one line; empty where nothing is settled."""
    when = ""
    if state.due is not None:
        # The month in letters: 3/12 is December to half of the world.
        day = QLocale().toString(
            QDate(state.due.year, state.due.month, state.due.day), "d MMM yyyy"
        )
        late = is_overdue(state)
        when = (_tr("overdue since {day}") if late else _tr("due {day}")).format(day=day)
    return " · ".join(each for each in (state.owner, state.person, when) if each)


def action_name(action: Action) -> str:
    """What an import does with a value."""
    return {
        Action.ADD: _tr("add"),
        Action.UPDATE: _tr("update"),
        Action.CONFLICT: _tr("conflict"),
        Action.SAME: _tr("same"),
        Action.SKIP: _tr("skip"),
        Action.ERROR: _tr("problem"),
    }[action]


def role_name(role: str) -> str:
    """What a region of a sheet is."""
    return {
        "title": _tr("Title"),
        "header": _tr("Header"),
        "label": _tr("Label"),
        "number": _tr("Number"),
        "text": _tr("Text"),
        "note": _tr("Note"),
        "ignored": _tr("Ignored"),
    }.get(role, role)


def state_name(state: ValueState) -> str:
    """How certain a value is; empty for one that was simply observed."""
    return "" if state is ValueState.OBSERVED else _tr(state.value.replace("-", " "))


def nature_name(code: str) -> str:
    """The nature of a value in words."""
    return _tr(NATURES[code]) if code in NATURES else code


def number(value: int) -> str:
    """A whole number as the interface's language groups it."""
    return QLocale().toString(value)


def counted(singular: str, plural: str, count: int) -> str:
    """The text for a count, `{n}` in it replaced by the number: "1 row", "1,204 rows".

    Qt has no plural for a language without a catalogue, English among them; gettext has.
    """
    return ngettext(singular, plural, count).format(n=number(count))


def action_count(action: Action, count: int) -> str:
    """How many values an import treats that way: "86 add", "1 problem"."""
    if action is Action.ERROR:
        return counted("{n} problem", "{n} problems", count)
    return f"{number(count)} {action_name(action)}"


def words_text(words: int, budget: int | None) -> str:
    """Words against what is allowed: "342 of 600 words"."""
    if budget is None:
        return counted("{n} word", "{n} words", words)
    return _tr("{words} of {budget}").format(
        words=number(words), budget=counted("{n} word", "{n} words", budget)
    )


def moment(at: datetime) -> str:
    """An instant in the local time, short."""
    local = at.astimezone()
    shown = QDateTime.fromSecsSinceEpoch(int(at.timestamp()))
    if local.date() == datetime.now().astimezone().date():
        return QLocale().toString(shown.time(), QLocale.FormatType.ShortFormat)
    return QLocale().toString(shown, QLocale.FormatType.ShortFormat)


def isolated(name: str) -> str:
    """A name that keeps its own direction beside words of another: "3.2.1.xlsx" in Arabic."""
    return f"\u2068{name}\u2069"


def plain_tooltip(text: str) -> str:
    """A tooltip that shows the text as it is, whatever tags stand in it."""
    lines = "<br>".join(escape(each) for each in text.splitlines())
    return f"<qt>{lines}</qt>" if lines else ""
